package link

import (
	"claimgraph/loader/syntax"
)

// Salience, after Lappin & Leass (1994): every mention of a chain in the window
// before a pronoun lends it the weight of its role, less with each sentence
// between. All sums are of integers, so that every machine decides alike.

var roleWeight = [...]int{subject: 400, object: 220, oblique: 160, possessor: 180, other: 120}

var fading = [...]int{100, 80, 45, 25} // percent

// scored is a chain that a pronoun or a description may mean.
type scored struct {
	root  int
	score int  // hundredths
	last  int  // its last mention before
	role  role // the most prominent of its mentions in the sentence of the last
	count int  // mentions in the window
	rank  int  // 0 for the chain that was mentioned last
}

// antecedents scores the chains mentioned in the window of sentences before ref
// i, the last mentioned first. admit says what percentage of its score a chain
// gets, 0 to leave it out.
func (a *article) antecedents(i, window int, admit func(root int) int) []scored {
	r := &a.refs[i]
	found := a.found[:0]
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
			found = append(found, scored{root: root, last: j, role: c.role, rank: k})
		}
		if c.Tree == a.refs[found[k].last].Tree {
			found[k].role = min(found[k].role, c.role)
		}
		weight := roleWeight[c.role] * fading[far] / 100
		if c.role == r.role && c.role == subject && far <= 1 {
			weight += 100
		}
		if c.Form == syntax.Pronoun {
			weight = weight * 115 / 100
		}
		found[k].score += weight
		found[k].count++
	}
	kept := found[:0]
	for _, f := range found {
		if percent := admit(f.root); percent > 0 && !a.bound(i, f.root) {
			f.score = f.score * percent / 100
			kept = append(kept, f)
		}
	}
	a.found = found
	return kept
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
