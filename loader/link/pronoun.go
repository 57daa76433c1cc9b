package link

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// resolve decides on a pronoun or a description; names are decided.
func (a *article) resolve(i int) {
	r := &a.refs[i]
	switch r.Form {
	case syntax.Nominal:
		a.description(i)
	case syntax.Pronoun:
		if a.root(i) == i && len(a.chains[i].refs) == 1 {
			a.pronoun(i)
		}
	}
}

func (a *article) pronoun(i int) {
	r := &a.refs[i]
	word := lower(r.tree, r.Head)
	switch word {
	case "i", "me", "my", "mine", "myself":
		a.firstPerson(i, false)
	case "we", "us", "our", "ours", "ourselves":
		a.firstPerson(i, true)
	case "you", "your", "yours", "yourself", "yourselves":
		a.secondPerson(i)
	case "he", "him", "his", "she", "her", "hers":
		a.choose(i, 3, 1, .35, a.human(r.gender))
	case "it", "its":
		a.choose(i, 2, 2, .8, a.thing)
	case "they", "them", "their", "theirs":
		a.choose(i, 2, 1.5, .5, a.several)
	case "himself", "herself", "itself", "themselves":
		a.reflexive(i)
	}
}

// choose joins the most salient chain that is admitted, if its score and its
// lead are enough.
func (a *article) choose(i, window int, least, lead float64, admit func(root int) float64) {
	top, ahead := best(a.antecedents(i, window, admit))
	if top.root >= 0 && top.score >= least && ahead >= lead*a.doubt(i) {
		a.join(i, top.root)
	}
}

// doubt widens the lead that is asked for outside the easy places: a possessive
// of the same clause is easy.
func (a *article) doubt(i int) float64 {
	if a.refs[i].role == possessor {
		return .7
	}
	return 1
}

func (a *article) human(g lexicon.Gender) func(int) float64 {
	return func(root int) float64 {
		c := &a.chains[root]
		if !gendersAgree(c.gender, g) || c.number == many || a.spoken(root) {
			return 0
		}
		switch c.kind() {
		case kg.Person:
			if c.named {
				return 1.2
			}
			return 1
		case kg.Other:
			if c.named {
				return .8
			}
		}
		return 0
	}
}

// spoken says that the chain is an "I", "we" or "you" that has no name.
func (a *article) spoken(root int) bool {
	c := &a.chains[root]
	r := &a.refs[c.refs[0]]
	return !c.named && r.Form == syntax.Pronoun && len(c.nouns) == 0 && !thirdPerson(lower(r.tree, r.Head))
}

func thirdPerson(word string) bool {
	switch word {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they", "them", "their", "theirs", "themselves":
		return true
	}
	return false
}

func (a *article) thing(root int) float64 {
	c := &a.chains[root]
	if c.number == many || c.gender != lexicon.NoGender || a.spoken(root) {
		return 0
	}
	switch c.kind() {
	case kg.Person:
		return 0
	case kg.Organization, kg.Product, kg.Place, kg.Work:
		return 1
	case kg.Law, kg.Event, kg.Concept:
		return .7
	case kg.Group:
		return .5
	}
	return .7
}

func (a *article) several(root int) float64 {
	c := &a.chains[root]
	if a.spoken(root) {
		return 0
	}
	kind := c.kind()
	if c.number == many {
		switch kind {
		case kg.Person, kg.Group, kg.Organization:
			return 1.2
		case kg.Concept:
			return .6
		}
		return .8
	}
	if c.gender != lexicon.NoGender {
		return 0
	}
	switch kind {
	case kg.Organization, kg.Group:
		return .6
	}
	return 0
}

// secondPerson: all "you" of one kind of text, quoted or not, are one.
func (a *article) secondPerson(i int) {
	r := &a.refs[i]
	v := voice{speaker: -2}
	if a.quotes[r.Tree].inside[r.Head] {
		v.speaker = -3 - r.Tree
	}
	if first, ok := a.voices[v]; ok {
		a.join(i, first)
		return
	}
	a.voices[v] = i
}

// reflexive joins "himself" with the subject of its clause.
func (a *article) reflexive(i int) {
	r := &a.refs[i]
	for at, n := headOf(r.tree, r.Head), 0; at >= 0 && n < 6; at, n = headOf(r.tree, at), n+1 {
		s := none
		r.tree.Children(at, func(c int) bool {
			if strings.HasPrefix(r.tree.Words[c].Rel, "nsubj") {
				s = c
			}
			return s < 0
		})
		if s < 0 {
			continue
		}
		if j := a.at(r.Tree, s); j >= 0 && j != i && gendersAgree(a.chain(i).gender, a.chain(j).gender) && numbersAgree(a.refs[i].number, a.chain(j).number) {
			a.join(i, j)
		}
		return
	}
}
