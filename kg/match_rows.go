package kg

import (
	"cmp"
	"slices"
	"strings"
)

// order sorts the rows by the labels of variables, those after '-' descending,
// and rows that are equal in these by ids.
func (s *Solutions) order(by []string) error {
	labels := make([]map[uint64]string, len(by))
	columns := make([]int, len(by))
	for i, name := range by {
		name = strings.TrimPrefix(strings.TrimPrefix(name, "-"), "?")
		columns[i] = slices.Index(s.Variables, name)
		if columns[i] < 0 {
			return badPattern("orderBy: no pattern has the variable %q", name)
		}
		var err error
		if labels[i], err = s.labels(columns[i]); err != nil {
			return err
		}
	}
	slices.SortFunc(s.rows, func(a, b []uint64) int {
		for i, name := range by {
			c := cmp.Compare(labels[i][a[columns[i]]], labels[i][b[columns[i]]])
			if strings.HasPrefix(name, "-") {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return slices.Compare(a, b)
	})
	s.rows = slices.CompactFunc(s.rows, slices.Equal[[]uint64])
	return nil
}

func (s *Solutions) labels(column int) (map[uint64]string, error) {
	ids := make([]uint64, 0, len(s.rows))
	for _, row := range s.rows {
		if row[column] != 0 {
			ids = append(ids, row[column])
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	terms, err := s.graph.objectsOf(ids)
	if err != nil {
		return nil, err
	}
	labels := map[uint64]string{}
	for i, id := range ids {
		labels[id] = terms[i].Label()
	}
	return labels, nil
}

// Page is a part of the rows, with their values.
func (s *Solutions) Page(p Paging) (*Page[*Solution], error) {
	list := make([]*Solution, len(s.rows))
	for i, row := range s.rows {
		list[i] = &Solution{of: s, row: row}
	}
	page, err := Short(s.graph, list, p)
	if err != nil {
		return nil, err
	}
	return page, s.describe(page.Items)
}

// describe finds the values of some rows, all together.
func (s *Solutions) describe(some []*Solution) error {
	var ids []uint64
	for _, row := range some {
		ids = append(ids, row.row...)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) > 0 && ids[0] == 0 {
		ids = ids[1:]
	}
	terms, err := s.graph.objectsOf(ids)
	if err != nil {
		return err
	}
	for _, row := range some {
		row.values = make([]ObjectTerm, len(row.row))
		for i, id := range row.row {
			if at, found := slices.BinarySearch(ids, id); found {
				row.values[i] = terms[at]
			}
		}
	}
	return nil
}

// Get is the value of a variable, nil where an optional pattern bound nothing;
// an unknown variable is an error.
func (s *Solution) Get(name string) (ObjectTerm, error) {
	i := slices.Index(s.of.Variables, strings.TrimPrefix(name, "?"))
	if i < 0 {
		return nil, badPattern("no pattern has the variable %q", name)
	}
	return s.values[i], nil
}

// Binding is a variable with its value.
type Binding struct {
	Var   string
	Value ObjectTerm
}

// Bindings are all variables, in the order in which the patterns name them.
func (s *Solution) Bindings() []*Binding {
	list := make([]*Binding, len(s.values))
	for i, v := range s.values {
		list[i] = &Binding{s.of.Variables[i], v}
	}
	return list
}

// Facts are the facts that prove the row, in the order of the patterns; paths of
// several facts, negated patterns, and optional ones that matched nothing, have
// none.
func (s *Solution) Facts() ([]*Fact, error) {
	list := []*Fact{}
	for _, t := range s.of.triples {
		if t.negated || t.path != nil && t.path.form != step {
			continue
		}
		facts, err := s.proof(t)
		if err != nil {
			return nil, err
		}
		list = append(list, facts...)
	}
	return list, nil
}

// proof is the first fact that a triple of the row stands for.
func (s *Solution) proof(t *tripleQuery) ([]*Fact, error) {
	at := func(slot slotTerm) []uint64 {
		if slot.variable >= 0 {
			return []uint64{s.row[slot.variable]}
		}
		return slot.ids
	}
	for _, subject := range at(t.subject) {
		for _, predicate := range at(t.predicate) {
			for _, object := range at(t.object) {
				if subject == 0 || predicate == 0 || object == 0 {
					continue
				}
				f, err := s.of.graph.fact([3]uint64{subject, predicate, object})
				if err != nil {
					return nil, err
				}
				if f != nil && f.group.held() {
					return []*Fact{f}, nil
				}
			}
		}
	}
	return nil, nil
}
