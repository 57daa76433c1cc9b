package kg

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"
)

// A page is cut out of an ordered walk by the keys of its items. A cursor is
// base64url of a letter for the kind of list, the store's version where the
// order depends on it (else 0), and the key's numbers, as unsigned varints.
// Orders by ids hold for as long as the store lives, since an id is never
// given to another term; orders by what is derived hold for one version.

// Paging is which part of a list is asked for, as Relay's arguments.
type Paging struct {
	First, Last   *int
	After, Before *string
}

// The sizes of pages.
const (
	DefaultPage = 20
	MaxPage     = 500
)

// Errors of asking for a page.
var (
	ErrPaging  = errors.New("bad paging arguments")
	ErrCursor  = errors.New("not a cursor of this list")
	ErrExpired = errors.New("the graph has changed since this cursor was given; start again")
)

// Page is a part of a list.
type Page[T any] struct {
	Items                []T
	HasPrevious, HasNext bool
	of                   paged[T]
}

// paged is the list that a page is a part of.
type paged[T any] interface {
	cursorAt(p *Page[T], i int) string
	total() (int, error)
	all() iter.Seq2[T, error]
}

// Cursor is the place of an item in the list.
func (p *Page[T]) Cursor(i int) string { return p.of.cursorAt(p, i) }

// Total is how many items the whole list has.
func (p *Page[T]) Total() (int, error) { return p.of.total() }

// All is the whole list.
func (p *Page[T]) All() iter.Seq2[T, error] { return p.of.all() }

// listing is an ordered list that can be walked from any key.
type listing[T any] struct {
	letter  byte   // of its cursors
	version uint64 // 0 where the order outlives the version
	compare func(a, b []uint64) int
	walk    func(after []uint64, stride int) iter.Seq2[T, error] // stride is how many items are likely to be taken, 0 for all
	key     func(T) []uint64
	count   func() (int, error) // nil: by walking
}

// cut takes a page out of a listing.
func (l listing[T]) cut(p Paging) (*Page[T], error) {
	w, err := l.window(p)
	if err != nil {
		return nil, err
	}
	page := &Page[T]{of: l}
	if w.backward {
		err = l.backward(page, w)
	} else {
		err = l.forward(page, w)
	}
	return page, err
}

func (l listing[T]) cursorAt(p *Page[T], i int) string { return l.cursor(l.key(p.Items[i])) }

func (l listing[T]) all() iter.Seq2[T, error] { return l.walk(nil, 0) }

// forward takes the first items, and looks whether one more follows.
func (l listing[T]) forward(page *Page[T], w window) error {
	page.HasPrevious = w.after != nil
	page.Items = make([]T, 0, min(w.size, DefaultPage))
	for item, err := range l.walk(w.after, w.size+1) {
		if err != nil {
			return err
		}
		if w.before != nil && l.compare(l.key(item), w.before) >= 0 {
			page.HasNext = true
			return nil
		}
		if len(page.Items) == w.size {
			page.HasNext = true
			return nil
		}
		page.Items = append(page.Items, item)
	}
	return nil
}

// backward walks up to the end and keeps the last items: indexes have one
// direction.
func (l listing[T]) backward(page *Page[T], w window) error {
	page.HasNext = w.before != nil
	page.HasPrevious = w.after != nil
	for item, err := range l.walk(w.after, 0) {
		if err != nil {
			return err
		}
		if w.before != nil && l.compare(l.key(item), w.before) >= 0 {
			break
		}
		page.Items = append(page.Items, item)
		if len(page.Items) >= 2*w.size+2 {
			page.Items = slices.Delete(page.Items, 0, len(page.Items)-w.size)
			page.HasPrevious = true
		}
	}
	if extra := len(page.Items) - w.size; extra > 0 {
		page.Items, page.HasPrevious = page.Items[extra:], true
	}
	return nil
}

