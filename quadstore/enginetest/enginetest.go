// Package enginetest holds an engine to the promises of package quadstore.
//
//	func TestEngine(t *testing.T) {
//		enginetest.Run(t, func(t testing.TB) quadstore.Engine { … })
//	}
package enginetest

import (
	"context"
	"testing"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// NamePredicate is the predicate whose objects the engine under test must find
// by name: the first of the engine's defaults, or set by Open.
const NamePredicate = quad.IRI("http://www.w3.org/2000/01/rdf-schema#label")

// Open gives an empty engine that finds names by NamePredicate. Whoever opens
// closes at the end of the test.
type Open func(t testing.TB) quadstore.Engine

// Run runs the whole suite.
func Run(t *testing.T, open Open) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Open)
	}{
		{"terms", testTerms},
		{"batch", testBatch},
		{"purge", testPurge},
		{"update", testUpdate},
		{"update that fails", testUpdateFails},
		{"update beside others", testUpdateConcurrent},
		{"patterns", testPatterns},
		{"paging", testPaging},
		{"expand", testExpand},
		{"count", testCount},
		{"names", testNames},
		{"loads", testLoads},
		{"snapshots", testSnapshots},
		{"bulk", testBulk},
		{"concurrent", testConcurrent},
		{"model", testModel},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open) })
	}
}

func bg() context.Context { return context.Background() }

func iri(s string) quad.IRI { return quad.IRI("urn:x:" + s) }

// q makes a quad of IRIs from short names; "" is no label.
func q(s, p, o, g string) quad.Quad {
	made := quad.Quad{Subject: iri(s), Predicate: iri(p), Object: iri(o)}
	if g != "" {
		made.Label = iri(g)
	}
	return made
}

func lines(quads ...quad.Quad) []string {
	m := NewModel()
	m.Apply(quadstore.Batch{Add: quads})
	return m.matching([4]quad.Value{})
}
