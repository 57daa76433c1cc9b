package enginetest

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// TB is what testing.T, testing.B and rapid.T have in common.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// asker puts questions to a snapshot in terms of values.
type asker struct {
	t    TB
	snap quadstore.Snapshot
}

func ask(t TB, e quadstore.Engine) asker {
	t.Helper()
	snap, err := e.Snapshot()
	if err != nil {
		t.Fatalf("snapshot: %v", err)
	}
	return asker{t, snap}
}

func (a asker) close() {
	a.t.Helper()
	if err := a.snap.Close(); err != nil {
		a.t.Fatalf("close snapshot: %v", err)
	}
}

// ids gives the pattern in ids; known is false where a term is in no quad.
func (a asker) ids(pattern [4]quad.Value) (ids [4]uint64, known bool) {
	a.t.Helper()
	found, err := a.snap.Lookup(pattern[:])
	if err != nil {
		a.t.Fatalf("lookup %v: %v", pattern, err)
	}
	for pos, v := range pattern {
		if v != nil && found[pos] == 0 {
			return ids, false
		}
	}
	return [4]uint64(found), true
}

func (a asker) id(v quad.Value) uint64 {
	a.t.Helper()
	ids, err := a.snap.Lookup([]quad.Value{v})
	if err != nil {
		a.t.Fatalf("lookup %v: %v", v, err)
	}
	return ids[0]
}

func (a asker) values(ids ...uint64) []quad.Value {
	a.t.Helper()
	values, err := a.snap.Terms(ids)
	if err != nil {
		a.t.Fatalf("terms %v: %v", ids, err)
	}
	return values
}

// lines writes quads as the model does, in the order they came.
func (a asker) lines(quads [][4]uint64) []string {
	a.t.Helper()
	lines := make([]string, len(quads))
	for i, q := range quads {
		v := a.values(q[:]...)
		lines[i] = line(quad.Quad{Subject: v[0], Predicate: v[1], Object: v[2], Label: v[3]})
	}
	return lines
}

// scan gives everything that matches, sorted, as the model does.
func (a asker) scan(pattern [4]quad.Value) []string {
	a.t.Helper()
	ids, known := a.ids(pattern)
	if !known {
		return []string{}
	}
	lines := a.lines(a.all(a.snap.Scan(ids, [4]uint64{})))
	slices.Sort(lines)
	return lines
}

func (a asker) all(seq iter.Seq2[[4]uint64, error]) [][4]uint64 {
	a.t.Helper()
	quads := [][4]uint64{}
	for q, err := range seq {
		if err != nil {
			a.t.Fatalf("walk: %v", err)
		}
		quads = append(quads, q)
	}
	return quads
}

// everything is the whole store as sorted lines: an export.
func everything(t TB, e quadstore.Engine) []string {
	t.Helper()
	a := ask(t, e)
	defer a.close()
	return a.scan([4]quad.Value{})
}

// same fails with the first difference of two lists.
func same[T comparable](t TB, what string, got, want []T) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Fatalf("%s: %d results, want %d: missing %v", what, len(got), len(want), want[i])
		case i >= len(want):
			t.Fatalf("%s: %d results, want %d: beyond them %v", what, len(got), len(want), got[i])
		case got[i] != want[i]:
			t.Fatalf("%s: result %d is\n%v, want\n%v", what, i, got[i], want[i])
		}
	}
}

// mustCheck fails with every finding of Check.
func mustCheck(t TB, e quadstore.Engine) {
	t.Helper()
	var findings []error
	for f, err := range e.Check(bg()) {
		if err != nil {
			t.Fatalf("check: %v", err)
		}
		findings = append(findings, errors.New(f.Problem))
	}
	if len(findings) > 0 {
		t.Fatalf("check found:\n%v", errors.Join(findings...))
	}
}

func mustApply(t TB, e quadstore.Engine, b quadstore.Batch) {
	t.Helper()
	if err := e.Apply(bg(), b); err != nil {
		t.Fatalf("apply: %v", err)
	}
}

var _ TB = (*testing.T)(nil)
