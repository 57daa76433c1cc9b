package main

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// instance is a thing of which there is one: its names as WordNet writes them,
// "Douglas_MacArthur", and the synset that it is an instance of.
type instance struct {
	names []string
	of    int
}

// instanceLetters say what a name names, by the letter of the noun above it.
var instanceLetters = map[byte]string{
	'P': "p", 'F': "p", 'M': "p", 'O': "o", 'G': "o", 'L': "l", 'X': "l", 'E': "v", 'W': "w", 'A': "w", 'D': "w",
}

// named lists the names of WordNet's instances. What stands for two sorts of
// things, as "Washington" does, has the letters of both.
func (w *wordnet) named() map[string]string {
	table := map[string]string{}
	for _, i := range w.instances {
		letter, ok := instanceLetters[w.letter(i.of)]
		if !ok {
			continue
		}
		for _, name := range i.names {
			r, _ := utf8.DecodeRuneInString(name)
			name = strings.ReplaceAll(name, "_", " ")
			if unicode.IsUpper(r) && len(name) > 2 && !strings.Contains(table[name], letter) {
				table[name] += letter
			}
		}
	}
	return table
}

// wordsOf are the words of a line of data.noun.
func wordsOf(f []string, n int) []string {
	var words []string
	for i := 4; i < 4+2*n && i < len(f); i += 2 {
		words = append(words, f[i])
	}
	return words
}
