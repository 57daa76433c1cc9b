package kg

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Match answers a basic graph pattern: triples with variables, some of them
// optional or negated, each row a way to fill the variables so that facts prove
// every triple.
//
// Parts of the pattern grow from the ends that match fewest quads by the index's
// own counts, always by the step that costs least, until they are one (required),
// so that a question is asked from its bound ends. A triple with a bound side is expanded
// for all rows at once: one pass over the sorted ids of that side. Optional
// triples come after the others and leave rows without a match as they are;
// negated ones come last and take rows away. Only facts that somebody commits
// to are walked (edges), which a condition on claims narrows.

// TermInput is a constant: exactly one is given.
type TermInput struct {
	Entity  *EntityRef
	String  *string
	Number  *float64
	Boolean *bool
	Time    *string // EDTF
}

// NodePattern is a subject or object: exactly one is given.
type NodePattern struct {
	Var    *string
	Entity *EntityRef
	Value  *TermInput
}

// PredicatePattern is a predicate: exactly one is given.
type PredicatePattern struct {
	Var  *string
	Name *string // or IRI
	Path *string // property path
}

// TriplePattern is one line of a pattern.
type TriplePattern struct {
	S        *NodePattern
	P        *PredicatePattern
	O        *NodePattern
	Optional bool
	Negated  bool
	Where    *ClaimFilter // some claim of the fact fits
}

// ErrMatch is what every mistake in a pattern is.
var ErrMatch = errors.New("bad pattern")

// badPattern says what is wrong with a pattern.
func badPattern(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrMatch, fmt.Sprintf(format, args...))
}

// The bounds of a match.
const (
	mostPatterns = 32
	mostRows     = 1 << 20
)

// slotTerm is one place of a triple: a variable, or one of some ids.
type slotTerm struct {
	variable int // -1 for none
	ids      []uint64
}

// tripleQuery is a triple as ids and numbers of variables.
type tripleQuery struct {
	subject, predicate, object slotTerm
	path                       *path // nil where the predicate is a variable
	optional, negated          bool
	fits                       test[*GraphClaim] // nil for any
	estimate                   int
}

// Solutions are the rows of a match.
type Solutions struct {
	Variables []string
	graph     *Graph
	triples   []*tripleQuery
	rows      [][]uint64 // by variable; 0 where an optional triple bound nothing
}

// Solution is one row.
type Solution struct {
	of     *Solutions
	row    []uint64
	values []ObjectTerm
}

// Match finds all solutions of a pattern, ordered by variables (descending
// after a '-'), else by what the store came to know first.
func (g *Graph) Match(patterns []*TriplePattern, orderBy []string) (*Solutions, error) {
	if len(patterns) == 0 || len(patterns) > mostPatterns {
		return nil, badPattern("a match has 1 to %d patterns", mostPatterns)
	}
	m := &matcher{graph: g, number: map[string]int{}}
	for i, p := range patterns {
		t, err := m.triple(p)
		if err != nil {
			return nil, fmt.Errorf("pattern %d: %w", i+1, err)
		}
		m.triples = append(m.triples, t)
	}
	if err := m.solve(); err != nil {
		return nil, err
	}
	s := &Solutions{Variables: m.names, graph: g, triples: m.triples, rows: m.rows}
	return s, s.order(orderBy)
}

type matcher struct {
	graph   *Graph
	names   []string
	number  map[string]int
	triples []*tripleQuery
	rows    [][]uint64
}

func (m *matcher) variable(name string) (slotTerm, error) {
	name = strings.TrimPrefix(name, "?")
	if name == "" {
		return slotTerm{}, badPattern("a variable needs a name")
	}
	n, known := m.number[name]
	if !known {
		n = len(m.names)
		m.number[name], m.names = n, append(m.names, name)
	}
	return slotTerm{variable: n}, nil
}

