package kg

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// TimelineAxis is the time by which facts are ordered.
type TimelineAxis string

const (
	ValidAxis     TimelineAxis = "valid"     // when it holds in the world
	PublishedAxis TimelineAxis = "published" // when an article said it
	RecordedAxis  TimelineAxis = "recorded"  // when the article was loaded
)

// TimelineEntry is a fact at a time. Claim is the one that tells it, nil where a
// plain fact does.
type TimelineEntry struct {
	At    string // EDTF
	Fact  *Fact
	Claim *GraphClaim
	place period
}

// Timeline orders what is said of entities, as subject or object, by time. A
// fact holds from its claim's valid time on, or is dated by its object; what
// has no time on the axis is left out. from and to bound the entries.
func (g *Graph) Timeline(entities []*EntityRef, axis TimelineAxis, from, to *string, where *FactFilter) ([]*TimelineEntry, error) {
	if len(entities) > MaxPage {
		return nil, badPattern("a timeline has at most %d entities", MaxPage)
	}
	within := period{to: beyond}
	for _, bound := range [...]struct {
		date *string
		set  func(period)
	}{{from, func(p period) { within.from = p.from }}, {to, func(p period) { within.to = p.to }}} {
		if bound.date == nil {
			continue
		}
		p, ok := parseEDTF(*bound.date)
		if !ok {
			return nil, fmt.Errorf("%q: %w", *bound.date, ErrTime)
		}
		bound.set(p)
	}
	ids, err := g.refs(entities)
	if err != nil {
		return nil, err
	}
	slices.Sort(ids)
	h, err := g.hopper(Both, where)
	if err != nil {
		return nil, err
	}
	groups, err := h.hop(slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(groups, func(a, b group) int { return bySubject.compare(a.key, b.key) })
	groups = slices.CompactFunc(groups, func(a, b group) bool { return a.key == b.key })
	facts, err := g.facts(groups)
	if err != nil {
		return nil, err
	}
	var list []*TimelineEntry
	for _, f := range facts {
		some, err := f.entries(axis)
		if err != nil {
			return nil, err
		}
		for _, e := range some {
			if e.place.from <= within.to && within.from <= e.place.to {
				list = append(list, e)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *TimelineEntry) int {
		return cmp.Or(strings.Compare(a.place.from, b.place.from), strings.Compare(a.place.to, b.place.to))
	})
	return list, nil
}

// entries are the times of a fact on an axis.
func (f *Fact) entries(axis TimelineAxis) ([]*TimelineEntry, error) {
	claims, err := f.counting()
	if err != nil {
		return nil, err
	}
	var list []*TimelineEntry
	add := func(at string, c *GraphClaim) {
		if p, ok := parseEDTF(at); ok {
			list = append(list, &TimelineEntry{at, f, c, p})
		}
	}
	dated, isDate := f.Object.(*TimeTerm)
	for _, c := range claims {
		if !c.Edge() {
			continue
		}
		switch {
		case axis == PublishedAxis && !c.Article.Published.IsZero():
			add(c.Article.Published.UTC().Format(time.DateOnly), c)
		case axis == RecordedAxis:
			add(c.Article.Recorded.UTC().Format(time.DateOnly), c)
		case axis == ValidAxis && isDate:
			add(dated.EDTF, c)
		case axis == ValidAxis && c.Time.Start != "":
			add(c.Time.Start, c)
		case axis == ValidAxis && c.Time.End != "":
			add(c.Time.End, c)
		}
	}
	if axis == ValidAxis && isDate && len(claims) == 0 {
		add(dated.EDTF, nil)
	}
	return list, nil
}
