package kg

import (
	"errors"
	"fmt"
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
	mostRows     = 1 << 20 // pairs of a path
	mostCells    = 1 << 22 // rows times variables
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

// tooMany says whether rows take more memory than one request may.
func (m *matcher) tooMany(rows int) bool { return rows*len(m.names) > mostCells }

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

func (t *tripleQuery) slots() [3]slotTerm {
	return [3]slotTerm{t.subject, t.predicate, t.object}
}
