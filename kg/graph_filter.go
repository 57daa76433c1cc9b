package kg

import (
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

// anyFits says whether one of a list fits.
func anyFits[T any](list []T, fits test[T]) (bool, error) {
	for _, v := range list {
		if ok, err := fits(v); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}