func (m *matcher) triple(p *TriplePattern) (t *tripleQuery, err error) {
	t = &tripleQuery{optional: p.Optional, negated: p.Negated}
	if p.Optional && p.Negated {
		return nil, badPattern("a pattern is optional or negated, not both")
	}
	if t.subject, err = m.node(p.S); err != nil {
		return nil, err
	}
	if t.object, err = m.node(p.O); err != nil {
		return nil, err
	}
	switch {
	case p.P.Var != nil:
		t.predicate, err = m.variable(*p.P.Var)
	case p.P.Name != nil:
		t.predicate = slotTerm{variable: -1}
		if t.predicate.ids, err = m.graph.predicateIDs([]string{*p.P.Name}); err == nil {
			t.path = &path{form: step, ids: t.predicate.ids}
		}
	default:
		t.predicate = slotTerm{variable: -1}
		t.path, err = parsePath(*p.P.Path, func(name string) ([]uint64, error) { return m.graph.predicateIDs([]string{name}) })
		if err == nil && p.Where != nil && t.path.form != step {
			err = badPattern("claims are of facts: a pattern with a path of several facts has no where")
		}
	}
	if err == nil && p.Where != nil {
		t.fits, err = m.graph.claimTest(p.Where)
	}
	return t, err
}

func (m *matcher) node(p *NodePattern) (slotTerm, error) {
	switch {
	case p.Var != nil:
		return m.variable(*p.Var)
	case p.Entity != nil:
		return m.entity(p.Entity)
	case p.Value.Entity != nil:
		return m.entity(p.Value.Entity)
	}
	ids, err := m.graph.lookup(p.Value.terms()...)
	ids = slices.DeleteFunc(ids, func(id uint64) bool { return id == absent })
	slices.Sort(ids)
	return slotTerm{variable: -1, ids: slices.Compact(ids)}, err
}

func (m *matcher) entity(ref *EntityRef) (slotTerm, error) {
	e, err := m.graph.Entity(*ref)
	if e == nil || err != nil {
		return slotTerm{variable: -1}, err
	}
	return slotTerm{variable: -1, ids: []uint64{e.id}}, nil
}

// terms are the ways in which a constant may be written.
func (t *TermInput) terms() []quad.Value {
	switch {
	case t.String != nil:
		return []quad.Value{quad.String(*t.String), quad.LangString{Value: quad.String(*t.String), Lang: "en"}}
	case t.Number != nil:
		return []quad.Value{(&Value{Kind: QuantityValue, Op: Equal, Amount: *t.Number}).Term()}
	case t.Boolean != nil:
		return []quad.Value{(&Value{Kind: BooleanValue, Bool: *t.Boolean}).Term()}
	}
	return []quad.Value{(&Value{Kind: TimeValue, EDTF: *t.Time}).Term()}
}

// solve joins the triples.
func (m *matcher) solve() error {
	for _, t := range m.triples {
		if err := m.count(t); err != nil {
			return err
		}
	}
	whole, err := m.required(m.of(func(t *tripleQuery) bool { return !t.optional && !t.negated }))
	if err != nil {
		return err
	}
	for _, t := range append(m.of(func(t *tripleQuery) bool { return t.optional }), m.of(func(t *tripleQuery) bool { return t.negated })...) {
		if whole, err = m.join(whole, t); err != nil {
			return err
		}
	}
	m.rows = whole.rows
	return nil
}

func (m *matcher) of(kind func(*tripleQuery) bool) []*tripleQuery {
	return slices.DeleteFunc(slices.Clone(m.triples), func(t *tripleQuery) bool { return !kind(t) })
}

