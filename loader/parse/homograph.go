package parse

import (
	"slices"
	"strings"
)

// Words that are read a second time in another form
//
// The past of some verbs is written as a noun is, and treebanks have it so rarely that
// the network takes "the bridge cost 40 million euros" for a phrase about a cost. Where
// such a noun stands behind another one and an amount follows with no verb between, the
// whole sentence is read again with a form that the treebanks know as a verb, too. Where
// that makes it one, the second reading is kept; else the first.

// pastForms are the pasts that are nouns too, and the form that is read for each.
var pastForms = map[string]string{"cost": "costs"}

// readAgain reads those of the pieces again that are misread so.
func (s *scratch) readAgain(pieces []piece) {
	for _, words := range pieces {
		past := misread(words)
		if past < 0 {
			continue
		}
		before, form := slices.Clone(words), words[past].Form
		words[past].Form = pastForms[strings.ToLower(form)]
		s.parse([]piece{words})
		if words[past].UPOS != "VERB" {
			copy(words, before)
			continue
		}
		w := &words[past]
		w.Form, w.XPOS, w.Feats = form, "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
	}
}

// misread is the first noun that may be a past, -1 for none.
func misread(words piece) int {
	for i := 1; i < len(words)-1; i++ {
		w, before := &words[i], &words[i-1]
		if w.UPOS == "NOUN" && pastForms[strings.ToLower(w.Form)] != "" && (before.UPOS == "NOUN" || before.UPOS == "PROPN" || before.UPOS == "ADJ" && i > 1) && amountFollows(words[i+1:]) {
			return i
		}
	}
	return -1
}

// amountFollows says whether words begin with an amount, or with somebody and then an
// amount: "taxpayers more than $12 million".
func amountFollows(words piece) bool {
	const reach = 8 // words before the amount
	for i := range words[:min(reach, len(words))] {
		w := &words[i]
		switch w.UPOS {
		case "NUM", "SYM":
			return true
		case "DET", "ADJ", "ADV", "NOUN", "PROPN", "PRON", "SCONJ":
			if slices.Contains(manyNouns, strings.ToLower(w.Form)) {
				return true
			}
		case "ADP":
			if !slices.Contains(boundWords, strings.ToLower(w.Form)) {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// manyNouns are nouns that say how many, boundWords what narrows an amount.
var (
	manyNouns  = []string{"hundreds", "thousands", "millions", "billions", "trillions", "dozens"}
	boundWords = []string{"about", "above", "around", "at", "below", "between", "from", "over", "than", "to", "under", "up"}
)
