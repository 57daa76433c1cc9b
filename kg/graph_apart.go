package kg

import (
	"iter"
	"slices"

	"github.com/cayleygraph/quad"
)

// When two values of a functional predicate cannot both hold. Not knowing is no
// contradiction, so all of these are let stand beside each other: dates of which
// one lies in the other (2023, 2023-05), amounts that overlap (5, at least 3), a
// place and the place that it is in by the graph's facts, things that share a
// name, values of different sorts or units, values that one sentence gives
// together ("born in Chicago, Illinois"; "the toll rose from 5 to 20"), values
// for times that are apart, and values narrowed in one respect to different
// things ("in China", "in Italy").

// head says what a value can be in conflict: amounts of one unit are
// one conflict, other values of a kind another.
type head struct {
	kind ConflictKind
	unit string
}

// valuesApart are the conflicts among the values of one functional predicate. A
// value has a side in one when it is apart from at least one other.
func (g *Graph) valuesApart(facts []*Fact) ([]*Conflict, error) {
	v := rivals{graph: g, facts: facts, words: make([]words, len(facts)), sides: map[head][]int{}, heads: make([][]head, len(facts))}
	for i, f := range facts {
		v.words[i] = words{graph: g, unread: f.group.claims[:f.group.edges]}
		if len(f.group.plain) > 0 {
			v.words[i].read = []*GraphClaim{nil}
		}
	}
	var err error
	if v.wholes, err = g.wholes(facts); err != nil {
		return nil, err
	}
	for i := range facts {
		if err := v.compare(i); err != nil {
			return nil, err
		}
	}
	return v.conflicts(), nil
}

// rivals are the facts of one topic.
type rivals struct {
	graph  *Graph
	facts  []*Fact
	words  []words             // of each fact
	wholes map[uint64][]uint64 // what entities are part of
	sides  map[head][]int      // the facts that have a side under a head
	heads  [][]head            // the other way round
}

// words are who says that a fact is so: plain quads, which nil stands for, then
// the claims. They are read as they are asked for, since mostly the first ones
// tell.
type words struct {
	graph  *Graph
	read   []*GraphClaim
	unread []uint64
}

// pairs walks every word of one fact with every word of another.
func (w *words) pairs(u *words) iter.Seq2[[2]*GraphClaim, error] {
	return func(yield func([2]*GraphClaim, error) bool) {
		for a, err := range w.each() {
			if err != nil {
				yield([2]*GraphClaim{}, err)
				return
			}
			for b, err := range u.each() {
				if err == nil {
					err = w.graph.spend(1)
				}
				if !yield([2]*GraphClaim{a, b}, err) || err != nil {
					return
				}
			}
		}
	}
}

// each walks the words, reading twice as many claims each time.
func (w *words) each() iter.Seq2[*GraphClaim, error] {
	return func(yield func(*GraphClaim, error) bool) {
		for i := 0; i < len(w.read) || len(w.unread) > 0; i++ {
			for i == len(w.read) && len(w.unread) > 0 {
				n := min(max(i, 1), len(w.unread))
				some, err := w.graph.claimsOf(w.unread[:n])
				if err != nil {
					yield(nil, err)
					return
				}
				w.read, w.unread = append(w.read, some...), w.unread[n:]
			}
			if i == len(w.read) || !yield(w.read[i], nil) {
				return
			}
		}
	}
}

// compare looks for values that are apart from one, until there can be none of
// another sort.
func (v *rivals) compare(i int) error {
	if err := v.graph.spend(int64(len(v.facts))); err != nil {
		return err
	}
	for j := range v.facts {
		if v.settled(i) {
			return nil
		}
		if i == j || !v.differ(i, j) {
			continue
		}
		kind, err := v.clash(i, j)
		if err != nil {
			return err
		}
		if kind != "" {
			h := head{kind, unitOf(v.facts[i].Object)}
			v.side(i, h)
			v.side(j, h)
		}
	}
	return nil
}

func (v *rivals) side(i int, h head) {
	if !slices.Contains(v.heads[i], h) {
		v.heads[i] = append(v.heads[i], h)
		v.sides[h] = append(v.sides[h], i)
	}
}

// settled says whether a value is in all conflicts that it can be in.
func (v *rivals) settled(i int) bool {
	_, quantity := v.facts[i].Object.(*QuantityTerm)
	return len(v.heads[i]) == 2 || len(v.heads[i]) == 1 && (quantity || v.facts[i].Predicate.Once)
}

func (v *rivals) conflicts() []*Conflict {
	var list []*Conflict
	for h, members := range v.sides {
		var positions []*Position
		for _, i := range members {
			positions = append(positions, &Position{Fact: v.facts[i], Polarity: Affirmed})
		}
		list = append(list, newConflict(h.kind, v.facts[0], positions))
	}
	return list // the caller puts them in order
}

// clash says which conflict two values that differ are in, "" for none.
func (v *rivals) clash(i, j int) (ConflictKind, error) {
	_, entity := v.facts[i].Object.(*Entity)
	_, quantity := v.facts[i].Object.(*QuantityTerm)
	_, dated := v.facts[i].Object.(*TimeTerm)
	once := dated || v.facts[i].Predicate.Once // a date is its own time
	if entity {
		if together, err := v.together(i, j); together || err != nil {
			return "", err
		}
	}
	kind := ConflictKind("")
	for pair, err := range v.words[i].pairs(&v.words[j]) {
		a, b := pair[0], pair[1]
		switch {
		case err != nil:
			return "", err
		case oneSentence(a, b) || !once && (narrowedApart(a, b) || timesApart(timeOf(a), timeOf(b))):
		case quantity:
			return QuantityConflict, nil
		case once:
			return FunctionalValue, nil
		case atOnce(a, b):
			return ValidTime, nil
		default:
			kind = FunctionalValue // unless others hold at once
		}
	}
	return kind, nil
}

