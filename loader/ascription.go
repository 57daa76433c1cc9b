package loader

import (
	"slices"
	"strings"

	"claimgraph/loader/syntax"
)

// Referring is the mentions of an entity that refer to it.
func (an *Analysis) Referring(entity int) []int {
	e := &an.Entities[entity]
	var list []int
	for _, m := range e.Mentions {
		if !an.ascribes(e, m) {
			list = append(list, m)
		}
	}
	return list
}

// ascribes says whether a mention only says of a thing that has a name or a
// pronoun what it is: "a young company" in "DeepSeek is a young company", in
// "DeepSeek, a young company" and before "founded in 2023", or belongs to the
// name beside it: "his wife" in "his wife Nancy". It helps to find out what the
// thing is, and linking puts it into the thing's chain; but it refers to nothing
// itself, and who looks for the places that mention DeepSeek does not look for it.
func (an *Analysis) ascribes(e *syntax.Entity, m int) bool {
	at := &an.Mentions[m]
	if at.Form != syntax.Nominal || !an.otherwise(e) {
		return false
	}
	t := &an.Trees[at.Tree]
	if t.Words[at.Head].Rel == "appos" || an.beside(e, at) {
		return true
	}
	ascribes := true // without an article or an owner: a title
	t.Children(at.Head, func(c int) bool {
		w := &t.Words[c]
		switch {
		case w.Rel == "cop":
			ascribes = true
			return false
		case w.Rel == "det":
			word := strings.ToLower(w.Form)
			ascribes = word == "a" || word == "an"
		case w.Rel == "nmod:poss":
			ascribes = false
		}
		return true
	})
	return ascribes
}

// otherwise says whether something else than a description refers to the entity.
func (an *Analysis) otherwise(e *syntax.Entity) bool {
	return e.Named || slices.ContainsFunc(e.Mentions, func(m int) bool { return an.Mentions[m].Form == syntax.Pronoun })
}

// beside says whether the name follows the description: "his wife Nancy", "my
// father, Ernie".
func (an *Analysis) beside(e *syntax.Entity, at *syntax.Mention) bool {
	next := at.Last + 1
	if words := an.Trees[at.Tree].Words; next < len(words) && words[next].Form == "," {
		next++
	}
	return slices.ContainsFunc(e.Mentions, func(m int) bool {
		other := &an.Mentions[m]
		return other.Form == syntax.Name && other.Tree == at.Tree && other.First == next
	})
}
