package link

import (
	"math"

	"claimgraph/loader/syntax"
)

// What a pronoun or a description means is ranked by a log-linear model over
// its candidates and "none of them". What is known of a candidate is a list of
// features that hold, each with a weight in parts of weightUnit; the weights
// (weights.go) are learned from GUM's coreference by loader/link/train. Sums are
// of integers, so that every machine decides alike.

// Weights are the whole model: one table for each sort of pronoun, and one for
// descriptions.
type Weights struct {
	Pronouns [pronounSorts][pronounFeatures]int16
	Nominals [nominalFeatures]int16
}

// sort of pronoun, by which weights are chosen.
const (
	heShe = iota
	itSort
	theySort
	pronounSorts
)

// weightUnit is how many make one natural logarithm.
const weightUnit = 256

func total(w []int16, features []uint16) (sum int) {
	for _, f := range features {
		sum += int(w[f])
	}
	return sum
}

// list collects the features that hold.
type list []uint16

func (l *list) add(block, value int) { *l = append(*l, uint16(block+value)) }

// probable is the best of the candidates' scores with its probability in
// millionths, beside "none" with a score of its own.
func probable(none int, scores []int) (best, probability int) {
	best, top := -1, none
	for k, s := range scores {
		if best < 0 || s > scores[best] {
			best = k
		}
		top = max(top, s)
	}
	if best < 0 {
		return best, 0
	}
	sum := math.Exp(float64(none-top) / weightUnit)
	for _, s := range scores {
		sum += math.Exp(float64(s-top) / weightUnit)
	}
	return best, int(1e6 * math.Exp(float64(scores[best]-top)/weightUnit) / sum)
}

// The blocks of a pronoun's features: first those of a candidate, then those of
// "none", which knows the pronoun and its clause alone.
const (
	pronounFar      = 0                     // sentences to its last mention, 0…3, by its role there
	pronounForm     = pronounFar + 4*5      // form of its last mention, by sentences
	pronounKind     = pronounForm + forms*4 // kind, by whether the pronoun possesses
	pronounRank     = pronounKind + 11*2    // chains mentioned since, 0…5, by whether in the same sentence
	pronounCount    = pronounRank + 6*2     // mentions in the window, 1…4
	pronounSize     = pronounCount + 4      // bits of its number of mentions so far, 0…4
	pronounMany     = pronounSize + 5       // its number
	pronounRoles    = pronounMany + 3       // its role by the pronoun's, by whether in the same sentence
	pronounNamed    = pronounRoles + 5*5*2  // it has a name, by sentences
	pronounSame     = pronounNamed + 2*4    // its last mention is another pronoun, the same pronoun, or none
	pronounJoined   = pronounSame + 3       // … one of several coordinated
	pronounClause   = pronounJoined + 2     // … under the same verb, or the one above, by the pronoun's role
	pronounFirst    = pronounClause + 2*5   // … opens its sentence
	pronounTop      = pronounFirst + 2      // it is the most salient
	pronounSalience = pronounTop + 2        // its salience in points of 100, 0…12
	pronounVerb     = pronounSalience + 13  // the pronoun's verb had it before in that role
	nullBias        = pronounVerb + 2       // "none"
	nullRole        = nullBias + 1          // role
	nullClause      = nullRole + 5          // what clause hangs on its predicate: none, that, to, other
	nullPredicate   = nullClause + 4*5      // its predicate's part of speech: verb, noun, adjective, other; by its role
	nullFirst       = nullPredicate + 4*5   // it opens the sentence
	nullCandidates  = nullFirst + 2         // how many there are, 0…5
	pronounFeatures = nullCandidates + 6
)

