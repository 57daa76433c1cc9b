package link

import (
	"claimgraph/loader/syntax"
)

// description decides on a noun phrase: what it is said to be ("X is a company")
// first, else by weights (nominal.go).
func (a *article) description(i int) {
	if !a.alone(i) && a.root(i) != i || a.named(i) {
		return
	}
	if a.predicate(i); !a.alone(i) || a.refs[i].whole >= 0 && !a.refs[i].definite {
		return
	}
	a.meant(i)
}

// alone says that a description was not joined with anything yet but, where it
// points back, with the relative pronouns behind it.
func (a *article) alone(i int) bool {
	if det := a.refs[i].determiner(); det == indefinite || det == bareNoun {
		return len(a.chain(i).refs) == 1
	}
	for _, j := range a.chain(i).refs {
		if r := &a.refs[j]; j != i && (r.Form != syntax.Pronoun || thirdPerson(lower(r.tree, r.Head)) || mine(lower(r.tree, r.Head))) {
			return false
		}
	}
	return true
}

// remember takes down the noun of a mention for the descriptions after it.
func (a *article) remember(i int) {
	r := &a.refs[i]
	switch r.Form {
	case syntax.Nominal:
		a.nouns[r.lemma] = append(a.nouns[r.lemma], i)
	case syntax.Name:
		for _, n := range a.chain(i).nouns {
			if k := a.nouns[n]; len(k) == 0 || k[len(k)-1] != i {
				a.nouns[n] = append(a.nouns[n], i)
			}
		}
	}
}

// memory is how many mentions back a noun is remembered: some 10,000 words, so
// that a book is read in time that grows with its length.
const memory = 3000

// named says whether the mention already has a name by apposition.
func (a *article) named(i int) bool { return a.chain(i).named }

// pointer are adjectives that point back instead of telling apart.
var pointer = map[string]bool{"same": true, "said": true, "whole": true, "entire": true, "latter": true}

// sameTail says whether the same words follow: "the president of France".
func sameTail(r, c *ref) bool {
	n, m := childOf(r.tree, r.Head, "nmod"), childOf(c.tree, c.Head, "nmod")
	return n >= 0 && m >= 0 && n > r.Head && m > c.Head && lemma(r.tree, n) == lemma(c.tree, m)
}
