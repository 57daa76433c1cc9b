package link

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// relative joins who, which, that and where with the noun that their clause describes.
func (a *article) relative(i int) {
	r := &a.refs[i]
	if r.Form != syntax.Pronoun {
		return
	}
	switch lower(r.tree, r.Head) {
	case "who", "whom", "which", "that", "whose", "where":
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
		switch lower(r.tree, r.Head) {
		case "who", "whom":
			h = a.member(r.Tree, h)
		case "which":
			h = a.body(r.Tree, h, r.Head)
		}
		if j := a.at(r.Tree, h); j >= 0 && gendersAgree(a.chain(i).gender, a.chain(j).gender) {
			a.chain(i).kinds = [11]int8{} // "who" also describes organizations
			a.join(i, j)
		}
		return
	}
}

// member is the person whom "who" means where its clause hangs on the body that
// he is of: "Maria Keller of the University of Bern, who".
func (a *article) member(tree, word int) int {
	body := a.at(tree, word)
	if body < 0 || a.refs[body].Kind == kg.Person || relation(a.refs[body].tree, word) != "nmod" || a.refs[body].role == possessor {
		return word
	}
	above := headOf(a.refs[body].tree, word)
	if above < 0 || above > word {
		return word
	}
	if j := a.at(tree, above); j >= 0 && a.refs[j].Kind == kg.Person {
		return above
	}
	return word
}

// body is what "which" means where its clause hangs on the person before it: "Maria
// Keller of the University of Bern, which".
func (a *article) body(tree, word, pronoun int) int {
	person := a.at(tree, word)
	if person < 0 || a.refs[person].Kind != kg.Person || a.refs[person].Form != syntax.Name {
		return word
	}
	last := pronoun - 1
	if lower(a.refs[person].tree, last) == "," {
		last--
	}
	for w := word + 1; w <= last; w++ {
		if j := a.at(tree, w); j >= 0 && a.refs[j].Form == syntax.Name && a.refs[j].Last == last && relation(a.refs[j].tree, w) == "nmod" && headOf(a.refs[j].tree, w) == word {
			return w
		}
	}
	return word
}
