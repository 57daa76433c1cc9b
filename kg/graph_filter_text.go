package kg

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// StringFilter compares texts whatever their case, quotes and white space
// (Fold); all that is given must hold.
type StringFilter struct {
	Eq         *string
	In         []string
	Contains   *string
	StartsWith *string
	Fuzzy      *string // but for a typing error in every four letters
}

// test compiles the filter: its texts are folded once, however many are compared.
func (f *StringFilter) test() func(text string) bool {
	var tests []func(folded string) bool
	with := func(wanted *string, holds func(folded, wanted string) bool) {
		if wanted != nil {
			w := Fold(*wanted)
			tests = append(tests, func(folded string) bool { return holds(folded, w) })
		}
	}
	with(f.Eq, func(folded, wanted string) bool { return folded == wanted })
	with(f.Contains, strings.Contains)
	with(f.StartsWith, strings.HasPrefix)
	with(f.Fuzzy, alike)
	if f.In != nil {
		among := map[string]bool{}
		for _, s := range f.In {
			among[Fold(s)] = true
		}
		tests = append(tests, func(folded string) bool { return among[folded] })
	}
	return func(text string) bool {
		folded := Fold(text)
		return !slices.ContainsFunc(tests, func(holds func(string) bool) bool { return !holds(folded) })
	}
}

// alike says whether at most one in four letters of the longer text differ.
func alike(a, b string) bool {
	if len(b) > utf8.UTFMax*longestAlike {
		return false
	}
	m, n := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	errors := max(m, n) / 4
	return max(m, n)-min(m, n) <= errors && max(m, n) <= longestAlike && levenshtein.ComputeDistance(a, b) <= errors
}

const longestAlike = 200 // letters; the comparison takes their square
