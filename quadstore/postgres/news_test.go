package postgres

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres/servertest"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
)

var _ quadstore.Shared = (*DB)(nil)

var telling = Options{Tell: Told{"urn:x:is", quad.IRI("urn:x:Claim")}}

// claimsOf is a batch that adds claims, each with a quad that nobody is told of.
func claimsOf(names ...string) (b quadstore.Batch) {
	for _, n := range names {
		b.Add = append(b.Add,
			quad.Quad{Subject: quad.IRI(n), Predicate: quad.IRI("urn:x:is"), Object: quad.IRI("urn:x:Claim"), Label: quad.IRI("urn:x:a")},
			quad.Quad{Subject: quad.IRI(n), Predicate: quad.IRI("urn:x:p"), Object: quad.String(n), Label: quad.IRI("urn:x:a")})
	}
	return b
}

func newsAfter(t *testing.T, db *DB, after uint64) ([]string, uint64) {
	t.Helper()
	subjects, first, err := db.News(context.Background(), after, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return subjects, first
}

// What comes is told in the order of batches, once, to every process; what stays in
// another version, what was there, and what a failed change would have added is not.
func TestNews(t *testing.T) {
	ctx := context.Background()
	url := servertest.Start(t).New(t)
	ours, theirs := open(t, url, telling), open(t, url, telling)
	if last, err := ours.LastNews(ctx); last != 0 || err != nil {
		t.Error(last, err)
	}
	apply := func(db *DB, b quadstore.Batch) {
		t.Helper()
		if err := db.Apply(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	apply(ours, claimsOf("z", "a", "z", "m"))
	apply(theirs, claimsOf("a", "b"))
	replaced := claimsOf("a", "c")
	replaced.Purge = []string{"urn:x:a"}
	apply(ours, replaced)
	if err := ours.Update(ctx, nil, func(quadstore.Snapshot) (quadstore.Batch, error) { return claimsOf("never"), fmt.Errorf("no") }); err == nil {
		t.Error("a change that is refused")
	}
	apply(theirs, quadstore.Batch{Purge: []string{"urn:x:a"}})
	apply(theirs, claimsOf("z"))
	for _, db := range []*DB{ours, theirs, open(t, url, Options{})} {
		if got, first := newsAfter(t, db, 0); !slices.Equal(got, []string{"z", "a", "m", "b", "c", "z"}) || first != 1 {
			t.Errorf("%v from %d on", got, first)
		}
		if got, first := newsAfter(t, db, 4); !slices.Equal(got, []string{"c", "z"}) || first != 5 {
			t.Errorf("%v from %d on", got, first)
		}
	}
}

// Old news are forgotten, and by the number of the next ones who reads knows.
func TestNewsAreForgotten(t *testing.T) {
	db := open(t, servertest.Start(t).New(t), Options{Tell: telling.Tell, keptNews: 3})
	for _, some := range [][]string{{"1", "2", "3", "4", "5"}, {"6"}, {"7"}} {
		if err := db.Apply(context.Background(), claimsOf(some...)); err != nil {
			t.Fatal(err)
		}
	}
	if got, first := newsAfter(t, db, 2); first != 5 || !slices.Equal(got, []string{"5", "6", "7"}) {
		t.Errorf("%v from %d on", got, first)
	}
}

// Writers of several processes tell while a reader follows: he hears each once, and
// in the order in which it came into the store.
func TestNewsOfMany(t *testing.T) {
	ctx := context.Background()
	url := servertest.Start(t).New(t)
	const processes, each = 3, 20
	var all sync.WaitGroup
	for p := range processes {
		db := open(t, url, telling)
		all.Go(func() {
			for n := range each {
				err := db.Update(ctx, nil, func(now quadstore.Snapshot) (quadstore.Batch, error) {
					count, _, err := now.Count([4]uint64{})
					return claimsOf(fmt.Sprintf("%03d.%d.%d", count, p, n)), err // in order of the commits
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	reader := open(t, url, Options{})
	var heard []string
	for len(heard) < processes*each {
		bell := reader.NewsBell()
		got, first := newsAfter(t, reader, uint64(len(heard)))
		if len(got) > 0 && first != uint64(len(heard))+1 {
			t.Fatalf("heard %d, and then from %d on", len(heard), first)
		}
		if heard = append(heard, got...); len(got) == 0 {
			select {
			case <-bell:
			case <-time.After(10 * time.Second):
				t.Fatal("no bell")
			}
		}
	}
	all.Wait()
	if !slices.IsSorted(heard) || len(slices.Compact(slices.Clone(heard))) != processes*each {
		t.Errorf("heard %v", heard)
	}
}

// The bell of one process rings in another one soon after a commit, and by the clock
// where the server has none.
func TestBell(t *testing.T) {
	url := servertest.Start(t).New(t)
	for _, deaf := range []bool{false, true} {
		ours, theirs := open(t, url, telling), open(t, url, telling)
		ours.bell.unknown.Store(deaf)
		<-ours.NewsBell()
		time.Sleep(100 * time.Millisecond) // it listens
		after, err := ours.LastNews(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		heard := make(chan time.Time)
		go func() {
			for {
				bell := ours.NewsBell()
				if got, _, err := ours.News(t.Context(), after, 1); len(got) > 0 || err != nil {
					heard <- time.Now()
					return
				}
				<-bell
			}
		}()
		if err := theirs.Apply(t.Context(), claimsOf(fmt.Sprint(deaf))); err != nil {
			t.Fatal(err)
		}
		committed := time.Now()
		took := (<-heard).Sub(committed)
		t.Logf("deaf %v: heard %v after the commit", deaf, took)
		if took > 5*time.Second {
			t.Errorf("deaf %v: heard after %v", deaf, took)
		}
	}
}

// A store of the first format, which had no news, is led to this one as it is.
func TestFromFirstFormat(t *testing.T) {
	ctx := t.Context()
	url := servertest.Start(t).New(t)
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(ctx, sqlMakeMigrations); err != nil {
		t.Fatal(err)
	}
	if err := runMigration(ctx, conn, 1); err != nil {
		t.Fatal(err)
	}
	db := open(t, url, telling)
	if err := db.Apply(ctx, claimsOf("a")); err != nil {
		t.Fatal(err)
	}
	if got, first := newsAfter(t, db, 0); !slices.Equal(got, []string{"a"}) || first != 1 {
		t.Error(got, first)
	}
}

// A note is its owner's as long as he is there, and then whose takes it.
func TestNotes(t *testing.T) {
	ctx := t.Context()
	url := servertest.Start(t).New(t)
	db, other := open(t, url, Options{}), open(t, url, Options{})
	check := func(what string, got bool, err error, want bool) {
		t.Helper()
		if got != want || err != nil {
			t.Errorf("%s: %v, %v", what, got, err)
		}
	}
	ok, err := db.Post(ctx, 1, "job", "a", []byte("one"), true)
	check("posted", ok, err, true)
	ok, err = other.Post(ctx, 1, "job", "b", nil, true)
	check("posted twice", ok, err, false)
	ok, err = db.Append(ctx, 1, "job", "a", []byte(" two"), false)
	check("appended", ok, err, true)
	ok, err = other.Append(ctx, 1, "job", "b", []byte(" not his"), false)
	check("appended by another", ok, err, false)
	ok, err = other.Take(ctx, 1, "job", "b")
	check("taken while the owner is there", ok, err, false)
	if err := other.Flag(ctx, 1, "job"); err != nil {
		t.Error(err)
	}
	if flagged, err := db.Beat(ctx, 1, "a"); !slices.Equal(flagged, []string{"job"}) || err != nil {
		t.Error(flagged, err)
	}
	if _, err := db.writers.Exec(ctx, "UPDATE notes SET seen = now() - INTERVAL '20 seconds'"); err != nil {
		t.Fatal(err)
	}
	if n, ok, err := other.Note(ctx, 1, "job"); string(n.Body) != "one two" || !n.Open || !n.Lost || !ok || err != nil {
		t.Errorf("%q %v %v %v", n.Body, n, ok, err)
	}
	ok, err = other.Take(ctx, 1, "job", "b")
	check("taken", ok, err, true)
	ok, err = db.Append(ctx, 1, "job", "a", []byte(" too late"), true)
	check("appended by the former owner", ok, err, false)
	ok, err = other.Append(ctx, 1, "job", "b", []byte(" end"), true)
	check("ended", ok, err, true)
	if err := other.Drop(ctx, 1, "job", "b"); err != nil {
		t.Error(err)
	}
	if n, ok, err := db.Note(ctx, 1, "job"); string(n.Body) != "one two end" || n.Open || n.Lost || !ok || err != nil {
		t.Errorf("%q %v %v %v", n.Body, n, ok, err)
	}
	if _, ok, err := db.Note(ctx, 2, "job"); ok || err != nil {
		t.Error("a note of another kind", ok, err)
	}
}
