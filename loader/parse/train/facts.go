package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/parse/model"
	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

// Sets of facts name the two ends of a relation and no others: they teach these
// names, the kinds of which follow from the relation, and are silent on all
// other words.

// ends are the kinds of a relation's subject and object, 0 where the relation
// does not tell.
type ends struct{ subject, object kinds }

// partly turns spans into the tags that each token may have: any outside of
// the spans, but for the word after one, which does not continue it.
func partly(n int, spans []span) []tagSet {
	sets := make([]tagSet, n)
	for i := range sets {
		sets[i] = anyTag
	}
	named := tagSets(n, spans, 0)
	for _, s := range spans {
		copy(sets[s.from:s.to], named[s.from:s.to])
	}
	for _, s := range spans {
		if s.to < n {
			for k := syntax.PersonName; k <= syntax.GroupName; k++ {
				sets[s.to] &^= 1 << model.Inside(k)
			}
		}
	}
	return sets
}

// mentioned is a name in a text, by bytes.
type mentioned struct {
	syntax.Span
	kinds kinds
}

// sentencesWith splits a text and keeps the sentences with names. Names that do
// not begin and end where tokens do are dropped, and so are phrases that are
// none.
func sentencesWith(doc, passage string, names []mentioned) []labelled {
	text := syntax.NewText(passage)
	var all []labelled
	for _, sentence := range split.Sentences(text) {
		s := labelled{doc: doc}
		var spans []span
		for _, t := range sentence.Tokens {
			s.forms = append(s.forms, text.Quote(t.Span))
		}
		for _, m := range names {
			from := slices.IndexFunc(sentence.Tokens, func(t syntax.Token) bool { return t.Start == m.Start })
			to := slices.IndexFunc(sentence.Tokens, func(t syntax.Token) bool { return t.End == m.End })
			if from >= 0 && from <= to && m.kinds != 0 && nameLike(s.forms[from:to+1]) {
				spans = append(spans, span{from, to + 1, m.kinds})
			}
		}
		if len(spans) == 0 || len(s.forms) < shortest || len(s.forms) > longest {
			continue
		}
		s.names = partly(len(s.forms), outermost(spans))
		all = append(all, s)
	}
	return all
}

// nameLike tells names from "He", "Her husband" and "the company".
func nameLike(words []string) bool {
	for _, word := range []string{words[0], words[len(words)-1]} {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return !phraseWords[strings.ToLower(words[0])]
}

// phraseWords begin noun phrases that are no names, or are whole ones.
var phraseWords = func() map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsSeq("i me my we us our you your he him his she her hers it its they them their theirs who whom whose which " +
		"that this these those the a an himself herself mr mr. mrs mrs. ms ms. dr dr. sir where there both each his/her") {
		words[w] = true
	}
	return words
}()
