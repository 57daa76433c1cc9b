package live_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"claimgraph/graph/live"
	"claimgraph/kg"
)

// board is what servers share, in memory: at most so many news are kept, and an owner
// is away when the test says so.
type board struct {
	down  bool // nothing can be ended
	keeps int

	mu    sync.Mutex
	news  []string
	bell  chan struct{}
	notes map[string]*posted
	away  map[string]bool
}

type posted struct {
	owner         string
	body          []byte
	open, flagged bool
}

type note = struct {
	Body []byte
	Open bool
	Lost bool
}

func newBoard(keeps int) *board {
	return &board{keeps: keeps, bell: make(chan struct{}), notes: map[string]*posted{}, away: map[string]bool{}}
}

func (b *board) tell(claims ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.news = append(b.news, claims...)
	b.ring()
}

func (b *board) ring() {
	close(b.bell)
	b.bell = make(chan struct{})
}

func (b *board) News(_ context.Context, after uint64, most int) ([]string, uint64, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	from := max(int(after), len(b.news)-b.keeps)
	if from >= len(b.news) {
		return nil, 0, nil
	}
	return slices.Clone(b.news[from:min(from+most, len(b.news))]), uint64(from + 1), nil
}

func (b *board) LastNews(context.Context) (uint64, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return uint64(len(b.news)), nil
}

func (b *board) NewsBell() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.bell
}

// find gives a note if it is open and, where an owner is given, his; mu is held.
func (b *board) find(kind int, name, owner string) *posted {
	n := b.notes[string(rune(kind))+name]
	if n == nil || !n.open || owner != "" && n.owner != owner {
		return nil
	}
	return n
}

func (b *board) Post(_ context.Context, kind int, name, owner string, body []byte, open bool) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := string(rune(kind)) + name
	if b.notes[key] != nil {
		return false, nil
	}
	b.notes[key] = &posted{owner: owner, body: slices.Clone(body), open: open}
	return true, nil
}

func (b *board) Note(_ context.Context, kind int, name string) (note, bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := b.notes[string(rune(kind))+name]
	if n == nil {
		return note{}, false, nil
	}
	return note{slices.Clone(n.body), n.open, n.open && b.away[n.owner]}, true, nil
}

func (b *board) Append(_ context.Context, kind int, name, owner string, more []byte, end bool) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.down {
		return false, io.EOF
	}
	n := b.find(kind, name, owner)
	if n == nil {
		return false, nil
	}
	n.body, n.open = append(n.body, more...), !end
	return true, nil
}

func (b *board) Beat(_ context.Context, kind int, owner string) (flagged []string, _ error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for key, n := range b.notes {
		if n.open && n.owner == owner && n.flagged && key[0] == byte(kind) {
			flagged = append(flagged, key[1:])
		}
	}
	return flagged, nil
}

func (b *board) Flag(_ context.Context, kind int, name string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n := b.find(kind, name, ""); n != nil {
		n.flagged = true
		b.ring()
	}
	return nil
}

func (b *board) Take(_ context.Context, kind int, name, owner string) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := b.find(kind, name, "")
	if n == nil || !b.away[n.owner] {
		return false, nil
	}
	n.owner = owner
	return true, nil
}

func (b *board) Drop(_ context.Context, kind int, name, owner string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.down {
		return io.EOF
	}
	if b.find(kind, name, owner) != nil {
		delete(b.notes, string(rune(kind))+name)
	}
	return nil
}

// allAway has those be away who own notes now.
func (b *board) allAway() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, n := range b.notes {
		b.away[n.owner] = true
	}
}

