package loader

import (
	"cmp"
	"maps"
	"slices"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// Identity across articles is a function of the set of articles (kg.Root). A
// change of the set touches the names of the articles that come and go; what
// their going and coming does to the roots of other names is found by walking
// from those whose bearers or short forms change to the names below them, and
// the articles that bear a name with another root are derived anew.

// names are those that will be known once some readings have gone and others
// have come.
type names struct {
	snap     kg.Store
	before   *kg.KnownNames
	dropped  quad.IRI // a catalogue that does not count
	touched  map[kg.Name]*bearing
	entities map[kg.Name]quad.IRI // of names, as far as asked for
	decided  *decided
}

// bearing is what is known of one name before and after.
type bearing struct {
	bornBefore, borne   bool
	shortBefore, shorts []string
}

// unchanging are the names as they are, but for those of one catalogue.
func unchanging(snap kg.Store, without quad.IRI) *names {
	return &names{snap: snap, before: kg.NamesWithout(snap, without), dropped: without,
		touched: map[kg.Name]*bearing{}, entities: map[kg.Name]quad.IRI{}, decided: &decided{snap: snap}}
}

// changing works out what the names of readings that go and come will be.
func changing(snap kg.Store, gone, come []*kg.Reading) (*names, error) {
	w := unchanging(snap, "")
	for _, readings := range [...][]*kg.Reading{gone, come} {
		for _, r := range readings {
			w.before.Most += len(r.Entities) + 1 // however many of them change, enough are left to tell
		}
	}
	lost := map[kg.Name][]string{}
	for _, r := range gone {
		for e := range r.Locals() {
			if n, named := e.Name(); named {
				lost[n] = append(lost[n], e.ShortKeys()...)
				if err := w.touch(n); err != nil {
					return nil, err
				}
			}
		}
	}
	if err := w.without(lost, gone); err != nil {
		return nil, err
	}
	for _, r := range come {
		for e := range r.Locals() {
			if n, named := e.Name(); named {
				if err := w.touch(n); err != nil {
					return nil, err
				}
				b := w.touched[n]
				b.borne = true
				b.shorts = append(b.shorts, e.ShortKeys()...)
			}
		}
	}
	for _, b := range w.touched {
		slices.Sort(b.shorts)
		b.shorts = slices.Compact(b.shorts)
	}
	return w, nil
}

func (w *names) touch(n kg.Name) error {
	if w.touched[n] != nil {
		return nil
	}
	borne, err := w.before.Borne(n)
	if err != nil {
		return err
	}
	b := &bearing{bornBefore: borne, borne: borne}
	w.touched[n] = b
	if borne {
		b.shortBefore, err = w.before.Shorts(n)
		b.shorts = slices.Clone(b.shortBefore)
	}
	return err
}

// without takes what only the readings that go have given their names.
func (w *names) without(lost map[kg.Name][]string, gone []*kg.Reading) error {
	going := iris(gone)
	for n, given := range lost {
		b := w.touched[n]
		b.borne = false
		for e, err := range locals(w.snap, kg.Called, n.IRI(), going) {
			if err != nil {
				return err
			}
			b.borne = true
			kept := e.ShortKeys()
			given = slices.DeleteFunc(given, func(s string) bool { return slices.Contains(kept, s) })
			if len(given) == 0 {
				break
			}
		}
		b.shorts = slices.DeleteFunc(b.shorts, func(s string) bool { return slices.Contains(given, s) })
	}
	return nil
}

// Borne says whether some local entity will have the name.
func (w *names) Borne(n kg.Name) (bool, error) {
	if b := w.touched[n]; b != nil {
		return b.borne, nil
	}
	return w.before.Borne(n)
}

// Holders are the names that key will be short for.
func (w *names) Holders(key string) ([]kg.Name, error) {
	list, err := w.before.Holders(key)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(slices.Clone(list), func(n kg.Name) bool { return w.touched[n] != nil })
	for n, b := range w.touched {
		if slices.Contains(b.shorts, key) {
			list = append(list, n)
		}
	}
	return list, nil
}

// Shorts are the short forms that a name will have.
func (w *names) Shorts(n kg.Name) ([]string, error) {
	if b := w.touched[n]; b != nil {
		return b.shorts, nil
	}
	return w.before.Shorts(n)
}

// Catalogued are the entries of catalogues that may have the name.
func (w *names) Catalogued(n kg.Name) ([]quad.IRI, error) { return w.before.Catalogued(n) }

// Apart says whether people keep two entities apart.
func (w *names) Apart(a, b quad.IRI) (bool, error) { return w.decided.apart(a, b) }

// Countries are the folded names of the country of a catalogue's entry.
func (w *names) Countries(entry quad.IRI) ([]string, error) { return w.before.Countries(entry) }

// entity is the entity that a name will come to.
func (w *names) entity(n kg.Name) (entity quad.IRI, err error) {
	entity, ok := w.entities[n]
	if !ok {
		if entity, err = kg.EntityOf(n, w); err == nil {
			w.entities[n] = entity
		}
	}
	return entity, err
}

// moved are the names that come to another entity, among those of a set and
// those below them.
func (w *names) moved(set map[kg.Name]bool) ([]kg.Name, error) {
	var moved []kg.Name
	candidates, err := w.below(set)
	if err != nil {
		return nil, err
	}
	for _, n := range candidates {
		before, err := kg.EntityOf(n, w.before)
		if err != nil {
			return nil, err
		}
		after, err := w.entity(n)
		if err != nil {
			return nil, err
		}
		if before != after {
			moved = append(moved, n)
		}
	}
	return moved, nil
}

// changed are the names whose parent may be another: those with a key that
// gains or loses a bearer or a longer name.
func (w *names) changed() map[kg.Name]bool {
	set := map[kg.Name]bool{}
	for n, b := range w.touched {
		if b.bornBefore != b.borne {
			set[n], set[kg.Name{Class: kg.ClassUnknown, Key: n.Key}] = true, true
		}
		for _, s := range slices.Concat(b.shorts, b.shortBefore) {
			if slices.Contains(b.shorts, s) != slices.Contains(b.shortBefore, s) {
				set[n] = true
				addClasses(set, s)
			}
		}
	}
	return set
}

var classes = [...]kg.Class{kg.ClassPerson, kg.ClassPlace, kg.ClassThing, kg.ClassUnknown}

func addClasses(set map[kg.Name]bool, key string) {
	for _, c := range classes {
		set[kg.Name{Class: c, Key: key}] = true
	}
}

// below adds the names that may hang on those of a set, and sorts them.
func (w *names) below(set map[kg.Name]bool) ([]kg.Name, error) {
	queue := slices.Collect(maps.Keys(set))
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		next := map[kg.Name]bool{{Class: kg.ClassUnknown, Key: n.Key}: true}
		shorts, err := w.everShort(n)
		if err != nil {
			return nil, err
		}
		for _, s := range shorts {
			addClasses(next, s)
		}
		for m := range next {
			if !set[m] {
				set[m] = true
				queue = append(queue, m)
			}
		}
	}
	return slices.SortedFunc(maps.Keys(set), func(a, b kg.Name) int {
		return slices.Compare([]string{a.Key, string(a.Class)}, []string{b.Key, string(b.Class)})
	}), nil
}

