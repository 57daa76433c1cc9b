package kg

import (
	"fmt"
	"slices"
	"strings"
)

// A property path says how two things are joined by facts, after SPARQL 1.1
// (section 9):
//
//	parent_organization            one fact
//	^parent_organization           one fact, from object to subject
//	spouse/parent                  one after the other
//	spouse|parent                  either
//	located_in+   located_in*      one or more, none or more
//	spouse?                        one or none
//
// '*', '+' and '?' bind closest, then '^', '/' and '|'; parentheses group. Names
// are those of predicates, or IRIs between < and >.

// path is a parsed property path.
type path struct {
	form  pathForm
	parts []*path
	ids   []uint64 // of a step: the predicates of that name
}

type pathForm uint8

const (
	step     pathForm = iota // one fact
	inverse                  // ^
	sequence                 // /
	either                   // |
	many                     // +
	anyMany                  // *
	maybe                    // ?
)

// The bounds of a path: parentheses and '^' in each other, and its text.
const (
	mostNesting     = 20
	longestPathText = 2000 // bytes
)

// parsePath reads a property path; find gives the ids of a predicate's name.
func parsePath(text string, find func(name string) ([]uint64, error)) (*path, error) {
	if len(text) > longestPathText {
		return nil, badPattern("a path has at most %d characters", longestPathText)
	}
	p := &pathParser{text: text, rest: text, find: find}
	parsed, err := p.either(0)
	if err == nil && p.rest != "" {
		err = p.fail("%q is left over", p.rest)
	}
	return parsed, err
}

type pathParser struct {
	text, rest string
	find       func(string) ([]uint64, error)
}

func (p *pathParser) fail(format string, args ...any) error {
	return badPattern("path %q: %s", p.text, fmt.Sprintf(format, args...))
}

// take says whether a character comes next and reads it.
func (p *pathParser) take(c byte) bool {
	p.rest = strings.TrimLeft(p.rest, " ")
	if p.rest == "" || p.rest[0] != c {
		return false
	}
	p.rest = strings.TrimLeft(p.rest[1:], " ")
	return true
}

func (p *pathParser) either(depth int) (*path, error) {
	return p.list(either, '|', func() (*path, error) {
		return p.list(sequence, '/', func() (*path, error) { return p.unit(depth) })
	})
}

func (p *pathParser) list(form pathForm, separator byte, part func() (*path, error)) (*path, error) {
	first, err := part()
	if err != nil {
		return nil, err
	}
	parts := []*path{first}
	for p.take(separator) {
		next, err := part()
		if err != nil {
			return nil, err
		}
		parts = append(parts, next)
	}
	if len(parts) == 1 {
		return first, nil
	}
	return &path{form: form, parts: parts}, nil
}

func (p *pathParser) unit(depth int) (*path, error) {
	if depth > mostNesting {
		return nil, p.fail("it nests deeper than %d levels", mostNesting)
	}
	if p.take('^') {
		inner, err := p.unit(depth + 1)
		return &path{form: inverse, parts: []*path{inner}}, err
	}
	inner, err := p.primary(depth)
	if err != nil {
		return nil, err
	}
	switch {
	case p.take('+'):
		return &path{form: many, parts: []*path{inner}}, nil
	case p.take('*'):
		return &path{form: anyMany, parts: []*path{inner}}, nil
	case p.take('?'):
		return &path{form: maybe, parts: []*path{inner}}, nil
	}
	return inner, nil
}

func (p *pathParser) primary(depth int) (*path, error) {
	if p.take('(') {
		inner, err := p.either(depth + 1)
		if err == nil && !p.take(')') {
			err = p.fail("a ')' is missing")
		}
		return inner, err
	}
	p.rest = strings.TrimLeft(p.rest, " ")
	name := ""
	if iri, ok := strings.CutPrefix(p.rest, "<"); ok {
		end := strings.IndexByte(iri, '>')
		if end < 0 {
			return nil, p.fail("a '>' is missing")
		}
		name, p.rest = iri[:end], iri[end+1:]
	} else {
		end := strings.IndexAny(p.rest, "/|^+*?() <>")
		if end < 0 {
			end = len(p.rest)
		}
		name, p.rest = p.rest[:end], p.rest[end:]
	}
	if name == "" {
		return nil, p.fail("a predicate's name is missing before %q", p.rest)
	}
	ids, err := p.find(name)
	return &path{form: step, ids: ids}, err
}

// pair is two things that a path joins.
type pair [2]uint64

