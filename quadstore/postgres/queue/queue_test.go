package queue

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"
	"claimgraph/quadstore/postgres/servertest"

	"github.com/cayleygraph/quad"
)

// fixture is a store with two queues, as two processes have them.
type fixture struct {
	db   *postgres.DB
	a, b *Queue
}

func newFixture(t *testing.T) fixture {
	t.Helper()
	url := servertest.Start(t).New(t)
	db, err := postgres.Open(t.Context(), url, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f := fixture{db: db, a: openQueue(t, url, db), b: openQueue(t, url, db)}
	t.Cleanup(func() {
		f.a.Close()
		f.b.Close()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func openQueue(t *testing.T, url string, db *postgres.DB) *Queue {
	t.Helper()
	q, err := Open(t.Context(), url, db, "a test")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func articles(name, body string, n int) (list []Article) {
	for i := range n {
		list = append(list, Article{IRI: fmt.Sprint("urn:x:", name, i), Name: fmt.Sprint(name, i), Body: []byte(body)})
	}
	return list
}

func (f *fixture) put(t *testing.T, list ...Article) Put {
	t.Helper()
	return must[Put](t)(f.a.Put(t.Context(), list))
}

var taking = Taking{Most: 100, Bytes: 1 << 20, Lease: time.Minute, Attempts: 5}

func take(t *testing.T, q *Queue, how Taking) []Task {
	t.Helper()
	tasks, _, err := q.Take(t.Context(), how)
	if err != nil {
		t.Fatal(err)
	}
	return tasks
}

func (f *fixture) expect(t *testing.T, want Counts) {
	t.Helper()
	got := must[Counts](t)(f.a.Counts(t.Context()))
	got.Bytes, got.Oldest = 0, 0
	if got != want {
		t.Errorf("the queue holds %+v, want %+v", got, want)
	}
}

// expire lets all leases and pauses run out.
func (f *fixture) expire(t *testing.T) {
	t.Helper()
	if _, err := f.a.pool.Exec(t.Context(), "UPDATE tasks SET due = now() - INTERVAL '1 second'"); err != nil {
		t.Fatal(err)
	}
}

// change is a change of the graph that depends on the article's text.
func change(t *testing.T, q *Queue, tasks []Task) error {
	t.Helper()
	return q.Finish(t.Context(), tasks, nil, func(quadstore.Snapshot) (b quadstore.Batch, err error) {
		for _, task := range tasks {
			b.Add = append(b.Add, quad.Quad{Subject: quad.IRI("urn:x:" + task.Name), Predicate: quad.IRI("urn:x:text"), Object: quad.String(task.Body)})
		}
		return b, nil
	})
}

func (f *fixture) quads(t *testing.T) int {
	t.Helper()
	s := must[quadstore.Snapshot](t)(f.db.Snapshot())
	defer s.Close()
	n, _, err := s.Count([4]uint64{})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The same article waits once, a newer text takes its place, of one in a batch too.
func TestPut(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		list []Article
		want Put
	}{
		{nil, Put{}},
		{articles("a", "one", 3), Put{Queued: 3}},
		{articles("a", "one", 3), Put{Waiting: 3}},
		{append(articles("a", "two", 2), articles("b", "one", 1)...), Put{Queued: 1, Replaced: 2}},
		{append(articles("c", "old", 1), articles("c", "new", 1)...), Put{Queued: 1}},
		{[]Article{{IRI: "urn:x:\x00", Name: "\x00", Body: []byte("\x00")}}, Put{Queued: 1}},
	} {
		if got := f.put(t, c.list...); got != c.want {
			t.Errorf("put of %v: %+v, want %+v", c.list, got, c.want)
		}
	}
	bodies := map[string]string{}
	for _, task := range take(t, f.a, taking) {
		bodies[task.Name] = string(task.Body)
	}
	want := map[string]string{"a0": "two", "a1": "two", "a2": "one", "b0": "one", "c0": "new", "\x00": "\x00"}
	if fmt.Sprint(bodies) != fmt.Sprint(want) {
		t.Errorf("the queue gives %q, want %q", bodies, want)
	}
	if _, err := f.a.Put(t.Context(), []Article{{IRI: "urn:x:large", Body: make([]byte, MostBytes+1)}}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a body that is too large: %v", err)
	}
}

// What one has taken another one does not get until the lease has run out; then the
// first one can change nothing any more.
func TestLeases(t *testing.T) {
	f := newFixture(t)
	f.put(t, articles("a", "text", 4)...)
	first := take(t, f.a, Taking{Most: 3, Bytes: 1 << 20, Lease: time.Minute, Attempts: 5})
	second := take(t, f.b, taking)
	if len(first) != 3 || len(second) != 1 || first[0].Attempts != 1 {
		t.Fatalf("%d and %d tasks were taken", len(first), len(second))
	}
	f.expect(t, Counts{Taken: 4})
	f.expire(t)
	f.expect(t, Counts{Ready: 4})
	if err := f.a.Keep(t.Context(), first[:1], time.Minute); err != nil {
		t.Fatal(err)
	}
	again := take(t, f.b, taking)
	if len(again) != 3 || again[0].Attempts != 2 {
		t.Fatalf("%d tasks came back", len(again))
	}
	if err := change(t, f.a, first); !errors.Is(err, ErrLost) || f.quads(t) != 0 {
		t.Errorf("tasks that were lost: %v, %d quads", err, f.quads(t))
	}
	mine := must[[]bool](t)(f.a.Mine(t.Context(), first))
	if fmt.Sprint(mine) != "[true false false]" {
		t.Errorf("of the first one's tasks are his: %v", mine)
	}
	for _, end := range []struct {
		q     *Queue
		tasks []Task
	}{{f.a, first[:1]}, {f.b, again}} {
		if err := change(t, end.q, end.tasks); err != nil {
			t.Error(err)
		}
	}
	if err := change(t, f.b, again); !errors.Is(err, ErrLost) {
		t.Errorf("tasks are done twice: %v", err)
	}
	if n := f.quads(t); n != 4 {
		t.Errorf("%d quads, want 4", n)
	}
	f.expect(t, Counts{Done: 4})
}

// A task whose change changes nothing is done, and nobody sees a change; one whose
// decision fails is not.
func TestFinishWithoutChange(t *testing.T) {
	f := newFixture(t)
	f.put(t, articles("a", "text", 1)...)
	tasks := take(t, f.a, taking)
	reason := errors.New("a reason")
	finish := func(err error) error {
		return f.a.Finish(t.Context(), tasks, nil, func(quadstore.Snapshot) (quadstore.Batch, error) { return quadstore.Batch{}, err })
	}
	if err := finish(reason); !errors.Is(err, reason) {
		t.Errorf("the error is %v", err)
	}
	f.expect(t, Counts{Taken: 1})
	if err := finish(nil); err != nil {
		t.Error(err)
	}
	f.expect(t, Counts{Done: 1})
	s := must[quadstore.Snapshot](t)(f.db.Snapshot())
	defer s.Close()
	if s.Version() != 0 {
		t.Errorf("version %d, want 0", s.Version())
	}
}

// A newer text makes who reads the older one lose it, and so does a task that was
// done and comes anew, under the same lease or another one's.
func TestNewerTextWins(t *testing.T) {
	f := newFixture(t)
	f.put(t, articles("a", "old", 1)...)
	old := take(t, f.a, taking)
	if got := f.put(t, articles("a", "new", 1)...); got.Replaced != 1 {
		t.Errorf("put: %+v", got)
	}
	for _, end := range []error{change(t, f.a, old), f.a.FinishUnchanged(t.Context(), old)} {
		if !errors.Is(end, ErrLost) {
			t.Errorf("the old text: %v", end)
		}
	}
	if err := errors.Join(f.a.Release(t.Context(), old), f.a.Keep(t.Context(), old, time.Hour), f.a.Fail(t.Context(), old[0], "why", 0, true)); err != nil {
		t.Fatal(err)
	}
	f.expect(t, Counts{Ready: 1})
	if err := change(t, f.b, take(t, f.b, taking)); err != nil {
		t.Fatal(err)
	}
	f.put(t, articles("a", "newest", 1)...)
	newest := take(t, f.a, taking)
	if err := change(t, f.a, old); !errors.Is(err, ErrLost) {
		t.Errorf("the old text after the new one was done: %v", err)
	}
	if err := f.a.FinishUnchanged(t.Context(), newest); err != nil {
		t.Error(err)
	}
	f.expect(t, Counts{Done: 2})
}

// A failed task comes again after its pause, a dead one when somebody says so; one
// whose holders end without a word is dead in the end, and is taken alone before.
func TestFailures(t *testing.T) {
	f := newFixture(t)
	f.put(t, articles("a", "text", 3)...)
	tasks := take(t, f.a, taking)
	for i, dead := range []bool{false, true} {
		if err := f.a.Fail(t.Context(), tasks[i], "because", time.Hour, dead); err != nil {
			t.Fatal(err)
		}
	}
	f.expect(t, Counts{Waiting: 1, Taken: 1, Dead: 1})
	if err := f.a.Release(t.Context(), tasks[2:]); err != nil {
		t.Fatal(err)
	}
	f.expect(t, Counts{Waiting: 1, Ready: 1, Dead: 1})
	entries := must[[]Entry](t)(f.a.Entries(t.Context(), Dead, 10))
	if len(entries) != 1 || entries[0].Error != "because" || entries[0].Name != tasks[1].Name {
		t.Errorf("dead: %+v", entries)
	}
	if n := must[int](t)(f.a.Retry(t.Context(), []string{tasks[1].Name, tasks[0].Name, "unknown"})); n != 1 {
		t.Errorf("%d tasks are tried again", n)
	}
	f.expire(t)
	for range taking.Attempts {
		got := take(t, f.a, taking)
		if len(got) == 0 {
			t.Fatal("a task is dead too early")
		}
		if got[0].Suspicious() && len(got) > 1 {
			t.Errorf("a suspicious task comes with %d others", len(got)-1)
		}
		for len(got) > 0 { // the others too, in their turn
			got = take(t, f.a, taking)
		}
		f.expire(t)
	}
	for range 3 {
		take(t, f.a, taking)
	}
	f.expect(t, Counts{Dead: 3})
	if n := must[int](t)(f.a.Drop(t.Context(), []string{tasks[0].Name})); n != 1 {
		t.Errorf("%d tasks were dropped", n)
	}
	if n := must[int](t)(f.a.RetryAll(t.Context())); n != 2 {
		t.Errorf("%d tasks are tried again", n)
	}
	if n := must[int](t)(f.a.OpenTasks(t.Context(), 1)); n != 1 {
		t.Errorf("%d tasks are open, counted up to 1", n)
	}
	if n := must[int](t)(f.a.DropDead(t.Context())); n != 0 {
		t.Errorf("%d dead tasks were dropped", n)
	}
}

// Tasks are taken within the bounds, and one however large it is.
func TestTakingIsBounded(t *testing.T) {
	f := newFixture(t)
	f.put(t, articles("a", "0123456789", 5)...)
	for _, want := range []int{2, 1, 2} {
		how := Taking{Most: 2, Bytes: 100, Lease: time.Minute, Attempts: 5}
		if want == 1 {
			how.Bytes = 1
		}
		if got := take(t, f.a, how); len(got) != want {
			t.Errorf("%d tasks, want %d", len(got), want)
		}
	}
}

// Many take, fail, lose and end tasks at once, while others put the same ones: each
// is done as often as it was put anew.
func TestManyAtOnce(t *testing.T) {
	f := newFixture(t)
	const n = 60
	f.put(t, articles("a", "text", n)...)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var all sync.WaitGroup
	for w := range 6 {
		q := []*Queue{f.a, f.b}[w%2]
		all.Go(func() {
			for ctx.Err() == nil {
				tasks, _, err := q.Take(ctx, Taking{Most: 7, Bytes: 1 << 20, Lease: time.Minute, Attempts: 100})
				if err != nil {
					t.Error(err)
					return
				}
				if len(tasks) == 0 {
					if open, err := q.OpenTasks(ctx, 1); open == 0 || err != nil {
						return
					}
				}
				for i := range tasks {
					var err error
					switch i {
					case 0:
						err = q.Release(ctx, tasks[:1])
					case 1:
						err = q.Fail(ctx, tasks[1], "why", 0, false)
					default:
						err = q.Keep(ctx, tasks, time.Minute)
						if err == nil && i == len(tasks)-1 {
							err = change(t, q, tasks[2:])
						}
					}
					if err != nil {
						t.Error(err)
					}
				}
				if len(tasks) < 3 && len(tasks) > 0 {
					if rest, _, err := q.Take(ctx, Taking{Most: 1, Bytes: 1, Lease: time.Minute, Attempts: 100}); err == nil && len(rest) > 0 {
						if err := change(t, q, rest); err != nil {
							t.Error(err)
						}
					}
				}
			}
		})
	}
	for range 5 {
		f.put(t, articles("b", "text", 5)...)
	}
	all.Wait()
	f.expect(t, Counts{Done: must[Counts](t)(f.a.Counts(t.Context())).Done})
	if got := f.quads(t); got != n+5 {
		t.Errorf("%d articles are in the graph, want %d", got, n+5)
	}
}
