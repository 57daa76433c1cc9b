package kg

import (
	"iter"
	"slices"
	"time"
)

// ClaimFilter lets claims through; all that is given must hold.
type ClaimFilter struct {
	Polarity        *Polarity
	Modality        []Modality
	Articles        []string // node ids
	Publishers      []string
	AttributedTo    *EntityRef
	Attributed      *bool
	MinConfidence   *float64
	MaxConfidence   *float64
	ValidTime       *TimeFilter
	PublishedAfter  *time.Time
	PublishedBefore *time.Time
	RecordedBefore  *time.Time
	Deprecated      *bool
	Confirmed       *bool
}

// FactFilter lets facts through; all that is given must hold.
type FactFilter struct {
	And, Or    []*FactFilter
	Not        *FactFilter
	Subject    *EntityFilter
	Predicates []string // names or IRIs
	Object     *EntityFilter
	Value      *StringFilter
	Status     []FactStatus
	MinSources *int
	ValidTime  *TimeFilter
	Claims     *ClaimFilter // at least one claim fits
}

// EntityFilter lets entities through; all that is given must hold.
type EntityFilter struct {
	And, Or  []*EntityFilter
	Not      *EntityFilter
	Refs     []*EntityRef
	Kinds    []Kind
	Label    *StringFilter
	SomeFact *FactFilter // with the entity as subject, or as object where the filter names subjects only
	NoFact   *FactFilter
}

// test says whether something fits a filter. Tests are made once per question,
// so that names are looked up once.
type test[T any] func(T) (bool, error)

func every[T any](tests []test[T]) test[T] {
	return func(v T) (bool, error) {
		for _, t := range tests {
			if ok, err := t(v); !ok || err != nil {
				return false, err
			}
		}
		return true, nil
	}
}

