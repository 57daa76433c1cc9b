package kg

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"
)

// How a question about facts is planned: what the filter binds to a known set
// (subjects, else objects, else the claims of some articles, else predicates)
// becomes patterns, the rest is tested. The choice depends on the filter alone
// and never on how much is in the store, so that a cursor fits the next page.

// planFacts plans a filter of facts; nil is all facts.
func (g *Graph) planFacts(f *FactFilter) (plan, error) {
	subjects, err := g.bound(f, func(f *FactFilter) *EntityFilter { return f.Subject })
	if err != nil {
		return plan{}, err
	}
	predicates, err := g.boundPredicates(f)
	if err != nil {
		return plan{}, err
	}
	if len(subjects)*len(predicates) > mostCombined {
		return plan{}, ErrTooMuch
	}
	if subjects != nil {
		return plan{order: bySubject, patterns: product(bySubject, subjects, predicates, nil)}, nil
	}
	objects, err := g.bound(f, func(f *FactFilter) *EntityFilter { return f.Object })
	if err != nil {
		return plan{}, err
	}
	if len(objects)*len(predicates) > mostCombined {
		return plan{}, ErrTooMuch
	}
	if objects != nil && predicates != nil {
		return plan{order: byPredicate, patterns: product(byPredicate, nil, predicates, objects)}, nil
	}
	if objects != nil {
		return plan{order: byObject, patterns: product(byObject, nil, nil, objects)}, nil
	}
	if f != nil && f.Claims != nil {
		patterns, err := g.claimed(f.Claims)
		if patterns != nil || err != nil {
			return plan{order: bySubject, patterns: patterns}, err
		}
	}
	if predicates != nil {
		return plan{order: byPredicate, patterns: product(byPredicate, nil, predicates, nil)}, nil
	}
	return plan{order: bySubject, patterns: [][4]uint64{{}}}, nil
}

// mostCombined bounds the patterns of a plan, which are all made before the first
// is walked.
const mostCombined = 1 << 22

// product are the patterns with one of each set, in order; a nil set is "any".
func product(o order, subjects, predicates, objects []uint64) [][4]uint64 {
	sets := [3][]uint64{subjects, predicates, objects}
	for i := range sets {
		if sets[i] == nil {
			sets[i] = []uint64{0}
		}
	}
	list := [][4]uint64{}
	for _, s := range sets[0] {
		for _, p := range sets[1] {
			for _, o := range sets[2] {
				list = append(list, [4]uint64{s, p, o})
			}
		}
	}
	slices.SortFunc(list, func(a, b [4]uint64) int { return o.compare([3]uint64(a[:3]), [3]uint64(b[:3])) })
	return list
}

// bound is the set of entities that one end of a filter's facts must be in;
// nil where the filter does not tell one.
func (g *Graph) bound(f *FactFilter, end func(*FactFilter) *EntityFilter) ([]uint64, error) {
	if f == nil {
		return nil, nil
	}
	set, err := g.entitySet(end(f))
	for i := 0; set == nil && err == nil && i < len(f.And); i++ {
		set, err = g.bound(f.And[i], end)
	}
	return set, err
}

func (g *Graph) boundPredicates(f *FactFilter) ([]uint64, error) {
	if f == nil {
		return nil, nil
	}
	if f.Predicates != nil {
		return g.predicateIDs(f.Predicates)
	}
	for _, and := range f.And {
		if ids, err := g.boundPredicates(and); ids != nil || err != nil {
			return ids, err
		}
	}
	return nil, nil
}

// entitySet is a set, sorted, that holds all entities that fit; nil where the
// filter alone does not tell a small one.
func (g *Graph) entitySet(f *EntityFilter) ([]uint64, error) {
	switch {
	case f == nil:
		return nil, nil
	case f.Refs != nil:
		return g.refs(f.Refs)
	case f.Label != nil && f.Label.Eq != nil:
		return g.labelled(*f.Label.Eq)
	case f.Label != nil && f.Label.In != nil:
		return g.labelled(f.Label.In...)
	}
	for _, and := range f.And {
		if set, err := g.entitySet(and); set != nil || err != nil {
			return set, err
		}
	}
	if len(f.Or) > 0 {
		if set, err := g.unionSet(f.Or); set != nil || err != nil {
			return set, err
		}
	}
	if f.SomeFact != nil {
		return g.havingFact(f.SomeFact)
	}
	return nil, nil
}

func (g *Graph) unionSet(or []*EntityFilter) ([]uint64, error) {
	union := []uint64{}
	for _, f := range or {
		set, err := g.entitySet(f)
		if set == nil || err != nil {
			return nil, err
		}
		union = append(union, set...)
	}
	slices.Sort(union)
	return slices.Compact(union), nil
}

// labelled are the ids of the entities with one of some names.
func (g *Graph) labelled(names ...string) ([]uint64, error) {
	var ids []uint64
	for _, name := range names {
		list, err := g.called(name)
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			ids = append(ids, e.id)
		}
	}
	return distinct(ids, nil)
}

