package kg

import (
	"container/list"
	"sync"
	"time"

	"github.com/cayleygraph/quad"
)

// Cache keeps what the graphs of one store share: articles that were read
// back, the latest used first, and what was counted for the latest version.
type Cache struct {
	mu       sync.Mutex
	maxBytes int
	bytes    int
	articles map[articleKey]*list.Element
	recent   *list.List // of *articleEntry
	state    *state

	entities memory[*Entity]
	labels   memory[labelClass]
}

// NewCache makes a cache that holds about so many bytes of articles, and of
// entities.
func NewCache(maxBytes int) *Cache {
	slots := 1
	for slots*2*knownEntityBytes <= maxBytes {
		slots *= 2
	}
	return &Cache{
		maxBytes: maxBytes, articles: map[articleKey]*list.Element{}, recent: list.New(),
		entities: newMemory[*Entity](slots), labels: newMemory[labelClass](1 << 14),
	}
}

const knownEntityBytes = 512 // a slot, its entity and its names, about

type articleKey struct{ id, version uint64 }

type articleEntry struct {
	key     articleKey
	article *GraphArticle
}

func (c *Cache) article(key articleKey) *GraphArticle {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.articles[key]
	if !ok {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(*articleEntry).article
}

func (c *Cache) keep(key articleKey, a *GraphArticle) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.articles[key]; ok {
		return
	}
	c.articles[key] = c.recent.PushFront(&articleEntry{key, a})
	c.bytes += a.size()
	for c.bytes > c.maxBytes && c.recent.Len() > 1 {
		oldest := c.recent.Remove(c.recent.Back()).(*articleEntry)
		c.bytes -= oldest.article.size()
		delete(c.articles, oldest.key)
	}
}

// state is what is known of one version of the store.
type state struct {
	version uint64
	terms   wellKnown

	mu         sync.Mutex
	counts     map[countKey]int
	predicates []uint64                  // in use; nil until asked for
	named      map[string][]uint64       // predicates in use by name
	described  map[uint64]GraphPredicate // without the graph
	deprecated *deprecatedIDs            // nil until asked for
	lastLoad   *time.Time                // of plain quads; nil until asked for
	kinds      map[uint64]Kind           // of entities that articles give several
}

// countKey names a number that costs a walk: of entities, of articles, of loads
// of plain quads (only whether there are any), else of a predicate's facts (0:
// of all facts).
type countKey struct {
	pred                      uint64
	entities, articles, plain bool
}

// wellKnown are the ids of the terms that most questions need.
type wellKnown struct {
	identity, denotes, claimSubject, claimObject      uint64
	rdfType, label, altLabel, newsArticle             uint64
	claimPredicate, polarity, modality, sameAs, about uint64
	called, catalog                                   uint64
	names                                             []uint64 // NamePredicates
}

func (c *Cache) at(store Store) (*state, error) {
	version := store.Version()
	c.mu.Lock()
	s := c.state
	c.mu.Unlock()
	if s != nil && s.version == version {
		return s, nil
	}
	values := []quad.Value{
		Identity, Denotes, ClaimSubject, ClaimObject, Type, Label, AltLabel, NewsArticle,
		Pred, PolarityOf, ModalityOf, SameAs, Description, Called, Catalog,
	}
	named := len(values)
	for _, p := range NamePredicates() {
		values = append(values, p)
	}
	ids, err := lookup(store, values)
	if err != nil {
		return nil, err
	}
	s = &state{version: version, counts: map[countKey]int{}, kinds: map[uint64]Kind{}, described: map[uint64]GraphPredicate{}, terms: wellKnown{
		identity: ids[0], denotes: ids[1], claimSubject: ids[2], claimObject: ids[3],
		rdfType: ids[4], label: ids[5], altLabel: ids[6], newsArticle: ids[7],
		claimPredicate: ids[8], polarity: ids[9], modality: ids[10], sameAs: ids[11], about: ids[12],
		called: ids[13], catalog: ids[14], names: ids[named:],
	}}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.state == nil || c.state.version < version {
		c.state = s
	}
	return s, nil
}

// counted gives a number from the state, made by count the first time.
func (s *state) counted(key countKey, count func() (int, error)) (int, error) {
	s.mu.Lock()
	n, ok := s.counts[key]
	s.mu.Unlock()
	if ok {
		return n, nil
	}
	n, err := count()
	if err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[key] = n
	return n, nil
}