// required joins the triples that must hold. Parts of the pattern grow each from
// an end of its own, always by what costs least: to start a part, to join one
// more triple to it, or to join two parts that share a variable.
func (m *matcher) required(left []*tripleQuery) (*table, error) {
	var parts []*table
	for len(left) > 0 || len(parts) > 1 {
		best := move{cost: math.MaxInt}
		for i, t := range left {
			best = best.or(move{cost: t.estimate, triple: i, part: -1, other: -1})
			for k, part := range parts {
				if fixed := part.shares(t); fixed > 0 {
					best = best.or(move{cost: part.cost(t, fixed), triple: i, part: k, other: -1})
				}
			}
		}
		for i := range parts {
			for k := range i {
				best = best.or(move{cost: parts[i].mergeCost(parts[k]), triple: -1, part: k, other: i})
			}
		}
		next, err := m.do(best, left, parts)
		if err != nil {
			return nil, err
		}
		if best.triple >= 0 {
			left = slices.Delete(left, best.triple, best.triple+1)
		}
		if best.other >= 0 {
			parts = slices.Delete(parts, best.other, best.other+1)
		}
		if best.part >= 0 {
			parts[best.part] = next
		} else {
			parts = append(parts, next)
		}
	}
	if len(parts) == 0 {
		return m.empty(), nil
	}
	return parts[0], nil
}

// move is one step of a plan: to start a part (part -1), to join a triple to
// one, or to join two (triple -1).
type move struct{ cost, triple, part, other int }

func (a move) or(b move) move {
	if b.cost < a.cost {
		return b
	}
	return a
}

func (m *matcher) do(best move, left []*tripleQuery, parts []*table) (*table, error) {
	switch {
	case best.triple < 0:
		return m.merge(parts[best.part], parts[best.other])
	case best.part < 0:
		return m.join(m.empty(), left[best.triple])
	}
	return m.join(parts[best.part], left[best.triple])
}

// empty is the table of one row with nothing bound.
func (m *matcher) empty() *table {
	return &table{bound: make([]bool, len(m.names)), rows: [][]uint64{make([]uint64, len(m.names))}}
}

// merge joins two parts on the variables that both bind.
func (m *matcher) merge(a, b *table) (*table, error) {
	if len(a.rows) > len(b.rows) {
		a, b = b, a
	}
	var shared []int
	joined := &table{bound: make([]bool, len(a.bound))}
	for v := range a.bound {
		joined.bound[v] = a.bound[v] || b.bound[v]
		if a.bound[v] && b.bound[v] {
			shared = append(shared, v)
		}
	}
	index := map[string][][]uint64{}
	var key []byte
	for _, row := range a.rows {
		key = keyOf(key[:0], row, shared)
		index[string(key)] = append(index[string(key)], row)
	}
	for _, row := range b.rows {
		key = keyOf(key[:0], row, shared)
		for _, with := range index[string(key)] {
			both := slices.Clone(row)
			for v, id := range with {
				if a.bound[v] {
					both[v] = id
				}
			}
			joined.rows = append(joined.rows, both)
		}
		if len(joined.rows) > mostRows {
			return nil, ErrTooMuch
		}
	}
	return joined, m.graph.spend(int64(len(a.rows) + len(b.rows) + len(joined.rows)))
}

func keyOf(key []byte, row []uint64, columns []int) []byte {
	for _, v := range columns {
		key = binary.LittleEndian.AppendUint64(key, row[v])
	}
	return key
}

// table is the rows of a part of the pattern.
type table struct {
	bound []bool // by variable
	rows  [][]uint64
}

// shares is how many of a triple's ends are bound here.
func (t *table) shares(q *tripleQuery) (n int) {
	for _, s := range q.slots() {
		if s.variable >= 0 && t.bound[s.variable] {
			n++
		}
	}
	return n
}

// cost is about how many rows there are after a join.
func (t *table) cost(q *tripleQuery, fixed int) int {
	if fixed > 1 {
		return min(len(t.rows), q.estimate)
	}
	return min(len(t.rows)*usualSpread, len(t.rows)*(1+q.estimate/100)+1)
}

// usualSpread is how many facts of one relation a thing has, at a guess.
const usualSpread = 8