// everShort are the short forms of a name before and after.
func (w *names) everShort(n kg.Name) ([]string, error) {
	if b := w.touched[n]; b != nil {
		return slices.Concat(b.shortBefore, b.shorts), nil
	}
	return w.before.Shorts(n)
}

// revise is what the derived state becomes when readings go and others come:
// the quads to take away and to add. The quads that are labelled by the going
// articles, or have them as subject, go by themselves.
func revise(snap kg.Store, gone, come []*kg.Reading) (remove, add []quad.Quad, err error) {
	snap, err = foreseeing(snap, slices.Concat(gone, come)...)
	if err != nil {
		return nil, nil, err
	}
	w, err := changing(snap, gone, come)
	if err != nil {
		return nil, nil, err
	}
	moved, err := w.moved(w.changed())
	if err != nil {
		return nil, nil, err
	}
	stay, err := bearers(snap, moved, iris(gone))
	if err != nil {
		return nil, nil, err
	}
	return w.derive(gone, stay, come)
}

// derive takes away what was derived of the readings that go and stay and
// derives anew those that stay and come.
func (w *names) derive(gone, stay, come []*kg.Reading) (remove, add []quad.Quad, err error) {
	stored, err := denotedBy(w.snap, slices.Concat(gone, stay))
	if err != nil {
		return nil, nil, err
	}
	before, after := &identities{of: stored.of}, &identities{}
	remove, err = orphans(w.snap, slices.Concat(gone, stay), before.find)
	if err != nil {
		return nil, nil, err
	}
	deprecatedBefore, err := (&decided{snap: w.snap}).deprecated()
	if err != nil {
		return nil, nil, err
	}
	deprecated, err := w.decided.deprecated()
	if err != nil {
		return nil, nil, err
	}
	for _, r := range stay {
		own, _ := r.DeriveUnder(before.find, deprecatedBefore)
		remove = append(remove, own...)
	}
	left, err := undescribed(w.snap, slices.Concat(gone, stay), before.find)
	if err != nil {
		return nil, nil, err
	}
	remove = append(remove, left...)
	for _, r := range slices.Concat(stay, come) {
		after.of = func(_ string, e *kg.LocalEntity) (quad.IRI, error) { return w.identity(r, e) }
		own, shared := r.DeriveUnder(after.find, deprecated)
		add = append(append(add, own...), shared...)
	}
	described, err := w.describe(add, left)
	return remove, append(add, described...), cmp.Or(before.err, after.err, err)
}

