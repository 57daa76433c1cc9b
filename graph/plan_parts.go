package graph

import (
	"errors"
	"slices"
	"time"

	"claimgraph/kg"
)

// run is a plan that answers.
type run struct {
	g    *kg.Graph
	json written
}

// part makes one value of the answer from a T: a scalar, an object or a list.
type part[T any] struct {
	// fetch reads what the part and those below it need for all values of its
	// level; nil where there is nothing to read.
	fetch func(r *run, level []T) error

	// write appends the JSON for one value. It is called once for each value of
	// the level that fetch was given, in that order.
	write func(r *run, v T) error
}

// all fetches for a level and writes it.
func (p part[T]) all(r *run, level []T) error {
	if p.fetch != nil {
		if err := p.fetch(r, level); err != nil {
			return err
		}
	}
	for _, v := range level {
		if err := p.write(r, v); err != nil {
			return err
		}
	}
	return nil
}

// errNull says that there is nothing where the schema wants something.
var errNull = errors.New("null where there must be none")

// scalar is a part that reads nothing beforehand and cannot fail.
func scalar[T any](write func(w *written, v T)) part[T] {
	return part[T]{write: func(r *run, v T) error { write(&r.json, v); return nil }}
}

func textOf[T any](get func(T) string) part[T] {
	return scalar(func(w *written, v T) { w.text(get(v)) })
}

func optionalTextOf[T any](get func(T) *string) part[T] {
	return scalar(func(w *written, v T) { w.optional(get(v)) })
}

// nameOf is an enum value, which Go has in another case.
func nameOf[T any, E ~string](get func(T) E) part[T] {
	return scalar(func(w *written, v T) { w.upper(string(get(v))) })
}

func namesOf[T any, E ~string](get func(T) []E) part[T] {
	return scalar(func(w *written, v T) {
		list := get(v)
		w.list(len(list), func(i int) { w.upper(string(list[i])) })
	})
}

func textsOf[T any](get func(T) []string) part[T] {
	return scalar(func(w *written, v T) { w.texts(get(v)) })
}

func integerOf[T any](get func(T) int) part[T] {
	return scalar(func(w *written, v T) { w.integer(get(v)) })
}

func optionalIntegerOf[T any](get func(T) *int) part[T] {
	return scalar(func(w *written, v T) {
		if n := get(v); n != nil {
			w.integer(*n)
		} else {
			w.null()
		}
	})
}

func booleanOf[T any](get func(T) bool) part[T] {
	return scalar(func(w *written, v T) { w.boolean(get(v)) })
}

// asked is a scalar that has to be asked for.
func asked[T, U any](get func(T) (U, error), write func(w *written, v U)) part[T] {
	return askedOf(func(_ *kg.Graph, v T) (U, error) { return get(v) }, write)
}

// askedOf is a scalar that the graph has to be asked for.
func askedOf[T, U any](get func(*kg.Graph, T) (U, error), write func(w *written, v U)) part[T] {
	return part[T]{write: func(r *run, v T) error {
		got, err := get(r.g, v)
		if err == nil {
			write(&r.json, got)
		}
		return err
	}}
}

// numberOf is a float, null where there is none.
func numberOf[T any](get func(T) (*float64, error)) part[T] {
	return part[T]{write: func(r *run, v T) error {
		n, err := get(v)
		switch {
		case err != nil:
			return err
		case n == nil:
			r.json.null()
		case !r.json.number(*n):
			return errNull
		}
		return nil
	}}
}

// instantOf is a time; one that is not known is an error.
func instantOf[T any](get func(T) time.Time) part[T] {
	return part[T]{write: func(r *run, v T) error {
		t := get(v)
		if t.IsZero() {
			return errNull
		}
		r.json.time(t)
		return nil
	}}
}

func optionalInstantOf[T any](get func(T) *time.Time) part[T] {
	return scalar(func(w *written, v T) { w.optionalTime(get(v)) })
}

