package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres/servertest"

	"github.com/cayleygraph/quad"
)

// stored is how many quads a question finds, and whether a replica was asked.
func stored(t testing.TB, db *DB) (n int, ofReplica bool) {
	t.Helper()
	s, err := db.question(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n, _, err = s.Count([4]uint64{})
	if err != nil {
		t.Fatal(err)
	}
	return n, s.of != nil
}

func apply(t testing.TB, db *DB, names ...string) {
	t.Helper()
	if err := db.Apply(context.Background(), batchOf(names...)); err != nil {
		t.Fatal(err)
	}
}

// quiet keeps what is told of servers that come and go out of the test's output.
var quiet = Options{Logger: slog.New(slog.DiscardHandler)}

// Whoever has stored something sees it at once, also where replicas are asked; where
// none of them has it yet, the primary is.
func TestSeesItsOwnChangesOnReplicas(t *testing.T) {
	servers := servertest.StartReplicated(t)
	db := open(t, servers.URL(), quiet)
	apply(t, db, "first")
	waitUntil(t, "a replica is asked", func() bool { _, ofReplica := stored(t, db); return ofReplica })
	asked := 0
	for n := range 100 {
		apply(t, db, fmt.Sprint(n))
		found, ofReplica := stored(t, db)
		if found != n+2 {
			t.Fatalf("%d quads after %d changes", found, n+2)
		}
		if ofReplica {
			asked++
		}
	}
	t.Logf("of 100 questions, each at once after a change, replicas were asked %d", asked)
	for _, n := range servers.Nodes[1:] {
		n.Exec("SELECT pg_wal_replay_pause()")
	}
	apply(t, db, "not replayed")
	if found, ofReplica := stored(t, db); found != 102 || ofReplica {
		t.Errorf("%d quads, of a replica: %t; want 102 of the primary", found, ofReplica)
	}
	for _, n := range servers.Nodes[1:] {
		n.Exec("SELECT pg_wal_replay_resume()")
	}
	waitUntil(t, "a replica is asked again", func() bool { _, ofReplica := stored(t, db); return ofReplica })
	cancelsQuestions(t, servers, db)
	servers.Nodes[1].Kill()
	servers.Nodes[2].Kill()
	if found, ofReplica := stored(t, db); found != 102 || ofReplica {
		t.Errorf("%d quads, of a replica: %t; want 102 of the primary", found, ofReplica)
	}
}

// cancelsQuestions has a replica cancel a question that reads what the primary has
// removed meanwhile: it fails as what may be asked again, and another server is asked.
func cancelsQuestions(t *testing.T, servers *servertest.Replicated, db *DB) {
	t.Helper()
	for _, n := range servers.Nodes[1:] {
		n.Exec("ALTER SYSTEM SET hot_standby_feedback = off")
		n.Exec("ALTER SYSTEM SET max_standby_streaming_delay = 0")
		n.Exec("SELECT pg_reload_conf()")
	}
	time.Sleep(200 * time.Millisecond) // until the primary knows
	s, err := db.question(context.Background())
	if err != nil || s.of == nil {
		t.Fatal(err, "not of a replica")
	}
	defer s.Close()
	waitUntil(t, "the replica cancels", func() bool {
		apply(t, db, "first") // is there: the number of quads stays
		if err := db.Apply(context.Background(), quadstore.Batch{Remove: batchOf("1").Add}); err != nil {
			t.Fatal(err)
		}
		apply(t, db, "1")
		servers.Nodes[0].Exec("VACUUM")
		_, err = s.Terms([]uint64{7})
		return err != nil
	})
	if !errors.Is(err, quadstore.ErrUnavailable) || s.of.asked() {
		t.Errorf("a question that the replica cancelled: %v; it is asked at once: %t", err, s.of.asked())
	}
	if found, _ := stored(t, db); found != 102 {
		t.Errorf("%d quads", found)
	}
}

// The primary is killed under load and a replica promoted: nothing acknowledged is
// lost, questions go on, changes when there is a primary again, without a restart.
func TestFailover(t *testing.T) {
	servers := servertest.StartReplicated(t, servertest.Synchronous)
	url := servers.URL()
	db := open(t, url, quiet)
	apply(t, db, "first")
	waitUntil(t, "a replica is asked", func() bool { _, ofReplica := stored(t, db); return ofReplica })

	var stop atomic.Bool
	var acknowledged []string
	var failed, wrong int
	var all sync.WaitGroup
	all.Go(func() {
		for n := 0; !stop.Load(); n++ {
			name := fmt.Sprint(n)
			for db.Apply(context.Background(), batchOf(name)) != nil && !stop.Load() {
				failed++ // the commit was under way
			}
			acknowledged = append(acknowledged, name)
		}
	})
	all.Go(func() {
		for most := 0; !stop.Load(); {
			s, err := db.question(context.Background())
			if err != nil {
				t.Errorf("a question: %v", err)
				return
			}
			n := int(s.state.quads)
			s.Close()
			if n < most {
				wrong++
			}
			most = n
		}
	})
	time.Sleep(300 * time.Millisecond)
	servers.Nodes[0].Kill()
	if !has(t, open(t, url, quiet), "first") { // a process that starts just now
		t.Error("opened without a primary, the store lacks what it had")
	}
	promoted := servers.Furthest()
	promoted.Promote()
	waitUntil(t, "changes go on", func() bool { return db.Apply(context.Background(), batchOf("after")) == nil })
	time.Sleep(300 * time.Millisecond)
	stop.Store(true)
	all.Wait()
	t.Logf("%d changes acknowledged, %d had to be made again", len(acknowledged), failed)
	if wrong > 0 {
		t.Errorf("%d questions saw less than one before", wrong)
	}
	lost := 0
	s, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range acknowledged {
		if ids, err := s.Lookup([]quad.Value{quad.IRI("urn:x:" + name)}); err != nil || ids[0] == 0 {
			lost++
		}
	}
	if err := s.Close(); err != nil || lost > 0 || s.Version()>>timelineBits != 2 {
		t.Errorf("%d acknowledged changes are lost, version %x, %v", lost, s.Version(), err)
	}

	servers.Nodes[0].Follow(promoted)
	follower := db.servers[0]
	waitUntil(t, "the old primary is asked as a replica", func() bool { stored(t, db); return follower.asked() })
	apply(t, db, "last")
}

// Without synchronous replication a promotion may lose what was acknowledged: it is
// said, what was lost is not remembered, and the old primary, when it is started again,
// is not taken for the one that there is.
func TestFailoverThatLoses(t *testing.T) {
	servers := servertest.StartReplicated(t)
	url := servers.URL()
	db := open(t, url, quiet)
	apply(t, db, "kept")
	waitUntil(t, "it was replayed", func() bool { v := versions(t, db); return v[0] == v[1] && v[0] == v[2] })
	for _, n := range servers.Nodes[1:] {
		n.Exec("ALTER SYSTEM SET primary_conninfo = ''")
		n.Exec("SELECT pg_reload_conf()")
	}
	time.Sleep(200 * time.Millisecond) // until they have stopped to follow
	_, schema, _ := strings.Cut(url, "search_path=")
	name := newOneName(t, servers.Nodes[0].Port)
	behind := open(t, name.url(schema), quiet)
	apply(t, db, "lost")
	if !has(t, db, "lost") || !has(t, behind, "lost") {
		t.Fatal("what was stored is not found")
	}
	servers.Nodes[0].Kill()
	if _, err := db.Snapshot(); err == nil {
		t.Error("a replica that has not what was acknowledged is asked")
	}
	servers.Nodes[1].Promote()
	waitUntil(t, "questions are answered", func() bool {
		s, err := db.Snapshot()
		if err == nil {
			s.Close()
		}
		return err == nil
	})
	apply(t, db, "later")
	if has(t, db, "lost") || !has(t, db, "kept") || !has(t, db, "later") {
		t.Error("what is there is not what the promoted server has")
	}
	name.lead(servers.Nodes[2].Port)
	if err := behind.Apply(context.Background(), batchOf("refused")); !errors.Is(err, quadstore.ErrReadOnly) {
		t.Errorf("a replica behind the one name takes a change: %v", err)
	}
	name.lead(servers.Nodes[1].Port)
	apply(t, behind, "behind")
	if has(t, behind, "lost") || !has(t, behind, "later") {
		t.Error("behind one name, what is remembered is what the lost server had")
	}
	servers.Nodes[0].Start()
	fresh := open(t, url, quiet)
	for n := range 5 {
		apply(t, db, fmt.Sprint("again", n))
		apply(t, fresh, fmt.Sprint("fresh", n))
		if has(t, db, "lost") || has(t, fresh, "lost") {
			t.Fatal("the old primary is asked")
		}
		time.Sleep(50 * time.Millisecond)
	}
	if !has(t, db, "fresh4") {
		t.Error("the two write to different servers")
	}
}

func has(t testing.TB, db *DB, name string) bool {
	t.Helper()
	s, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ids, err := s.Lookup([]quad.Value{quad.IRI("urn:x:" + name)})
	if err != nil {
		t.Fatal(err)
	}
	return ids[0] != 0
}

// versions are those that the servers have.
func versions(t testing.TB, db *DB) (list []int64) {
	t.Helper()
	for _, s := range db.servers {
		one := server{config: s.config}
		list = append(list, one.look(context.Background()).version)
		one.forget()
	}
	return list
}

func waitUntil(t testing.TB, what string, ready func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !ready(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited too long until %s", what)
		}
	}
}

// A URL that asks for what cannot be is refused with a reason; one server has no
// replicas to ask.
func TestWantedSessions(t *testing.T) {
	for url, want := range map[string]bool{
		"postgres://h1,h2/x": true,
		"postgres://h1,h2/x?target_session_attrs=prefer-standby": true,
		"postgres://h1,h2/x?target_session_attrs=read-write":     false,
		"host=h1,h2 target_session_attrs = 'primary'":            false,
	} {
		if got, err := asksReplicas(url); got != want || err != nil {
			t.Errorf("%s: %t, %v", url, got, err)
		}
	}
	if _, err := Open(context.Background(), "postgres://h1,h2/x?target_session_attrs=standby", Options{}); err == nil {
		t.Error("a server that takes no changes is all that is wanted, and it is opened")
	}
}