func some[T any](tests []test[T]) test[T] {
	return func(v T) (bool, error) {
		for _, t := range tests {
			if ok, err := t(v); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
}

func not[T any](t test[T]) test[T] {
	return func(v T) (bool, error) {
		ok, err := t(v)
		return !ok && err == nil, err
	}
}

// combine is the test of a filter's own conditions with its and, or and not.
func combine[T, F any](own []test[T], and, or []*F, negated *F, compile func(*F) (test[T], error)) (test[T], error) {
	for _, f := range and {
		t, err := compile(f)
		if err != nil {
			return nil, err
		}
		own = append(own, t)
	}
	if len(or) > 0 {
		var choices []test[T]
		for _, f := range or {
			t, err := compile(f)
			if err != nil {
				return nil, err
			}
			choices = append(choices, t)
		}
		own = append(own, some(choices))
	}
	if negated != nil {
		t, err := compile(negated)
		if err != nil {
			return nil, err
		}
		own = append(own, not(t))
	}
	return every(own), nil
}

// claimTest compiles a filter of claims.
func (g *Graph) claimTest(f *ClaimFilter) (test[*GraphClaim], error) {
	tests := []test[*GraphClaim]{f.fitsForce, f.fitsTimes}
	if f.Articles != nil {
		among := map[string]bool{}
		for _, id := range f.Articles {
			among[id] = true
		}
		tests = append(tests, func(c *GraphClaim) (bool, error) { return among[c.Article.NodeID()], nil })
	}
	if f.Publishers != nil {
		among := (&StringFilter{In: f.Publishers}).test()
		tests = append(tests, func(c *GraphClaim) (bool, error) { return c.Article.Publisher != "" && among(c.Article.Publisher), nil })
	}
	if f.AttributedTo != nil {
		agent, err := g.Entity(*f.AttributedTo)
		if err != nil {
			return nil, err
		}
		tests = append(tests, func(c *GraphClaim) (bool, error) { return agent != nil && c.saidBy(agent.id), nil })
	}
	if f.ValidTime != nil {
		holds, err := f.ValidTime.test()
		if err != nil {
			return nil, err
		}
		tests = append(tests, func(c *GraphClaim) (bool, error) { return holds(c.During()) })
	}
	if f.Deprecated != nil {
		tests = append(tests, func(c *GraphClaim) (bool, error) {
			by, err := c.Deprecation()
			return (by != nil) == *f.Deprecated, err
		})
	}
	if f.Confirmed != nil {
		tests = append(tests, func(c *GraphClaim) (bool, error) {
			by, err := c.Confirmation()
			return (by != nil) == *f.Confirmed, err
		})
	}
	return every(tests), nil
}

func (f *ClaimFilter) fitsForce(c *GraphClaim) (bool, error) {
	return (f.Polarity == nil || *f.Polarity == c.Polarity) &&
		(f.Modality == nil || slices.Contains(f.Modality, c.Modality)) &&
		(f.Attributed == nil || *f.Attributed == (c.Attribution != nil)) &&
		(f.MinConfidence == nil || c.Confidence >= *f.MinConfidence) &&
		(f.MaxConfidence == nil || c.Confidence <= *f.MaxConfidence), nil
}

func (f *ClaimFilter) fitsTimes(c *GraphClaim) (bool, error) {
	a := c.Article
	published := func(ok func(time.Time) bool) bool { return !a.Published.IsZero() && ok(a.Published) }
	return (f.PublishedAfter == nil || published(f.PublishedAfter.Before)) &&
		(f.PublishedBefore == nil || published(f.PublishedBefore.After)) &&
		(f.RecordedBefore == nil || a.Recorded.Before(*f.RecordedBefore)), nil
}

// saidBy says whether an entity is among those whom the claim is attributed to.
func (c *GraphClaim) saidBy(agent uint64) bool {
	for a := c.Attribution; a != nil; a = a.Via {
		if a.Entity != 0 && c.Article.entity(a.Entity) == agent {
			return true
		}
	}
	return false
}

func (g *Graph) filterClaims(claims []*GraphClaim, where *ClaimFilter) ([]*GraphClaim, error) {
	fits, err := g.claimTest(where)
	if err != nil {
		return nil, err
	}
	var list []*GraphClaim
	for _, c := range claims {
		ok, err := fits(c)
		if err != nil {
			return nil, err
		}
		if ok {
			list = append(list, c)
		}
	}
	return list, nil
}

// factTest compiles a filter of facts; nil lets all through.
func (g *Graph) factTest(f *FactFilter) (test[*Fact], error) {
	if f == nil {
		return every[*Fact](nil), nil
	}
	var tests []test[*Fact]
	if f.Predicates != nil {
		ids, err := g.predicateIDs(f.Predicates)
		if err != nil {
			return nil, err
		}
		tests = append(tests, func(fact *Fact) (bool, error) { return slices.Contains(ids, fact.group.key[1]), nil })
	}
	for pos, filter := range []*EntityFilter{f.Subject, f.Object} {
		if filter == nil {
			continue
		}
		fits, err := g.entityTest(filter)
		if err != nil {
			return nil, err
		}
		tests = append(tests, func(fact *Fact) (bool, error) { return fact.end(pos == 0, fits) })
	}
	if f.Value != nil {
		fits := f.Value.test()
		tests = append(tests, func(fact *Fact) (bool, error) {
			_, entity := fact.Object.(*Entity)
			return !entity && fits(fact.Object.Label()), nil
		})
	}
	own, err := g.claimTests(f)
	if err != nil {
		return nil, err
	}
	return combine(append(tests, own...), f.And, f.Or, f.Not, g.factTest)
}

// end tests the entity that is the fact's subject or object.
func (f *Fact) end(subject bool, fits test[*Entity]) (bool, error) {
	if subject {
		return fits(f.Subject)
	}
	e, ok := f.Object.(*Entity)
	if !ok {
		return false, nil
	}
	return fits(e)
}

// claimTests are the conditions that need a fact's claims to be read.
func (g *Graph) claimTests(f *FactFilter) ([]test[*Fact], error) {
	var tests []test[*Fact]
	if f.MinSources != nil {
		tests = append(tests, func(fact *Fact) (bool, error) {
			n, err := fact.SourceCount()
			return n >= *f.MinSources, err
		})
	}
	if f.Status != nil {
		tests = append(tests, func(fact *Fact) (bool, error) {
			status, err := fact.Status()
			return slices.Contains(f.Status, status), err
		})
	}
	if f.ValidTime != nil {
		holds, err := f.ValidTime.test()
		if err != nil {
			return nil, err
		}
		tests = append(tests, func(fact *Fact) (bool, error) {
			time, err := fact.ValidTime()
			if err != nil {
				return false, err
			}
			return holds(time)
		})
	}
	if f.Claims == nil {
		return tests, nil
	}
	fits, err := g.claimTest(f.Claims)
	return append(tests, func(fact *Fact) (bool, error) {
		claims, err := fact.all()
		if err != nil {
			return false, err
		}
		return anyFits(claims, fits)
	}), err
}

// anyFits says whether one of a list fits.
func anyFits[T any](list []T, fits test[T]) (bool, error) {
	for _, v := range list {
		if ok, err := fits(v); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// entityTest compiles a filter of entities; nil lets all through.
func (g *Graph) entityTest(f *EntityFilter) (test[*Entity], error) {
	if f == nil {
		return every[*Entity](nil), nil
	}
	var tests []test[*Entity]
	if f.Kinds != nil {
		tests = append(tests, func(e *Entity) (bool, error) { return slices.Contains(f.Kinds, e.Kind), nil })
	}
	if f.Label != nil {
		fits := f.Label.test()
		tests = append(tests, func(e *Entity) (bool, error) { return fits(e.Name), nil })
	}
	if f.Refs != nil {
		ids, err := g.refs(f.Refs)
		if err != nil {
			return nil, err
		}
		tests = append(tests, func(e *Entity) (bool, error) { return contains(ids, e.id), nil })
	}
	if f.SomeFact != nil {
		has, err := g.factOf(f.SomeFact)
		if err != nil {
			return nil, err
		}
		tests = append(tests, has)
	}
	if f.NoFact != nil {
		has, err := g.factOf(f.NoFact)
		if err != nil {
			return nil, err
		}
		tests = append(tests, not(has))
	}
	return combine(tests, f.And, f.Or, f.Not, g.entityTest)
}

// factOf tests whether an entity has a fact that fits.
func (g *Graph) factOf(f *FactFilter) (test[*Entity], error) {
	fits, err := g.factTest(f)
	if err != nil {
		return nil, err
	}
	return func(e *Entity) (bool, error) {
		for _, side := range sides(e.id, f.role(), nil) {
			for _, err := range g.fitting(side.plan, f, fits, nil) {
				return err == nil, err
			}
		}
		return false, nil
	}, nil
}

// role is where an entity stands in the facts of a someFact or noFact: it is
// the subject, unless the filter speaks of the subject only.
func (f *FactFilter) role() Direction {
	if f.Subject != nil && f.Object == nil {
		return In
	}
	return Out
}

// refs are the ids of the entities that are named, sorted.
func (g *Graph) refs(list []*EntityRef) ([]uint64, error) {
	ids := []uint64{}
	for _, ref := range list {
		e, err := g.Entity(*ref)
		if err != nil {
			return nil, err
		}
		if e != nil {
			ids = append(ids, e.id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// matching walks the facts of a plan that fit a filter, described.
func (g *Graph) matching(p plan, f *FactFilter, after *[3]uint64) iter.Seq2[*Fact, error] {
	return func(yield func(*Fact, error) bool) {
		fits, err := g.factTest(f)
		if err != nil {
			yield(nil, err)
			return
		}
		for fact, err := range g.fitting(p, f, fits, after) {
			if !yield(fact, err) || err != nil {
				return
			}
		}
	}
}

// fitting is matching with the filter's test.
func (g *Graph) fitting(p plan, f *FactFilter, fits test[*Fact], after *[3]uint64) iter.Seq2[*Fact, error] {
	return func(yield func(*Fact, error) bool) {
		var valued func(string) bool
		if f != nil && f.Value != nil {
			valued = f.Value.test()
		}
		for groups, err := range batches(g.walk(p, after), p.stride) {
			if err == nil && valued != nil {
				groups, err = g.valued(groups, valued)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			facts, err := g.facts(groups)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, fact := range facts {
				if ok, err := fits(fact); (ok || err != nil) && (!yield(fact, err) || err != nil) {
					return
				}
			}
		}
	}
}

// valued leaves out facts whose object is a value that does not fit, before
// anything is described: many are looked at where few fit.
func (g *Graph) valued(groups []group, fits func(string) bool) ([]group, error) {
	ids := make([]uint64, len(groups))
	for i := range groups {
		ids[i] = groups[i].key[2]
	}
	terms, err := g.terms(ids)
	if err != nil {
		return nil, err
	}
	var left []group
	for i, t := range terms {
		if v, ok := ParseValue(t); ok && !fits(valueObject(v, t).Label()) {
			continue
		}
		left = append(left, groups[i])
	}
	return left, nil
}

// batches gathers a walk so that its items are described together: first as
// many as are likely to be taken, where that is known.
func batches[T any](seq iter.Seq2[T, error], stride int) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		size := 8
		if stride > 0 {
			size = stride
		}
		list := make([]T, 0, size)
		for v, err := range seq {
			if err != nil {
				yield(nil, err)
				return
			}
			if list = append(list, v); len(list) < size {
				continue
			}
			if !yield(list, nil) {
				return
			}
			size, list = min(2*size, 512), nil
		}
		if len(list) > 0 {
			yield(list, nil)
		}
	}
}
