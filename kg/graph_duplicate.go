package kg

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"
)

// Entities that may be one are found by the index of names, never by comparing
// all with all: those with a name of the entity, with one that holds it or
// begins like it (in its first half), with a part of it, with its initials, and those that plain
// quads say are the same as the same thing. What speaks for each of them is then
// weighed (graph_likeness.go).

// Duplicate is two entities that may be one.
type Duplicate struct {
	Cursor  string
	A, B    *Entity
	Score   float64
	Reasons []string

	byA bool // sure to be found from A; where not, from B
}

// Bounds of the search for what an entity may be confused with.
const (
	mostOwnNames  = 8  // names of the entity that are looked up
	mostNamesakes = 32 // entities that are looked at for one of them
	mostWords     = 6  // of a name whose parts are looked up
)

// Duplicates pages the entities that may be one with ref, the likeliest first;
// without ref all pairs, entity by entity.
func (g *Graph) Duplicates(ref *EntityRef, p Paging) (*Page[*Duplicate], error) {
	page, err := g.duplicates(ref, p)
	if err != nil {
		return nil, err
	}
	for i, d := range page.Items {
		d.Cursor = page.Cursor(i)
	}
	return page, nil
}

func (g *Graph) duplicates(ref *EntityRef, p Paging) (*Page[*Duplicate], error) {
	apart, parts := NamesIn(g.store), commonParts{g.ctx, g.store, map[string]bool{}}
	if ref != nil {
		e, err := g.Entity(*ref)
		if err != nil {
			return nil, err
		}
		var list []*Duplicate
		if e != nil {
			if list, err = g.duplicatesOf(e, apart, parts); err != nil {
				return nil, err
			}
		}
		return Short(g, list, p)
	}
	return listing[*Duplicate]{
		letter: cursorDuplicates, version: g.state.version + 1, compare: slices.Compare[[]uint64],
		key: func(d *Duplicate) []uint64 { return []uint64{d.A.id, d.B.id} },
		walk: func(after []uint64, _ int) iter.Seq2[*Duplicate, error] {
			return g.allDuplicates(after, apart, parts)
		},
	}.cut(p)
}

// allDuplicates gives each pair once, with the entity that is sure to find the
// other, or the one that the store knew first, as A.
func (g *Graph) allDuplicates(after []uint64, apart *KnownNames, parts commonParts) iter.Seq2[*Duplicate, error] {
	return func(yield func(*Duplicate, error) bool) {
		from := uint64(0)
		if after != nil {
			from = after[0] - 1
		}
		for e, err := range g.described(g.allEntities(from), 0, every[*Entity](nil)) {
			var list []*Duplicate
			if err == nil {
				list, err = g.duplicatesOf(e, apart, parts)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			slices.SortFunc(list, func(a, b *Duplicate) int { return cmp.Compare(a.B.id, b.B.id) })
			for _, d := range list {
				past := after == nil || slices.Compare([]uint64{d.A.id, d.B.id}, after) > 0
				if d.byA && past && !yield(d, nil) {
					return
				}
			}
		}
	}
}

// duplicatesOf are the entities that may be one with another, the likeliest first.
func (g *Graph) duplicatesOf(e *Entity, apart *KnownNames, parts commonParts) ([]*Duplicate, error) {
	named, err := g.isNamed(e)
	if !named || err != nil {
		return nil, err
	}
	rivals, err := g.rivals(e)
	if err != nil {
		return nil, err
	}
	var list []*Duplicate
	for _, r := range rivals {
		d, err := g.compare(e, r, parts)
		if err != nil {
			return nil, err
		}
		if d.Score < leastScore {
			continue
		}
		kept, err := apart.Apart(quad.IRI(e.IRI), quad.IRI(r.IRI))
		if err != nil {
			return nil, err
		}
		if !kept {
			list = append(list, d)
		}
	}
	slices.SortFunc(list, func(a, b *Duplicate) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.B.IRI, b.B.IRI)) })
	return list, nil
}