func sharing(t *testing.T, b *board, limits live.Limits) *live.Live {
	l := live.NewShared(limits, b, func(err error) { t.Error(err) })
	t.Cleanup(func() {
		if err := l.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return l
}

// Claims have the store's numbers: older ones are read there, forgotten ones are told
// to be, and a cursor is good for the next server.
func TestSharedClaims(t *testing.T) {
	b := newBoard(8)
	b.tell("1", "2", "3")
	l := sharing(t, b, live.Limits{Claims: 1})
	last, err := l.Claims.Last(t.Context())
	if err != nil || last != 3 {
		t.Fatal(last, err)
	}
	l.Claims.Add("of this server: the store tells it")
	got := make(chan []string)
	go func() {
		claims, err := l.Claims.After(t.Context(), last, 9)
		if err != nil {
			t.Error(err)
		}
		got <- claims
	}()
	b.tell("4")
	if claims := <-got; !slices.Equal(claims, []string{"4"}) {
		t.Error(claims)
	}
	for n := range 9 {
		b.tell(string(rune('5' + n)))
		if _, err := l.Claims.After(t.Context(), 4+n, 1); err != nil {
			t.Error(err)
		}
	}
	if claims, err := l.Claims.After(t.Context(), 6, 2); err != nil || !slices.Equal(claims, []string{"7", "8"}) {
		t.Error("older than what is in memory:", claims, err)
	}
	if _, err := l.Claims.After(t.Context(), 2, 1); !errors.Is(err, live.ErrBehind) {
		t.Error("forgotten:", err)
	}
	next := sharing(t, b, live.Limits{})
	for n, want := range map[int]error{13: nil, 6: nil, 5: nil, 4: live.ErrForgotten, 14: live.ErrForgotten} {
		if found, err := next.Claims.Find(t.Context(), l.Claims.Cursor(n)); !errors.Is(err, want) || err == nil && found != n {
			t.Errorf("%d: %d, %v; want %v", n, found, err, want)
		}
	}
	if _, err := next.Claims.Find(t.Context(), "?"); err != kg.ErrCursor {
		t.Error(err)
	}
	if _, err := next.Claims.Find(t.Context(), live.New(live.Limits{}).Claims.Cursor(1)); err != live.ErrForgotten {
		t.Error("of a server that had its graph to itself:", err)
	}
}

// A job is told by other servers step by step, and has failed where its server has
// gone; one that comes back late changes nothing.
func TestSharedJob(t *testing.T) {
	b := newBoard(1)
	ours, theirs := sharing(t, b, live.Limits{}), sharing(t, b, live.Limits{})
	next := make(chan live.Result)
	ended := make(chan struct{})
	task := live.Task{Total: 3, Problems: []live.Problem{{Code: "MISSING_TEXT"}}, Work: func(ctx context.Context, report func(live.Result)) error {
		defer close(ended)
		for {
			select {
			case r := <-next:
				report(r)
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}}
	now, err := ours.Queue(t.Context(), task, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	events, err := theirs.Events(t.Context(), now().Name)
	if err != nil {
		t.Fatal(err)
	}
	next <- live.Result{IRI: "a", Claims: 5, New: 4}
	next <- live.Result{Problem: &live.Problem{Message: "no", Code: "NOT_STORED", Path: []string{"1"}}}
	var heard []live.Event
	for len(heard) < 4 {
		more, err := events.After(t.Context(), len(heard), 1)
		if err != nil {
			t.Fatal(err)
		}
		heard = append(heard, more...)
	}
	local, err := ours.Events(t.Context(), now().Name)
	if err != nil {
		t.Fatal(err)
	}
	own, err := local.After(t.Context(), 0, 9)
	if one, two := asJSON(t, own), asJSON(t, heard); err != nil || one != two {
		t.Errorf("elsewhere it is told\n%s\nhere\n%s (%v)", two, one, err)
	}
	b.allAway()
	job, err := theirs.Job(t.Context(), now().Name)
	if err != nil || job.State != live.Failed || job.Done != 1 || job.Failed != 2 || job.Problems[2].Code != "SERVER_GONE" {
		t.Errorf("%+v, %v", job, err)
	}
	if _, err := theirs.Cancel(t.Context(), now().Name); !errors.Is(err, live.ErrEnded) {
		t.Error(err)
	}
	next <- live.Result{IRI: "late"}
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Error("a job that was told to have failed goes on")
	}
	if after, err := events.After(t.Context(), 5, 1); err != io.EOF {
		t.Error(after, err)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// What is done under a key on one server is not done on another, which waits while
// it is being done, and does it itself where it failed or its server is gone.
func TestSharedKeys(t *testing.T) {
	b := newBoard(1)
	ours, theirs := sharing(t, b, live.Limits{}), sharing(t, b, live.Limits{})
	deed := func(do func() (any, bool, error)) live.Deed {
		return live.Deed{Do: do,
			Write: func(done any) ([]byte, error) { return []byte(done.(string)), nil },
			Read:  func(written []byte) (any, error) { return "read: " + string(written), nil },
		}
	}
	says := func(what string) live.Deed { return deed(func() (any, bool, error) { return what, true, nil }) }
	do := func(l *live.Live, key, input string, d live.Deed, want any, wanted error) {
		t.Helper()
		if got, err := l.Keys.Do(t.Context(), key, []byte(input), d); got != want || !errors.Is(err, wanted) {
			t.Errorf("%s: %v, %v; want %v, %v", key, got, err, want, wanted)
		}
	}
	do(ours, "a", "x", says("one"), "one", nil)
	do(theirs, "a", "x", says("two"), "read: one", nil)
	do(theirs, "a", "x", says("three"), "read: one", nil)
	do(theirs, "a", "y", says("two"), nil, live.ErrMismatch)
	do(sharing(t, b, live.Limits{}), "a", "y", says("two"), nil, live.ErrMismatch)
	do(ours, "b", "x", deed(func() (any, bool, error) { return nil, true, io.EOF }), nil, io.EOF)
	do(theirs, "b", "x", says("after a failure"), "after a failure", nil)
	do(ours, "c", "x", deed(func() (any, bool, error) { return "nothing", false, nil }), "nothing", nil)
	do(theirs, "c", "x", says("after nothing"), "after nothing", nil)

	begun, finish, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		do(ours, "d", "x", deed(func() (any, bool, error) {
			close(begun)
			<-finish
			return "slow", true, nil
		}), "slow", nil)
	}()
	<-begun
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := theirs.Keys.Do(ctx, "d", []byte("x"), says("twice")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("while it is being done: %v", err)
	}
	b.allAway()
	do(theirs, "d", "x", says("taken over"), "taken over", nil)
	close(finish)
	<-ended
}

// Of a key whose deed ended while nothing could be written the others hear soon after,
// for the server that did it is still there and would keep its note.
func TestSharedKeyEndsLate(t *testing.T) {
	b := newBoard(1)
	patient := func() *live.Live {
		l := live.NewShared(live.Limits{}, b, func(error) {})
		t.Cleanup(func() { _ = l.Shutdown(context.Background()) })
		return l
	}
	ours, theirs := patient(), patient()
	deed := func(what string, err error) live.Deed {
		return live.Deed{
			Do: func() (any, bool, error) {
				b.setDown(what != "theirs")
				return what, true, err
			},
			Write: func(done any) ([]byte, error) { return []byte(done.(string)), nil },
			Read:  func(written []byte) (any, error) { return "read: " + string(written), nil },
		}
	}
	for key, want := range map[string]struct {
		err  error
		read string
	}{"failed": {io.EOF, "theirs"}, "done": {nil, "read: ours"}} {
		if _, err := ours.Keys.Do(t.Context(), key, nil, deed("ours", want.err)); !errors.Is(err, want.err) {
			t.Fatal(err)
		}
		b.setDown(false)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		if got, err := theirs.Keys.Do(ctx, key, nil, deed("theirs", nil)); got != want.read || err != nil {
			t.Errorf("%s: %v, %v", key, got, err)
		}
		cancel()
	}
}

func (b *board) setDown(down bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.down = down
}
