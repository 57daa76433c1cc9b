package kg

import (
	"cmp"
	"math"
	"slices"
)

// Paths between two entities. How far apart they are is found from both ends at
// once, always growing the smaller of the two frontiers by one hop; the paths
// are then read off by depth-first search that never goes where the other end
// is too far. Paths that are longer than the shortest are found in the same way,
// with the distance of every entity to the far end as the guide.

// PathSelector says which paths are wanted.
type PathSelector string

const (
	AnyShortest PathSelector = "any shortest"
	AllShortest PathSelector = "all shortest"
	ShortestK   PathSelector = "shortest k" // as many as the page asks for, the shortest first
	AllPaths    PathSelector = "all"
)

// PathMode says what a path may not do twice.
type PathMode string

const (
	Trail  PathMode = "trail"  // walk one fact
	Simple PathMode = "simple" // visit one entity
)

// PathWeight says what makes a path short.
type PathWeight string

const (
	Hops             PathWeight = "hops"
	NegLogConfidence PathWeight = "confidence" // Σ −ln of the facts' confidence: the surest path is the shortest
)

// Path is a way from one entity to another.
type Path struct {
	Cost  float64
	Nodes []*Entity
	Steps []*PathStep
}

// Length is the number of facts.
func (p *Path) Length() int { return len(p.Steps) }

// PathStep is one fact of a path; Forward says that it is walked from its
// subject to its object.
type PathStep struct {
	Fact     *Fact
	From, To *Entity
	Forward  bool
}

// Paths are those that were found; Truncated says that there may be more.
type Paths struct {
	List      []*Path
	Truncated bool
}

// PathQuery is what paths are asked for.
type PathQuery struct {
	From, To  EntityRef
	Selector  PathSelector
	Mode      PathMode
	Direction Direction
	Where     *FactFilter
	Weight    PathWeight
	MaxLength int
	Most      int // paths
}

// The bounds of a search for paths.
const (
	MaxPathLength = 12
	mostPaths     = 10_000
)

// Paths finds the ways from one entity to another, the shortest first.
func (g *Graph) Paths(q PathQuery) (*Paths, error) {
	if q.MaxLength < 0 || q.MaxLength > MaxPathLength {
		return nil, badPattern("a path has 0 to %d facts", MaxPathLength)
	}
	from, err := g.Entity(q.From)
	if err != nil {
		return nil, err
	}
	to, err := g.Entity(q.To)
	if from == nil || to == nil || err != nil {
		return &Paths{}, err
	}
	h, err := g.hopper(q.Direction, q.Where)
	if err != nil {
		return nil, err
	}
	s := &pathSearch{hopper: h, query: &q, from: from.id, to: to.id, facts: map[uint64][]group{}}
	s.most = mostPaths
	switch {
	case q.Weight == Hops && q.Selector == AnyShortest:
		s.most = 1
	case q.Weight == Hops && q.Selector == ShortestK:
		s.most = min(max(q.Most, 1), mostPaths)
	}
	if err := s.search(); err != nil {
		return nil, err
	}
	return s.paths(from)
}

type pathSearch struct {
	*hopper
	query    *PathQuery
	from, to uint64
	limit    int            // the longest path that is read off
	toEnd    map[uint64]int // distance to the far end, as far as it is known
	facts    map[uint64][]group
	found    [][]walked
	most     int
	cut      bool
}

// walked is a fact with the end that it leads to.
type walked struct {
	fact group
	to   uint64
}

func (s *pathSearch) search() error {
	shortest := s.query.Weight == Hops && (s.query.Selector == AnyShortest || s.query.Selector == AllShortest)
	var err error
	if shortest {
		s.limit, err = s.meet()
	} else {
		s.limit, err = s.query.MaxLength, s.distances()
	}
	if err != nil || s.limit < 0 {
		return err
	}
	// Shorter ones first, so that a bound on their number keeps those.
	for length := range s.limit + 1 {
		if shortest && length < s.limit {
			continue
		}
		if s.cut {
			return nil
		}
		if err := s.read(s.from, length, nil); err != nil {
			return err
		}
	}
	return nil
}