// isNamed says whether an entity has a name, and is not only described in one
// article ("a senior official").
func (g *Graph) isNamed(e *Entity) (bool, error) {
	t := &g.state.terms
	locals, err := g.localsOf(e.id)
	if len(locals) == 0 || err != nil {
		return err == nil, err // a node of plain quads
	}
	for _, err := range g.expand(locals, 0, [4]uint64{1: t.called, 3: t.identity}) {
		return err == nil, err
	}
	return false, nil
}

// rivals are the named entities that an entity may be confused with.
func (g *Graph) rivals(e *Entity) ([]*Entity, error) {
	var ids []uint64
	for _, look := range g.lookups(e) {
		if err := g.spend(mostNamesakes); err != nil {
			return nil, err
		}
		hits, err := g.namesakes(look)
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			ids = append(ids, h.ID)
		}
	}
	same, err := g.sameElsewhere(e)
	if err != nil {
		return nil, err
	}
	ids, _ = distinct(append(ids, same...), nil)
	list, err := g.onlyEntities(slices.DeleteFunc(ids, func(id uint64) bool { return id == e.id }))
	if err != nil {
		return nil, err
	}
	var named []*Entity
	for _, r := range list {
		ok, err := g.isNamed(r)
		if err != nil {
			return nil, err
		}
		if ok {
			named = append(named, r)
		}
	}
	return named, nil
}

// namesakes are some with a name that was asked for.
func (g *Graph) namesakes(q question) ([]NameHit, error) {
	if !q.exact {
		return g.store.Names(g.ctx, q.name, mostNamesakes)
	}
	hits, err := g.store.Named(q.name)
	return hits[:min(len(hits), mostNamesakes)], err
}

// question is a name to look for, just so or also in and before others.
type question struct {
	name  string
	exact bool
}

// lookups are the names under which those may stand that are the same: its names
// and their beginnings, their parts (but for one word also within other names,
// where that word is spelt otherwise) and initials.
func (g *Graph) lookups(e *Entity) []question {
	var list []question
	for _, name := range e.ownNames() {
		list = append(list, question{name, false})
		words := strings.Fields(Fold(name))
		if beginning := []rune(Fold(name)); len(beginning) >= 2*leastBeginning {
			list = append(list, question{string(beginning[:len(beginning)/2]), false})
		}
		if len(words) < 2 || len(words) > mostWords {
			continue
		}
		for from := range words {
			for to := from + 1; to <= len(words); to++ {
				if left := to - from; left < len(words) {
					list = append(list, question{strings.Join(words[from:to], " "), left < len(words)-1})
				}
			}
		}
		if short := initials(name); short != "" {
			list = append(list, question{short, true})
		}
	}
	return list
}

const leastBeginning = 3 // letters by which names that differ in spelling are found

// ownNames are the label and some aliases.
func (e *Entity) ownNames() []string {
	return append([]string{e.Name}, e.Aliases[:min(len(e.Aliases), mostOwnNames-1)]...)
}

// initials are the folded first letters of the words that are written with
// capital ones, "" for a single word.
func initials(name string) string {
	var letters []rune
	for _, word := range strings.Fields(name) {
		if r := []rune(word)[0]; unicode.IsUpper(r) {
			letters = append(letters, unicode.ToLower(r))
		}
	}
	if len(letters) < 2 {
		return ""
	}
	return string(letters)
}

// sameElsewhere are the entities that plain quads say are the same as something
// that this one is said to be the same as.
func (g *Graph) sameElsewhere(e *Entity) ([]uint64, error) {
	t := &g.state.terms
	said, err := collect(g.edges([4]uint64{e.id, t.sameAs}, [4]uint64{}, 0))
	if err != nil {
		return nil, err
	}
	var ids []uint64
	for _, s := range said {
		others, err := collect(g.edges([4]uint64{0, t.sameAs, s.quad[2]}, [4]uint64{}, 0))
		if err != nil {
			return nil, err
		}
		for _, o := range others {
			ids = append(ids, o.quad[0])
		}
	}
	return ids, nil
}
