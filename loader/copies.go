package loader

import (
	"slices"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// What a copy is looked for among: so many articles by each key of the sketch, and of
// those the ones that share the most keys. More would hold the load up where a
// story has come ten thousand times, and the first tells it already.
const (
	copiesByKey  = 16
	copiesLooked = 4
)

// findCopies marks those outcomes that are copies of an article that is in the store
// and stays as it is, or of one earlier among them.
func findCopies(snap kg.Store, outcomes []Outcome) error {
	f := copyFinder{snap: snap, coming: map[string]*kg.Story{}, byKey: map[string][]string{}}
	for _, o := range outcomes {
		if o.Reading != nil {
			f.coming[o.IRI] = nil // no copy of what it is going to be no more
		}
	}
	for i := range outcomes {
		o := &outcomes[i]
		if o.Reading == nil {
			continue
		}
		story := kg.NewStory(o.Reading.Text)
		var err error
		if o.CopyOf, err = f.original(story); err != nil {
			return err
		}
		f.add(o.IRI, story)
	}
	return nil
}

// copyFinder knows the stories of one commit.
type copyFinder struct {
	snap   kg.Store
	coming map[string]*kg.Story // by article; nil for those that are still to come
	byKey  map[string][]string
}

func (f *copyFinder) add(iri string, s *kg.Story) {
	f.coming[iri] = s
	for _, key := range s.SketchKeys() {
		if len(f.byKey[key]) < copiesByKey {
			f.byKey[key] = append(f.byKey[key], iri)
		}
	}
}

// original is an article of which a story is a copy, "" for none.
func (f *copyFinder) original(s *kg.Story) (string, error) {
	for _, key := range s.SketchKeys() {
		for _, iri := range f.byKey[key] {
			if s.CopyOf(f.coming[iri]) {
				return iri, nil
			}
		}
	}
	stored, err := kg.Candidates(f.snap, s, copiesByKey)
	if err != nil {
		return "", err
	}
	stored = slices.DeleteFunc(stored, func(iri string) bool { _, comes := f.coming[iri]; return comes })
	for _, iri := range stored[:min(len(stored), copiesLooked)] {
		a, err := storedArticle(f.snap, iri)
		if err != nil {
			return "", err
		}
		if a != nil && s.CopyOf(kg.NewStory(a.Text)) {
			return iri, nil
		}
	}
	return "", nil
}

// HiddenCopies are the stored articles whose copies do not find them, for the keys of
// their texts are not those that are stored: an older claimgraph stored none.
func HiddenCopies(snap kg.Store) (hidden []string, err error) {
	ids, err := storedArticles(snap)
	if err != nil {
		return nil, err
	}
	terms, err := snap.Terms(ids)
	if err != nil {
		return nil, err
	}
	for _, t := range terms {
		iri, _ := t.(quad.IRI)
		a, err := storedArticle(snap, string(iri))
		if err != nil {
			return nil, err
		}
		var keys []string
		err = objects(snap, kg.TextIRI(string(iri)), kg.Sketch, kg.Identity, func(key quad.Value) error {
			text, _ := key.(quad.String)
			keys = append(keys, string(text))
			return nil
		})
		if err != nil {
			return nil, err
		}
		slices.Sort(keys)
		if a != nil && !slices.Equal(keys, kg.NewStory(a.Text).SketchKeys()) {
			hidden = append(hidden, string(iri))
		}
	}
	return hidden, nil
}
