package kg

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Which names are the same thing is a function of the set of articles, whatever
// their order. A name has at most one parent, and its root is the entity:
//
//   - Where articles do not tell the class, the name is that of the one class
//     that others know it by: Nicola Sturgeon is a person everywhere.
//   - A name that a catalogue lists once is that entry, and has no parent. What
//     is one's label is that one, whatever others have it as an alias.
//   - A name that is short for one longer name is that name: EU is the European
//     Union once an article says so, Merkel is Angela Merkel. Short for two, it
//     is neither.
//   - What people keep apart stays apart.
//
// A thing of whose label there are many has a name that tells it apart
// (LocalEntity.Distinct): a body with its country, an election with its year, a
// person with the year of birth. The bare name is short for that one, and so for
// nobody once articles tell of two.
//
// Longer names are never short for shorter ones, so there are no circles. Which
// short forms stand for a thing outside their own article is decided where the
// article is read (LocalEntity.Short): Angela does not, nor does Johnson.

// Names is what the articles of a store know of names.
type Names interface {
	// Borne says whether some local entity has the name.
	Borne(n Name) (bool, error)

	// Holders are the names that key is short for; where they are more than
	// MostHolders, any of them.
	Holders(key string) ([]Name, error)

	// Shorts are the short forms of a name.
	Shorts(n Name) ([]string, error)

	// Catalogued are the entries of catalogues that may have the name, sorted:
	// as their label, or, where there is none, as an alias.
	Catalogued(n Name) ([]quad.IRI, error)

	// Apart says whether people keep two entities apart.
	Apart(a, b quad.IRI) (bool, error)
	// Countries are the folded names of the country of a catalogue's entry.
	Countries(entry quad.IRI) ([]string, error)
}

// EntityOf is the entity that a name comes to: a catalogue's, where the name,
// its root or a short form of the root is in one, else claimgraph's own. A
// person's short form is a surname, or a first name, and many others have it.
func EntityOf(n Name, names Names) (quad.IRI, error) {
	root, err := Root(n, names)
	if err != nil {
		return "", err
	}
	return entityOfRoot(root, names)
}

func entityOfRoot(root Name, names Names) (quad.IRI, error) {
	iri, listed, err := entry(root, names)
	if listed || err != nil {
		return iri, err
	}
	if root.Class != ClassPlace && root.Class != ClassThing {
		return root.EntityIRI(), nil
	}
	shorts, err := names.Shorts(root)
	if err != nil {
		return "", err
	}
	var entries []quad.IRI
	for _, s := range shorts {
		e, listed, err := entry(Name{root.Class, s}, names)
		if err != nil {
			return "", err
		}
		if listed && !slices.Contains(entries, e) {
			entries = append(entries, e)
		}
	}
	if len(entries) == 1 {
		return entries[0], nil
	}
	return root.EntityIRI(), nil
}

// entry is the one entry of a catalogue with a name.
func entry(n Name, names Names) (quad.IRI, bool, error) {
	found, err := Entries(n, names)
	if err != nil || len(found) != 1 {
		return "", false, err
	}
	return found[0], true, nil
}

// Entries are the entries of catalogues with a name. A name of an unknown class
// is an entry's of any class while articles do not tell its class; one that its
// country tells apart ("Parliament, Iran") is that of the country's entry.
func Entries(n Name, names Names) ([]quad.IRI, error) {
	if n.Class == ClassUnknown {
		if known, err := classesOf(n.Key, names); len(known) > 0 || err != nil {
			return nil, err
		}
	}
	found, err := names.Catalogued(n)
	comma := strings.LastIndex(n.Key, ", ")
	if len(found) > 0 || err != nil || comma < 0 {
		return found, err
	}
	if found, err = names.Catalogued(Name{n.Class, n.Key[:comma]}); err != nil {
		return nil, err
	}
	return InCountry(found, []string{n.Key[comma+len(", "):]}, names)
}

// InCountry are those entries whose country is among some.
func InCountry(entries []quad.IRI, countries []string, names Names) ([]quad.IRI, error) {
	var found []quad.IRI
	for _, e := range entries {
		own, err := names.Countries(e)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(own, func(c string) bool { return slices.Contains(countries, c) }) && !slices.Contains(found, e) {
			found = append(found, e)
		}
	}
	return found, nil
}

// MostHolders is how many names a short form may stand for before nobody looks
// which of them are the same.
const MostHolders = 16

// Root is the name that a name comes to.
func Root(n Name, names Names) (Name, error) {
	for {
		p, found, err := parent(n, names)
		if !found || err != nil {
			return n, err
		}
		n = p
	}
}

func parent(n Name, names Names) (Name, bool, error) {
	p, found, err := nearest(n, names)
	if !found || err != nil {
		return n, false, err
	}
	entity, err := entityOfRoot(p, names)
	if err != nil {
		return n, false, err
	}
	apart, err := names.Apart(n.EntityIRI(), entity)
	return p, !apart, err
}

// nearest is the parent as names have it, whatever people decided.
func nearest(n Name, names Names) (Name, bool, error) {
	if _, listed, err := entry(n, names); listed || err != nil {
		return n, false, err
	}
	if n.Class == ClassUnknown {
		known, err := classesOf(n.Key, names)
		if err != nil || len(known) > 1 {
			return n, false, err
		}
		if len(known) == 1 {
			return known[0], true, nil
		}
	}
	holders, err := names.Holders(n.Key)
	if err != nil || len(holders) > MostHolders {
		return n, false, err
	}
	var roots []Name
	for _, h := range holders {
		if len(h.Key) <= len(n.Key) || n.Class != ClassUnknown && h.Class != n.Class {
			continue
		}
		root, err := Root(h, names)
		if err != nil {
			return n, false, err
		}
		if !slices.Contains(roots, root) {
			roots = append(roots, root)
		}
	}
	if len(roots) != 1 {
		return n, false, nil
	}
	return roots[0], true, nil
}

// classesOf are the names with that key whose class is known.
func classesOf(key string, names Names) ([]Name, error) {
	var known []Name
	for _, c := range [...]Class{ClassPerson, ClassPlace, ClassThing} {
		n := Name{c, key}
		borne, err := names.Borne(n)
		if err != nil {
			return nil, err
		}
		if borne {
			known = append(known, n)
		}
	}
	return known, nil
}
