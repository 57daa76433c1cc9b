package link

import (
	"claimgraph/loader/syntax"
)

// Salience, after Lappin & Leass (1994): every mention of a chain in the window
// before a pronoun lends it the weight of its role, less with each sentence
// between. A chain that is spoken of often and as subject wins.

var roleWeight = [...]float64{subject: 4, object: 2.2, oblique: 1.6, possessor: 1.8, other: 1.2}

var fading = [...]float64{1, .8, .45, .25}

// scored is a chain that a pronoun may mean.
type scored struct {
	root  int
	score float64
}

// antecedents scores the chains mentioned in the window of sentences before ref
// i. admit says what factor a chain's score gets, 0 to leave it out.
func (a *article) antecedents(i, window int, admit func(root int) float64) []scored {
	r := &a.refs[i]
	var found []scored
	for j := i - 1; j >= 0; j-- {
		c := &a.refs[j]
		far := r.Tree - c.Tree
		if far > window {
			break
		}
		root := a.root(j)
		if root == a.root(i) {
			continue
		}
		k := 0
		for k < len(found) && found[k].root != root {
			k++
		}
		if k == len(found) {
			found = append(found, scored{root: root})
		}
		weight := roleWeight[c.role] * fading[far]
		if c.role == r.role && c.role == subject && far <= 1 {
			weight++
		}
		if c.Form == syntax.Pronoun {
			weight *= 1.15
		}
		found[k].score += weight
	}
	kept := found[:0]
	for _, f := range found {
		if factor := admit(f.root); factor > 0 && !a.bound(i, f.root) {
			kept = append(kept, scored{f.root, f.score * factor})
		}
	}
	return kept
}

// best is the highest score and how far it leads; earlier chains win ties.
func best(found []scored) (top scored, lead float64) {
	top.root = none
	second := 0.
	for _, f := range found {
		if f.score > top.score {
			top, second = f, top.score
		} else {
			second = max(second, f.score)
		}
	}
	return top, top.score - second
}

// bound says that grammar forbids ref i to mean the chain: it stands inside a
// mention of it, or beside one as argument of the same verb.
func (a *article) bound(i, root int) bool {
	r := &a.refs[i]
	refs := a.chains[root].refs
	for k := len(refs) - 1; k >= 0; k-- {
		c := &a.refs[refs[k]]
		if c.Tree > r.Tree {
			continue
		}
		if c.Tree < r.Tree {
			return false
		}
		if c.Span.Contains(r.Span) && c.Span != r.Span {
			return true
		}
		if r.role <= oblique && c.role <= oblique && headOf(r.tree, r.Head) == headOf(c.tree, c.Head) && headOf(r.tree, r.Head) >= 0 {
			return true
		}
		if h := headOf(c.tree, c.Head); h == r.Head || headOf(r.tree, r.Head) == c.Head {
			return true // "the president's own", "its launch"
		}
	}
	return false
}
