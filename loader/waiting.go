package loader

import (
	"errors"
	"slices"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// Waiting is a decision that names something that is not there, and does
// nothing about it until an article brings it.
type Waiting struct {
	Decision *kg.Decision
	For      []quad.IRI
}

// WaitingDecisions are those that name what is not there, in the order in which
// they were taken.
func WaitingDecisions(snap kg.Store) ([]Waiting, error) {
	all, err := kg.Decisions(snap)
	if err != nil {
		return nil, err
	}
	w, err := changing(snap, nil, nil)
	if err != nil {
		return nil, err
	}
	var list []Waiting
	for _, d := range all {
		missing, err := w.missing(d)
		if err != nil {
			return nil, err
		}
		if len(missing) > 0 {
			list = append(list, Waiting{d, missing})
		}
	}
	return list, nil
}

// missing are the entities and local entities that a decision names in vain.
func (w *names) missing(d *kg.Decision) (list []quad.IRI, err error) {
	if d.Judges() {
		return w.missingClaim(d)
	}
	named := append([]quad.IRI{d.Entity}, d.From...)
	there := w.isEntity
	if d.Kind == kg.Split { // whose mentions they were does not matter
		named, there = d.From, w.isLocal
	}
	for _, iri := range named {
		ok, err := there(iri)
		if err != nil {
			return nil, err
		}
		if !ok {
			list = append(list, iri)
		}
	}
	return list, nil
}

// missingClaim is the claim, or the subject of the fact, that is not there.
func (w *names) missingClaim(d *kg.Decision) ([]quad.IRI, error) {
	by := *d
	if _, fact := d.Proposition(); fact {
		var err error
		if by.Entity, err = w.decided.merged(d.Entity); err != nil {
			return nil, err
		}
		if object, entity := d.Object.(quad.IRI); entity {
			if by.Object, err = w.decided.merged(object); err != nil {
				return nil, err
			}
		}
	}
	err := w.decided.refuseDeprecate(&by)
	if _, refused := errors.AsType[*kg.Refusal](err); refused {
		return []quad.IRI{d.Entity}, nil
	}
	return nil, err
}

func (w *names) isLocal(iri quad.IRI) (bool, error) {
	for _, err := range scan(w.snap, iri, kg.Denotes, nil, kg.Identity) {
		return err == nil, err
	}
	return false, nil
}

// isEntity says whether something is an entity, or was one before it was merged:
// some local entity becomes it on its way.
func (w *names) isEntity(iri quad.IRI) (found bool, err error) {
	err = w.decided.denoting(iri, func(local quad.Value) error {
		if found {
			return nil
		}
		way, err := w.way(local)
		found = slices.Contains(way, iri)
		return err
	})
	if found || err != nil {
		return found, err
	}
	return isSubject(w.snap, iri)
}

// way is what a stored local entity becomes, step by step.
func (w *names) way(local quad.Value) ([]quad.IRI, error) {
	iri, _ := local.(quad.IRI)
	start, split, err := w.decided.split(iri)
	if err != nil {
		return nil, err
	}
	if !split {
		e, article, err := w.stored(iri)
		if err != nil {
			return nil, err
		}
		r, err := readBack(w.snap, article)
		if r == nil || err != nil {
			return nil, err
		}
		if start, err = w.undecided(r, e); err != nil {
			return nil, err
		}
	}
	merges, err := w.decided.merges(start)
	return append([]quad.IRI{start}, merges...), err
}

// stored reads a local entity back.
func (w *names) stored(local quad.IRI) (*kg.LocalEntity, string, error) {
	ids, err := w.snap.Lookup([]quad.Value{local})
	if err != nil {
		return nil, "", err
	}
	return localEntity(w.snap, ids[0])
}
