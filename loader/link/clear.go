package link

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// What is clear of a description without having been learned: the treebank has
// few "Aarhus-based companies", "Finnish firms" and "34-year-olds", which news
// vary names with. Such a phrase means the one thing of its sort that was named
// just before, where its country agrees and nothing else could be meant.

// clear is the chain that a definite description cannot but mean, -1 for none.
func (a *article) clear(i int) int {
	r := &a.refs[i]
	if r.determiner() != the || r.number == many || r.follows || r.Form != syntax.Nominal || a.coordinated(i) || a.namesItself(r) {
		return none
	}
	kind := kg.Organization
	if !bodyNoun(r.lemma) && !a.landed(i) {
		if kind = a.chains[a.root(i)].kind(); kind != kg.Person || !a.personal(i) {
			return none
		}
	}
	best, second := scored{root: none}, 0
	for _, f := range a.antecedents(i, 2, func(int) int { return 100 }) {
		c := &a.chains[f.root]
		if c.kind() != kind || c.number == many || a.trees[a.refs[f.last].Tree].Part == syntax.Byline || a.spoken(f.root) || !a.suits(i, f.root) {
			continue
		}
		ofLand := a.lands[i] != "" && slices.Contains(c.lands, a.lands[i])
		if !ofLand && !bodyNoun(r.lemma) && kind == kg.Organization {
			continue
		}
		if ofLand {
			f.score *= 3
		}
		if f.score > best.score {
			best, second = f, best.score
		} else {
			second = max(second, f.score)
		}
	}
	if best.root < 0 || best.score < second*3/2 {
		return none
	}
	return best.root
}

// landed says that a noun for many sorts of bodies is told which by a country: "the
// Finnish group".
func (a *article) landed(i int) bool {
	return a.lands[i] != "" && (a.refs[i].lemma == "group" || a.refs[i].lemma == "rival") && a.refs[i].number == one
}

// namesItself says that a name before the noun is what is meant: "the Al-Qaeda
// organization".
func (a *article) namesItself(r *ref) bool {
	for w := r.First; w < r.Head; w++ {
		if j := a.at(r.Tree, w); j >= 0 && a.refs[j].Form == syntax.Name && a.lands[j] == "" && a.refs[j].Country == "" && lower(r.tree, w+2) != "based" {
			return true
		}
	}
	return false
}

// suits says that a chain may be what a description means.
func (a *article) suits(i, root int) bool {
	r, c := &a.refs[i], &a.chains[root]
	body := c.kind() == kg.Organization
	if !body && !a.agree(i, c.refs[0]) || a.toldApart(i, root) {
		return false
	}
	if !body {
		return a.ages[i] != "" && (a.ages[i] == c.age || c.age == "" && c.named) || a.lands[i] != "" && len(c.lands) > 0 && c.named
	}
	return c.named && !a.governs(root) && a.sortFits(root, r.lemma)
}

// governs says that a chain is a government that goes by the name of its land or
// capital: "Washington".
func (a *article) governs(root int) bool {
	return slices.ContainsFunc(a.chains[root].refs, func(i int) bool {
		k, known := lexicon.Name(a.refs[i].Name)
		return known && k.What != 'o'
	})
}

// personal says that a description of a person has what tells people apart: an
// age, or nothing but a country. The U.S. president is of a country by his office.
func (a *article) personal(i int) bool {
	r := &a.refs[i]
	k, known := lexicon.Name(r.tree.Words[r.Head].Form)
	return a.ages[i] != "" || known && k.Demonym() && a.lands[i] != ""
}

