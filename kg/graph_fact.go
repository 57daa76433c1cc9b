package kg

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// Fact is a proposition with all that was claimed of it, for and against.
type Fact struct {
	graph     *Graph
	group     group
	Subject   *Entity
	Predicate *GraphPredicate
	Object    ObjectTerm

	claimed atomic.Pointer[claimed]
}

// claimed is what is claimed of a fact. It stands apart, since most facts are
// only shown.
type claimed struct {
	once    sync.Once
	claims  []*GraphClaim
	counted []*GraphClaim // but for the deprecated ones
	err     error
}

func (f *Fact) NodeID() string { return nodeID('f', f.name()) }

// name tells the fact from all others.
func (f *Fact) name() string { return factName(f.Subject.IRI, f.Predicate.IRI, f.Object.NQuads()) }

// FactStatus says how the claims of a fact stand to each other.
type FactStatus string

const (
	// Supported: claims assert or report it, none disagrees.
	Supported FactStatus = "supported"
	// Contested: some assert or report it, others negate, dispute or doubt it.
	Contested FactStatus = "contested"
	// Refuted: only negated.
	Refuted FactStatus = "refuted"
	// Unclaimed: nobody says that it is so or not. Plain quads have no claims;
	// possible, planned, conditional and questioned claims commit to nothing.
	Unclaimed FactStatus = "unclaimed"
	// DeprecatedFact: people say that it does not hold, or all its claims are deprecated.
	DeprecatedFact FactStatus = "deprecated"
)

// fact is the fact with these ids, nil where the graph has none.
func (g *Graph) fact(key [3]uint64) (*Fact, error) {
	if slices.Contains(key[:], absent) {
		return nil, nil
	}
	for grp, err := range g.walk(plan{order: bySubject, patterns: [][4]uint64{{key[0], key[1], key[2]}}}, nil) {
		if err != nil {
			return nil, err
		}
		facts, err := g.facts([]group{grp})
		if err != nil {
			return nil, err
		}
		return facts[0], nil
	}
	return nil, nil
}

// facts describes facts, all together.
func (g *Graph) facts(groups []group) ([]*Fact, error) {
	n := len(groups)
	ids := make([]uint64, 3*n)
	for i := range groups {
		ids[i], ids[n+i], ids[2*n+i] = groups[i].key[0], groups[i].key[1], groups[i].key[2]
	}
	subjects, err := g.entitiesOf(ids[:n])
	if err != nil {
		return nil, err
	}
	predicates, err := g.predicatesOf(ids[n : 2*n])
	if err != nil {
		return nil, err
	}
	objects, err := g.objectsOf(ids[2*n:])
	if err != nil {
		return nil, err
	}
	list, facts := make([]*Fact, n), make([]Fact, n)
	for i := range groups {
		f := &facts[i]
		f.graph, f.group, f.Subject, f.Predicate, f.Object = g, groups[i], subjects[i], predicates[i], objects[i]
		list[i] = f
	}
	return list, nil
}

// all are the claims of the fact, ordered by article and place.
func (f *Fact) all() ([]*GraphClaim, error) {
	c := f.read()
	return c.claims, c.err
}

// counting are those claims of the fact that are not deprecated.
func (f *Fact) counting() ([]*GraphClaim, error) {
	c := f.read()
	return c.counted, c.err
}

// read reads the claims once, whoever asks.
func (f *Fact) read() *claimed {
	if f.claimed.Load() == nil {
		f.claimed.CompareAndSwap(nil, &claimed{})
	}
	c := f.claimed.Load()
	c.once.Do(func() { c.claims, c.counted, c.err = f.graph.claimsAndCounting(f.group.claims) })
	return c
}

func (g *Graph) claimsAndCounting(ids []uint64) (all, counting []*GraphClaim, err error) {
	if all, err = g.claimsOf(ids); err != nil {
		return nil, nil, err
	}
	deprecated, err := g.deprecated()
	if err != nil {
		return all, nil, err
	}
	return all, deprecated.counting(all), nil
}

// Claims are the fact's claims that a filter lets through, by article and
// place in it.
func (f *Fact) Claims(where *ClaimFilter) ([]*GraphClaim, error) {
	claims, err := f.all()
	if err != nil || where == nil {
		return claims, err
	}
	return f.graph.filterClaims(claims, where)
}

