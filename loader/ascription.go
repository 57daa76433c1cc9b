package loader

import (
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

// ascribes says whether a mention only says of a named thing what it is: "a young
// company" in "DeepSeek is a young company", in "DeepSeek, a young company" and
// before "founded in 2023". It helps to find out what the thing is, and linking
// puts it into the thing's chain; but it refers to nothing itself, and who looks
// for the places that mention DeepSeek does not look for it.
func (an *Analysis) ascribes(e *syntax.Entity, m int) bool {
	at := &an.Mentions[m]
	if at.Form != syntax.Nominal || !e.Named {
		return false
	}
	t := &an.Trees[at.Tree]
	if t.Words[at.Head].Rel == "appos" {
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
