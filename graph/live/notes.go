package live

import (
	"context"
	"encoding/json"
	"maps"
	"sync"
	"sync/atomic"
	"time"
)

// notes are what a server writes down of its jobs for the others. The note of a job
// that outlives its request is there before the request is answered; its steps follow
// as fast as the store takes them, several at once where they come faster. The note of
// one that was waited for is written when it has ended. A server that cannot write goes
// on, and tries again.
type notes struct {
	with   Shared
	owner  string
	failed func(error)

	mu    sync.Mutex
	open  map[string]*work  // jobs whose notes are open
	left  map[string][]byte // notes of keys that could not be ended: what is to be added, nil where they are to go
	keys  atomic.Int64      // keys under which something is being done
	wake  chan struct{}
	end   chan struct{}
	works sync.WaitGroup
}

const (
	beatEvery = 2 * time.Second        // a server says that it is there
	beatLeast = 250 * time.Millisecond // between two times: it also looks when the bell rings whether somebody wants a job to end
)

// step is a line of a job's note: what a step changed.
type step struct {
	State    State     `json:"state"`
	Total    int       `json:"total,omitempty"`
	Done     int       `json:"done,omitempty"`
	Failed   int       `json:"failed,omitempty"`
	Claims   int       `json:"claims,omitempty"`
	Problems []Problem `json:"problems,omitempty"` // that came
	Articles []string  `json:"articles,omitempty"` // that came
	Article  string    `json:"article,omitempty"`
	New      int       `json:"new,omitempty"`
	Message  string    `json:"message,omitempty"`
}

// stepFrom is the step that made the job of an event of the one before.
func stepFrom(before *Job, e Event) step {
	j := e.Job
	return step{
		State: j.State, Total: j.Total, Done: j.Done, Failed: j.Failed, Claims: j.Claims,
		Problems: j.Problems[len(before.Problems):], Articles: j.Articles[len(before.Articles):],
		Article: e.Article, New: e.New, Message: e.Message,
	}
}

// event is what the step tells of the job that was before.
func (s step) event(before *Job, sequence int) Event {
	return Event{Sequence: sequence, Article: s.Article, New: s.New, Message: s.Message, Job: &Job{
		Name: before.Name, State: s.State, Total: s.Total, Done: s.Done, Failed: s.Failed, Claims: s.Claims,
		Problems: append(before.Problems[:len(before.Problems):len(before.Problems)], s.Problems...),
		Articles: append(before.Articles[:len(before.Articles):len(before.Articles)], s.Articles...),
	}}
}

func (s step) line() []byte {
	line, _ := json.Marshal(s) // texts and numbers always are JSON
	return append(line, '\n')
}

// post puts up the note of a job that goes on after its request.
func (n *notes) post(ctx context.Context, w *work) error {
	first := w.unsaidSteps()
	if _, err := n.with.Post(ctx, noteJob, w.now().Name, n.owner, first, true); err != nil {
		return err
	}
	w.said(len(first))
	n.mu.Lock()
	defer n.mu.Unlock()
	n.open[w.now().Name] = w
	return nil
}

// postEnded notes a job that has ended.
func (n *notes) postEnded(ctx context.Context, w *work) {
	if _, err := n.with.Post(context.WithoutCancel(ctx), noteJob, w.now().Name, n.owner, w.unsaidSteps(), false); err != nil {
		n.failed(err)
	}
}

// nudge says that there is something to be noted.
func (n *notes) nudge() {
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

// keep writes until the server ends.
func (n *notes) keep() {
	ctx := context.Background()
	beat := time.NewTicker(beatEvery)
	defer beat.Stop()
	last := time.Now()
	for {
		var bell <-chan struct{}
		if n.hasOpen() {
			bell = n.with.NewsBell()
		}
		select {
		case <-n.wake:
			n.write(ctx)
			continue
		case <-beat.C:
		case <-bell:
			if time.Since(last) < beatLeast {
				continue
			}
		case <-n.end:
			return
		}
		n.write(ctx) // what could not be written before
		n.beat(ctx)
		last = time.Now()
	}
}

func (n *notes) hasOpen() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.open) > 0
}

// stop writes what is left. What cannot be written, others will find lost.
func (n *notes) stop(ctx context.Context) {
	select {
	case <-n.end:
		return
	default:
		close(n.end)
	}
	n.works.Wait()
	n.write(context.WithoutCancel(ctx))
}

// endKey ends the note of a key; what cannot be written now is later, or others would
// wait for a deed that has ended for as long as this server is there.
func (n *notes) endKey(ctx context.Context, name string, more []byte) {
	var err error
	if more == nil {
		err = n.with.Drop(ctx, noteKey, name, n.owner)
	} else {
		_, err = n.with.Append(ctx, noteKey, name, n.owner, more, true)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if delete(n.left, name); err != nil {
		n.left[name] = more
		n.failed(err)
	}
}

// keysLeft gives the notes of keys that could not be ended.
func (n *notes) keysLeft() map[string][]byte {
	n.mu.Lock()
	defer n.mu.Unlock()
	return maps.Clone(n.left)
}

// taken forgets that a note was to be ended: it stands for a new attempt.
func (n *notes) taken(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.left, name)
}

func (n *notes) write(ctx context.Context) {
	for name, more := range n.keysLeft() {
		n.endKey(ctx, name, more)
	}
	n.mu.Lock()
	var list []*work
	for _, w := range n.open {
		list = append(list, w)
	}
	n.mu.Unlock()
	for _, w := range list {
		ended := w.now().Ended() // before the steps, which then are all
		more := w.unsaidSteps()
		if len(more) == 0 && !ended {
			continue
		}
		his, err := n.with.Append(ctx, noteJob, w.now().Name, n.owner, more, ended)
		if err != nil {
			n.failed(err)
			return
		}
		w.said(len(more))
		if !his { // it was taken for lost, and told to have failed
			w.stop()
		}
		if !his || ended {
			n.mu.Lock()
			delete(n.open, w.now().Name)
			n.mu.Unlock()
		}
	}
}

// beat says that the server is there, and ends the jobs that others want ended.
func (n *notes) beat(ctx context.Context) {
	if n.keys.Load() > 0 {
		if _, err := n.with.Beat(ctx, noteKey, n.owner); err != nil {
			n.failed(err)
		}
	}
	if !n.hasOpen() {
		return
	}
	flagged, err := n.with.Beat(ctx, noteJob, n.owner)
	if err != nil {
		n.failed(err)
	}
	for _, name := range flagged {
		n.mu.Lock()
		w := n.open[name]
		n.mu.Unlock()
		if w != nil {
			w.stop()
		}
	}
}
