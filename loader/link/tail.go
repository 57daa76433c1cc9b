package link

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// What a description's noun is tied to by a preposition or as its owner's tells which
// one is meant: "the war in Syria" is another one than "the war in Yemen", and is called
// so.

// tail is what a preposition ties to a description's noun.
type tail struct {
	preposition string
	ref         int // what is tied, -1 for nothing
	last        int // the tail's last word
}

// tailOf is what follows a description and its preposition.
func (a *article) tailOf(r *ref) tail {
	nothing := tail{ref: none}
	if r.Form != syntax.Nominal || r.whole >= 0 || r.Last+2 >= len(r.tree.Words) {
		return nothing
	}
	in := r.Last + 1
	n := headOf(r.tree, in)
	if n <= in || relation(r.tree, in) != "case" || relation(r.tree, n) != "nmod" || headOf(r.tree, n) != r.Head {
		return nothing
	}
	j := a.at(r.Tree, n)
	if j < 0 || a.refs[j].First <= in {
		return nothing
	}
	for _, w := range r.tree.Words[in+1 : a.refs[j].First] {
		if w.XPOS == "VBG" || w.UPOS == "PUNCT" && w.Form != "-" {
			return nothing // "accused the firm of cutting costs"
		}
	}
	return tail{preposition: lower(r.tree, in), ref: j, last: a.refs[j].Last}
}

// tailsAgree says that nothing that a chain's descriptions are tied to excludes what a
// description itself is tied to. An owner's is his: "Lyon's mayor" is that of Lyon.
func (a *article) tailsAgree(i, root int) bool {
	own, owner := a.tailOf(&a.refs[i]), a.ownersTail(&a.refs[i])
	if own.ref < 0 && owner.ref < 0 {
		return true
	}
	return !slices.ContainsFunc(a.chains[root].refs, func(j int) bool {
		r := &a.refs[j]
		tail, owners := a.tailOf(r), a.ownersTail(r)
		return a.excludes(own, tail) || a.excludes(own, owners) || a.excludes(owner, tail) || a.excludes(owner, owners)
	})
}

func (a *article) ownersTail(r *ref) tail {
	if r.Form != syntax.Nominal || r.owner < 0 || a.refs[r.owner].Form != syntax.Name {
		return tail{ref: none}
	}
	return tail{preposition: "of", ref: r.owner}
}

// excludes says that two tails with one preposition name different things. What is in
// Paris is in France, too: of places that something is in, only those of one sort and
// different countries exclude each other.
func (a *article) excludes(x, y tail) bool {
	if x.ref < 0 || y.ref < 0 || x.preposition != y.preposition {
		return false
	}
	r, c := &a.refs[x.ref], &a.refs[y.ref]
	if r.Form != syntax.Name || c.Form != syntax.Name || a.root(x.ref) == a.root(y.ref) || strings.EqualFold(r.Name, c.Name) {
		return false
	}
	switch x.preposition {
	case "in", "at", "near", "on", "outside":
		if r.Kind != kg.Place || c.Kind != kg.Place {
			return r.Kind == c.Kind
		}
		one, known := lexicon.Name(r.Name)
		two, too := lexicon.Name(c.Name)
		return known && too && one.What == two.What && one.Country != two.Country
	}
	return true
}

// longestTail is of how many words what follows a description may be that its label has.
const longestTail = 7

// labelSpan is the text of a description with its tail, and that one's own.
func (a *article) labelSpan(r *ref) syntax.Span {
	span, last := r.Span, r.Last
	for at := r; ; {
		t := a.tailOf(at)
		if t.ref < 0 || t.last-r.Last > longestTail || !a.tells(at, t) {
			break
		}
		at, last = &a.refs[t.ref], t.last
	}
	if last > r.Last {
		span.End = r.tree.Words[last].End
	}
	return span
}

// tellsMore says whether a description has more words of its own than another one, or
// the same number and a longer tail: of "the El Paso shooting" and "the shooting with a
// rifle" the first names it, of "the rally" and "a rally in Minsk" the second.
func (a *article) tellsMore(r, than *ref) bool {
	if own, others := bareLength(r), bareLength(than); own != others {
		return own > others
	}
	return len(a.label(r)) > len(a.label(than))
}

// bareLength is how many bytes a description has behind its article or "my".
func bareLength(r *ref) int {
	first := r.First
	if u := r.tree.Words[first].UPOS; first < r.Head && (u == "DET" || u == "PRON") {
		first++
	}
	return r.End - r.tree.Words[first].Start
}

// tells says whether a tail is whole and tells what is meant: not "between Russia" of
// "the war between Russia and Ukraine", "of confidante" of "the sentence of confidante
// Roger Stone", nor "for its ability".
func (a *article) tells(r *ref, t tail) bool {
	switch t.preposition {
	case "of", "in", "on", "at", "with", "against", "from", "for", "to", "into", "near", "about", "off", "under", "inside", "outside", "across":
	default:
		return false
	}
	tied, next := &a.refs[t.ref], t.last+1
	return tied.Form != syntax.Pronoun && r.tree.Words[tied.First].UPOS != "PRON" && childOf(r.tree, tied.Head, "conj") < 0 &&
		!(next < len(r.tree.Words) && r.tree.Words[next].UPOS == "PROPN")
}
