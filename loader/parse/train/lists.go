package main

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimgraph/loader/parse/model"
)

// lists are the tables of package lexicon that the model knows. A table without
// values has a letter for all of its keys; nouns come last.
var lists = []struct{ file, letter string }{
	{"names.txt", ""}, {"places.txt", ""}, {"given.txt", ""}, {"surnames.txt", ""}, {"cities.txt", "y"}, {"instances.txt", ""}, {"words.txt", ""}, {"nouns.txt", ""},
}

// readLists makes the model's word list from package lexicon's tables, which
// are lines "key<TAB>letter …". Names of several words are listed word by word.
func readLists(folder string) (model.Known, error) {
	letters := map[string]string{}
	note := func(word, letter string) {
		if !strings.Contains(letters[word], letter) {
			letters[word] += letter
		}
	}
	for _, list := range lists {
		data, err := os.ReadFile(filepath.Join(folder, list.file))
		if err != nil {
			return "", err
		}
		for line := range strings.Lines(string(data)) {
			key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			value, _, _ = strings.Cut(value, " ")
			words := strings.Fields(key)
			if len(words) == 1 {
				for letter := range strings.SplitSeq(cmp.Or(value, list.letter), "") {
					note(key, letter)
				}
				continue
			}
			for i, w := range words {
				if list.file != "nouns.txt" && w != strings.ToLower(w) {
					note(w, [2]string{"h", "t"}[min(i, 1)])
				}
			}
		}
	}
	small(letters)
	words := make([]string, 0, len(letters))
	for w := range letters {
		words = append(words, w)
	}
	slices.Sort(words)
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w + "\t" + letters[w] + "\n")
	}
	return model.Known(b.String()), nil
}

// small lists places and first names as they are typed in haste, "kerala" and
// "tom", as i and j. Nouns keep their own entries alone.
func small(letters map[string]string) {
	for _, word := range slices.Sorted(maps.Keys(letters)) {
		lower := strings.ToLower(word)
		if letter := smallLetter(letters[word]); letter != "" && letters[lower] == "" {
			letters[lower] = letter
		}
	}
}

func smallLetter(letters string) string {
	switch {
	case strings.ContainsAny(letters, "cksryl"):
		return "i"
	case strings.ContainsAny(letters, "fmb"):
		return "j"
	}
	return ""
}
