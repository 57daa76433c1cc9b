package kg

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// What speaks for two entities being one is weighed by hand: each reason is a
// share of what is still open, and what speaks against it takes a part away. A
// score says which pair to look at first, it is no probability.
const (
	sameElsewhereWeight = 0.9
	sameLabelWeight     = 0.6
	sharedNameWeight    = 0.4
	initialsWeight      = 0.5
	partWeight          = 0.3 // "Merkel" of "Angela Merkel"
	spellingWeight      = 0.6 // less as more letters differ
	sameKindWeight      = 0.2
	otherClassFactor    = 0.4 // a person and a place are rarely one
	leastScore          = 0.2

	mostLonger = 4 // names that begin or end with a part before it is a word of the language: Ministry, Court
)

// likeness gathers what speaks for a pair.
type likeness struct {
	open    float64 // what no reason speaks for yet
	reasons []string
}

func (l *likeness) add(weight float64, format string, args ...any) {
	l.open *= 1 - weight
	l.reasons = append(l.reasons, fmt.Sprintf(format, args...))
}

// compare weighs what speaks for two entities being one.
func (g *Graph) compare(a, b *Entity, parts commonParts) (*Duplicate, error) {
	l := &likeness{open: 1}
	onlyFrom, err := l.names(a, b, parts)
	if err != nil {
		return nil, err
	}
	same, err := g.commonSameAs(a, b)
	if err != nil {
		return nil, err
	}
	if same != "" {
		l.add(sameElsewhereWeight, "both are the same as %s", same)
	}
	factor := 1.0
	if len(l.reasons) > 0 {
		factor = l.kinds(a, b)
	}
	finder := onlyFrom
	if finder == nil {
		finder = a
		if b.id < a.id {
			finder = b
		}
	}
	return &Duplicate{A: a, B: b, Score: math.Round(1000*factor*(1-l.open)) / 1000, Reasons: l.reasons, byA: finder == a}, nil
}

// names weighs names, and says which of the two is sure to find the other where
// only one is: the one with the longer name.
func (l *likeness) names(a, b *Entity, parts commonParts) (finder *Entity, err error) {
	if Fold(a.Name) == Fold(b.Name) {
		l.add(sameLabelWeight, "both are labelled %q", a.Name)
		return nil, nil
	}
	if shared := sharedName(a, b); shared != "" {
		l.add(sharedNameWeight, "both are called %q", shared)
	}
	long, short := a, b
	if len(Fold(b.Name)) > len(Fold(a.Name)) {
		long, short = b, a
	}
	switch {
	case initials(long.Name) != "" && initials(long.Name) == Fold(short.Name):
		l.add(initialsWeight, "%q are the initials of %q", short.Name, long.Name)
		return long, nil
	case isShort(Fold(short.Name), Fold(long.Name)) && !isDescription(long.Name) && !(a.Kind == Place && b.Kind == Place):
		if common, err := parts.common(Fold(short.Name)); common || err != nil {
			return nil, err
		}
		l.add(partWeight, "%q is a part of %q", short.Name, long.Name)
		return long, nil
	}
	if weight := spelling(Fold(a.Name), Fold(b.Name)); weight > 0 {
		l.add(weight, "%q and %q are spelt alike", a.Name, b.Name)
	}
	return nil, nil
}

// commonParts remembers of parts of names whether they are so many names' that
// they tell nothing.
type commonParts struct {
	ctx   context.Context
	store Store
	known map[string]bool
}

// common says whether many names begin or end with a part.
func (p commonParts) common(part string) (bool, error) {
	common, known := p.known[part]
	if known {
		return common, nil
	}
	hits, err := p.store.Names(p.ctx, part, mostNamesakes)
	if err != nil {
		return false, err
	}
	longer := map[string]bool{}
	for _, h := range hits {
		if name := Fold(h.Name); isShort(part, name) {
			longer[name] = true
		}
	}
	p.known[part] = len(longer) > mostLonger
	return p.known[part], nil
}

// sharedName is a name that both have, whatever its case, and that is not short
// for both their labels, as a surname is; "" for none.
func sharedName(a, b *Entity) string {
	theirs := b.ownNames()
	for _, name := range a.ownNames() {
		if isShort(Fold(name), Fold(a.Name)) && isShort(Fold(name), Fold(b.Name)) {
			continue
		}
		if slices.ContainsFunc(theirs, func(s string) bool { return Fold(s) == Fold(name) }) {
			return name
		}
	}
	return ""
}

// isShort says whether a longer name begins or ends with the words of another and
// does not join two things. Of places it says nothing: New Mexico is not Mexico.
func isShort(short, long string) bool {
	return short != "" && !strings.Contains(long, " and ") &&
		(strings.HasPrefix(long, short+" ") || strings.HasSuffix(long, " "+short))
}

// isDescription says whether a name ends in a common noun, as in "DeepSeek
// researchers", which are not DeepSeek.
func isDescription(name string) bool {
	words := strings.Fields(name)
	r, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return unicode.IsLower(r)
}

// spelling weighs how few letters differ: one in eight at most, one in three of
// a word, and no figures, which tell things of one name apart.
func spelling(a, b string) float64 {
	n := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	if n > longestAlike || figures(a) != figures(b) || otherWord(a, b) {
		return 0
	}
	differ := levenshtein.ComputeDistance(a, b)
	if differ == 0 || 8*differ > n+3 {
		return 0
	}
	return spellingWeight * (1 - float64(differ)/float64(n)*2)
}

// otherWord says whether one of the words of two names of as many is quite
// another: Kim Jong Il is not Kim Jong Un.
func otherWord(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if 3*levenshtein.ComputeDistance(x[i], y[i]) > max(utf8.RuneCountInString(x[i]), utf8.RuneCountInString(y[i])) {
			return true
		}
	}
	return false
}

// figures are the digits of a name.
func figures(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name)
}

func (g *Graph) commonSameAs(a, b *Entity) (string, error) {
	ours, err := g.SameAs(a)
	if err != nil || len(ours) == 0 {
		return "", err
	}
	theirs, err := g.SameAs(b)
	for _, iri := range ours {
		if slices.Contains(theirs, iri) {
			return iri, err
		}
	}
	return "", err
}

// kinds weighs kinds: one that both have speaks for the pair, kinds that nobody
// confuses against it.
func (l *likeness) kinds(a, b *Entity) (factor float64) {
	switch {
	case a.Kind == Other || b.Kind == Other:
		return 1
	case a.Kind == b.Kind:
		l.add(sameKindWeight, "both are of the kind %s", a.Kind)
		return 1
	case a.Kind.Class() == b.Kind.Class():
		return 1
	}
	l.reasons = append(l.reasons, fmt.Sprintf("but one is of the kind %s, the other %s", a.Kind, b.Kind))
	return otherClassFactor
}
