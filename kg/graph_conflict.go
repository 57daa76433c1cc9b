package kg

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// Conflict is facts, or claims of one fact, that cannot all hold. It is shown
// and never resolved: each position keeps its claims.
type Conflict struct {
	Kind      ConflictKind
	Subject   *Entity
	Predicate *GraphPredicate
	all       []*Position
	topic     [2]uint64 // subject and predicate
	first     uint64    // the lowest object among the facts in conflict
}

// ConflictKind says why positions cannot all hold.
type ConflictKind string

const (
	// FunctionalValue: a functional predicate has values that differ, and they
	// may be meant for one time.
	FunctionalValue ConflictKind = "functionalValue"
	// PolarityConflict: a fact is both affirmed and negated.
	PolarityConflict ConflictKind = "polarity"
	// ValidTime: what comes about once has times that are apart, or two values
	// of a functional predicate hold at one time by what is said of each.
	ValidTime ConflictKind = "validTime"
	// QuantityConflict: the amounts of one measure exclude each other.
	QuantityConflict ConflictKind = "quantity"
	// Disputed: claims of the fact are disputed or denied, or the fact is doubted, by somebody.
	Disputed ConflictKind = "disputed"
)

// conflictKinds in the order of a topic's conflicts. Cursors hold places in it.
var conflictKinds = []ConflictKind{FunctionalValue, PolarityConflict, ValidTime, QuantityConflict, Disputed}

// Position is what one side of a conflict holds. Its claims are only read when
// they are asked for.
type Position struct {
	Fact     *Fact
	Polarity Polarity
	during   *Interval // only the claims with this time, where times are what differs
	against  bool      // it disputes another
	doubts   bool      // only the claims that doubt the fact
}

// mostPositions are shown of one conflict.
const mostPositions = 100

// Positions are the sides, at most a hundred: those for before those against,
// small values before great ones.
func (c *Conflict) Positions() []*Position { return c.all[:min(len(c.all), mostPositions)] }

// PositionCount is the number of sides.
func (c *Conflict) PositionCount() int { return len(c.all) }

// newConflict orders the positions, whatever order they were found in.
func newConflict(kind ConflictKind, about *Fact, positions []*Position) *Conflict {
	c := &Conflict{
		Kind: kind, Subject: about.Subject, Predicate: about.Predicate, all: positions,
		topic: [2]uint64{about.group.key[0], about.group.key[1]}, first: absent,
	}
	for _, p := range positions {
		if !p.against {
			c.first = min(c.first, p.Fact.group.key[2])
		}
	}
	slices.SortFunc(positions, comparePositions)
	return c
}

// NodeID names the conflict by what it is about and a hash of its sides. It is
// another conflict once a side goes or comes, but not when a side only gets
// another claim.
func (c *Conflict) NodeID() string {
	h := sha256.New()
	for _, p := range c.all {
		h.Write([]byte(p.Fact.name() + "\n" + string(p.Polarity)))
		if p.during != nil {
			h.Write([]byte("\n" + p.during.Start + "/" + p.during.End))
		}
		h.Write([]byte{0})
	}
	sum := hex.EncodeToString(h.Sum(nil)[:16])
	return nodeID('d', strings.Join([]string{string(c.Kind), c.Subject.IRI, c.Predicate.IRI, sum}, "\n"))
}

func comparePositions(a, b *Position) int {
	if a.against != b.against {
		if b.against {
			return -1
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(a.Polarity, b.Polarity), // affirmed, negated
		compareObjects(a.Fact.Object, b.Fact.Object),
		strings.Compare(a.Fact.name(), b.Fact.name()),
		compareTimes(a.during, b.during),
	)
}

func compareTimes(a, b *Interval) int {
	if a == nil || b == nil {
		return 0
	}
	return cmp.Or(strings.Compare(a.Start, b.Start), strings.Compare(a.End, b.End))
}

// compareObjects orders quantities and dates by where they begin, anything
// else by its label.
func compareObjects(a, b ObjectTerm) int {
	if x, ok := a.(*QuantityTerm); ok {
		if y, ok := b.(*QuantityTerm); ok {
			return cmp.Compare(x.Amount, y.Amount)
		}
	}
	return strings.Compare(a.Label(), b.Label())
}

// conflictByName finds what a node id of a conflict names.
func (g *Graph) conflictByName(name string) (*Conflict, error) {
	parts := strings.Split(name, "\n")
	if len(parts) != 4 {
		return nil, ErrNodeID
	}
	ids, err := g.lookup(quad.IRI(parts[1]), quad.IRI(parts[2]))
	if err != nil {
		return nil, err
	}
	about := plan{order: bySubject, patterns: [][4]uint64{{ids[0], ids[1]}}}
	id := nodeID('d', name)
	for c, err := range g.conflicts(about, nil) {
		if err != nil || c.NodeID() == id {
			return c, err
		}
	}
	return nil, nil
}

// Claims are what the position rests on, by article and place; none where only
// plain quads say it.
func (p *Position) Claims() ([]*GraphClaim, error) {
	if p.doubts {
		return p.Fact.doubts()
	}
	held, denied, err := p.Fact.stances()
	if p.Polarity == Negated {
		held = denied
	}
	if p.during == nil {
		return held, err
	}
	return slices.DeleteFunc(held, func(c *GraphClaim) bool { return c.Time != *p.during }), err
}

// ValidTime is when it holds, nil where its claims say nothing or differ.
func (p *Position) ValidTime() (*Interval, error) {
	claims, err := p.Claims()
	return agreedTime(claims), err
}

// SourceCount is the number of articles and, where it is affirmed, loads that
// hold the position.
func (p *Position) SourceCount() (int, error) {
	claims, err := p.Claims()
	n := 0
	for i, c := range claims {
		if i == 0 || claims[i-1].Article != c.Article {
			n++
		}
	}
	if p.Polarity == Affirmed {
		for _, label := range p.Fact.group.plain {
			if label != 0 {
				n++
			}
		}
	}
	return n, err
}

// FirstReported is when the first article that holds the position was
// published, nil where no date is known.
func (p *Position) FirstReported() (*time.Time, error) {
	return p.reported(func(t, known *time.Time) bool { return t.Before(*known) })
}

// LastReported is when the last one was.
func (p *Position) LastReported() (*time.Time, error) {
	return p.reported(func(t, known *time.Time) bool { return t.After(*known) })
}

func (p *Position) reported(better func(t, known *time.Time) bool) (*time.Time, error) {
	claims, err := p.Claims()
	var known *time.Time
	for _, c := range claims {
		if t := c.Article.PublishedAt(); t != nil && (known == nil || better(t, known)) {
			known = t
		}
	}
	return known, err
}
