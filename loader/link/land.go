package link

import (
	"slices"
	"strings"

	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Which countries a thing is said or known to be of, by which "the Danish firm"
// and "the Munich-based carmaker" are told from the others: what stands before a
// name or a description of it, and what is known of the name.

// landOf is the country that a mention's own words tell, "" for none.
func (a *article) landOf(i int) string {
	r := &a.refs[i]
	if r.Form == syntax.Name {
		if k, known := lexicon.Name(r.Name); known && r.Country == "" {
			return k.Country
		}
	}
	for w := r.Head; w >= 0 && w > r.Head-7; w-- {
		if w < r.First && !noun(r.tree, w) && r.tree.Words[w].UPOS != "ADJ" {
			break // "German carmaker BMW" is German, who eats a German cake is not
		}
		if j := a.heads[r.Tree][w]; j >= 0 && j != i && a.modifies(w, r) {
			if k, known := lexicon.Name(a.refs[j].Name); known && k.Country != "" && (k.Demonym() || k.What == 'c' || lower(r.tree, w+2) == "based") {
				return k.Country
			}
		}
	}
	if k, known := lexicon.Name(r.tree.Words[r.Head].Form); known && k.Demonym() && r.Form == syntax.Nominal {
		return k.Country // "the Austrian"
	}
	return ""
}

func noun(t *syntax.Tree, i int) bool { return t.Words[i].UPOS == "NOUN" || t.Words[i].UPOS == "PROPN" }

// modifies says that a word before a mention's head describes it, or a title
// between the two.
func (a *article) modifies(w int, r *ref) bool {
	for at, n := w, 0; n < 4; n++ {
		if strings.HasSuffix(r.tree.Words[at].Rel, "poss") {
			return false
		}
		next := headOf(r.tree, at)
		if next == r.Head || at > w && next >= 0 && headOf(r.tree, r.Head) == next {
			return true
		}
		if at = next; at < w || at > r.Head {
			return headOf(r.tree, r.Head) == at && at >= 0 && at < r.Head && at > w
		}
	}
	return false
}

// landsAgree says that nothing speaks against two mentions' being of one country.
func (a *article) landsAgree(i, root int) bool {
	land := a.lands[i]
	return land == "" || len(a.chains[root].lands) == 0 || slices.Contains(a.chains[root].lands, land)
}
