package link

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// description decides on a noun phrase. It means something that was mentioned
// before where
//
//	its noun was used of that thing and nothing in it says otherwise: "the mosque … the mosque", "his wife" twice
//	it is definite, bare of modifiers, and its noun names a sort of named thing: "the company", "the country"
//
// Everything else is new: indefinite phrases always are.
func (a *article) description(i int) {
	r := &a.refs[i]
	if len(a.chain(i).refs) > 1 && a.root(i) != i || a.named(i) {
		return
	}
	if a.predicate(i); len(a.chain(i).refs) > 1 {
		return
	}
	if r.owner >= 0 {
		a.sameOwner(i)
		return
	}
	if r.bare && r.tree.Words[r.Head].UPOS == "NOUN" && (r.number == one || r.Kind != kg.Person) {
		a.sameMass(i)
		return
	}
	if !r.definite || a.coordinated(i) && r.number == many {
		return
	}
	if j := a.sameNoun(i); j >= 0 {
		a.join(i, j)
		return
	}
	if r.follows {
		return
	}
	if j := a.bySort(i); j >= 0 {
		a.join(i, j)
	}
}

// memory is how many mentions back a noun is remembered: some 10,000 words, so
// that a book is read in time that grows with its length.
const memory = 3000

// named says whether the mention already has a name by apposition.
func (a *article) named(i int) bool { return a.chain(i).named }

// sameOwner joins "his wife" with the wife of the same man.
func (a *article) sameOwner(i int) {
	r := &a.refs[i]
	for j := i - 1; j >= max(i-memory, 0); j-- {
		c := &a.refs[j]
		if c.Form == syntax.Nominal && c.owner >= 0 && c.lemma == r.lemma && c.number == r.number && a.root(c.owner) == a.root(r.owner) && a.modsFit(r.mods, c.mods) {
			a.join(i, j)
			return
		}
	}
}

// sameMass joins a stuff, an idea or a sort of things with itself: "homeopathy",
// "vaccines"; not people, who are others each time ("officials").
func (a *article) sameMass(i int) {
	r := &a.refs[i]
	for j := i - 1; j >= max(i-memory, 0); j-- {
		c := &a.refs[j]
		if c.Form == syntax.Nominal && c.bare && c.lemma == r.lemma && c.number == r.number && slices.Equal(c.mods, r.mods) && !r.follows && !c.follows {
			a.join(i, j)
			return
		}
	}
}

// sameNoun is the last chain of which the noun was used, with modifiers that
// allow it, -1 for none.
func (a *article) sameNoun(i int) int {
	r := &a.refs[i]
	for j := i - 1; j >= max(i-memory, 0); j-- {
		c := &a.refs[j]
		if r.near && r.Tree-c.Tree > 2 {
			return none
		}
		if c.Form == syntax.Pronoun || c.Form == syntax.ClaimMention || c.Span.Contains(r.Span) {
			continue
		}
		if c.Form == syntax.Nominal && c.lemma != r.lemma || c.Form == syntax.Name && !slices.Contains(a.chain(j).nouns, r.lemma) {
			continue
		}
		if !a.agree(i, j) || !numbersAgree(r.number, c.number) || r.follows && !sameTail(r, c) {
			continue
		}
		if c.quantified && c.Tree != r.Tree || c.Form == syntax.Name && len(r.mods) > 0 && !a.modsFit(r.mods, nameWords(c.Name)) {
			continue
		}
		if c.Form == syntax.Nominal && !a.modsFit(r.mods, c.mods) {
			continue
		}
		return j
	}
	return none
}

// modsFit says whether a phrase with the one modifiers can point back to one
// with the others: it adds none.
func (a *article) modsFit(later, earlier []string) bool {
	for _, m := range later {
		if !slices.Contains(earlier, m) && !pointer[m] {
			return false
		}
	}
	return true
}

// pointer are adjectives that point back instead of telling apart.
var pointer = map[string]bool{"same": true, "said": true, "whole": true, "entire": true, "latter": true}

// sameTail says whether the same words follow: "the president of France".
func sameTail(r, c *ref) bool {
	n, m := childOf(r.tree, r.Head, "nmod"), childOf(c.tree, c.Head, "nmod")
	return n >= 0 && m >= 0 && n > r.Head && m > c.Head && lemma(r.tree, n) == lemma(c.tree, m)
}

// bySort finds the named thing that a bare description means: "the company" is
// the most salient organization of the last sentences, if it leads clearly.
func (a *article) bySort(i int) int {
	r := &a.refs[i]
	want, ok := sorts[r.lemma]
	if !ok || r.number == many {
		return none
	}
	for _, m := range r.mods {
		if k, known := lexicon.Name(m); known && k.Demonym() {
			return none
		}
	}
	top, lead := best(a.antecedents(i, 3, func(root int) int {
		c := &a.chains[root]
		if !c.named || c.kind() != want || c.number == many || !a.sortFits(root, r.lemma) {
			return 0
		}
		return 100
	}))
	if lead < 100 {
		return none
	}
	return top.root
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
