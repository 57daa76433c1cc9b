package kg

import (
	"slices"
	"sync/atomic"
	"time"

	"github.com/cayleygraph/quad"
)

// GraphArticle is an article as it stands in the graph, with all that was read
// from it and which entities its own ones are.
type GraphArticle struct {
	*Reading
	Recorded time.Time

	id       uint64
	claims   map[string]int // index in Reading.Claims by IRI
	entities []uint64       // by the number of the local entity; 0 is the publisher
	body     points

	read atomic.Pointer[Story] // once asked for
}

// story is what copies of the article are told by.
func (a *GraphArticle) story() *Story {
	s := a.read.Load()
	if s == nil {
		s = NewStory(a.Text)
		a.read.Store(s)
	}
	return s
}

func (a *GraphArticle) NodeID() string { return nodeID('a', a.IRI) }

// KnownURL is where it was published, nil where unknown.
func (a *GraphArticle) KnownURL() *string { return optional(a.URL) }

// KnownTitle is its headline, nil where unknown.
func (a *GraphArticle) KnownTitle() *string { return optional(a.Title) }

// KnownByline is who wrote it, as printed, nil where unknown.
func (a *GraphArticle) KnownByline() *string { return optional(a.Byline) }

// KnownLanguage is its BCP 47 tag, nil where unknown.
func (a *GraphArticle) KnownLanguage() *string { return optional(a.Language) }

// PublishedAt is when it was published, nil where unknown.
func (a *GraphArticle) PublishedAt() *time.Time {
	if a.Published.IsZero() {
		return nil
	}
	return &a.Published
}

// size is about what the article holds in memory, in bytes.
func (a *GraphArticle) size() int {
	return 3*len(a.Text) + 1000*len(a.Claims) + 300*len(a.Reading.Entities) + 1000
}

// entity is the id of the entity that local entity n is.
func (a *GraphArticle) entity(n int) uint64 {
	if n < 0 || n >= len(a.entities) {
		return 0
	}
	return a.entities[n]
}

// local is the article's own entity with a number, nil for none.
func (a *GraphArticle) local(n int) *LocalEntity {
	i := slices.IndexFunc(a.Reading.Entities, func(e LocalEntity) bool { return e.ID == n })
	if i < 0 {
		return nil
	}
	return &a.Reading.Entities[i]
}

// quote is the text of a span.
func (a *GraphArticle) quote(s Span) string {
	text, err := a.body.quote(s)
	if err != nil {
		return "" // spans were checked when the article was read back
	}
	return text
}

// ArticleByIRI finds an article, nil where there is none.
func (g *Graph) ArticleByIRI(iri string) (*GraphArticle, error) {
	if ok, err := g.isArticle(iri); !ok || err != nil {
		return nil, err
	}
	id, err := g.id(quad.IRI(iri))
	if err != nil || id == absent {
		return nil, err
	}
	return g.article(id, iri)
}

// ArticleByKey finds an article by its key, else by its IRI.
func (g *Graph) ArticleByKey(key string) (*GraphArticle, error) {
	ids, err := g.lookup(Identifier, quad.String(key))
	if err != nil {
		return nil, err
	}
	for q, err := range g.scan([4]uint64{0, ids[0], ids[1], 0}, [4]uint64{}) {
		if err != nil {
			return nil, err
		}
		if q[0] != q[3] { // another's graph says that it has this key
			continue
		}
		iris, err := g.iris(q[:1])
		if err != nil {
			return nil, err
		}
		if a, err := g.ArticleByIRI(iris[0]); a != nil || err != nil {
			return a, err
		}
	}
	return g.ArticleByIRI(key)
}

// article reads an article back, or takes it from the cache.
func (g *Graph) article(id uint64, iri string) (*GraphArticle, error) {
	key := articleKey{id, g.state.version}
	if a := g.cache.article(key); a != nil {
		return a, nil
	}
	a, err := g.readArticle(id, iri)
	if err != nil {
		return nil, err
	}
	g.cache.keep(key, a)
	return a, nil
}

func (g *Graph) readArticle(id uint64, iri string) (*GraphArticle, error) {
	quads, err := readQuads(g.store, g.scan([4]uint64{3: id}, [4]uint64{}))
	if err != nil {
		return nil, err
	}
	reading, err := ReadBack(iri, quads)
	if err != nil {
		return nil, err
	}
	entry, _, err := g.store.Loaded(iri)
	if err != nil {
		return nil, err
	}
	a := &GraphArticle{Reading: reading, Recorded: entry.Time, id: id, claims: map[string]int{}, body: newPoints(reading.Text)}
	for i := range a.Claims {
		a.claims[a.Claims[i].ID] = i
	}
	return a, g.denote(a)
}

// denote finds which entities an article's own ones are.
func (g *Graph) denote(a *GraphArticle) error {
	last := 0
	for _, e := range a.Reading.Entities {
		last = max(last, e.ID)
	}
	names := make([]quad.Value, last+1)
	for n := range names {
		names[n] = quad.IRI(localIRI(a.IRI, n))
	}
	locals, err := g.lookup(names...)
	if err != nil {
		return err
	}
	number := map[uint64]int{}
	for n, id := range locals {
		if id != absent {
			number[id] = n
		}
	}
	a.entities = make([]uint64, last+1)
	known := slices.DeleteFunc(locals, func(id uint64) bool { return id == absent })
	for q, err := range g.expand(known, 0, [4]uint64{1: g.state.terms.denotes, 3: g.state.terms.identity}) {
		if err != nil {
			return err
		}
		a.entities[number[q[0]]] = q[2]
	}
	return nil
}

// PublisherOf is the article's publisher, nil where none is known.
func (g *Graph) PublisherOf(a *GraphArticle) (*Entity, error) {
	if a.Publisher == "" || a.entity(0) == 0 {
		return nil, nil
	}
	list, err := g.entitiesOf(a.entities[:1])
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// EntitiesOf are the entities that an article names or describes, in order of
// first mention.
func (g *Graph) EntitiesOf(a *GraphArticle) ([]*Entity, error) {
	var ids []uint64
	for _, e := range a.Reading.Entities {
		if id := a.entity(e.ID); id != 0 && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return g.entitiesOf(ids)
}
