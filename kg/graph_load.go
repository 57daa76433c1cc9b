package kg

import (
	"time"

	"github.com/cayleygraph/quad"
)

// Load is where plain quads came from: a load, or a named graph of one.
type Load struct {
	graph *Graph
	id    uint64
	IRI   string
	Name  string
	Time  time.Time
}

func (l *Load) NodeID() string { return nodeID('l', l.IRI) }

// LoadByIRI finds a load or a named graph, nil where there is none.
func (g *Graph) LoadByIRI(iri string) (*Load, error) {
	id, err := g.id(quad.IRI(iri))
	if err != nil || id == absent {
		return nil, err
	}
	classes, err := g.classify([]uint64{id})
	if err != nil || classes[0] != plainLabel {
		return nil, err
	}
	if n, _, err := g.store.Count([4]uint64{3: id}); n == 0 || err != nil {
		return nil, err
	}
	return g.load(id)
}

func (g *Graph) load(id uint64) (*Load, error) {
	iris, err := g.iris([]uint64{id})
	if err != nil {
		return nil, err
	}
	l := &Load{graph: g, id: id, IRI: iris[0], Name: iris[0]}
	entry, ok, err := g.store.Loaded(l.IRI)
	if ok {
		l.Time = entry.Time
		if entry.Name != "" {
			l.Name = entry.Name
		}
	} else if err == nil {
		l.Time, err = g.lastLoad()
	}
	return l, err
}

// lastLoad is when quads were loaded last. The log names files, not their named
// graphs: none of those came later.
func (g *Graph) lastLoad() (time.Time, error) {
	g.state.mu.Lock()
	defer g.state.mu.Unlock()
	if g.state.lastLoad != nil {
		return *g.state.lastLoad, nil
	}
	last := time.Unix(0, 0).UTC() // a restored store's log may not know of any
	for entry, err := range g.store.Loads() {
		if err != nil {
			return last, err
		}
		if entry.Model == "" && !IsCatalog(entry.Key) && entry.Time.After(last) {
			last = entry.Time
		}
	}
	g.state.lastLoad = &last
	return last, nil
}

// RecordedAt is when it was loaded; for a named graph, when the last file of quads was.
func (l *Load) RecordedAt() time.Time { return l.Time }

// FactCount is the number of quads that came with it.
func (l *Load) FactCount() (int, error) {
	n, _, err := l.graph.store.Count([4]uint64{3: l.id})
	return n, err
}
