package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimgraph/loader/parse/model"
)

// readLists makes the model's word list from package lexicon's tables, which
// are lines "key<TAB>letter …". Names of several words are listed word by word.
func readLists(folder string) (model.Known, error) {
	letters := map[string]string{}
	note := func(word, letter string) {
		if !strings.Contains(letters[word], letter) {
			letters[word] += letter
		}
	}
	for _, table := range []string{"names.txt", "places.txt", "given.txt", "words.txt", "nouns.txt"} {
		data, err := os.ReadFile(filepath.Join(folder, table))
		if err != nil {
			return "", err
		}
		for line := range strings.Lines(string(data)) {
			key, value, ok := strings.Cut(line, "\t")
			if !ok || value == "" {
				continue
			}
			if table == "words.txt" {
				letters[key] += value
				continue
			}
			words := strings.Fields(key)
			if len(words) == 1 {
				note(key, value[:1])
				continue
			}
			for i, w := range words {
				if table != "nouns.txt" && w != strings.ToLower(w) {
					note(w, [2]string{"h", "t"}[min(i, 1)])
				}
			}
		}
	}
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
