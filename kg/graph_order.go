package kg

import (
	"cmp"
	"slices"
)

// FactOrder is an order of facts by what is concluded about them.
type FactOrder struct {
	Field     FactSortField
	Direction SortDirection
}

// FactSortField is what facts are ordered by.
type FactSortField string

const (
	ByConfidence  FactSortField = "confidence"
	BySourceCount FactSortField = "sourceCount"
	ByValidStart  FactSortField = "validStart"
	ByPredicate   FactSortField = "predicate"
	ByObjectLabel FactSortField = "objectLabel"
)

// SortDirection is up or down.
type SortDirection string

const (
	Ascending  SortDirection = "asc"
	Descending SortDirection = "desc"
)

// sortFacts orders facts; what is unknown comes last either way, and equals
// keep the order of the walk.
func sortFacts(list []*FactFrom, orderBy []*FactOrder) error {
	type ranked struct {
		fact *FactFrom
		keys []rank
	}
	all := make([]ranked, len(list))
	for i, f := range list {
		all[i].fact = f
		for _, o := range orderBy {
			key, err := f.rank(o.Field)
			if err != nil {
				return err
			}
			all[i].keys = append(all[i].keys, key)
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		for i, o := range orderBy {
			if c := a.keys[i].compare(b.keys[i], o.Direction); c != 0 {
				return c
			}
		}
		return 0
	})
	for i := range all {
		list[i] = all[i].fact
	}
	return nil
}

// rank is what a fact is ordered by: a number or a text.
type rank struct {
	known  bool
	number float64
	text   string
}

func (a rank) compare(b rank, d SortDirection) int {
	if a.known != b.known {
		if a.known {
			return -1
		}
		return 1
	}
	c := cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.text, b.text))
	if d == Descending {
		return -c
	}
	return c
}

func (f *FactFrom) rank(field FactSortField) (rank, error) {
	switch field {
	case ByConfidence:
		c, err := f.Confidence()
		if c == nil {
			return rank{}, err
		}
		return rank{known: true, number: *c}, err
	case BySourceCount:
		n, err := f.SourceCount()
		return rank{known: true, number: float64(n)}, err
	case ByValidStart:
		t, err := f.ValidTime()
		if t == nil {
			return rank{}, err
		}
		return rank{known: t.Start != "", text: t.Start}, err
	case ByPredicate:
		return rank{known: true, text: f.Predicate.Name}, nil
	}
	return rank{known: true, text: f.Object.Label()}, nil
}
