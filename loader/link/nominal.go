package link

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// A description ("the company", "this move", "French voters") means something
// that was mentioned before, or is new. Its candidates are the chains that its
// noun was used of, and those of the last sentences whose kind it could have;
// like a pronoun's they are ranked by a log-linear model that was learned from
// GUM's coreference (rank.go), with "none of them" among them. What is known of
// a candidate is written down as a list of features that hold:
//
//	how the phrase begins (determiner) with how its noun fits the candidate
//	… with the adjectives before both nouns, owners, and what follows them
//	how far back the candidate is, how often and how it was mentioned
//
// "none" knows the phrase alone: a phrase with "a" seldom points back.

// determiner is how a description begins.
type determiner int

const (
	indefinite determiner = iota // a, some, two
	the
	near // this, those, such
	bareNoun
	owned
	quantified
	determiners
)

func (r *ref) determiner() determiner {
	switch {
	case r.owner >= 0:
		return owned
	case r.quantified:
		return quantified
	case r.near:
		return near
	case r.definite:
		return the
	case r.bare:
		return bareNoun
	}
	return indefinite
}

// fit is how a description's noun suits a candidate.
type fit int

const (
	sameWord fit = iota // the noun was used of it
	inName              // it stands in its name or title: "the river" of the Hudson River
	sortOf              // it says the sort of a named thing: "the company"
	sameKind
	unknownKind
	fits
)

// option is a candidate of a description.
type option struct {
	root int
	like int // the mention that suits it: the last one with its noun, else the last one
	fit  fit
	rank int // 0 for the one mentioned last
	far  int // sentences
}

// options are a description's candidates.
func (a *article) options(i int) []option {
	r := &a.refs[i]
	var found []option
	seen := func(root int) bool {
		return root == a.root(i) || slices.ContainsFunc(found, func(o option) bool { return o.root == root })
	}
	used := a.nouns[r.lemma]
	for k := len(used) - 1; k >= 0 && len(found) < 6 && i-used[k] < memory; k-- {
		j := used[k]
		c := &a.refs[j]
		root := a.root(j)
		if seen(root) || c.Span.Contains(r.Span) || !a.agree(i, j) || a.toldApart(i, root) {
			continue
		}
		how := sameWord
		if c.Form == syntax.Name {
			how = inName
		}
		found = append(found, option{root: root, like: j, fit: how, rank: len(found), far: r.Tree - c.Tree})
	}
	if det := r.determiner(); det != the && det != near && det != owned || a.byTrait(i) {
		return found
	}
	kind := a.chains[a.root(i)].kind()
	for _, f := range a.antecedents(i, 3, func(root int) int { return 100 }) {
		c := &a.chains[f.root]
		if seen(f.root) || !a.agree(i, a.chains[f.root].refs[0]) || a.spoken(f.root) || a.toldApart(i, f.root) {
			continue
		}
		if _, told := tellingNames[r.lemma]; told && c.named && !a.sortFits(f.root, r.lemma) {
			continue
		}
		how := sameKind
		if want, ok := sorts[r.lemma]; ok && c.named && want == c.kind() && a.sortFits(f.root, r.lemma) {
			how = sortOf
		} else if kind == kg.Other || c.kind() == kg.Other {
			how = unknownKind
		}
		found = append(found, option{root: f.root, like: f.last, fit: how, rank: min(f.rank, 5), far: r.Tree - a.refs[f.last].Tree})
	}
	return found
}

// The blocks of features of a candidate, then those of "none".
const (
	nominalFit      = 0
	nominalMods     = nominalFit + int(determiners)*int(fits)
	nominalFar      = nominalMods + int(determiners)*modRelations
	nominalForm     = nominalFar + int(fits)*distances
	nominalNumber   = nominalForm + int(fits)*forms
	nominalOwner    = nominalNumber + int(fits)*2
	nominalTail     = nominalOwner + int(fits)*5
	nominalSize     = nominalTail + int(fits)*5
	nominalNamed    = nominalSize + int(fits)*5
	nominalRank     = nominalNamed + int(fits)*2
	nominalRole     = nominalRank + int(fits)*6
	nominalText     = nominalRole + int(fits)*5
	nominalKind     = nominalText + int(determiners)*2
	noneBegins      = nominalKind + int(fits)*11
	noneNumber      = noneBegins + int(determiners)*4
	noneKind        = noneNumber + int(determiners)*3
	noneSeen        = noneKind + 11*int(determiners)
	noneRole        = noneSeen + int(determiners)*4
	noneEarly       = noneRole + 5
	noneOptions     = noneEarly + 3
	nominalFeatures = noneOptions + 4
	modRelations    = 6
	distances       = 7
	forms           = 10
)

