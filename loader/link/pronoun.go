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
	a.remember(i)
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
		a.choose(i, heShe, 3, a.human(r.gender))
	case "it", "its":
		a.choose(i, itSort, 2, a.thing)
	case "they", "them", "their", "theirs":
		a.choose(i, theySort, 2, a.several)
	case "himself", "herself", "itself", "themselves":
		a.reflexive(i)
	}
}

// choose joins the chain that the pronoun most probably means, if it is
// probable enough.
func (a *article) choose(i, sort, window int, admit func(root int) int) {
	found := a.antecedents(i, window, admit)
	if a.watch != nil {
		a.watch(i, sort, found)
	}
	if len(found) == 0 {
		return
	}
	least := enough[sort]
	if sort == itSort && a.refs[i].role == possessor {
		least = enoughIts
	}
	if root, probability := a.likelihood(i, sort, found); probability >= least {
		a.join(i, root)
	}
}

// enough is the probability, in millionths, from which a link is made. It is
// lower where the gender tells most, chosen for a precision of .85 and more.
var enough = [pronounSorts]int{heShe: 350_000, itSort: 500_000, theySort: 400_000}

// enoughIts is what "its" needs: it is never expletive and never means a clause.
const enoughIts = 400_000

func (a *article) human(g lexicon.Gender) func(int) int {
	return func(root int) int {
		c := &a.chains[root]
		if !gendersAgree(c.gender, g) || c.number == many || a.spoken(root) {
			return 0
		}
		switch c.kind() {
		case kg.Person:
			if c.named {
				return 120
			}
			return 100
		case kg.Other:
			if c.named {
				return 80
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

func (a *article) thing(root int) int {
	c := &a.chains[root]
	if c.number == many || c.gender != lexicon.NoGender || a.spoken(root) {
		return 0
	}
	switch c.kind() {
	case kg.Person:
		return 0
	case kg.Organization, kg.Product, kg.Place, kg.Work:
		return 100
	case kg.Law, kg.Event, kg.Concept:
		return 70
	case kg.Group:
		return 50
	}
	return 70
}

func (a *article) several(root int) int {
	c := &a.chains[root]
	if a.spoken(root) {
		return 0
	}
	kind := c.kind()
	if c.number == many {
		switch kind {
		case kg.Person, kg.Group, kg.Organization:
			return 120
		case kg.Concept:
			return 60
		}
		return 80
	}
	if c.gender != lexicon.NoGender {
		return 0
	}
	switch kind {
	case kg.Organization, kg.Group:
		return 60
	}
	return 0
}

// secondPerson: all "you" of one kind of text, quoted or not, are one; that of
// an interview's questions is the one who answers.
func (a *article) secondPerson(i int) {
	r := &a.refs[i]
	v := voice{speaker: -2}
	if a.quotes[r.Tree].inside[r.Head] {
		v.speaker = -3 - r.Tree
	} else if t := a.turns[r.Tree]; t.addressee > 0 {
		v = voice{none, t.addressee, t.several}
	}
	a.say(i, v)
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