// describe writes down what holds of candidate f for pronoun i.
func (a *article) describe(x list, i int, f *scored, top int) list {
	r, c, last := &a.refs[i], &a.chains[f.root], &a.refs[f.last]
	far := min(r.Tree-last.Tree, 3)
	same := bit(far == 0)
	x = x[:0]
	x.add(pronounFar, far*5+int(f.role))
	x.add(pronounForm, far*forms+form(last))
	x.add(pronounKind, kindIndex(c.kind())*2+bit(r.role == possessor))
	x.add(pronounRank, min(f.rank, 5)*2+same)
	x.add(pronounCount, min(f.count, 4)-1)
	x.add(pronounSize, min(bits(len(c.refs)), 4))
	x.add(pronounMany, int(c.number))
	x.add(pronounRoles, (int(f.role)*5+int(r.role))*2+same)
	x.add(pronounNamed, far*2+bit(c.named))
	if last.Form == syntax.Pronoun {
		x.add(pronounSame, 1+bit(lower(r.tree, r.Head) == lower(last.tree, last.Head)))
	} else {
		x.add(pronounSame, 0)
	}
	x.add(pronounJoined, bit(a.coordinated(f.last)))
	clause := false
	if far == 0 {
		v := headOf(r.tree, r.Head)
		clause = v >= 0 && (v == headOf(last.tree, last.Head) || headOf(r.tree, v) == headOf(last.tree, last.Head))
	}
	x.add(pronounClause, int(r.role)*2+bit(clause))
	x.add(pronounFirst, bit(last.First <= 1))
	x.add(pronounTop, bit(f.score == top))
	x.add(pronounSalience, min(f.score/100, 12))
	v, w := headOf(r.tree, r.Head), headOf(last.tree, last.Head)
	x.add(pronounVerb, bit(v >= 0 && w >= 0 && (v != w || far > 0) && lemma(r.tree, v) == lemma(last.tree, w)))
	return x
}

// describeNull writes down what holds of pronoun i by itself: "it is clear that
// …" means nothing before.
func (a *article) describeNull(x list, i, candidates int) list {
	r := &a.refs[i]
	x = x[:0]
	x.add(nullBias, 0)
	x.add(nullRole, int(r.role))
	x.add(nullClause, int(r.role)*4+clauseBelow(r.tree, headOf(r.tree, r.Head), r.Head))
	x.add(nullPredicate, int(r.role)*4+predicateClass(r.tree, headOf(r.tree, r.Head)))
	x.add(nullFirst, bit(r.First <= 1))
	x.add(nullCandidates, min(candidates, 5))
	return x
}

// clauseBelow says what clause follows a pronoun's predicate: 1 for a finite
// one, 2 for an infinitive, 3 for another, 0 for none.
func clauseBelow(t *syntax.Tree, predicate, pronoun int) int {
	if predicate < 0 {
		return 0
	}
	found := 0
	t.Children(predicate, func(c int) bool {
		if c < pronoun {
			return true
		}
		switch relation(t, c) {
		case "csubj", "ccomp":
			found = 1
		case "xcomp", "advcl":
			found = 3
		}
		if found > 0 && t.Words[c].XPOS == "VB" {
			found = 2
		}
		return found == 0
	})
	return found
}

func predicateClass(t *syntax.Tree, predicate int) int {
	if predicate < 0 {
		return 3
	}
	switch t.Words[predicate].UPOS {
	case "VERB", "AUX":
		return 0
	case "NOUN", "PROPN":
		return 1
	case "ADJ":
		return 2
	}
	return 3
}

func bits(n int) (b int) {
	for ; n > 1; n >>= 1 {
		b++
	}
	return b
}

func bit(on bool) int {
	if on {
		return 1
	}
	return 0
}

// likelihood is the most probable candidate of a pronoun, with its probability
// in millionths.
func (a *article) likelihood(i, sort int, found []scored) (root, probability int) {
	top := 0
	for _, f := range found {
		top = max(top, f.score)
	}
	w := a.weights.Pronouns[sort][:]
	a.scores = a.scores[:0]
	for k := range found {
		a.features = a.describe(a.features, i, &found[k], top)
		a.scores = append(a.scores, total(w, a.features))
	}
	a.features = a.describeNull(a.features, i, len(found))
	best, probability := probable(total(w, a.features), a.scores)
	if best < 0 {
		return none, 0
	}
	return found[best].root, probability
}