// describeOption writes down what holds of a candidate.
func (a *article) describeOption(x list, i int, o *option) list {
	r, c, chain := &a.refs[i], &a.refs[o.like], &a.chains[o.root]
	det, f := int(r.determiner()), int(o.fit)
	x = x[:0]
	x.add(nominalFit, det*int(fits)+f)
	if o.fit <= inName {
		x.add(nominalMods, det*modRelations+a.modRelation(r, c))
	}
	x.add(nominalFar, f*distances+distance(o.far))
	last := &a.refs[lastBefore(chain.refs, i)]
	x.add(nominalForm, f*forms+form(last))
	x.add(nominalNumber, f*2+bit(r.number != last.number))
	x.add(nominalOwner, f*5+a.ownerRelation(r, c))
	x.add(nominalTail, f*5+tailRelation(r, c))
	x.add(nominalSize, f*5+min(bits(len(chain.refs)), 4))
	x.add(nominalNamed, f*2+bit(chain.named))
	x.add(nominalRank, f*6+min(o.rank, 5))
	x.add(nominalRole, f*5+int(last.role))
	x.add(nominalText, det*2+bit(a.sameWords(r, c)))
	x.add(nominalKind, f*11+kindIndex(chain.kind()))
	return x
}

// describeNone writes down what holds of the phrase by itself.
func (a *article) describeNone(x list, i, options int) list {
	r := &a.refs[i]
	det := int(r.determiner())
	x = x[:0]
	x.add(noneBegins, det*4+2*bit(r.follows)+bit(len(r.mods) > 0))
	x.add(noneNumber, det*3+int(r.number))
	x.add(noneKind, kindIndex(r.Kind)*int(determiners)+det)
	x.add(noneSeen, det*4+min(len(a.nouns[r.lemma]), 3))
	x.add(noneRole, int(r.role))
	x.add(noneEarly, min(r.Tree, 2))
	x.add(noneOptions, min(options, 3))
	return x
}

func lastBefore(refs []int, i int) int {
	for k := len(refs) - 1; k >= 0; k-- {
		if refs[k] < i {
			return refs[k]
		}
	}
	return refs[0]
}

func distance(sentences int) int {
	for k, most := range [...]int{0, 1, 2, 4, 9, 24} {
		if sentences <= most {
			return k
		}
	}
	return 6
}

func form(r *ref) int {
	switch r.Form {
	case syntax.Nominal:
		return int(r.determiner())
	case syntax.Name:
		return 6
	case syntax.Pronoun:
		if thirdPerson(lower(r.tree, r.Head)) {
			return 7
		}
		return 8
	}
	return 9
}

func (a *article) modRelation(r, c *ref) int {
	earlier := c.mods
	if c.Form == syntax.Name {
		earlier = nameWords(c.Name)
	}
	shared, added := 0, 0
	for _, m := range r.mods {
		if slices.Contains(earlier, m) {
			shared++
		} else if !pointer[m] {
			added++
		}
	}
	switch {
	case added == 0 && shared == 0 && len(c.mods) == 0:
		return 0
	case added == 0 && shared == 0:
		return 1
	case added == 0 && shared == len(c.mods):
		return 2
	case added == 0:
		return 3
	case len(c.mods) == shared:
		return 4
	}
	return 5
}

func (a *article) ownerRelation(r, c *ref) int {
	switch {
	case r.owner < 0 && c.owner < 0:
		return 0
	case r.owner < 0:
		return 1
	case c.owner < 0:
		return 2
	case a.root(r.owner) == a.root(c.owner):
		return 3
	}
	return 4
}

func tailRelation(r, c *ref) int {
	switch {
	case !r.follows && !c.follows:
		return 0
	case !r.follows:
		return 1
	case !c.follows:
		return 2
	case sameTail(r, c):
		return 3
	}
	return 4
}

func (a *article) sameWords(r, c *ref) bool {
	if r.Last-r.First != c.Last-c.First {
		return false
	}
	for k := range r.Last - r.First + 1 {
		if lower(r.tree, r.First+k) != lower(c.tree, c.First+k) {
			return false
		}
	}
	return true
}

// meant joins a description with the candidate that it most probably means.
func (a *article) meant(i int) {
	options := a.options(i)
	if a.watchNominal != nil {
		a.watchNominal(i, options)
	}
	w := a.weights.Nominals[:]
	a.scores = a.scores[:0]
	for k := range options {
		a.features = a.describeOption(a.features, i, &options[k])
		a.scores = append(a.scores, total(w, a.features))
	}
	a.features = a.describeNone(a.features, i, len(options))
	best, p := probable(total(w, a.features), a.scores)
	if best >= 0 {
		least := enoughUnnamed
		if a.chains[options[best].root].named {
			least = enoughNamed
		}
		if p >= least {
			a.join(i, options[best].root)
			return
		}
	}
	if root := a.clear(i); root >= 0 {
		a.chain(i).kinds = [11]int8{} // "the lender" may be a person elsewhere
		a.join(i, root)
	}
}

// The probability, in millionths, from which a description is joined. A wrong
// join with a named thing says of it what is not so; one among unnamed things
// costs little.
const (
	enoughUnnamed = 250_000
	enoughNamed   = 400_000
)
