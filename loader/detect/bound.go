package detect

import (
	"claimgraph/kg"
)

// Bounds of a quantity: the words around it that say whether it is exact.

// boundWords are phrases before an amount. Longer ones stand first.
var boundWords = []struct {
	words []string
	op    kg.Op
}{
	{[]string{"no", "more", "than"}, kg.LessOrEqual}, {[]string{"no", "less", "than"}, kg.GreaterOrEqual},
	{[]string{"no", "fewer", "than"}, kg.GreaterOrEqual}, {[]string{"not", "more", "than"}, kg.LessOrEqual},
	{[]string{"not", "less", "than"}, kg.GreaterOrEqual}, {[]string{"not", "fewer", "than"}, kg.GreaterOrEqual},
	{[]string{"less", "than"}, kg.Less}, {[]string{"fewer", "than"}, kg.Less}, {[]string{"lower", "than"}, kg.Less},
	{[]string{"more", "than"}, kg.Greater}, {[]string{"greater", "than"}, kg.Greater}, {[]string{"higher", "than"}, kg.Greater},
	{[]string{"at", "least"}, kg.GreaterOrEqual}, {[]string{"at", "most"}, kg.LessOrEqual}, {[]string{"up", "to"}, kg.LessOrEqual},
	{[]string{"as", "many", "as"}, kg.LessOrEqual}, {[]string{"as", "much", "as"}, kg.LessOrEqual},
	{[]string{"as", "high", "as"}, kg.LessOrEqual}, {[]string{"as", "few", "as"}, kg.GreaterOrEqual}, {[]string{"as", "little", "as"}, kg.GreaterOrEqual},
	{[]string{"as", "low", "as"}, kg.GreaterOrEqual}, {[]string{"upwards", "of"}, kg.GreaterOrEqual}, {[]string{"north", "of"}, kg.Greater},
	{[]string{"shy", "of"}, kg.Less},
	{[]string{"close", "to"}, kg.About}, {[]string{"an", "estimated"}, kg.About}, {[]string{"a", "minimum", "of"}, kg.GreaterOrEqual},
	{[]string{"a", "maximum", "of"}, kg.LessOrEqual}, {[]string{"in", "excess", "of"}, kg.Greater},
	{[]string{"under"}, kg.Less}, {[]string{"below"}, kg.Less}, {[]string{"over"}, kg.Greater}, {[]string{"above"}, kg.Greater},
	{[]string{"nearly"}, kg.About}, {[]string{"almost"}, kg.About}, {[]string{"about"}, kg.About}, {[]string{"around"}, kg.About},
	{[]string{"roughly"}, kg.About}, {[]string{"approximately"}, kg.About}, {[]string{"some"}, kg.About}, {[]string{"circa"}, kg.About},
	{[]string{"estimated"}, kg.About}, {[]string{"~"}, kg.About}, {[]string{"<"}, kg.Less}, {[]string{">"}, kg.Greater},
}

// bound reads the phrase that ends before word i and returns its first word. A
// range keeps its two ends.
func (s *sentence) bound(v *kg.Value, i int) int {
	if v.Op == kg.Range {
		if s.lower(i-1) == "between" {
			return i - 1
		}
		return i
	}
	for _, b := range boundWords {
		first := i - len(b.words)
		if first >= 0 && s.spells(first, b.words) && s.taken[first] == free {
			v.Op = b.op
			return first
		}
	}
	return i
}

func (s *sentence) spells(at int, words []string) bool {
	for j, w := range words {
		if s.lower(at+j) != w {
			return false
		}
	}
	return true
}

// boundAfter reads "or more", "or less", "or so", "+", "-plus".
func (s *sentence) boundAfter(v *kg.Value, last int) int {
	switch {
	case s.lower(last+1) == "+" && !s.Words[last].SpaceAfter:
		v.Op = kg.GreaterOrEqual
		return last + 1
	case s.lower(s.hyphened(last)) == "plus" && s.hyphened(last) == last+2:
		v.Op = kg.GreaterOrEqual
		return last + 2
	case s.lower(last+1) != "or":
		return last
	}
	switch s.lower(last + 2) {
	case "more", "above", "over", "older", "higher":
		v.Op = kg.GreaterOrEqual
	case "less", "fewer", "below":
		v.Op = kg.LessOrEqual
	case "so":
		v.Op = kg.About
	default:
		return last
	}
	return last + 2
}