// mergeCost is about how many rows two parts give together.
func (t *table) mergeCost(other *table) int {
	most, shared := 1, false
	for v := range t.bound {
		if t.bound[v] && other.bound[v] {
			shared = true
			most = max(most, t.distinct(v), other.distinct(v))
		}
	}
	if !shared {
		return math.MaxInt / 2 // a product: when nothing else is left
	}
	return len(t.rows) * len(other.rows) / most
}

func (t *table) distinct(v int) int {
	seen := map[uint64]bool{}
	for _, row := range t.rows {
		seen[row[v]] = true
	}
	return len(seen)
}

// count estimates how many quads a triple matches by its constants alone.
func (m *matcher) count(t *tripleQuery) error {
	predicates := []uint64{0}
	if t.path != nil {
		predicates = nil
		t.path.firsts(false, func(ids []uint64, _ bool) { predicates = append(predicates, ids...) })
	}
	for _, p := range predicates {
		for _, s := range t.subject.choices() {
			for _, o := range t.object.choices() {
				n, _, err := m.graph.store.Count([4]uint64{s, p, o})
				if err != nil {
					return err
				}
				t.estimate += n
			}
		}
	}
	return nil
}

// choices are the ids of a constant, 0 (any) for a variable.
func (s slotTerm) choices() []uint64 {
	if s.variable >= 0 {
		return []uint64{0}
	}
	return s.ids
}

// join fills in what a triple says of each row.
func (m *matcher) join(part *table, t *tripleQuery) (*table, error) {
	found, err := m.matches(part, t)
	if err != nil {
		return nil, err
	}
	joined := &table{bound: slices.Clone(part.bound)}
	for _, row := range part.rows {
		any := false
		for fact := range found.of(part, t, row) {
			if any = true; t.negated {
				break
			}
			next := slices.Clone(row)
			for i, s := range t.slots() {
				if s.variable >= 0 {
					next[s.variable] = fact[i]
				}
			}
			joined.rows = append(joined.rows, next)
		}
		if !any && (t.optional || t.negated) {
			joined.rows = append(joined.rows, row)
		}
		if len(joined.rows) > mostRows {
			return nil, ErrTooMuch
		}
	}
	for _, s := range t.slots() {
		if s.variable >= 0 && !t.negated {
			joined.bound[s.variable] = true
		}
	}
	return joined, m.graph.spend(int64(len(joined.rows)))
}

func (t *tripleQuery) slots() [3]slotTerm {
	return [3]slotTerm{t.subject, t.predicate, t.object}
}

// relation is what a triple matches, by the side that was bound.
type relation struct {
	near  int // 0: by subject, 2: by object
	facts map[uint64][][3]uint64
}

// of gives the facts that fit a row.
func (r *relation) of(part *table, t *tripleQuery, row []uint64) iter.Seq[[3]uint64] {
	slots := t.slots()
	near := slots[r.near]
	keys := near.ids
	if near.variable >= 0 {
		if keys = nil; part.bound[near.variable] && row[near.variable] != 0 {
			keys = []uint64{row[near.variable]}
		} else {
			keys = slices.Sorted(maps.Keys(r.facts))
		}
	}
	return func(yield func([3]uint64) bool) {
		for _, key := range keys {
			for _, fact := range r.facts[key] {
				if part.fits(slots, row, fact) && !yield(fact) {
					return
				}
			}
		}
	}
}

// fits says whether a fact agrees with the row and with itself: ?x spouse ?x.
func (t *table) fits(slots [3]slotTerm, row []uint64, fact [3]uint64) bool {
	for i, s := range slots {
		if s.variable < 0 {
			continue
		}
		if t.bound[s.variable] && row[s.variable] != 0 && row[s.variable] != fact[i] {
			return false
		}
		for j := range i {
			if slots[j].variable == s.variable && fact[j] != fact[i] {
				return false
			}
		}
	}
	return true
}

