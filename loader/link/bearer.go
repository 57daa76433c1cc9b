package link

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Where an article names several people of one surname, the surname alone may
// mean each of them. A title tells: Mrs. Ferreira is Teresa. Without one it is the
// one whose full name stands before it, or, where several do, the one named last
// if that was just before; else it stays a person of its own.

// readBearers finds the surnames that people of several names have.
func (a *article) readBearers() {
	a.bearers = map[string][]int{}
	for i := range a.refs {
		if r := &a.refs[i]; r.Form == syntax.Name && r.Kind == kg.Person {
			if words := nameWords(r.Name); len(words) > 1 {
				last := words[len(words)-1]
				a.bearers[last] = append(a.bearers[last], i)
			}
		}
	}
	for surname, refs := range a.bearers {
		first := nameWords(a.refs[refs[0]].Name)
		if !slices.ContainsFunc(refs, func(i int) bool { return !onePerson(first, nameWords(a.refs[i].Name)) }) {
			delete(a.bearers, surname)
		}
	}
}

// onePerson says that two full names of one surname may be the same person's:
// Paulo Ferreira, P. Ferreira, Paulo J. Ferreira.
func onePerson(x, y []string) bool {
	return strings.HasPrefix(x[0], y[0]) || strings.HasPrefix(y[0], x[0])
}

// nearBearer is how many sentences a full name may stand before a surname that
// several bear.
const nearBearer = 3

// bearer is the full name that a lone surname means; several says that there is
// more than one to choose from, found or not (-1).
func (a *article) bearer(i int) (bearer int, several bool) {
	r := &a.refs[i]
	words := nameWords(r.Name)
	if r.Form != syntax.Name || len(words) != 1 || a.bearers[words[0]] == nil || r.Kind != kg.Person {
		return none, false
	}
	titled := r.gender != lexicon.NoGender
	fits := func(j int) bool { return !titled || a.refs[j].gender == r.gender }
	var before, after []int
	for _, j := range a.bearers[words[0]] {
		switch {
		case !fits(j):
		case j < i:
			before = append(before, j)
		default:
			after = append(after, j)
		}
	}
	switch {
	case a.onlyOne(before):
		return before[len(before)-1], true
	case len(before) > 0 && r.Tree-a.refs[before[len(before)-1]].Tree <= nearBearer:
		return before[len(before)-1], true
	case len(before) == 0 && a.onlyOne(after):
		return after[0], true
	}
	return none, true
}

// onlyOne says that full names are all of one person.
func (a *article) onlyOne(names []int) bool {
	if len(names) == 0 {
		return false
	}
	first := nameWords(a.refs[names[0]].Name)
	return !slices.ContainsFunc(names, func(j int) bool { return !onePerson(first, nameWords(a.refs[j].Name)) })
}
