package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres/servertest"

	"github.com/cayleygraph/quad"
)

func batchOf(names ...string) quadstore.Batch {
	var b quadstore.Batch
	for _, n := range names {
		b.Add = append(b.Add, quad.Quad{Subject: quad.IRI("urn:x:" + n), Predicate: quad.IRI("urn:x:p"), Object: quad.String(n), Label: quad.IRI("urn:x:g")})
	}
	return b
}

// Several processes open an empty schema at once: one makes the tables.
func TestOpenedByManyAtOnce(t *testing.T) {
	url := servertest.Start(t).New(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			db, err := Open(context.Background(), url, Options{})
			if err != nil {
				t.Error(err)
				return
			}
			db.Close()
		})
	}
	all.Wait()
}

// Engines of several processes decide by what there is and change it: no decision is
// made by what another one has changed meanwhile.
func TestUpdatesOfManyProcesses(t *testing.T) {
	url := servertest.Start(t).New(t)
	const processes, each = 4, 10
	var all sync.WaitGroup
	for p := range processes {
		db := open(t, url, Options{})
		all.Go(func() {
			for range each {
				err := db.Update(context.Background(), batchOf("shared", fmt.Sprint("ahead", p)).Add, func(now quadstore.Snapshot) (quadstore.Batch, error) {
					n, _, err := now.Count([4]uint64{})
					return batchOf(fmt.Sprint(n)), err
				})
				if err != nil {
					t.Errorf("process %d: %v", p, err)
				}
			}
		})
	}
	all.Wait()
	snap, err := open(t, url, Options{}).Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	if n, _, err := snap.Count([4]uint64{}); n != processes*each+processes+1 || err != nil {
		t.Errorf("%d quads, %v; want %d", n, err, processes*each+processes+1)
	}
}

// What one process remembers is not what another one has changed.
func TestSeesOtherProcesses(t *testing.T) {
	url := servertest.Start(t).New(t)
	ours, theirs := open(t, url, Options{}), open(t, url, Options{})
	neighbours := func() (n int) {
		snap, err := ours.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		defer snap.Close()
		ids, err := snap.Lookup([]quad.Value{quad.IRI("urn:x:g")})
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range snap.Expand(ids, 3, [4]uint64{}) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		return n
	}
	for n, change := range []quadstore.Batch{batchOf("a"), batchOf("b"), {Purge: []string{"urn:x:g"}}, batchOf("a")} {
		if err := theirs.Apply(context.Background(), change); err != nil {
			t.Fatal(err)
		}
		if got, want := neighbours(), []int{1, 2, 0, 1}[n]; got != want || got != neighbours() {
			t.Errorf("after change %d: %d quads, want %d", n, got, want)
		}
	}
}

// A connection that the server ends is met once; what was acknowledged is there.
func TestServerEndsConnections(t *testing.T) {
	url := servertest.Start(t).New(t)
	db := open(t, url, Options{})
	for n := range 5 {
		if err := db.Apply(context.Background(), batchOf(fmt.Sprint(n))); err != nil {
			t.Fatal(err)
		}
		snap, err := db.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		if got, _, err := snap.Count([4]uint64{}); got != n+1 || err != nil {
			t.Fatalf("%d quads, %v", got, err)
		}
		_, err = db.writers.Exec(context.Background(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = 'claimgraph'")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := snap.Terms([]uint64{12345}); !errors.Is(err, quadstore.ErrIO) {
			t.Errorf("a snapshot whose connection is gone: %v", err)
		}
		snap.Close()
	}
}

func TestRefusals(t *testing.T) {
	url := servertest.Start(t).New(t)
	ctx := context.Background()
	for _, c := range []struct {
		url  string
		want error
	}{
		{strings.Replace(url, "/postgres?", "/nowhere?", 1), ErrAccess},
		{"postgres://127.0.0.1:1/x", quadstore.ErrIO},
	} {
		if _, err := Open(ctx, c.url, Options{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.url, err, c.want)
		}
	}
	if _, err := Open(ctx, "postgres://u:secret@h:port/x", Options{}); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("a URL that is none: %v", err)
	}
	db := open(t, url, Options{})
	if _, err := db.writers.Exec(ctx, "INSERT INTO migrations VALUES (99)"); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, url, Options{}); !errors.Is(err, quadstore.ErrFormat) {
		t.Errorf("a newer format: %v", err)
	}
}

// Check finds what is broken behind the engine's back.
func TestCheckFinds(t *testing.T) {
	url := servertest.Start(t).New(t)
	ctx := context.Background()
	db := open(t, url, Options{NamePredicates: []quad.IRI{"urn:x:p"}})
	if err := db.Apply(ctx, batchOf("a", "b")); err != nil {
		t.Fatal(err)
	}
	before := 0
	for _, damage := range []string{
		"DELETE FROM terms WHERE head = 'urn:x:a'",
		"UPDATE counts SET n = n + 1",
		"DELETE FROM names WHERE name = 'a'",
		"INSERT INTO words VALUES ('z', 1, 1)",
		"INSERT INTO terms VALUES (5, 'iurn:x:z', 'urn:x:z')",
		"UPDATE state SET quads = 7",
	} {
		if _, err := db.writers.Exec(ctx, damage); err != nil {
			t.Fatal(err)
		}
		found := 0
		for f, err := range db.Check(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			t.Log(f.Problem)
			found++
		}
		if found <= before { // what was damaged before stays so
			t.Errorf("%s: not found", damage)
		}
		before = found
	}
}