func (l listing[T]) total() (int, error) {
	if l.count != nil {
		return l.count()
	}
	n := 0
	for _, err := range l.walk(nil, 0) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// window is a page's bounds.
type window struct {
	size          int
	backward      bool
	after, before []uint64
}

func (l listing[T]) window(p Paging) (window, error) {
	w := window{size: DefaultPage, backward: p.Last != nil}
	if p.First != nil && p.Last != nil {
		return w, fmt.Errorf("%w: give first or last, not both", ErrPaging)
	}
	for _, n := range []*int{p.First, p.Last} {
		if n != nil && (*n < 0 || *n > MaxPage) {
			return w, fmt.Errorf("%w: a page has 0 to %d items", ErrPaging, MaxPage)
		}
		if n != nil {
			w.size = *n
		}
	}
	var err error
	if w.after, err = l.parse(p.After); err != nil {
		return w, err
	}
	w.before, err = l.parse(p.Before)
	return w, err
}

const longestCursor = 1 + 5*binary.MaxVarintLen64 // bytes: a letter, the version and four numbers

func (l listing[T]) cursor(key []uint64) string {
	b := binary.AppendUvarint(append(make([]byte, 0, longestCursor), l.letter), l.version)
	for _, n := range key {
		b = binary.AppendUvarint(b, n)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func (l listing[T]) parse(cursor *string) ([]uint64, error) {
	if cursor == nil {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(*cursor)
	if err != nil || len(b) == 0 || b[0] != l.letter {
		return nil, ErrCursor
	}
	numbers, ok := uvarints(b[1:])
	if !ok || len(numbers) != 1+keyLength(l.letter) {
		return nil, ErrCursor
	}
	if numbers[0] != l.version {
		return nil, ErrExpired
	}
	return numbers[1:], nil
}

func uvarints(b []byte) ([]uint64, bool) {
	var numbers []uint64
	for len(b) > 0 {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			return nil, false
		}
		numbers, b = append(numbers, n), b[size:]
	}
	return numbers, len(numbers) > 0
}

// The letters of cursors and how many numbers their keys have.
const (
	cursorEntities  = 'e' // id
	cursorArticles  = 'a' // id
	cursorFacts     = 'f' // side, subject, predicate, object
	cursorSorted    = 's' // place
	cursorClaims    = 'c' // article, start, end, hash
	cursorMentions  = 'm' // local entity, start, end
	cursorConflicts = 'd' // subject, predicate (or the other way), kind, lowest object
	cursorPlace     = 'p' // place in a short list

	cursorDuplicates = 't' // one entity, the other
)

func keyLength(letter byte) int {
	switch letter {
	case cursorFacts, cursorClaims, cursorConflicts:
		return 4
	case cursorMentions:
		return 3
	case cursorDuplicates:
		return 2
	}
	return 1
}

// placedItem is an item of a short list, which is paged by place.
type placedItem[T any] struct {
	item  T
	place uint64
}

// short pages a list that is at hand; its order belongs to one version.
func short[T any](g *Graph, letter byte, list []T, p Paging) (*Page[T], error) {
	l := listing[placedItem[T]]{
		letter: letter, version: g.state.version + 1, compare: slices.Compare[[]uint64],
		key:   func(v placedItem[T]) []uint64 { return []uint64{v.place} },
		count: func() (int, error) { return len(list), nil },
		walk: func(after []uint64, _ int) iter.Seq2[placedItem[T], error] {
			return func(yield func(placedItem[T], error) bool) {
				from := uint64(0)
				if after != nil {
					from = after[0] + 1
				}
				for i := from; i < uint64(len(list)); i++ {
					if !yield(placedItem[T]{list[i], i}, nil) {
						return
					}
				}
			}
		},
	}
	page, err := l.cut(p)
	if err != nil {
		return nil, err
	}
	plain := &Page[T]{HasPrevious: page.HasPrevious, HasNext: page.HasNext, of: shortList[T]{list, page}}
	for _, v := range page.Items {
		plain.Items = append(plain.Items, v.item)
	}
	return plain, nil
}

// shortList is a list that is at hand, with the page of its places.
type shortList[T any] struct {
	list []T
	page *Page[placedItem[T]]
}

func (s shortList[T]) cursorAt(_ *Page[T], i int) string { return s.page.Cursor(i) }
func (s shortList[T]) total() (int, error)               { return len(s.list), nil }
func (s shortList[T]) all() iter.Seq2[T, error]          { return each(s.list) }

func each[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// Short pages a list that is at hand and whose order belongs to this version.
func Short[T any](g *Graph, list []T, p Paging) (*Page[T], error) {
	return short(g, cursorPlace, list, p)
}