// together says whether some sentence gives both values: who is born in Chicago,
// Illinois, is born in both.
func (v *rivals) together(i, j int) (bool, error) {
	for pair, err := range v.words[i].pairs(&v.words[j]) {
		if err != nil || oneSentence(pair[0], pair[1]) {
			return err == nil, err
		}
	}
	return false, nil
}

// oneSentence says whether two claims come from one sentence, or from copies of it.
func oneSentence(a, b *GraphClaim) bool {
	return a != nil && b != nil && a.Claim.Evidence.Text == b.Claim.Evidence.Text
}

// differ says whether two objects exclude each other, all else being equal.
func (v *rivals) differ(i, j int) bool {
	switch a := v.facts[i].Object.(type) {
	case *QuantityTerm:
		b, ok := v.facts[j].Object.(*QuantityTerm)
		return ok && unitOf(a) == unitOf(b) && boundsOf(a.Value).apart(boundsOf(b.Value))
	case *TimeTerm:
		b, ok := v.facts[j].Object.(*TimeTerm)
		return ok && datesApart(a.EDTF, b.EDTF)
	case *TextTerm:
		b, ok := v.facts[j].Object.(*TextTerm)
		return ok && Fold(a.Text) != Fold(b.Text)
	case *BooleanTerm:
		b, ok := v.facts[j].Object.(*BooleanTerm)
		return ok && a.Bool != b.Bool
	case *Entity:
		b, ok := v.facts[j].Object.(*Entity)
		return ok && !shareName(a, b) && !slices.Contains(v.wholes[a.id], b.id) && !slices.Contains(v.wholes[b.id], a.id)
	}
	return false
}

// shareName says whether two entities have a name in common.
func shareName(a, b *Entity) bool {
	names := map[string]bool{Fold(a.Name): true}
	for _, name := range a.Aliases {
		names[Fold(name)] = true
	}
	return names[Fold(b.Name)] || slices.ContainsFunc(b.Aliases, func(name string) bool { return names[Fold(name)] })
}

// narrowedApart says whether two claims are narrowed in one respect, other than
// time, to different things.
func narrowedApart(a, b *GraphClaim) bool {
	if a == nil || b == nil {
		return false
	}
	for _, q := range a.Qualifiers {
		mine, theirs := a.narrowing(q.Predicate.IRI), b.narrowing(q.Predicate.IRI)
		if len(mine) > 0 && len(theirs) > 0 && !slices.ContainsFunc(mine, func(t string) bool { return slices.Contains(theirs, t) }) {
			return true
		}
	}
	return false
}

// narrowing are the things with names, and the values, that a claim is narrowed
// to by one predicate. Things without a name may be anything.
func (c *GraphClaim) narrowing(predicate string) []string {
	var list []string
	for i := range c.Qualifiers {
		q := &c.Qualifiers[i]
		if q.Predicate.IRI != predicate {
			continue
		}
		switch v := q.Object.Value; {
		case v != nil && v.Kind != TimeValue:
			list = append(list, nquads(v.Term()))
		case v == nil:
			if e := c.Article.local(q.Object.Entity); e != nil && e.Named {
				list = append(list, string(EntityIRI(c.Article.IRI, e)))
			}
		}
	}
	return list
}

// containing are the predicates that lead from a part to its whole.
var containing = []quad.IRI{
	wikidataDirect + "P276", // location
	wikidataDirect + "P131", // located in the administrative territorial entity
	wikidataDirect + "P17",  // country
	wikidataDirect + "P361", // part of
}

// mostSteps up are taken from a part towards the greatest whole: a street is in
// a district, a city, a county, a state, a country, a continent.
const mostSteps = 6

// wholes finds what the entities among the objects are in, step by step for all
// together.
func (g *Graph) wholes(facts []*Fact) (map[uint64][]uint64, error) {
	wholes := map[uint64][]uint64{}
	front := map[uint64][]uint64{} // by the whole reached last, the parts
	for _, f := range facts {
		if e, ok := f.Object.(*Entity); ok {
			front[e.id] = []uint64{e.id}
		}
	}
	if len(front) == 0 {
		return wholes, nil
	}
	predicates := make([]quad.Value, len(containing))
	for i, p := range containing {
		predicates[i] = p
	}
	ids, err := g.lookup(predicates...)
	if err != nil {
		return nil, err
	}
	for range mostSteps {
		next := map[uint64][]uint64{}
		reached := make([]uint64, 0, len(front))
		for id := range front {
			reached = append(reached, id)
		}
		for _, p := range ids {
			for q, err := range g.expand(reached, 0, [4]uint64{1: p}) {
				if err != nil {
					return nil, err
				}
				if err := g.spend(int64(len(front[q[0]]))); err != nil {
					return nil, err
				}
				for _, part := range front[q[0]] {
					if part != q[2] && !slices.Contains(wholes[part], q[2]) {
						wholes[part] = append(wholes[part], q[2])
						next[q[2]] = append(next[q[2]], part)
					}
				}
			}
		}
		front = next
	}
	return wholes, nil
}