// of is a part of something that a value has at hand.
func of[T, U any](get func(T) U, p part[U]) part[T] {
	whole := part[T]{write: func(r *run, v T) error { return p.write(r, get(v)) }}
	if p.fetch != nil {
		whole.fetch = func(r *run, level []T) error {
			below := make([]U, len(level))
			for i, v := range level {
				below[i] = get(v)
			}
			return p.fetch(r, below)
		}
	}
	return whole
}

// found is a part of something that has to be read from the graph, for a whole
// level at once.
func found[T, U any](read func(r *run, level []T) ([]U, error), p part[U]) part[T] {
	var queue []U
	return part[T]{
		fetch: func(r *run, level []T) error {
			below, err := read(r, level)
			if err != nil {
				return err
			}
			queue = below
			if p.fetch == nil {
				return nil
			}
			return p.fetch(r, below)
		},
		write: func(r *run, _ T) error {
			v := queue[0]
			queue = queue[1:]
			return p.write(r, v)
		},
	}
}

// each reads for one value at a time.
func each[T, U any](read func(r *run, v T) (U, error)) func(r *run, level []T) ([]U, error) {
	return func(r *run, level []T) ([]U, error) {
		list := make([]U, len(level))
		for i, v := range level {
			var err error
			if list[i], err = read(r, v); err != nil {
				return nil, err
			}
		}
		return list, nil
	}
}

// listOf is a list of values.
func listOf[T, U any](get func(T) []U, p part[U]) part[T] {
	whole := part[T]{write: func(r *run, v T) error {
		r.json = append(r.json, '[')
		for i, item := range get(v) {
			if i > 0 {
				r.json = append(r.json, ',')
			}
			if err := p.write(r, item); err != nil {
				return err
			}
		}
		r.json = append(r.json, ']')
		return nil
	}}
	if p.fetch != nil {
		whole.fetch = func(r *run, level []T) error {
			var below []U
			for _, v := range level {
				below = append(below, get(v)...)
			}
			return p.fetch(r, below)
		}
	}
	return whole
}

// itemsOf is a list that is at hand.
func itemsOf[T any](p part[T]) part[[]T] {
	return listOf(func(items []T) []T { return items }, p)
}

// orNull is a part of what may be missing.
func orNull[T any](p part[*T]) part[*T] {
	whole := part[*T]{write: func(r *run, v *T) error {
		if v == nil {
			r.json.null()
			return nil
		}
		return p.write(r, v)
	}}
	if p.fetch != nil {
		whole.fetch = func(r *run, level []*T) error {
			var there []*T
			for _, v := range level {
				if v != nil {
					there = append(there, v)
				}
			}
			return p.fetch(r, there)
		}
	}
	return whole
}

// choice is one of the types that a value of an interface may have.
type choice[I any] struct {
	is   func(I) bool
	part part[I]
}

// one is the choice of a type T.
func one[I, T any](p part[T]) choice[I] {
	return choice[I]{
		is:   func(v I) bool { _, ok := any(v).(T); return ok },
		part: of(func(v I) T { return any(v).(T) }, p),
	}
}

// nothing is the choice of null.
func nothing[I any]() choice[I] {
	return choice[I]{
		is:   func(v I) bool { return any(v) == nil },
		part: scalar(func(w *written, _ I) { w.null() }),
	}
}

// either is a part of what has one of several types.
func either[I any](choices ...choice[I]) part[I] {
	whole := part[I]{write: func(r *run, v I) error {
		for i := range choices {
			if choices[i].is(v) {
				return choices[i].part.write(r, v)
			}
		}
		return errNull
	}}
	fetches := slices.DeleteFunc(slices.Clone(choices), func(c choice[I]) bool { return c.part.fetch == nil })
	if len(fetches) == 0 {
		return whole
	}
	whole.fetch = func(r *run, level []I) error {
		for i := range fetches {
			below := slices.DeleteFunc(slices.Clone(level), func(v I) bool { return !fetches[i].is(v) })
			if err := fetches[i].part.fetch(r, below); err != nil {
				return err
			}
		}
		return nil
	}
	return whole
}
