package kg

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// FactDimension is what facts are counted by.
type FactDimension string

const (
	GroupPredicate   FactDimension = "predicate"
	GroupSubject     FactDimension = "subject"
	GroupObject      FactDimension = "object"
	GroupSubjectKind FactDimension = "subjectKind"
	GroupObjectKind  FactDimension = "objectKind"
	GroupYear        FactDimension = "year"
	GroupPublisher   FactDimension = "publisher"
	GroupStatus      FactDimension = "status"
)

// FactGroup is how many facts have the same keys, one for each dimension.
type FactGroup struct {
	Keys  []string
	Count int
}

// Grouping counts the facts of a list.
type Grouping func(by []FactDimension, limit int) ([]*FactGroup, error)

// GroupFacts counts a list by some dimensions, the greatest groups first.
// A fact without a value for one of them counts under the empty key, one with
// several (publishers) under each. Things with the same label are told apart
// by their term, and shown by their label.
func GroupFacts(list func() iter.Seq2[*FactFrom, error]) Grouping {
	return func(by []FactDimension, limit int) ([]*FactGroup, error) {
		groups := map[string]*FactGroup{}
		for f, err := range list() {
			if err != nil {
				return nil, err
			}
			combinations, err := f.keys(by)
			if err != nil {
				return nil, err
			}
			for _, c := range combinations {
				name := strings.Join(c.terms, "\x00")
				if groups[name] == nil {
					groups[name] = &FactGroup{Keys: c.labels}
				}
				groups[name].Count++
			}
		}
		return greatest(groups, limit), nil
	}
}

func greatest(groups map[string]*FactGroup, limit int) []*FactGroup {
	names := make([]string, 0, len(groups))
	for name := range groups {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(groups[b].Count, groups[a].Count), slices.Compare(groups[a].Keys, groups[b].Keys), strings.Compare(a, b))
	})
	list := []*FactGroup{}
	for _, name := range names[:min(len(names), max(limit, 0))] {
		list = append(list, groups[name])
	}
	return list
}

// combination is one key for each dimension, as the term and as its label.
type combination struct{ terms, labels []string }

// keys are all combinations of the fact's keys.
func (f *Fact) keys(by []FactDimension) ([]combination, error) {
	all := []combination{{}}
	for _, d := range by {
		keys, err := f.keysBy(d)
		if err != nil {
			return nil, err
		}
		var longer []combination
		for _, c := range all {
			for _, k := range keys {
				longer = append(longer, combination{
					append(slices.Clone(c.terms), k[0]), append(slices.Clone(c.labels), k[1]),
				})
			}
		}
		all = longer
	}
	return all, nil
}

// keysBy are the fact's keys in one dimension, term and label.
func (f *Fact) keysBy(d FactDimension) ([][2]string, error) {
	one := func(key string) [][2]string { return [][2]string{{key, key}} }
	switch d {
	case GroupPredicate:
		return [][2]string{{f.Predicate.IRI, f.Predicate.Name}}, nil
	case GroupSubject:
		return [][2]string{{f.Subject.IRI, f.Subject.Name}}, nil
	case GroupObject:
		return [][2]string{{f.Object.NQuads(), f.Object.Label()}}, nil
	case GroupSubjectKind:
		return one(strings.ToUpper(string(f.Subject.Kind))), nil
	case GroupObjectKind:
		if e, ok := f.Object.(*Entity); ok {
			return one(strings.ToUpper(string(e.Kind))), nil
		}
		return one(""), nil
	case GroupYear:
		t, err := f.ValidTime()
		if t == nil || len(t.Start) < 4 {
			return one(""), err
		}
		return one(t.Start[:4]), nil
	case GroupPublisher:
		return f.publishers()
	}
	status, err := f.Status()
	return one(strings.ToUpper(string(status))), err
}

func (f *Fact) publishers() ([][2]string, error) {
	claims, err := f.counting()
	if err != nil {
		return nil, err
	}
	var keys [][2]string
	for _, c := range claims {
		if key := [2]string{Fold(c.Article.Publisher), c.Article.Publisher}; !slices.ContainsFunc(keys, func(k [2]string) bool { return k[0] == key[0] }) {
			keys = append(keys, key)
		}
	}
	if keys == nil {
		keys = [][2]string{{"", ""}}
	}
	return keys, nil
}
