package link

import (
	"math"

	"claimgraph/kg"
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

// best is the highest score and how far it leads; the last mentioned wins ties.
func best(found []scored) (top scored, lead int) {
	top.root = none
	second := 0
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

// A pronoun's antecedent is ranked by a log-linear model over its candidates and
// "none of them": weights (weights.go) for each sort of pronoun, learned from
// GUM's coreference by loader/link/train.

// sort of pronoun, by which weights are chosen.
const (
	heShe = iota
	itSort
	theySort
	pronounSorts
)

// The features of a candidate. Each is 0 or 1 but for the last ones, which count.
const (
	featureNull      = iota                 // the candidate "none"
	featureFar                              // +0…3 sentences to its last mention
	featureRole      = featureFar + 4       // +role
	featureForm      = featureRole + 5      // +form of its last mention (name, nominal, pronoun, …, claim)
	featureKind      = featureForm + 6      // +index of its kind
	featureRank      = featureKind + 10     // +0…5 chains mentioned since
	featureCount     = featureRank + 6      // +1…4 mentions in the window
	featureSize      = featureCount + 4     // +bits of its number of mentions so far, 0…4
	featureNumber    = featureSize + 5      // +its number
	featureParallel  = featureNumber + 3    // same role as the pronoun's
	featureSubjects  = featureParallel + 1  // both subjects
	featureNamed     = featureSubjects + 1  // it has a name
	featureSame      = featureNamed + 1     // its last mention is the same pronoun
	featureThird     = featureSame + 1      // … another one of the third person
	featureDefinite  = featureThird + 1     // its last mention is definite
	featureBare      = featureDefinite + 1  // … bare
	featureJoined    = featureBare + 1      // … one of several coordinated
	featureClause    = featureJoined + 1    // … under the same verb, or the one above
	featurePossessor = featureClause + 1    // the pronoun possesses, and it is in the same sentence
	featureOwning    = featurePossessor + 1 // the pronoun possesses: never expletive, never a clause
	featureFirst     = featureOwning + 1    // its last mention opens its sentence
	featureTop       = featureFirst + 1     // highest salience
	featureSalience  = featureTop + 1       // salience in whole points, up to 12
	features         = featureSalience + 1
)

// describe writes down the features of candidate f for pronoun i.
func (a *article) describe(x *[features]int16, i int, f scored, top int) {
	*x = [features]int16{}
	r, c, last := &a.refs[i], &a.chains[f.root], &a.refs[f.last]
	set := func(feature int, on bool) {
		if on {
			x[feature] = 1
		}
	}
	far := r.Tree - last.Tree
	x[featureFar+min(far, 3)] = 1
	x[featureRole+int(f.role)] = 1
	x[featureForm+int(last.Form)] = 1
	x[featureKind+kindIndex(c.kind())] = 1
	x[featureRank+min(f.rank, 5)] = 1
	x[featureCount+min(f.count, 4)-1] = 1
	x[featureSize+min(bits(len(c.refs)), 4)] = 1
	x[featureNumber+int(c.number)] = 1
	set(featureParallel, f.role == r.role)
	set(featureSubjects, f.role == subject && r.role == subject)
	set(featureNamed, c.named)
	word := lower(r.tree, r.Head)
	if before := lower(last.tree, last.Head); last.Form == syntax.Pronoun {
		set(featureSame, before == word)
		set(featureThird, before != word && thirdPerson(before))
	}
	set(featureDefinite, last.definite)
	set(featureBare, last.bare && last.Form == syntax.Nominal)
	set(featureJoined, a.coordinated(f.last))
	if far == 0 {
		v := headOf(r.tree, r.Head)
		set(featureClause, v >= 0 && (v == headOf(last.tree, last.Head) || headOf(r.tree, v) == headOf(last.tree, last.Head)))
		set(featurePossessor, r.role == possessor)
	}
	set(featureOwning, r.role == possessor)
	set(featureFirst, last.First <= 1)
	set(featureTop, f.score == top)
	x[featureSalience] = int16(min(f.score/100, 12))
}

func bits(n int) (b int) {
	for ; n > 1; n >>= 1 {
		b++
	}
	return b
}

// likelihood scores the candidates of a pronoun with the model and returns the
// best with its probability in millionths.
func (a *article) likelihood(i, sort int, found []scored) (root, probability int) {
	top := 0
	for _, f := range found {
		top = max(top, f.score)
	}
	var x [features]int16
	scores := make([]int, 0, len(found)+1)
	root, most := none, math.MinInt
	for _, f := range found {
		a.describe(&x, i, f, top)
		s := dot(&weights[sort], &x)
		if scores = append(scores, s); s > most {
			root, most = f.root, s
		}
	}
	scores = append(scores, int(weights[sort][featureNull]))
	sum := 0.
	for _, s := range scores {
		sum += math.Exp(float64(s-most) / weightUnit)
	}
	return root, int(1e6 / sum)
}

func dot(w *[features]int16, x *[features]int16) (sum int) {
	for k := range x {
		sum += int(w[k]) * int(x[k])
	}
	return sum
}

// weightUnit is how many make one natural logarithm.
const weightUnit = 256

func kindIndex(k kg.Kind) int {
	for i, other := range kinds {
		if k == other {
			return i
		}
	}
	return len(kinds) - 1
}

var kinds = kg.Kinds()