// follow gives the pairs of a path that start at one of from, which are sorted;
// backwards, those that end there, the end first. Sorted, each once.
func (g *Graph) follow(p *path, from []uint64, back bool) ([]pair, error) {
	switch p.form {
	case step:
		return g.followStep(p.ids, from, back)
	case inverse:
		return g.follow(p.parts[0], from, !back)
	case either:
		var all []pair
		for _, part := range p.parts {
			some, err := g.follow(part, from, back)
			if err != nil {
				return nil, err
			}
			all = append(all, some...)
		}
		return distinctPairs(all), nil
	case sequence:
		return g.followAll(p.parts, from, back)
	case many:
		first, err := g.follow(p.parts[0], from, back)
		if err != nil {
			return nil, err
		}
		return g.closure(p.parts[0], first, back)
	case anyMany:
		return g.closure(p.parts[0], selves(from), back)
	}
	some, err := g.follow(p.parts[0], from, back)
	return distinctPairs(append(some, selves(from)...)), err
}

func selves(ids []uint64) []pair {
	list := make([]pair, len(ids))
	for i, id := range ids {
		list[i] = pair{id, id}
	}
	return list
}

func (g *Graph) followStep(predicates, from []uint64, back bool) ([]pair, error) {
	near, far := 0, 2
	if back {
		near, far = 2, 0
	}
	var list []pair
	for _, p := range predicates {
		for e, err := range g.expandEdges(from, near, [4]uint64{1: p}) {
			if err != nil {
				return nil, err
			}
			if next := (pair{e.quad[near], e.quad[far]}); len(list) == 0 || list[len(list)-1] != next {
				list = append(list, next)
			}
		}
	}
	return distinctPairs(list), nil
}

// followAll follows one part after the other.
func (g *Graph) followAll(parts []*path, from []uint64, back bool) ([]pair, error) {
	pairs := selves(from)
	for i := range parts {
		part := parts[i]
		if back {
			part = parts[len(parts)-1-i]
		}
		next, err := g.follow(part, ends(pairs), back)
		if err != nil {
			return nil, err
		}
		if pairs, err = g.compose(pairs, next); err != nil {
			return nil, err
		}
	}
	return pairs, nil
}

// closure goes on from pairs as often as anything new is reached.
func (g *Graph) closure(p *path, pairs []pair, back bool) ([]pair, error) {
	seen := map[pair]bool{}
	for _, at := range pairs {
		seen[at] = true
	}
	for last := pairs; len(last) > 0; {
		next, err := g.follow(p, ends(last), back)
		if err != nil {
			return nil, err
		}
		reached, err := g.compose(last, next)
		if err != nil {
			return nil, err
		}
		last = slices.DeleteFunc(reached, func(at pair) bool { return seen[at] })
		for _, at := range last {
			seen[at] = true
		}
		if pairs = append(pairs, last...); len(pairs) > mostRows {
			return nil, ErrTooMuch
		}
	}
	return distinctPairs(pairs), nil
}

// compose joins pairs whose end is another's start; next is sorted.
func (g *Graph) compose(pairs, next []pair) ([]pair, error) {
	var list []pair
	for _, at := range pairs {
		before := len(list)
		i, _ := slices.BinarySearchFunc(next, pair{at[1]}, comparePairs)
		for ; i < len(next) && next[i][0] == at[1]; i++ {
			list = append(list, pair{at[0], next[i][1]})
		}
		if len(list) > mostRows {
			return nil, ErrTooMuch
		}
		if err := g.spend(int64(1 + len(list) - before)); err != nil {
			return nil, err
		}
	}
	return distinctPairs(list), nil
}

// ends are the second ids of pairs, sorted, each once.
func ends(pairs []pair) []uint64 {
	ids := make([]uint64, len(pairs))
	for i, p := range pairs {
		ids[i] = p[1]
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func comparePairs(a, b pair) int { return slices.Compare(a[:], b[:]) }

func distinctPairs(list []pair) []pair {
	slices.SortFunc(list, comparePairs)
	return slices.Compact(list)
}

// firsts visits the predicates of a path's first facts, those that a walk without a
// start begins with, and whether it starts at their objects.
func (p *path) firsts(back bool, visit func(ids []uint64, back bool)) {
	switch p.form {
	case step:
		visit(p.ids, back)
	case inverse:
		p.parts[0].firsts(!back, visit)
	case sequence:
		part := p.parts[0]
		if back {
			part = p.parts[len(p.parts)-1]
		}
		part.firsts(back, visit)
	default:
		for _, part := range p.parts {
			part.firsts(back, visit)
		}
	}
}

// starts are the things from which a path can be followed.
func (g *Graph) starts(p *path) ([]uint64, error) {
	var ids []uint64
	var failed error
	p.firsts(false, func(predicates []uint64, back bool) {
		pos := 0
		if back {
			pos = 2
		}
		for _, id := range predicates {
			for e, err := range g.standing(g.edges([4]uint64{1: id}, [4]uint64{}, 0)) {
				if err != nil {
					failed = err
					return
				}
				ids = append(ids, e.quad[pos])
			}
		}
	})
	slices.Sort(ids)
	return slices.Compact(ids), failed
}
