package link

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// structure joins what the tree itself says is one.
func (a *article) structure() {
	for i := range a.refs {
		a.apposition(i)
		a.designation(i)
		a.placeOf(i)
		a.otherName(i)
		a.relative(i)
		a.titles(i)
	}
}

// apposition reads "DeepSeek, a young company", "A Chinese startup, DeepSeek"
// and "research firm Sensor Tower". Two names are one only with a bracket
// ("European Union (EU)" was joined before); "Sydney, Australia" are two.
func (a *article) apposition(i int) {
	r := &a.refs[i]
	h := headOf(r.tree, r.Head)
	switch {
	case relation(r.tree, r.Head) == "appos":
	case r.Form == syntax.Name && h == r.First-1 && relation(r.tree, r.Head) == "flat":
	default:
		h = a.namedBefore(r)
	}
	if h < 0 {
		return
	}
	j := a.oneOfWhole(r.Tree, h)
	if j < 0 || i == j {
		return
	}
	to := &a.refs[j]
	if r.Form == syntax.Pronoun || to.Form == syntax.Pronoun || r.Form == syntax.Name && to.Form == syntax.Name {
		return
	}
	if a.alike(i, j) {
		a.join(i, j)
	}
}

// namedBefore is the head of the name before ", a young company", where the
// tree has missed the apposition; -1 where there is none. What follows the
// phrase must close it or describe it further.
func (a *article) namedBefore(r *ref) int {
	det := lower(r.tree, r.First)
	if r.Form != syntax.Nominal || r.First < 2 || lower(r.tree, r.First-1) != "," || det != "a" && det != "an" || a.coordinated(a.at(r.Tree, r.Head)) {
		return none
	}
	switch next := r.Last + 1; {
	case next >= len(r.tree.Words):
	case r.tree.Words[next].UPOS == "PUNCT" || r.tree.Words[next].UPOS == "ADP" || r.tree.Words[next].UPOS == "PRON":
	case strings.Contains(r.tree.Words[next].Feats, "VerbForm=Part") || strings.Contains(r.tree.Words[next].Feats, "VerbForm=Ger"):
	default:
		return none
	}
	for w := r.First - 2; w >= 0; w-- {
		if j := a.at(r.Tree, w); j >= 0 && a.refs[j].Form == syntax.Name && a.refs[j].Last == r.First-2 {
			if relation(r.tree, w) == "conj" {
				return none
			}
			return w
		}
	}
	return none
}

// otherName reads "Twitter, now known as X", "Istanbul was formerly known as
// Constantinople", "Facebook was renamed Meta", "a project called FrameNet": two
// names of one thing, or what it is and its name.
func (a *article) otherName(i int) {
	r := &a.refs[i]
	verb := headOf(r.tree, r.Head)
	if r.Form != syntax.Name || verb < 0 || !naming(r.tree, verb, r.Head) {
		return
	}
	named := childOf(r.tree, verb, "nsubj")
	if named < 0 && relation(r.tree, verb) == "acl" {
		named = headOf(r.tree, verb)
	}
	if named < 0 || named == r.Head {
		return
	}
	if j := a.at(r.Tree, named); j >= 0 && i != j && (a.refs[j].Form == syntax.Name || calls(r.tree, verb)) && a.alike(i, j) {
		a.join(i, j)
	}
}

// naming says whether the verb gives its subject the name at word i, known as or
// renamed, and nothing makes it less than so: "will be renamed", "not known as".
func naming(t *syntax.Tree, verb, i int) bool {
	if !strings.Contains(t.Words[verb].Feats, "VerbForm=Part") {
		return false
	}
	so := true
	t.Children(verb, func(c int) bool {
		switch t.Words[c].Rel {
		case "aux":
			word := lower(t, c)
			so = word == "has" || word == "had" || word == "have"
		case "mark":
			so = false
		case "advmod":
			word := lower(t, c)
			so = word != "not" && word != "n't" && word != "n’t" && word != "never"
		}
		return so
	})
	if !so {
		return false
	}
	switch lemma(t, verb) {
	case "know":
		c := childOf(t, i, "case")
		return c >= 0 && lower(t, c) == "as"
	case "rename", "rebrand":
		return i > verb
	}
	return calls(t, verb) && i > verb && relation(t, i) != "nsubj" && childOf(t, i, "case") < 0
}