// read reads off the paths that go on from an entity with so many facts left.
func (s *pathSearch) read(at uint64, left int, path []walked) error {
	if left == 0 {
		if at == s.to {
			s.found = append(s.found, slices.Clone(path))
			s.cut = len(s.found) >= s.most
		}
		return nil
	}
	facts, err := s.leading(at)
	if err != nil {
		return err
	}
	for _, grp := range facts {
		to := grp.key[2]
		if to == at {
			to = grp.key[0]
		}
		if to == at {
			continue // a fact from a thing to itself leads nowhere
		}
		if d, known := s.toEnd[to]; !known || d > left-1 || s.repeats(path, grp, to) {
			continue
		}
		if err := s.read(to, left-1, append(path, walked{grp, to})); err != nil || s.cut {
			return err
		}
	}
	return s.graph.spend(int64(1 + len(facts)))
}

// repeats says whether a path may not go on with a fact.
func (s *pathSearch) repeats(path []walked, grp group, to uint64) bool {
	if s.query.Mode == Simple && to == s.from {
		return true
	}
	return slices.ContainsFunc(path, func(w walked) bool {
		return w.fact.key == grp.key || s.query.Mode == Simple && w.to == to
	})
}

// leading gives the facts that lead on from one entity, remembered.
func (s *pathSearch) leading(at uint64) ([]group, error) {
	if known, ok := s.facts[at]; ok {
		return known, nil
	}
	facts, err := s.hop([]uint64{at})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(facts, func(a, b group) int { return bySubject.compare(a.key, b.key) })
	facts = slices.CompactFunc(facts, func(a, b group) bool { return a.key == b.key })
	s.facts[at] = facts
	return facts, nil
}

// paths describes what was found.
func (s *pathSearch) paths(from *Entity) (*Paths, error) {
	result := &Paths{Truncated: s.cut && s.query.Selector != AnyShortest}
	for _, steps := range s.found {
		p, err := s.describe(from, steps)
		if err != nil {
			return nil, err
		}
		result.List = append(result.List, p)
	}
	slices.SortStableFunc(result.List, func(a, b *Path) int { return cmp.Compare(a.Cost, b.Cost) })
	if s.query.Weight == NegLogConfidence && len(result.List) > 0 {
		switch least := result.List[0].Cost; s.query.Selector {
		case AnyShortest:
			result.List = result.List[:1]
		case AllShortest:
			result.List = slices.DeleteFunc(result.List, func(p *Path) bool { return p.Cost > least })
		}
	}
	return result, nil
}

func (s *pathSearch) describe(from *Entity, steps []walked) (*Path, error) {
	groups := make([]group, len(steps))
	ends := make([]uint64, len(steps))
	for i, w := range steps {
		groups[i], ends[i] = w.fact, w.to
	}
	facts, err := s.graph.facts(groups)
	if err != nil {
		return nil, err
	}
	entities, err := s.graph.entitiesOf(ends)
	if err != nil {
		return nil, err
	}
	p := &Path{Nodes: []*Entity{from}, Steps: []*PathStep{}}
	for i, f := range facts {
		at := p.Nodes[len(p.Nodes)-1]
		p.Nodes = append(p.Nodes, entities[i])
		p.Steps = append(p.Steps, &PathStep{Fact: f, From: at, To: entities[i], Forward: groups[i].key[0] == at.id && groups[i].key[2] == ends[i]})
		cost, err := s.cost(f)
		if err != nil {
			return nil, err
		}
		p.Cost += cost
	}
	p.Cost = math.Round(p.Cost*1e6) / 1e6
	return p, nil
}

// cost is what a fact adds; a plain fact is certain.
func (s *pathSearch) cost(f *Fact) (float64, error) {
	if s.query.Weight == Hops {
		return 1, nil
	}
	confidence, err := f.Confidence()
	if confidence == nil || err != nil {
		return 0, err
	}
	return -math.Log(*confidence), nil
}
