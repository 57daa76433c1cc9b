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
		a.relative(i)
		a.titles(i)
	}
}

// apposition reads "DeepSeek, a young company", "A Chinese startup, DeepSeek"
// and "research firm Sensor Tower". Two names are one only with a bracket
// ("European Union (EU)" was joined before); "Sydney, Australia" are two.
func (a *article) apposition(i int) {
	r := &a.refs[i]
	if relation(r.tree, r.Head) != "appos" {
		return
	}
	j := a.at(r.Tree, max(headOf(r.tree, r.Head), 0))
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

// alike is agree for two descriptions of one thing: concepts join concepts
// only, an unknown kind joins any other.
func (a *article) alike(i, j int) bool {
	return a.agree(i, j) && !a.coordinated(i) && !a.coordinated(j)
}

// coordinated says whether the mention is one of several: "A and B".
func (a *article) coordinated(i int) bool {
	r := &a.refs[i]
	return childOf(r.tree, r.Head, "conj") >= 0 || relation(r.tree, r.Head) == "conj"
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
	if r.Form != syntax.Nominal || childOf(r.tree, r.Head, "cop") < 0 || childOf(r.tree, r.Head, "case") >= 0 {
		return
	}
	s := childOf(r.tree, r.Head, "nsubj")
	if s < 0 || a.hedged(r) {
		return
	}
	if j := a.at(r.Tree, s); j >= 0 && j < i && a.alike(i, j) {
		a.join(i, j)
	}
}

// hedged says that the copula is negated or not of the present or past: "was
// not a", "could become".
func (a *article) hedged(r *ref) bool {
	found := false
	r.tree.Children(r.Head, func(c int) bool {
		switch relation(r.tree, c) {
		case "aux":
			found = found || lower(r.tree, c) != "has" && lower(r.tree, c) != "had" && lower(r.tree, c) != "have"
		case "advmod", "mark":
			found = found || strings.Contains(r.tree.Words[c].Feats, "Polarity=Neg") || lower(r.tree, c) == "not" || lower(r.tree, c) == "n't" || lower(r.tree, c) == "if"
		case "det":
			found = found || lower(r.tree, c) == "no"
		}
		return !found
	})
	return found
}

// relative joins who, which and that with the noun that their clause describes.
func (a *article) relative(i int) {
	r := &a.refs[i]
	if r.Form != syntax.Pronoun {
		return
	}
	switch lower(r.tree, r.Head) {
	case "who", "whom", "which", "that", "whose":
	default:
		return
	}
	for at, n := r.Head, 0; at >= 0 && n < 8; at, n = headOf(r.tree, at), n+1 {
		if !strings.HasPrefix(r.tree.Words[at].Rel, "acl:relcl") {
			continue
		}
		h := headOf(r.tree, at)
		if h < 0 || h >= r.Head {
			return
		}
		if j := a.at(r.Tree, h); j >= 0 && gendersAgree(a.chain(i).gender, a.chain(j).gender) {
			a.chain(i).kinds = [11]int8{} // "who" also describes organizations
			a.join(i, j)
		}
		return
	}
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