// calls says that the verb gives a thing the name that it bears.
func calls(t *syntax.Tree, verb int) bool {
	switch lemma(t, verb) {
	case "call", "name", "title", "entitle", "dub", "nickname":
		return true
	}
	return false
}

// alike is agree for two descriptions of one thing. What is said of several, or
// says several things, is left alone.
func (a *article) alike(i, j int) bool {
	return a.agree(i, j) && !a.coordinated(i) && !a.coordinated(j)
}

// coordinated says whether the mention is one of several: "A and B".
func (a *article) coordinated(i int) bool {
	r := &a.refs[i]
	return a.severalBegin(i) || relation(r.tree, r.Head) == "conj"
}

// severalBegin says whether the mention is the first of several. A clause that
// is coordinated with the one that the mention is predicate of is none of them:
// "was a friend of his, and some say …".
func (a *article) severalBegin(i int) bool {
	r := &a.refs[i]
	several := false
	r.tree.Children(r.Head, func(c int) bool {
		several = relation(r.tree, c) == "conj" && nominal(r.tree, c)
		return !several
	})
	return several
}

// nominal says that the word is a noun, name or pronoun of which nothing is said
// in a clause of its own.
func nominal(t *syntax.Tree, i int) bool {
	switch t.Words[i].UPOS {
	case "NOUN", "PROPN", "PRON", "NUM", "X", "SYM":
		return childOf(t, i, "nsubj") < 0 && childOf(t, i, "cop") < 0
	}
	return false
}

// designation reads "the DeepSeek-V3 model", "H800 chips": a product's name
// before the noun of its sort. Names of other kinds own or place what follows
// ("the Biden administration", "Apple phones").
func (a *article) designation(i int) {
	r := &a.refs[i]
	h := headOf(r.tree, r.Head)
	if r.Form != syntax.Name || relation(r.tree, r.Head) != "compound" || h < r.Last || r.Last+1 != h {
		return
	}
	j := a.at(r.Tree, h)
	if j < 0 || a.refs[j].Form != syntax.Nominal {
		return
	}
	sort, _ := lexicon.Noun(a.refs[j].lemma)
	known, wellKnown := lexicon.Name(r.Name)
	fits := false
	switch r.Kind {
	case kg.Product, kg.Other:
		fits = sort == lexicon.Thing && r.tree.Words[h].UPOS == "NOUN" && (r.Kind == kg.Product || !wellKnown)
	case kg.Place:
		fits = sort == lexicon.Site && !wellKnown && placeNouns[a.refs[j].lemma]
	case kg.Organization:
		fits = sort == lexicon.Body && a.refs[j].lemma != "government" && orgNouns[a.refs[j].lemma] && known.What != 'c'
	case kg.Event:
		fits = sort == lexicon.Happen
	case kg.Work:
		fits = sort == lexicon.Opus
	}
	if fits && (a.refs[j].number != many || r.Kind == kg.Product || r.Kind == kg.Other) {
		a.refs[i].number, a.chain(i).number = a.refs[j].number, a.refs[j].number
		a.join(i, j)
	}
}

var placeNouns = map[string]bool{"region": true, "province": true, "city": true, "area": true, "peninsula": true, "district": true, "river": true, "valley": true, "village": true}

var orgNouns = map[string]bool{"group": true, "company": true, "party": true, "agency": true, "newspaper": true, "network": true, "party's": true, "website": true}

