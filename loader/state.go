package loader

import (
	"iter"
	"slices"
	"strings"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// readBack is the stored reading of an article, nil where there is none.
func readBack(snap kg.Store, iri string) (*kg.Reading, error) {
	pattern, found, err := bound(snap, nil, nil, nil, quad.IRI(iri))
	if err != nil || !found {
		return nil, err
	}
	quads, err := collect(snap, pattern)
	isArticle := func(q quad.Quad) bool { return q.Subject == quad.IRI(iri) && q.Object == kg.NewsArticle }
	if err != nil || !slices.ContainsFunc(quads, isArticle) {
		return nil, err
	}
	return kg.ReadBack(iri, quads)
}

// storedArticle is the article as it is stored, without what was read from it;
// nil where it is not.
func storedArticle(snap kg.Store, iri string) (*kg.Article, error) {
	graph := quad.IRI(iri)
	var quads []quad.Quad
	for _, subject := range []quad.Value{graph, kg.PublisherIRI(iri)} {
		pattern, found, err := bound(snap, subject, nil, nil, graph)
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		own, err := collect(snap, pattern)
		if err != nil {
			return nil, err
		}
		quads = append(quads, own...)
	}
	if len(quads) == 0 {
		return nil, nil
	}
	r, err := kg.ReadBack(iri, quads)
	if err != nil {
		return nil, err
	}
	return &r.Article, nil
}

// orphans are the shared identity quads that go with readings, or must be
// given anew when they are derived anew.
func orphans(snap kg.Store, readings []*kg.Reading, identities kg.Identities) ([]quad.Quad, error) {
	going := iris(readings)
	if err := foreseeLocals(snap, readings, identities); err != nil {
		return nil, err
	}
	return kg.Orphans(readings, identities, func(link, node quad.IRI) iter.Seq2[*kg.LocalEntity, error] {
		return locals(snap, link, node, going)
	})
}

// locals yields the local entities that a link leads from to an entity or a
// name, but for those of the articles that are going.
func locals(snap kg.Store, link, node quad.IRI, going map[string]bool) iter.Seq2[*kg.LocalEntity, error] {
	return func(yield func(*kg.LocalEntity, error) bool) {
		for ids, err := range someAtOnce(scan(snap, nil, link, node, kg.Identity)) {
			if err != nil {
				yield(nil, err)
				return
			}
			terms, err := snap.Terms(ids)
			if err != nil {
				yield(nil, err)
				return
			}
			for i, t := range terms {
				if going[articleOf(t)] {
					continue
				}
				e, _, err := localEntity(snap, ids[i])
				if !yield(e, err) {
					return
				}
			}
		}
	}
}

// foreseeLocals begins the walks over the local entities that the entities and the names
// of readings have.
func foreseeLocals(snap kg.Store, readings []*kg.Reading, identities kg.Identities) error {
	if _, far := snap.(foreseer); !far {
		return nil
	}
	nodes := []quad.Value{kg.Denotes, kg.Called, kg.Identity}
	var links []int
	for _, r := range readings {
		for e := range r.Locals() {
			nodes, links = append(nodes, identities(r.IRI, e)), append(links, 0)
			if n, named := e.Name(); named {
				nodes, links = append(nodes, n.IRI()), append(links, 1)
			}
		}
	}
	ids, err := snap.Lookup(nodes)
	if err != nil || len(links) == 0 {
		return err
	}
	var patterns [][4]uint64
	for i, link := range links {
		if node := ids[3+i]; node != 0 && ids[link] != 0 && ids[2] != 0 {
			patterns = append(patterns, [4]uint64{0, ids[link], node, ids[2]})
		}
	}
	return foresee(snap, patterns, askedAtOnce)
}

// askedAtOnce is how many local entities of a thing are looked at together: one or
// two of them tell enough, unless they are going.
const askedAtOnce = 16

// someAtOnce gives the subjects of quads, a few at a time.
func someAtOnce(quads iter.Seq2[[4]uint64, error]) iter.Seq2[[]uint64, error] {
	return func(yield func([]uint64, error) bool) {
		var some []uint64
		for q, err := range quads {
			if err != nil {
				yield(nil, err)
				return
			}
			if some = append(some, q[0]); len(some) == askedAtOnce {
				if !yield(some, nil) {
					return
				}
				some = nil
			}
		}
		if len(some) > 0 {
			yield(some, nil)
		}
	}
}

// localEntity reads one local entity's own quads back.
func localEntity(snap kg.Store, id uint64) (*kg.LocalEntity, string, error) {
	quads, err := collect(snap, [4]uint64{id})
	if err != nil || len(quads) == 0 {
		return nil, "", err
	}
	article := articleOf(quads[0].Subject)
	e, err := kg.ReadLocalEntity(article, quads)
	return e, article, err
}

// articleOf is the article of a local entity's IRI.
func articleOf(local quad.Value) string {
	iri, _ := local.(quad.IRI)
	return string(iri[:max(strings.LastIndex(string(iri), "#"), 0)])
}

// scan walks the quads of the given terms, nil for any.
func scan(snap kg.Store, terms ...quad.Value) iter.Seq2[[4]uint64, error] {
	return func(yield func([4]uint64, error) bool) {
		pattern, found, err := bound(snap, terms...)
		if err != nil {
			yield([4]uint64{}, err)
			return
		}
		if !found {
			return
		}
		for q, err := range snap.Scan(pattern, [4]uint64{}) {
			if !yield(q, err) {
				return
			}
		}
	}
}

// subjects visits the subjects of what matches.
func subjects(snap kg.Store, p, o, label quad.Value, visit func(quad.Value) error) error {
	return column(snap, 0, scan(snap, nil, p, o, label), visit)
}

// objects visits the objects of what matches.
func objects(snap kg.Store, s, p, label quad.Value, visit func(quad.Value) error) error {
	return column(snap, 2, scan(snap, s, p, nil, label), visit)
}

func column(snap kg.Store, at int, quads iter.Seq2[[4]uint64, error], visit func(quad.Value) error) error {
	for q, err := range quads {
		if err != nil {
			return err
		}
		terms, err := snap.Terms(q[at : at+1])
		if err != nil {
			return err
		}
		if err := visit(terms[0]); err != nil {
			return err
		}
	}
	return nil
}

// bound is the pattern of the given terms; found is false where one of them is
// in no quad.
func bound(snap kg.Store, terms ...quad.Value) (pattern [4]uint64, found bool, err error) {
	ids, err := snap.Lookup(terms)
	if err != nil {
		return pattern, false, err
	}
	for i, t := range terms {
		if t != nil && ids[i] == 0 {
			return pattern, false, nil
		}
	}
	return [4]uint64(ids), true, nil
}

// collect reads all quads of a pattern.
func collect(snap kg.Store, pattern [4]uint64) ([]quad.Quad, error) {
	var ids []uint64
	for q, err := range snap.Scan(pattern, [4]uint64{}) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, q[:]...)
	}
	return decoded(snap, ids)
}

// decoded are the quads of ids, four to each.
func decoded(snap kg.Store, ids []uint64) ([]quad.Quad, error) {
	terms, err := snap.Terms(ids)
	if err != nil {
		return nil, err
	}
	quads := make([]quad.Quad, len(ids)/4)
	for i := range quads {
		t := terms[4*i:]
		quads[i] = quad.Quad{Subject: t[0], Predicate: t[1], Object: t[2], Label: t[3]}
	}
	return quads, nil
}
