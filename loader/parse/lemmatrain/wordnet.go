package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"claimgraph/loader/parse"
)

// The treebanks show some two thousand verbs. WordNet knows eight thousand,
// and lists the forms of those that do not follow the rules (verb.exc: also
// the doubled letters of "abetted"); the others are inflected here.

// inflected is the examples made of WordNet's index and exception files in
// dir, none where dir is empty.
func inflected(dir string) (words []parse.LemmaExample, err error) {
	if dir == "" {
		return nil, nil
	}
	for _, part := range []struct {
		name    string
		inflect func(lemma string, listed map[string]bool) []parse.LemmaExample
		tags    func(form string) []tag
	}{
		{"verb", inflectVerb, verbTags},
		{"noun", inflectNoun, func(string) []tag { return []tag{{"NOUN", "NNS"}} }},
		{"adj", inflectAdjective, adjectiveTags},
	} {
		forms, err := columns(filepath.Join(dir, part.name+".exc"))
		if err != nil {
			return nil, err
		}
		lemmas, err := columns(filepath.Join(dir, "index."+part.name))
		if err != nil {
			return nil, err
		}
		listed := map[string]bool{}
		for _, f := range forms {
			for _, t := range part.tags(f[0]) {
				words = append(words, parse.LemmaExample{Form: f[0], UPOS: t.upos, XPOS: t.xpos, Lemma: f[1]})
				listed[f[1]+" "+t.xpos] = true
			}
		}
		if part.name == "verb" {
			for _, verb := range unchanged {
				for _, xpos := range []string{"VBD", "VBN"} {
					words = append(words, parse.LemmaExample{Form: verb, UPOS: "VERB", XPOS: xpos, Lemma: verb})
					listed[verb+" "+xpos] = true
				}
			}
		}
		for _, l := range lemmas {
			words = append(words, part.inflect(l[0], listed)...)
		}
	}
	for range 10 {
		words = append(words, mistaken...)
	}
	return words, nil
}

// unchanged are the verbs whose past is like their stem: every grammar of English lists
// them, and WordNet, which lists what changes, does not.
var unchanged = strings.Fields(`beat bet bid broadcast burst bust cast cost cut fit forecast hit hurt input knit let miscast offset outbid output put quit recast
	reset rid set shed shut simulcast slit spit split spread sublet sweat telecast thrust typecast undercut upset webcast wed wet`)

// mistaken are words that a treebank has a wrong lemma for, more often than WordNet the right one.
var mistaken = []parse.LemmaExample{{Form: "fled", UPOS: "VERB", XPOS: "VBD", Lemma: "flee"}}

type tag struct{ upos, xpos string }

// columns is the first two columns of the lines whose first is a word of small
// letters.
func columns(path string) (rows [][2]string, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file; take WordNet's dict directory", path)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		w := strings.Fields(lines.Text())
		if len(w) >= 2 && len(w[0]) > 1 && strings.Trim(w[0]+w[1], "abcdefghijklmnopqrstuvwxyz") == "" {
			rows = append(rows, [2]string{w[0], w[1]})
		}
	}
	return rows, lines.Err()
}

func verbTags(form string) []tag {
	switch {
	case strings.HasSuffix(form, "ing"):
		return []tag{{"VERB", "VBG"}}
	case strings.HasSuffix(form, "s"):
		return []tag{{"VERB", "VBZ"}}
	}
	return []tag{{"VERB", "VBD"}, {"VERB", "VBN"}}
}

func adjectiveTags(form string) []tag {
	if strings.HasSuffix(form, "st") {
		return []tag{{"ADJ", "JJS"}}
	}
	return []tag{{"ADJ", "JJR"}}
}

// inflectVerb gives the regular forms that are not listed.
func inflectVerb(verb string, listed map[string]bool) (words []parse.LemmaExample) {
	stem := verb
	if strings.HasSuffix(verb, "e") && !strings.HasSuffix(verb, "ee") && !strings.HasSuffix(verb, "oe") && !strings.HasSuffix(verb, "ye") {
		stem = verb[:len(verb)-1]
	}
	past := withEnding(verb, "ed")
	for _, w := range []struct{ xpos, form string }{{"VBZ", withS(verb)}, {"VBG", stem + "ing"}, {"VBD", past}, {"VBN", past}} {
		if !listed[verb+" "+w.xpos] {
			words = append(words, parse.LemmaExample{Form: w.form, UPOS: "VERB", XPOS: w.xpos, Lemma: verb})
		}
	}
	return words
}

func inflectNoun(noun string, listed map[string]bool) []parse.LemmaExample {
	if listed[noun+" NNS"] || strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") {
		return nil
	}
	return []parse.LemmaExample{{Form: withS(noun), UPOS: "NOUN", XPOS: "NNS", Lemma: noun}}
}

// inflectAdjective compares short adjectives; long ones take more and most.
func inflectAdjective(adjective string, listed map[string]bool) []parse.LemmaExample {
	if len(adjective) > 7 || listed[adjective+" JJR"] {
		return nil
	}
	return []parse.LemmaExample{
		{Form: withEnding(adjective, "er"), UPOS: "ADJ", XPOS: "JJR", Lemma: adjective},
		{Form: withEnding(adjective, "est"), UPOS: "ADJ", XPOS: "JJS", Lemma: adjective},
	}
}

// withS adds the ending of plurals and third persons.
func withS(word string) string {
	for _, hiss := range [...]string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(word, hiss) {
			return word + "es"
		}
	}
	if stem, ok := strings.CutSuffix(word, "y"); ok && !endsInVowel(stem) {
		return stem + "ies"
	}
	return word + "s"
}

// withEnding adds an ending that begins with e.
func withEnding(word, ending string) string {
	if strings.HasSuffix(word, "e") {
		return word + ending[1:]
	}
	if stem, ok := strings.CutSuffix(word, "y"); ok && !endsInVowel(stem) {
		return stem + "i" + ending
	}
	return word + ending
}

func endsInVowel(s string) bool {
	return s != "" && strings.IndexByte("aeiou", s[len(s)-1]) >= 0
}