// bodyNoun says that a noun with "the" is another word for an organization that was
// named: "the carmaker", "the regulator"; the press, the crew and the church are
// mostly others.
func bodyNoun(noun string) bool {
	switch noun {
	case "company", "firm", "corporation", "startup", "start-up", "manufacturer", "giant", "lender", "airline", "carrier", "retailer",
		"insurer", "conglomerate", "regulator", "watchdog", "agency", "bureau", "club", "charity", "broadcaster", "brewer", "supermarket",
		"organisation", "organization", "university", "newspaper", "daily", "museum", "utility", "nonprofit", "non-profit", "think-tank",
		"biotech", "ministry":
		return true
	}
	return strings.HasSuffix(noun, "maker") && noun != "lawmaker" && noun != "policymaker" && noun != "filmmaker" && noun != "peacemaker"
}

// byTrait says that a person is called by nothing but an age or a country: "the
// 34-year-old", "the Austrian".
func (a *article) byTrait(i int) bool {
	r := &a.refs[i]
	return r.tree.Words[r.Head].UPOS != "NOUN" && r.Kind == kg.Person && a.personal(i)
}

// toldApart says that country, age, a noun or what follows it speaks against a chain.
func (a *article) toldApart(i, root int) bool {
	age := a.chains[root].age
	return !a.landsAgree(i, root) || !a.nounsAgree(i, root) || !a.tailsAgree(i, root) || a.ages[i] != "" && age != "" && a.ages[i] != age
}

// nounsAgree says that no noun of a description speaks against a chain: who is
// one's brother is not one's father, and the hosts are not the visitors.
func (a *article) nounsAgree(i, root int) bool {
	own := otherRole[a.refs[i].lemma]
	if own == "" {
		return true
	}
	for _, n := range a.chains[root].nouns {
		if other := otherRole[n]; other != "" && other != own && other[0] == own[0] {
			return false
		}
	}
	return true
}

// otherRole sorts nouns that are never said of one thing by the same speaker: those of
// one letter with different words behind it.
var otherRole = map[string]string{
	"father": "k parent", "mother": "k parent", "parent": "k parent", "dad": "k parent", "mum": "k parent", "mom": "k parent",
	"brother": "k sibling", "sister": "k sibling", "sibling": "k sibling", "twin": "k sibling",
	"son": "k child", "daughter": "k child", "child": "k child", "husband": "k spouse", "wife": "k spouse", "spouse": "k spouse",
	"uncle": "k uncle", "aunt": "k uncle", "nephew": "k nephew", "niece": "k nephew", "cousin": "k cousin", "grandfather": "k grandparent",
	"grandmother": "k grandparent", "grandson": "k grandchild", "granddaughter": "k grandchild",
	"host": "s host", "visitor": "s visitor", "guest": "s visitor",
	"plaintiff": "c plaintiff", "defendant": "c defendant", "prosecutor": "c prosecutor", "judge": "c judge", "victim": "c victim",
	"suspect": "c defendant", "accused": "c defendant", "attacker": "c defendant", "gunman": "c defendant", "witness": "c witness", "juror": "c juror",
	"buyer": "b buyer", "seller": "b seller", "winner": "w winner", "loser": "w loser", "striker": "f striker", "goalkeeper": "f goalkeeper",
	"midfielder": "f midfielder", "defender": "f defender", "keeper": "f goalkeeper",
}

// ageOf is the age in "the 34-year-old", "the 41-year-old astronomer" and "Reyes,
// 54,", "" where a mention tells none.
func ageOf(r *ref) string {
	t := r.tree
	for w := r.First; w+4 <= r.Last; w++ {
		if digits(t, w) && lower(t, w+2) == "year" && lower(t, w+4) == "old" {
			return t.Words[w].Form
		}
	}
	at := r.Last + 1
	if r.Form == syntax.Name && lower(t, at) == "," && at+1 < len(t.Words) && t.Words[at+1].XPOS == "CD" && len(t.Words[at+1].Form) == 2 {
		if next := lower(t, at+2); next == "," || next == "." || next == "" {
			return t.Words[at+1].Form
		}
	}
	return ""
}

func digits(t *syntax.Tree, i int) bool {
	return strings.Trim(t.Words[i].Form, "0123456789") == "" && len(t.Words[i].Form) < 4
}
