package kg

import (
	"encoding/binary"
	"iter"
	"math"
	"slices"
)

// The plan of a match: which triples are joined when, and the parts they make.

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
		if m.tooMany(left[best.triple].estimate) {
			return nil, ErrTooMuch // before any is read
		}
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
	if len(shared) == 0 && m.tooMany(len(a.rows)*len(b.rows)) {
		return nil, ErrTooMuch
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
		if m.tooMany(len(joined.rows)) {
			return nil, ErrTooMuch
		}
		if err := m.graph.spend(int64(2 + len(index[string(key)]))); err != nil {
			return nil, err
		}
	}
	return joined, nil
}

func keyOf(key []byte, row []uint64, columns []int) []byte {
	for _, v := range columns {
		key = binary.LittleEndian.AppendUint64(key, row[v])
	}
	return key
}

// table is the rows of a part of the pattern.
type table struct {
	bound  []bool // by variable
	rows   [][]uint64
	differ map[int]int // how many values a variable has, where that was counted
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

// distinct counts the values of a variable, once: plans ask again and again.
func (t *table) distinct(v int) int {
	if n, known := t.differ[v]; known {
		return n
	}
	seen := map[uint64]bool{}
	for _, row := range t.rows {
		seen[row[v]] = true
	}
	if t.differ == nil {
		t.differ = map[int]int{}
	}
	t.differ[v] = len(seen)
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
				if err := m.graph.spend(1); err != nil {
					return err
				}
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

// of gives the facts at a row's ends, and whether each fits the whole row.
func (r *relation) of(part *table, t *tripleQuery, row []uint64) iter.Seq2[[3]uint64, bool] {
	slots := t.slots()
	near := slots[r.near]
	keys := near.ids
	if near.variable >= 0 {
		if keys = nil; part.bound[near.variable] && row[near.variable] != 0 {
			keys = []uint64{row[near.variable]}
		} else {
			keys = r.keys()
		}
	}
	return func(yield func([3]uint64, bool) bool) {
		for _, key := range keys {
			for _, fact := range r.facts[key] {
				if !yield(fact, part.fits(slots, row, fact)) {
					return
				}
			}
		}
	}
}
