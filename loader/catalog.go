package loader

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// A catalogue (kg.Entry) comes and goes as a whole, and may have a million
// entries; the articles may be as many. So its quads come in one bulk load, and
// what follows from them is brought about in many commits: every name that
// articles bear is looked up (names are an index, nothing is held in memory but
// a few thousand of them), and the articles where that leads to another entity
// than the stored one are derived anew. Doing so twice changes nothing, and
// doing it again finishes what was interrupted.

// Relink derives anew the articles whose names mean something else since a
// catalogue was loaded, and says how many they were.
func Relink(ctx context.Context, store Store) (articles int, err error) {
	return relink(ctx, store, "")
}

// Supersede takes away the catalogues that were loaded before from the file of
// one that is loaded now, and says how many articles are linked anew.
func Supersede(ctx context.Context, store Store, file, catalog string) (replaced []string, articles int, err error) {
	snap, err := store.Snapshot()
	if err != nil {
		return nil, 0, err
	}
	all, err := catalogsNamed(snap, file)
	if err = errors.Join(err, snap.Close()); err != nil {
		return nil, 0, err
	}
	for _, old := range all {
		if old == catalog {
			continue
		}
		n, err := retractCatalog(ctx, store, old)
		if err != nil {
			return replaced, articles, err
		}
		replaced, articles = append(replaced, old), articles+n
	}
	return replaced, articles, nil
}

// relink is Relink as if one catalogue were not there.
func relink(ctx context.Context, store Store, without quad.IRI) (int, error) {
	stale, err := staleArticles(ctx, store, without)
	if err != nil {
		return 0, err
	}
	for some := range slices.Chunk(stale, batchArticles) {
		err := store.Update(ctx, nil, func(snap kg.Store) (Change, error) {
			stay, err := readings(snap, setOf(some))
			if err != nil {
				return Change{}, err
			}
			remove, add, err := unchanging(snap, without).derive(nil, stay, nil)
			return Change{Remove: remove, Add: add}, err
		})
		if err != nil {
			return 0, err
		}
	}
	return len(stale), redescribe(ctx, store, without)
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

// redescribe brings what is said of the entries that articles mention in line
// with the catalogues.
func redescribe(ctx context.Context, store Store, without quad.IRI) error {
	entries, err := mentionedEntries(store)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(entries, batchNames) {
		err := store.Update(ctx, nil, func(snap kg.Store) (c Change, err error) {
			for _, entry := range some {
				stored, err := saidOf(snap, entry)
				if err != nil {
					return c, err
				}
				wanted, err := kg.DescribeEntry(snap, entry, without)
				if err != nil {
					return c, err
				}
				c.Remove, c.Add = append(c.Remove, stored...), append(c.Add, wanted...)
			}
			return c, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// mentionedEntries are the entities of articles that may be a catalogue's.
func mentionedEntries(store Store) (list []quad.IRI, err error) {
	snap, err := store.Snapshot()
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	last := uint64(0)
	for q, err := range scan(snap, nil, kg.Denotes, nil, kg.Identity) {
		if err != nil {
			return nil, err
		}
		if q[2] == last {
			continue
		}
		last = q[2]
		terms, err := snap.Terms(q[2:3])
		if err != nil {
			return nil, err
		}
		if iri, _ := terms[0].(quad.IRI); kg.IsEntry(iri) {
			list = append(list, iri)
		}
	}
	return list, nil
}

// saidOf is what is derived from catalogues of one entity.
func saidOf(snap kg.Store, entity quad.IRI) ([]quad.Quad, error) {
	pattern, found, err := bound(snap, entity, nil, nil, kg.Catalog)
	if err != nil || !found {
		return nil, err
	}
	return collect(snap, pattern)
}

// undescribed is what is said of entries that no article will mention once these
// readings are gone.
func undescribed(snap kg.Store, going []*kg.Reading, identities kg.Identities) (quads []quad.Quad, err error) {
	articles, seen := iris(going), map[quad.IRI]bool{}
	for _, r := range going {
		for e := range r.Locals() {
			entity := identities(r.IRI, e)
			if seen[entity] || !kg.IsEntry(entity) {
				continue
			}
			seen[entity] = true
			kept := false
			for _, err := range locals(snap, kg.Denotes, entity, articles) {
				if err != nil {
					return nil, err
				}
				kept = true
				break
			}
			if kept {
				continue
			}
			said, err := saidOf(snap, entity)
			if err != nil {
				return nil, err
			}
			quads = append(quads, said...)
		}
	}
	return quads, nil
}

// describe is what catalogues say of the entries that derived quads denote,
// where it is not stored or is just being removed.
func (w *names) describe(derived, removed []quad.Quad) (quads []quad.Quad, err error) {
	again := map[quad.Value]bool{}
	for _, q := range removed {
		again[q.Subject] = true
	}
	seen := map[quad.IRI]bool{}
	for _, q := range derived {
		entity, _ := q.Object.(quad.IRI)
		if q.Predicate != kg.Denotes || seen[entity] || !kg.IsEntry(entity) {
			continue
		}
		seen[entity] = true
		if !again[entity] {
			said, err := saidOf(w.snap, entity)
			if err != nil {
				return nil, err
			}
			if len(said) > 0 {
				continue
			}
		}
		said, err := kg.DescribeEntry(w.snap, entity, w.dropped)
		if err != nil {
			return nil, err
		}
		quads = append(quads, said...)
	}
	return quads, nil
}

// inContext is the entry that a local entity is where several have its name and
// its own article says, of one of them alone, in which country it is. No other
// article has a say, so a name whose class others tell is left to them.
func (w *names) inContext(n kg.Name, r *kg.Reading, e *kg.LocalEntity) (quad.IRI, bool, error) {
	if n.Class == kg.ClassUnknown {
		return "", false, nil
	}
	entries, err := kg.Entries(n, w)
	if len(entries) < 2 || err != nil {
		return "", false, err
	}
	entries, err = kg.InCountry(entries, r.PlacesOf(e), w)
	if len(entries) != 1 || err != nil {
		return "", false, err
	}
	return entries[0], true, nil
}

// retractCatalog links the articles as if the catalogue were not there, then
// takes it away.
func retractCatalog(ctx context.Context, store Store, catalog string) (articles int, err error) {
	if articles, err = relink(ctx, store, quad.IRI(catalog)); err != nil {
		return 0, err
	}
	return articles, store.Update(ctx, nil, func(kg.Store) (Change, error) {
		return Change{Purge: []string{catalog}, Unload: []string{catalog}}, nil
	})
}

// catalogNamed finds the catalogue that was loaded from a file.
func catalogNamed(snap kg.Store, file string) (string, error) {
	found, err := catalogsNamed(snap, file)
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "", ErrUnknown
	case len(found) > 1:
		return "", fmt.Errorf("several catalogues came from this file; take one by its IRI: %s", strings.Join(found, ", "))
	}
	return found[0], nil
}

// catalogsNamed are the catalogues that were loaded from a file.
func catalogsNamed(snap kg.Store, file string) (list []string, err error) {
	for entry, err := range snap.Loads() {
		if err != nil {
			return nil, err
		}
		if entry.Name == file && kg.IsCatalog(entry.Key) {
			list = append(list, entry.Key)
		}
	}
	return list, nil
}
