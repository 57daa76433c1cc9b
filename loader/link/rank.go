package link

import (
	"math"

	"claimgraph/loader/syntax"
)

// A pronoun's antecedent is ranked by a log-linear model over its candidates and
// "none of them": weights (weights.go) for each sort of pronoun, learned from
// GUM's coreference by loader/link/train.

// Weights are the model: for each sort of pronoun one for each feature, in parts
// of weightUnit.
type Weights [pronounSorts][features]int16

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
		s := dot(&a.weights[sort], &x)
		if scores = append(scores, s); s > most {
			root, most = f.root, s
		}
	}
	scores = append(scores, int(a.weights[sort][featureNull]))
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
