package main

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/read"
	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// Plain quads often name their things with a predicate of their own. With
// --label-predicate each text that such a predicate gives is an rdfs:label of
// its subject too: a quad beside the one that it follows from, in the same graph. So
// the choice is part of what was loaded: export holds it, and retract takes it out.

// labelQuads adds the labels.
func labelQuads(quads iter.Seq2[quad.Quad, error], predicates []quad.IRI) iter.Seq2[quad.Quad, error] {
	if len(predicates) == 0 {
		return quads
	}
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			if !yield(q, err) {
				return
			}
			if label, ok := labelOf(q, predicates); err == nil && ok && !yield(label, nil) {
				return
			}
		}
	}
}

// labelOf is the label that a quad gives its subject, false where it gives none.
func labelOf(q quad.Quad, predicates []quad.IRI) (quad.Quad, bool) {
	predicate, _ := q.Predicate.(quad.IRI)
	switch q.Object.(type) {
	case quad.IRI, quad.BNode:
		return q, false
	}
	q.Predicate = kg.Label
	return q, slices.Contains(predicates, predicate)
}

// resolveLabels makes the predicates that were given absolute.
func (l *loading) resolveLabels() error {
	for _, given := range l.labelPredicates {
		line := strings.NewReader("<x:> <" + given + "> <x:> .\n")
		for q, err := range (rdf.NQuads{Base: l.base}).Read(line) {
			if err != nil {
				return usageError{fmt.Errorf("--label-predicate %s: not an absolute IRI, nor one that --base makes absolute", given)}
			}
			l.labels = append(l.labels, q.Predicate.(quad.IRI))
		}
	}
	return nil
}

// asStored is a quad of a file as a bulk load stores it: blank nodes have IRIs, and
// the default graph is the load.
func asStored(file *read.Quads, q quad.Quad) quad.Quad {
	named := func(v quad.Value) quad.Value {
		if blank, ok := v.(quad.BNode); ok {
			return quad.IRI(file.Skolem() + string(blank))
		}
		return v
	}
	q.Subject, q.Label = named(q.Subject), named(q.Label)
	if q.Label == nil {
		q.Label = quad.IRI(file.IRI())
	}
	return q
}

const labelsAtOnce = 10_000

// relabel gives a file that was loaded before the labels that it lacks.
func (l *loading) relabel(ctx context.Context, q *read.Quads) error {
	var batch []quad.Quad
	put := func() error {
		err := l.db.Apply(ctx, quadstore.Batch{Add: batch})
		batch = batch[:0]
		return err
	}
	for s, err := range q.Statements(l.base) {
		label, ok := labelOf(s, l.labels)
		if err != nil || !ok {
			continue // what is wrong was told when the file was loaded
		}
		if batch = append(batch, asStored(q, label)); len(batch) == labelsAtOnce {
			if err := put(); err != nil {
				return err
			}
		}
	}
	return put()
}
