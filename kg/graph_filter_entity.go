package kg

import "slices"

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
