package loader

import (
	"strings"

	"claimgraph/kg"
)

// ReadsExample says whether a vocabulary's example is read as it says: as an
// affirmed claim of the predicate, about what its words or names are.
func (l *Loader) ReadsExample(predicate string, e kg.Example) bool {
	an := l.Analyse(kg.Article{Key: "example", Text: e.Sentence, Language: "en"})
	for i := range an.Claims {
		c := &an.Claims[i]
		if c.Predicate.Name == predicate && c.Polarity == kg.Affirmed && an.isCalled(&c.Subject, e.Subject) && an.isCalled(&c.Object, e.Object) {
			return true
		}
	}
	return false
}

// isCalled compares words without an article before them.
func (an *Analysis) isCalled(a *kg.Argument, name string) bool {
	name = bare(name)
	return bare(a.Text) == name || a.Entity > 0 && bare(an.Entities[a.Entity-1].Label) == name
}

func bare(words string) string {
	for _, article := range [...]string{"The ", "the ", "A ", "a ", "An ", "an "} {
		if rest, ok := strings.CutPrefix(words, article); ok {
			return rest
		}
	}
	return words
}
