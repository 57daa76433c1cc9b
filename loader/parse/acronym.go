package parse

import (
	"strings"
	"unicode"

	"claimgraph/loader/syntax"
)

// Acronyms that are words too
//
// The network takes "WHO" and "IT" for pronouns, whatever letters they are written in:
// treebanks hardly have them. Where a sentence that is written as usual has one, it is
// parsed with a word of the same use in its place, which the treebanks know.

// standIns are such acronyms, and the words that they are parsed as.
var standIns = map[string]string{"WHO": "FBI", "IT": "software"}

// acronym is a word that stands in a tree with another form.
type acronym struct {
	word *syntax.Word
	form string
}

// disguise gives the acronyms among a sentence's words the forms of their stand-ins.
func disguise(hidden []acronym, words []syntax.Word) []acronym {
	for i := range words {
		w := &words[i]
		other, known := standIns[w.Form]
		if known && (i > 0 || w.Form == "WHO" && words[len(words)-1].Form != "?") && asUsual(words) {
			hidden = append(hidden, acronym{w, w.Form})
			w.Form = other
		}
	}
	return hidden
}

// asUsual says whether a sentence is not all in capitals.
func asUsual(words []syntax.Word) bool {
	small, capitals := 0, 0
	for i := range words {
		switch form := words[i].Form; {
		case strings.IndexFunc(form, unicode.IsLower) >= 0:
			small++
		case len(form) > 1 && strings.IndexFunc(form, unicode.IsUpper) >= 0:
			capitals++
		}
	}
	return small > capitals
}

// unmask gives them their own forms again.
func unmask(hidden []acronym) {
	for _, a := range hidden {
		a.word.Form, a.word.Lemma = a.form, a.form
	}
}