// havingFact are the entities that have a fact that fits, nil where finding
// them would mean to walk all facts.
func (g *Graph) havingFact(f *FactFilter) ([]uint64, error) {
	p, err := g.planFacts(f)
	if err != nil || len(p.patterns) > 0 && p.patterns[0] == [4]uint64{} {
		return nil, err
	}
	position := 0
	if f.role() == In {
		position = 2
	}
	ids := []uint64{}
	for fact, err := range g.matching(p, f, nil) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, fact.group.key[position])
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// claimed are the facts that have a claim that fits, as patterns, where the
// filter tells in which articles to look; else nil.
func (g *Graph) claimed(f *ClaimFilter) ([][4]uint64, error) {
	articles, err := g.articleSet(f)
	if articles == nil || err != nil {
		return nil, err
	}
	fits, err := g.claimTest(f)
	if err != nil {
		return nil, err
	}
	list := [][4]uint64{}
	for _, id := range articles {
		a, err := g.articleByID(id)
		if err != nil {
			return nil, err
		}
		if a == nil {
			continue
		}
		for _, c := range g.claimsWithin(a) {
			ok, err := fits(c)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			key, err := c.key()
			if err != nil {
				return nil, err
			}
			list = append(list, [4]uint64{key[0], key[1], key[2]})
		}
	}
	slices.SortFunc(list, func(a, b [4]uint64) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2]))
	})
	return slices.Compact(list), nil
}

// articleSet are the articles, sorted, that hold all claims that fit; nil
// where the filter does not tell.
func (g *Graph) articleSet(f *ClaimFilter) ([]uint64, error) {
	switch {
	case f == nil:
		return nil, nil
	case f.Articles != nil:
		return g.articlesNamed(f.Articles)
	case f.AttributedTo != nil:
		return g.articlesCiting(*f.AttributedTo)
	case f.Publishers != nil:
		return g.articlesFrom(f.Publishers)
	case f.Polarity != nil && *f.Polarity == Negated:
		return g.articlesWith(g.state.terms.polarity, vocabSpace+quad.IRI(Negated))
	case f.Modality != nil && !slices.Contains(f.Modality, Asserted):
		var classes []quad.IRI
		for _, m := range f.Modality {
			classes = append(classes, vocabSpace+quad.IRI(m))
		}
		return g.articlesWith(g.state.terms.modality, classes...)
	}
	return nil, nil
}

func (g *Graph) articlesNamed(ids []string) ([]uint64, error) {
	set := []uint64{}
	for _, id := range ids {
		letter, iri, err := parseNodeID(id)
		if err != nil || letter != 'a' {
			return nil, ErrNodeID
		}
		article, err := g.id(quad.IRI(iri))
		if err != nil {
			return nil, err
		}
		set = append(set, article)
	}
	slices.Sort(set)
	return slices.Compact(set), nil
}

// articlesCiting are those that attribute something to an entity.
func (g *Graph) articlesCiting(ref EntityRef) ([]uint64, error) {
	agent, err := g.Entity(ref)
	if agent == nil || err != nil {
		return []uint64{}, err
	}
	locals, err := g.localsOf(agent.id)
	if err != nil {
		return nil, err
	}
	predicate, err := g.id(Agent)
	if err != nil {
		return nil, err
	}
	return distinct(column(3, g.expand(locals, 2, [4]uint64{1: predicate})))
}

// localsOf are the articles' own entities that are an entity, sorted.
func (g *Graph) localsOf(entity uint64) ([]uint64, error) {
	t := &g.state.terms
	return distinct(column(0, g.scan([4]uint64{0, t.denotes, entity, t.identity}, [4]uint64{})))
}

// articlesFrom are the articles of publishers with these names.
func (g *Graph) articlesFrom(publishers []string) ([]uint64, error) {
	var locals []uint64
	for _, name := range publishers {
		n, _ := (&LocalEntity{Label: name, Named: true, Kind: Organization}).Name()
		id, err := g.id(n.IRI())
		if err != nil {
			return nil, err
		}
		some, err := column(0, g.scan([4]uint64{0, g.state.terms.called, id, g.state.terms.identity}, [4]uint64{}))
		if err != nil {
			return nil, err
		}
		locals = append(locals, some...)
	}
	locals, err := distinct(locals, nil)
	if err != nil {
		return nil, err
	}
	predicate, err := g.id(Publisher)
	if err != nil {
		return nil, err
	}
	return distinct(column(3, g.expand(locals, 2, [4]uint64{1: predicate})))
}

// articlesWith are those with claims of one of some classes.
func (g *Graph) articlesWith(predicate uint64, classes ...quad.IRI) ([]uint64, error) {
	var articles []uint64
	for _, class := range classes {
		object, err := g.id(class)
		if err != nil {
			return nil, err
		}
		some, err := column(3, g.scan([4]uint64{0, predicate, object, 0}, [4]uint64{}))
		if err != nil {
			return nil, err
		}
		articles = append(articles, some...)
	}
	return distinct(articles, nil)
}

// distinct sorts ids and leaves each once; the result is never nil.
func distinct(ids []uint64, err error) ([]uint64, error) {
	if ids == nil {
		ids = []uint64{}
	}
	slices.Sort(ids)
	return slices.Compact(ids), err
}
