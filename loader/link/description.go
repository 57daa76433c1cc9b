package link

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
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

// sorts are nouns that pick up a name by its kind alone.
var sorts = map[string]kg.Kind{
	"company": kg.Organization, "firm": kg.Organization, "startup": kg.Organization, "start-up": kg.Organization,
	"corporation": kg.Organization, "business": kg.Organization, "chipmaker": kg.Organization, "automaker": kg.Organization,
	"carmaker": kg.Organization, "retailer": kg.Organization, "organization": kg.Organization, "organisation": kg.Organization,
	"group": kg.Organization, "agency": kg.Organization, "university": kg.Organization, "party": kg.Organization,
	"country": kg.Place, "nation": kg.Place, "city": kg.Place, "town": kg.Place, "village": kg.Place, "island": kg.Place,
	"app": kg.Product, "chatbot": kg.Product, "model": kg.Product, "chip": kg.Product, "software": kg.Product, "device": kg.Product,
	"phone": kg.Product, "film": kg.Work, "movie": kg.Work, "album": kg.Work, "book": kg.Work, "novel": kg.Work, "song": kg.Work,
}

// sortFits looks at the name: a country is no city, a university no company.
func (a *article) sortFits(root int, noun string) bool {
	for _, i := range a.chains[root].refs {
		r := &a.refs[i]
		if r.Form != syntax.Name {
			continue
		}
		k, known := lexicon.Name(r.Name)
		switch noun {
		case "country", "nation":
			return known && (k.What == 'c' || k.Demonym())
		case "city", "town", "village", "island":
			return !known || k.What == 'k' || k.What == 'r'
		case "university", "party", "agency":
			words := nameWords(r.Name)
			return slices.Contains(words, noun)
		case "company", "firm", "startup", "start-up", "corporation", "business", "chipmaker", "automaker", "carmaker", "retailer":
			if known && k.Country == "" {
				return false
			}
			words := nameWords(r.Name)
			if len(words) == 0 {
				return false
			}
			sort, _ := lexicon.Noun(words[len(words)-1])
			return sort != lexicon.Body || legal[words[len(words)-1]]
		}
		return true
	}
	return true
}