// predicate reads "DeepSeek is a company", where the copula is affirmed.
func (a *article) predicate(i int) {
	r := &a.refs[i]
	if r.Form != syntax.Nominal {
		return
	}
	s := a.becoming(r.tree, r.Head)
	if s < 0 {
		s = a.being(r.tree, r.Head)
	}
	if s < 0 {
		return
	}
	if j := a.at(r.Tree, s); j >= 0 && j < i && a.alike(i, j) && !a.figurative(i, j) {
		a.join(i, j)
	}
}

// figurative says that a noun of place is said of what is not known to be one:
// "Iodine is the source of". Names of places are known by then, from the same
// copula among others.
func (a *article) figurative(i, j int) bool {
	return a.refs[i].Kind == kg.Place && a.refs[j].Form != syntax.Pronoun && a.chain(j).kind() == kg.Other
}

// being is the subject of a predicate noun with an affirmed copula, -1 for none.
func (a *article) being(t *syntax.Tree, word int) int {
	if childOf(t, word, "cop") < 0 || childOf(t, word, "case") >= 0 || a.hedged(t, word) {
		return none
	}
	return childOf(t, word, "nsubj")
}

// becoming is the subject of "became the top app", "was named chief executive"
// and, where that has none of its own, of the verb above it: "has overtaken
// ChatGPT to become the top app"; the object of "appointed her director".
func (a *article) becoming(t *syntax.Tree, word int) int {
	verb, rel := headOf(t, word), relation(t, word)
	if verb < 0 || rel != "xcomp" && rel != "obj" || childOf(t, word, "case") >= 0 || a.hedged(t, verb) {
		return none
	}
	switch what := lemma(t, verb); {
	case what == "become" || what == "remain":
	case rel == "xcomp" && appointing[what]:
		if o := childOf(t, verb, "obj"); o >= 0 {
			return o
		}
		if s := childOf(t, verb, "nsubj"); s >= 0 && t.Words[s].Rel != "nsubj:pass" {
			return none
		}
	default:
		return none
	}
	for range 2 {
		if s := childOf(t, verb, "nsubj"); s >= 0 {
			return s
		}
		rel := relation(t, verb)
		if verb = headOf(t, verb); verb < 0 || rel != "advcl" && rel != "conj" && rel != "xcomp" {
			return none
		}
	}
	return none
}

// appointing are verbs that make or call somebody something.
var appointing = map[string]bool{"name": true, "appoint": true, "elect": true, "call": true, "crown": true}

// hedged says that the copula is negated or not of the present or past: "was
// not a", "could become".
func (a *article) hedged(t *syntax.Tree, predicate int) bool {
	found := false
	t.Children(predicate, func(c int) bool {
		switch word := lower(t, c); relation(t, c) {
		case "aux":
			found = found || word != "has" && word != "had" && word != "have"
		case "advmod", "mark":
			found = found || strings.Contains(t.Words[c].Feats, "Polarity=Neg") || word == "not" || word == "n't" || word == "n’t" || word == "if"
		case "det":
			found = found || word == "no"
		}
		return !found
	})
	return found
}

// titles takes down the titles before a name ("President Putin"), by which "the
// president" finds it.
func (a *article) titles(i int) {
	r := &a.refs[i]
	if r.Form != syntax.Name || r.Kind != kg.Person && r.Kind != kg.Other {
		return
	}
	c := a.chain(i)
	for at := r.First - 1; at >= 0 && at >= r.First-4; at-- {
		if w := &r.tree.Words[at]; w.UPOS != "NOUN" && w.UPOS != "PROPN" || headOf(r.tree, at) < r.First && headOf(r.tree, r.Head) != at {
			return
		}
		if sort, known := lexicon.Noun(lower(r.tree, at)); known && (sort == lexicon.Human || sort == lexicon.Man || sort == lexicon.Woman) {
			c.nouns = append(c.nouns, lower(r.tree, at))
		}
	}
}