// identity is the entity that a local entity will be: what people decided goes
// before what its article says, and that before what its name says.
func (w *names) identity(r *kg.Reading, e *kg.LocalEntity) (quad.IRI, error) {
	if apart, ok, err := w.decided.split(quad.IRI(kg.LocalIRI(r.IRI, e.ID))); err != nil {
		return "", err
	} else if ok {
		return w.decided.merged(apart)
	}
	entity, err := w.undecided(r, e)
	if err != nil {
		return "", err
	}
	return w.decided.merged(entity)
}

// undecided is the entity that a local entity will be by its article and name.
func (w *names) undecided(r *kg.Reading, e *kg.LocalEntity) (quad.IRI, error) {
	if n, named := e.Name(); named {
		if told, ok, err := w.inContext(n, r, e); ok || err != nil {
			return told, err
		}
		return w.entity(n)
	}
	return kg.EntityIRI(r.IRI, e), nil
}

// denoted is the entity that a stored local entity is.
func denoted(snap kg.Store, article string, e *kg.LocalEntity) (quad.IRI, error) {
	for q, err := range scan(snap, quad.IRI(kg.LocalIRI(article, e.ID)), kg.Denotes, nil, kg.Identity) {
		if err != nil {
			return "", err
		}
		terms, err := snap.Terms(q[2:3])
		if err != nil {
			return "", err
		}
		iri, _ := terms[0].(quad.IRI)
		return iri, nil
	}
	return kg.EntityIRI(article, e), nil
}

// identities is kg.Identities that keeps the first error.
type identities struct {
	of  func(article string, e *kg.LocalEntity) (quad.IRI, error)
	err error
}

func (i *identities) find(article string, e *kg.LocalEntity) quad.IRI {
	iri, err := i.of(article, e)
	i.err = cmp.Or(i.err, err)
	return iri
}

// bearers are the readings of the articles that name something so, but for
// those that are going.
func bearers(snap kg.Store, moved []kg.Name, going map[string]bool) ([]*kg.Reading, error) {
	found, err := articlesBearing(snap, moved)
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(found, func(article string, _ bool) bool { return going[article] })
	return readings(snap, found)
}

// articlesBearing are the articles that name something so.
func articlesBearing(snap kg.Store, moved []kg.Name) (map[string]bool, error) {
	found := map[string]bool{}
	for _, n := range moved {
		err := subjects(snap, kg.Called, n.IRI(), kg.Identity, func(local quad.Value) error {
			found[articleOf(local)] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// readings are the stored readings of articles, in the order of their IRIs.
func readings(snap kg.Store, articles map[string]bool) ([]*kg.Reading, error) {
	var list []*kg.Reading
	for _, article := range slices.Sorted(maps.Keys(articles)) {
		r, err := readBack(snap, article)
		if err != nil {
			return nil, err
		}
		if r != nil {
			list = append(list, r)
		}
	}
	return list, nil
}

func iris(readings []*kg.Reading) map[string]bool {
	set := map[string]bool{}
	for _, r := range readings {
		set[r.IRI] = true
	}
	return set
}