// matches gives what a triple matches of all rows, from its smaller bound side.
func (m *matcher) matches(part *table, t *tripleQuery) (*relation, error) {
	subjects, byS := part.ids(t.subject)
	objects, byO := part.ids(t.object)
	r := &relation{near: 0, facts: map[uint64][][3]uint64{}}
	ids := subjects
	if byO && (!byS || len(objects) < len(subjects)) {
		r.near, ids = 2, objects
	}
	keep := func(fact [3]uint64) {
		if byS && r.near == 2 && !contains(subjects, fact[0]) || byO && r.near == 0 && !contains(objects, fact[2]) {
			return
		}
		key := fact[r.near]
		r.facts[key] = append(r.facts[key], fact)
	}
	if t.path != nil && t.path.form != step {
		return r, m.follow(t, r.near, ids, byS || byO, keep)
	}
	return r, m.facts(t, r.near, ids, byS || byO, keep)
}

func contains(sorted []uint64, id uint64) bool {
	_, found := slices.BinarySearch(sorted, id)
	return found
}

// ids are the distinct ids that a place can have, sorted; false where it
// may be anything.
func (t *table) ids(s slotTerm) ([]uint64, bool) {
	if s.variable < 0 {
		return s.ids, true
	}
	if !t.bound[s.variable] {
		return nil, false
	}
	ids := make([]uint64, 0, len(t.rows))
	for _, row := range t.rows {
		if row[s.variable] == 0 {
			return nil, false // an optional triple bound nothing: anything will do
		}
		ids = append(ids, row[s.variable])
	}
	slices.Sort(ids)
	return slices.Compact(ids), true
}

func (m *matcher) follow(t *tripleQuery, near int, ids []uint64, bound bool, keep func([3]uint64)) error {
	if !bound {
		var err error
		if ids, err = m.graph.starts(t.path); err != nil {
			return err
		}
	}
	pairs, err := m.graph.follow(t.path, ids, near == 2)
	for _, p := range pairs {
		if near == 2 {
			keep([3]uint64{p[1], 0, p[0]})
		} else {
			keep([3]uint64{p[0], 0, p[1]})
		}
	}
	return err
}

// facts gives the facts of one step, each once.
func (m *matcher) facts(t *tripleQuery, near int, ids []uint64, bound bool, keep func([3]uint64)) error {
	predicates := []uint64{0}
	if t.path != nil {
		predicates = t.path.ids
	}
	for _, p := range predicates {
		walk := m.graph.edges([4]uint64{1: p}, [4]uint64{})
		if bound {
			walk = m.graph.expandEdges(ids, near, [4]uint64{1: p})
		}
		facts := map[[3]uint64][]uint64{}
		var order [][3]uint64
		for e, err := range walk {
			if err != nil {
				return err
			}
			key := [3]uint64(e.quad[:3])
			claims, known := facts[key]
			if !known {
				order = append(order, key)
			}
			if e.class == claimLabel {
				claims = append(claims, e.quad[3])
			}
			facts[key] = claims
		}
		for _, key := range order {
			ok, err := m.claimed(t, facts[key])
			if err != nil {
				return err
			}
			if ok {
				keep(key)
			}
		}
	}
	return nil
}

// claimed says whether one of a fact's claims fits the triple's condition.
func (m *matcher) claimed(t *tripleQuery, claims []uint64) (bool, error) {
	if t.fits == nil {
		return true, nil
	}
	list, err := m.graph.claimsOf(claims)
	if err != nil {
		return false, err
	}
	for _, c := range list {
		if ok, err := t.fits(c); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// expandEdges walks the fact edges of many ids at one side.
func (g *Graph) expandEdges(ids []uint64, pos int, pattern [4]uint64) iter.Seq2[edge, error] {
	return g.edgesAmong(g.expand(ids, pos, pattern))
}
