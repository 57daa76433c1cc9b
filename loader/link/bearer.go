package link

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Where an article names several people of one surname, the surname alone may
// mean each of them. A title tells: Mrs. Ferreira is Teresa. Without one it is who
// was named in full just before, else whom the article named first: the one it is
// about.

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
const nearBearer = 1

// bearer is the full name that a surname means which several bear, -1 for other
// names and where none fits.
func (a *article) bearer(i int) int {
	r := &a.refs[i]
	words := nameWords(r.Name)
	if r.Form != syntax.Name || len(words) != 1 || a.bearers[words[0]] == nil || r.Kind != kg.Person {
		return none
	}
	var before, after []int
	for _, j := range a.bearers[words[0]] {
		switch {
		case !gendersAgree(a.refs[j].gender, r.gender): // a title tells
		case j < i:
			before = append(before, j)
		default:
			after = append(after, j)
		}
	}
	switch {
	case len(before) > 0 && r.Tree-a.refs[before[len(before)-1]].Tree <= nearBearer:
		return before[len(before)-1]
	case len(before) > 0:
		return before[0]
	case a.onlyOne(after):
		return after[0]
	}
	return none
}

// onlyOne says that full names are all of one person.
func (a *article) onlyOne(names []int) bool {
	if len(names) == 0 {
		return false
	}
	first := nameWords(a.refs[names[0]].Name)
	return !slices.ContainsFunc(names, func(j int) bool { return !onePerson(first, nameWords(a.refs[j].Name)) })
}