// Status says how the claims stand to each other. A plain quad counts as an
// assertion where there are claims beside it.
func (f *Fact) Status() (FactStatus, error) {
	held, denied, err := f.stances()
	if err != nil {
		return "", err
	}
	by, err := f.Deprecation()
	if err != nil {
		return "", err
	}
	plain := len(f.group.plain) > 0
	if c := f.read(); by != nil || len(c.claims) > 0 && len(c.counted) == 0 && !plain {
		return DeprecatedFact, nil
	}
	disputed := false
	if len(held) > 0 && len(denied) == 0 {
		disputes, err := f.graph.disputes(f.group.claims[:f.group.edges])
		if err != nil {
			return "", err
		}
		doubts, err := f.doubts()
		if err != nil {
			return "", err
		}
		disputed = len(disputes) > 0 || len(doubts) > 0
	}
	switch {
	case (len(held) > 0 || plain) && (len(denied) > 0 || disputed):
		return Contested, nil
	case len(held) > 0:
		return Supported, nil
	case len(denied) > 0:
		return Refuted, nil
	}
	return Unclaimed, nil
}

// stances are the claims that say that it is so and those that say that it is
// not; those that commit to nothing are in neither.
func (f *Fact) stances() (held, denied []*GraphClaim, err error) {
	claims, err := f.counting()
	for _, c := range claims {
		switch {
		case c.Edge():
			held = append(held, c)
		case c.denies():
			denied = append(denied, c)
		}
	}
	return held, denied, err
}

// denies says whether somebody commits to it that it is not so.
func (c *GraphClaim) denies() bool {
	return c.Polarity == Negated && (c.Modality == Asserted || c.Modality == Reported)
}

// doubts are the claims in which somebody doubts it.
func (f *Fact) doubts() ([]*GraphClaim, error) {
	claims, err := f.counting()
	return slices.DeleteFunc(slices.Clone(claims), func(c *GraphClaim) bool { return !c.doubts() }), err
}

// doubts says whether somebody has it that it is hardly so.
func (c *GraphClaim) doubts() bool {
	return c.Polarity == Negated && c.Modality == Possible && c.Claim.Attribution != nil
}

// Confidence is 1 − Π(1 − c) over the affirmed claims, one for each origin;
// nil where there are none.
func (f *Fact) Confidence() (*float64, error) {
	claims, err := f.counting()
	if err != nil {
		return nil, err
	}
	affirmed := slices.DeleteFunc(slices.Clone(claims), func(c *GraphClaim) bool { return c.Polarity != Affirmed })
	if len(affirmed) == 0 {
		return nil, nil
	}
	doubt := 1.0
	for _, c := range originsOf(affirmed).best(affirmed) {
		doubt *= 1 - c
	}
	confidence := math.Round((1-doubt)*1e6) / 1e6 // 0.9, not 0.9000000000000000222
	return &confidence, nil
}

// OriginCount is the number of independent origins among the sources.
func (f *Fact) OriginCount() (int, error) {
	claims, err := f.counting()
	if err != nil {
		return 0, err
	}
	loads, err := f.loads()
	return originsOf(claims).count() + len(loads), err
}

// ValidTime is when the fact holds in the world: what its affirmed claims with
// a time agree on, nil where they say nothing or differ.
func (f *Fact) ValidTime() (*Interval, error) {
	claims, err := f.counting()
	if err != nil {
		return nil, err
	}
	var affirmed []*GraphClaim
	for _, c := range claims {
		if c.Polarity == Affirmed {
			affirmed = append(affirmed, c)
		}
	}
	return agreedTime(affirmed), nil
}

// agreedTime is the one time that claims give, nil for none or several.
func agreedTime(claims []*GraphClaim) *Interval {
	var time *Interval
	for _, c := range claims {
		if c.Time == (Interval{}) {
			continue
		}
		if time != nil && *time != c.Time {
			return nil
		}
		time = &c.Time
	}
	return time
}

// SourceCount is the number of articles and loads that the fact comes from.
func (f *Fact) SourceCount() (int, error) {
	sources, err := f.Sources()
	return len(sources), err
}

// Sources are the articles, then the loads that the fact comes from.
func (f *Fact) Sources() ([]Node, error) {
	var sources []Node
	claims, err := f.counting()
	if err != nil {
		return nil, err
	}
	for i, c := range claims {
		if i == 0 || claims[i-1].Article != c.Article {
			sources = append(sources, c.Article)
		}
	}
	loads, err := f.loads()
	for _, load := range loads {
		sources = append(sources, load)
	}
	return sources, err
}

// loads are the loads of plain quads that hold the fact.
func (f *Fact) loads() (loads []*Load, err error) {
	for _, label := range f.group.plain {
		if label == 0 {
			continue
		}
		load, err := f.graph.load(label)
		if err != nil {
			return nil, err
		}
		loads = append(loads, load)
	}
	return loads, nil
}
