package eval

import (
	"slices"
	"strings"
)

// tupleMatch is how much of a system's tuple is in a gold one, and of the gold
// one in the system's, in words.
type tupleMatch struct{ precision, recall float64 }

func (m tupleMatch) less(n tupleMatch) bool {
	return m.precision < n.precision || m.precision == n.precision && m.recall < n.recall
}

// matchTuples compares relation with relation, first argument with first, and
// all others with all others. Where the gold tuple tells what someone said, the
// system may also have speaker and words the other way round.
func matchTuples(gold, system *Tuple) tupleMatch {
	g, s := twoArguments(gold.Args), twoArguments(system.Args)
	best := matchByPlace(gold.Rel, g, system.Rel, s)
	says := func(verb string) bool { return strings.Contains(gold.Rel, verb) }
	if len(s) == 2 && slices.ContainsFunc([]string{"said", "told", "added", "adds", "says"}, says) {
		if swapped := matchByPlace(gold.Rel, g, system.Rel, []string{s[1], s[0]}); best.less(swapped) {
			return swapped
		}
	}
	return best
}

func twoArguments(args []string) []string {
	if len(args) < 2 {
		return args
	}
	return []string{args[0], strings.Join(args[1:], " ")}
}

// matchByPlace is nothing where no word of the relations is common ("be" counts
// for any form of it), or where the system lacks an argument.
func matchByPlace(goldRel string, gold []string, systemRel string, system []string) tupleMatch {
	g, s := strings.Fields(goldRel), strings.Fields(systemRel)
	common, left := commonWords(g, s)
	if slices.Contains(left, "be") && slices.ContainsFunc(g, isFormOfBe) {
		common++
	}
	if common == 0 {
		return tupleMatch{}
	}
	goldWords, systemWords := len(g), len(s)
	for i := range gold {
		if i >= len(system) {
			return tupleMatch{}
		}
		g, s := strings.Fields(gold[i]), strings.Fields(system[i])
		n, _ := commonWords(g, s)
		common, goldWords, systemWords = common+n, goldWords+len(g), systemWords+len(s)
	}
	return tupleMatch{ratio(float64(common), float64(systemWords)), ratio(float64(common), float64(goldWords))}
}

func isFormOfBe(word string) bool {
	return slices.Contains([]string{"be", "is", "am", "are", "was", "were", "been", "being"}, word)
}

// commonWords counts words in common, each as often as both have it, and gives
// the system's that are left.
func commonWords(gold, system []string) (n int, left []string) {
	left = slices.Clone(system)
	for _, w := range gold {
		if i := slices.Index(left, w); i >= 0 {
			left = slices.Delete(left, i, i+1)
			n++
		}
	}
	return n, left
}
