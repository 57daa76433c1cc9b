package eval

import (
	"slices"
	"strings"
	"unicode"

	"claimgraph/kg"
)

// Said is one tuple of CaRB whose annotator wrote down in what context it
// stands: a line of tab-separated columns
//
//	sentence   relation   argument …   C: Kasim Mehaddi Hilas said that
type Said struct {
	Sentence string
	Words    []string // of the relation and the arguments
	Source   []string // words of the context: who said it, and how
}

// ReadSaid reads the lines that have a context; a line with two of them gives two.
func ReadSaid(text string) []Said {
	var list []Said
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\ufeff", ""), "\n") {
		columns := strings.Split(strings.TrimRight(line, "\r"), "\t")
		var words []string
		for _, c := range columns[min(1, len(columns)):] {
			if _, labelled, ok := strings.Cut(c, ": "); ok && len(c)-len(labelled) == 3 {
				c = labelled
			}
			words = append(words, contentWords(c)...)
		}
		for _, c := range columns[min(2, len(columns)):] {
			if source, ok := strings.CutPrefix(c, "C:"); ok {
				list = append(list, Said{Sentence: columns[0], Words: words, Source: contentWords(source)})
			}
		}
	}
	return list
}

// Attributed says whether one of the claims of the tuple's sentence is
// attributed to the tuple's source: every word of some agent of the attribution
// stands in the context, and the claim shares a word with the tuple's relation
// or arguments.
func (s *Said) Attributed(claims []kg.Claim) bool {
	return slices.ContainsFunc(claims, func(c kg.Claim) bool { return s.sameSource(c.Attribution) && s.sharesWord(&c) })
}

func (s *Said) sameSource(a *kg.Attribution) bool {
	for ; a != nil; a = a.Via {
		words := contentWords(a.Text)
		if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(s.Source, w) }) {
			return true
		}
	}
	return false
}

func (s *Said) sharesWord(c *kg.Claim) bool {
	for _, part := range [...]string{c.Predicate.Text, c.Object.Text, c.Subject.Text} {
		if slices.ContainsFunc(contentWords(part), func(w string) bool { return slices.Contains(s.Words, w) }) {
			return true
		}
	}
	return false
}

// contentWords are a phrase's words in lower case, articles left out.
func contentWords(phrase string) []string {
	words := strings.FieldsFunc(strings.ToLower(phrase), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(words, func(w string) bool { return w == "the" || w == "a" || w == "an" })
}
