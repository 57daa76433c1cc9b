package kg

import (
	"iter"
	"slices"
)

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
