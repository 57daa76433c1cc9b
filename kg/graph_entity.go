package kg

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Entity is a thing across articles, or a node of plain quads. Requests share
// them: it is not to be changed once it was described.
type Entity struct {
	id      uint64
	IRI     string
	Name    string // the label
	Kind    Kind
	Aliases []string

	kinds []Kind // that articles give it
}

func (e *Entity) NodeID() string { return nodeID('e', e.IRI) }

// Label is what people call it: an rdfs:label or the like, else the end of
// its IRI.
func (e *Entity) Label() string { return e.Name }

// NQuads is the entity's IRI as N-Quads writes it.
func (e *Entity) NQuads() string { return nquads(quad.IRI(e.IRI)) }

// EntityByIRI finds an entity; nil where nothing is said of it.
func (g *Graph) EntityByIRI(iri string) (*Entity, error) {
	id, err := g.id(quad.IRI(iri))
	if err != nil {
		return nil, err
	}
	if ok, err := g.isEntity(id); !ok || err != nil {
		return nil, err
	}
	list, err := g.entitiesOf([]uint64{id})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// isEntity says whether an id is an entity's: of a thing that articles name,
// or of a node of plain quads.
func (g *Graph) isEntity(id uint64) (bool, error) {
	if id == absent {
		return false, nil
	}
	for _, err := range g.scan([4]uint64{0, g.state.terms.denotes, id, g.state.terms.identity}, [4]uint64{}) {
		return err == nil, err
	}
	for _, pattern := range [][4]uint64{{id}, {0, 0, id}} {
		for q, err := range g.edges(pattern, [4]uint64{}, 0) {
			if err != nil {
				return false, err
			}
			if q.class != plainLabel {
				break // claims lead to what articles name, found above
			}
			terms, err := g.store.Terms([]uint64{id})
			_, iri := terms[0].(quad.IRI)
			return iri, err
		}
	}
	return false, nil
}

// entitiesOf describes the entities with these ids, in their order.
func (g *Graph) entitiesOf(ids []uint64) ([]*Entity, error) {
	list := make([]*Entity, len(ids))
	var unknown []uint64
	for i, id := range ids {
		if known := g.cache.entities.get(id, g.state.version); known != nil {
			list[i] = *known
		} else {
			unknown = append(unknown, id)
		}
	}
	if len(unknown) == 0 {
		return list, nil
	}
	slices.Sort(unknown)
	unknown = slices.Compact(unknown)
	found, err := g.describe(unknown)
	if err != nil {
		return nil, err
	}
	for _, e := range found {
		if len(e.Aliases) <= mostKnownNames {
			g.cache.entities.put(e.id, g.state.version, e)
		}
	}
	for i, id := range ids {
		if list[i] == nil {
			at, _ := slices.BinarySearch(unknown, id)
			list[i] = found[at]
		}
	}
	return list, nil
}

const mostKnownNames = 32 // of an entity that is remembered

// describe reads what is said of entities whose ids are sorted.
func (g *Graph) describe(ids []uint64) ([]*Entity, error) {
	iris, err := g.iris(ids)
	if err != nil {
		return nil, err
	}
	list := make([]*Entity, len(ids))
	var plain []*Entity
	for i, id := range ids {
		list[i] = &Entity{id: id, IRI: iris[i], Kind: Other}
	}
	if err := g.identify(list, ids); err != nil {
		return nil, err
	}
	for _, e := range list {
		if e.Name == "" {
			plain = append(plain, e)
		}
	}
	return list, g.namePlain(plain)
}

// identify gives entities the labels and kinds that articles give them; those
// that a catalogue gives go before.
func (g *Graph) identify(list []*Entity, ids []uint64) error {
	t := &g.state.terms
	err := g.said(ids, [4]uint64{3: t.identity}, func(at int, predicate uint64, v quad.Value) {
		list[at].learn(t, predicate, v)
	})
	if err != nil {
		return err
	}
	listed := map[int]bool{}
	kinds := map[int]Kind{}
	err = g.said(ids, [4]uint64{3: t.catalog}, func(at int, predicate uint64, v quad.Value) {
		if predicate == t.rdfType {
			kinds[at], _ = KindOf(v)
			return
		}
		if !listed[at] {
			list[at].Name, listed[at] = "", true // what articles call it is among the aliases
		}
		list[at].learn(t, predicate, v)
	})
	for i, e := range list {
		e.settle()
		if e.Kind = kinds[i]; e.Kind == "" && err == nil {
			e.Kind, err = g.elect(e)
		}
	}
	return err
}

// said gives learn the predicate and object of each quad of a pattern whose
// subject is one of ids, which are sorted, with its place among them.
func (g *Graph) said(ids []uint64, pattern [4]uint64, learn func(at int, predicate uint64, object quad.Value)) error {
	quads, err := collect(g.expand(ids, 0, pattern))
	if err != nil {
		return err
	}
	objects := make([]uint64, len(quads))
	for i, q := range quads {
		objects[i] = q[2]
	}
	values, err := g.terms(objects)
	if err != nil {
		return err
	}
	for i, q := range quads {
		at, _ := slices.BinarySearch(ids, q[0])
		learn(at, q[1], values[i])
	}
	return nil
}

func (e *Entity) learn(t *wellKnown, predicate uint64, v quad.Value) {
	switch predicate {
	case t.rdfType:
		if k, ok := KindOf(v); ok {
			e.kinds = append(e.kinds, k)
		}
	case t.label, t.altLabel:
		e.Aliases = append(e.Aliases, lexical(v))
		if predicate == t.label && e.prefers(lexical(v)) {
			e.Name = lexical(v)
		}
	}
}

// prefers says whether a label goes before the one that the entity has: one that
// its IRI was made of (the root of its names, and what others were merged into)
// before others, then the first by its letters.
func (e *Entity) prefers(label string) bool {
	if e.Name == "" || e.Name == label {
		return e.Name == ""
	}
	if root := e.isRoot(label); root != e.isRoot(e.Name) {
		return root
	}
	return label < e.Name
}

func (e *Entity) isRoot(label string) bool {
	for _, c := range [...]Class{ClassPerson, ClassPlace, ClassThing, ClassUnknown} {
		if string(Name{c, Fold(label)}.EntityIRI()) == e.IRI {
			return true
		}
	}
	return false
}

// settle sorts the aliases and takes the label out of them.
func (e *Entity) settle() {
	slices.Sort(e.Aliases)
	e.Aliases = slices.DeleteFunc(slices.Compact(e.Aliases), func(a string) bool { return a == e.Name })
}

// namePlain names nodes of plain quads by the first name predicate that they
// have, else by the end of their IRI.
func (g *Graph) namePlain(list []*Entity) error {
	if len(list) == 0 {
		return nil
	}
	ids := make([]uint64, len(list))
	for i, e := range list {
		ids[i] = e.id
	}
	for _, p := range g.state.terms.names {
		if err := g.nameBy(list, ids, p); err != nil {
			return err
		}
	}
	for _, e := range list {
		if e.Name == "" {
			e.Name = lastSegment(e.IRI)
		}
		e.settle()
	}
	return nil
}

func (g *Graph) nameBy(list []*Entity, ids []uint64, p uint64) error {
	return g.said(ids, [4]uint64{1: p}, func(at int, _ uint64, v quad.Value) {
		e, name := list[at], lexical(v)
		if e.Name == "" {
			e.Name = name
		}
		e.Aliases = append(e.Aliases, name)
	})
}

// lastSegment is the end of an IRI that people may read.
func lastSegment(iri string) string {
	trimmed := strings.TrimRight(iri, "/#")
	end := trimmed[strings.LastIndexAny(trimmed, "/#:")+1:]
	if name, err := url.PathUnescape(end); err == nil && name != "" {
		return name
	}
	return iri
}

// EntityRef names an entity by exactly one of its id, IRI or name.
type EntityRef struct{ ID, IRI, Name *string }

// AmbiguousName says that several entities have a name.
type AmbiguousName struct {
	Name       string
	Candidates []*Entity
}

func (e *AmbiguousName) Error() string {
	return fmt.Sprintf("%d entities are called %q; take one by its id or IRI", len(e.Candidates), e.Name)
}

// Entity finds the entity that ref names, nil where there is none. What people
// have merged into another entity is that one.
func (g *Graph) Entity(ref EntityRef) (*Entity, error) {
	switch {
	case ref.ID != nil:
		letter, iri, err := parseNodeID(*ref.ID)
		if err != nil || letter != 'e' {
			return nil, ErrNodeID
		}
		return g.mergedEntity(iri)
	case ref.IRI != nil:
		return g.mergedEntity(*ref.IRI)
	case ref.Name != nil:
		return g.EntityByName(*ref.Name)
	}
	return nil, fmt.Errorf("an entity is named by id, iri or name")
}

// EntityByName finds the entity with a label or alias, whatever its case and
// quotes; one that is written just so goes before others. An AmbiguousName
// where there are several.
func (g *Graph) EntityByName(name string) (*Entity, error) {
	called, err := g.called(name)
	if err != nil {
		return nil, err
	}
	var written, labelled []*Entity
	for _, e := range called {
		if e.Name == name || slices.Contains(e.Aliases, name) {
			written = append(written, e)
		}
		if Fold(e.Name) == Fold(name) {
			labelled = append(labelled, e)
		}
	}
	for _, some := range [][]*Entity{called, labelled, written} {
		if len(some) == 1 {
			return some[0], nil
		}
	}
	if len(called) == 0 {
		return nil, nil
	}
	return nil, &AmbiguousName{Name: name, Candidates: called[:min(len(called), mostCandidates)]}
}

const mostCandidates = 20

// called are the entities with that name as a label or alias.
func (g *Graph) called(name string) ([]*Entity, error) {
	if err := g.spend(1); err != nil {
		return nil, err
	}
	hits, err := g.store.Named(name)
	if err != nil {
		return nil, err
	}
	ids := make([]uint64, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	return g.onlyEntities(ids)
}

// onlyEntities describes those of ids that are entities.
func (g *Graph) onlyEntities(ids []uint64) ([]*Entity, error) {
	var real []uint64
	for _, id := range ids {
		ok, err := g.isEntity(id)
		if err != nil {
			return nil, err
		}
		if ok {
			real = append(real, id)
		}
	}
	return g.entitiesOf(real)
}

// DescriptionOf is what plain quads say an entity is (schema:description), nil
// for nothing.
func (g *Graph) DescriptionOf(e *Entity) (*string, error) {
	texts, err := g.textsOf(e, g.state.terms.about)
	if err != nil || len(texts) == 0 {
		return nil, err
	}
	return &texts[0], nil
}

// SameAs are the IRIs that plain quads and catalogues say name the same thing
// (owl:sameAs).
func (g *Graph) SameAs(e *Entity) ([]string, error) {
	t := &g.state.terms
	iris, err := g.textsOf(e, t.sameAs)
	if err != nil {
		return nil, err
	}
	err = g.said([]uint64{e.id}, [4]uint64{1: t.sameAs, 3: t.catalog}, func(_ int, _ uint64, v quad.Value) {
		iris = append(iris, lexical(v))
	})
	slices.Sort(iris)
	return slices.Compact(append([]string{}, iris...)), err
}

func (g *Graph) textsOf(e *Entity, predicate uint64) ([]string, error) {
	said, err := collect(g.edges([4]uint64{e.id, predicate}, [4]uint64{}, 0))
	if err != nil {
		return nil, err
	}
	var ids []uint64
	for _, q := range said {
		ids = append(ids, q.quad[2])
	}
	values, err := g.terms(slices.Compact(ids))
	var texts []string
	for _, v := range values {
		texts = append(texts, lexical(v))
	}
	return texts, err
}
