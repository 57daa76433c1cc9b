package live

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"claimgraph/kg"
)

// State is where a job stands.
type State string

const (
	Queued    State = "queued"
	Running   State = "running"
	Done      State = "done"      // each article was tried
	Failed    State = "failed"    // the store failed; what was stored before is kept
	Cancelled State = "cancelled" // before it was done; what was stored is kept
)

// Job is a load of articles as it was at one moment. It does not change.
type Job struct {
	Name    string // of the job, never given twice
	State   State
	Total   int // articles that were given
	Done    int // of which so many are stored, or were read where nothing is to be stored
	Failed  int // and so many cannot be
	Claims  int // read from those that are done, now or before
	Read    int // claims that were read now
	Foreign int // articles that are not in English: kept, nothing read from them

	// Of the articles that are done, how many were not there, were there with another text, or with
	// the same one.
	Added, Replaced, Unchanged int

	Problems []Problem
	Articles []string // the IRIs of those that are stored, each once
}

// NodeID is the job's id.
func (j *Job) NodeID() string { return kg.JobNodeID(j.Name) }

// Ended says whether nothing more will happen.
func (j *Job) Ended() bool { return j.State != Queued && j.State != Running }

// Problem is why an article was not stored, for who gave it.
type Problem struct {
	Message, Code string
	Path          []string
}

// Event is one step of a job: it has another state, or an article is done.
type Event struct {
	Sequence int // from 1 on
	Job      *Job
	Article  string // the IRI of the one that was stored, or ""
	New      int    // claims that were not there before
	Message  string // why something went wrong, or ""
}

// Note is the message, nil where there is none.
func (e *Event) Note() *string {
	if e.Message == "" {
		return nil
	}
	return &e.Message
}

// Task is what a job is to do.
type Task struct {
	Total    int       // articles that were given
	Problems []Problem // of those that are not even tried

	// Work does it and reports each article. It ends with ctx, between articles.
	Work func(ctx context.Context, report func(Result)) error

	// Explain says of an error of Work what a client may hear; nil: nothing.
	Explain func(error) Problem
}

// Status is what was done with an article.
type Status string

const (
	Added     Status = "added"     // it was not there
	Replaced  Status = "replaced"  // it was there with another text
	Unchanged Status = "unchanged" // it was there
)

// Result is what became of one article.
type Result struct {
	Status  Status // "" where nothing was stored
	Read    int    // claims read from it now
	Foreign bool
	IRI     string // "" where it was not stored
	Claims  int    // read from it
	New     int    // of which were not there before
	Problem *Problem
}

// work is a job on its way.
type work struct {
	number int
	task   Task
	ctx    context.Context
	cancel context.CancelFunc
	queued bool        // outlives who asked for it
	failed func(error) // told why one that is queued failed
	ended  func(State)
	events *Log[Event]
	notes  *notes        // nil: nobody else is to know
	posted chan struct{} // closed when others may know; nil: it need not be waited for

	mu     sync.Mutex
	job    *Job   // never changed, only exchanged
	unsaid []byte // steps that are not in its note yet
}

func newWork(ctx context.Context, number int, name string, t Task, shared *notes) *work {
	steps := t.Total + 3 // queued, running, each article, ended
	w := &work{number: number, task: t, events: NewLog[Event](steps), notes: shared}
	w.ctx, w.cancel = context.WithCancel(ctx)
	w.job = &Job{Name: name, State: Queued, Total: t.Total, Failed: len(t.Problems), Problems: slices.Clone(t.Problems)}
	w.events.Add(Event{Sequence: 1, Job: w.job})
	w.say(&Job{}, Event{Job: w.job})
	return w
}

// say keeps a step for the note; mu is held, or nobody else has the work yet.
func (w *work) say(before *Job, e Event) {
	if w.notes != nil {
		w.unsaid = append(w.unsaid, stepFrom(before, e).line()...)
	}
}

// unsaidSteps are lines for the note.
func (w *work) unsaidSteps() []byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.unsaid)
}

// said says that so many bytes of them are in the note.
func (w *work) said(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.unsaid = w.unsaid[n:]
}

// now is the job as it is.
func (w *work) now() *Job {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.job
}

// run does the work, unless it was cancelled before, and gives its error.
func (w *work) run() error {
	defer w.cancel()
	if !w.step(Event{}, Queued, func(j *Job) { j.State = Running }) {
		return context.Canceled
	}
	err := w.attempt()
	switch {
	case err == nil:
		w.step(Event{}, Running, func(j *Job) { j.State = Done })
	case w.ctx.Err() != nil:
		w.step(Event{}, Running, func(j *Job) { j.State = Cancelled })
	default:
		problem := broken
		if w.task.Explain != nil {
			problem = w.task.Explain(err)
		}
		w.step(Event{Message: problem.Message}, Running, func(j *Job) {
			j.State, j.Problems = Failed, append(j.Problems, problem)
		})
	}
	return err
}

// attempt does the work. A panic is an error: it must not be the server's end.
func (w *work) attempt() (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("a job panicked: %v\n%s", cause, debug.Stack())
		}
	}()
	return w.task.Work(w.ctx, w.report)
}

// broken is all that a client hears of an error that nobody explains; the log has
// the rest.
var broken = Problem{Message: "the store failed; what was stored before is kept", Code: "INTERNAL"}

// stop cancels the job; one that runs ends a little later, between two articles.
func (w *work) stop() {
	w.cancel()
	w.step(Event{}, Queued, func(j *Job) { j.State = Cancelled })
}

func (w *work) report(r Result) {
	event := Event{Article: r.IRI, New: r.New}
	if r.Problem != nil {
		event.Message = r.Problem.Message
	}
	w.step(event, Running, func(j *Job) { j.count(r) })
}

func (j *Job) count(r Result) {
	if r.Problem != nil {
		j.Failed++
		j.Problems = append(j.Problems, *r.Problem)
		return
	}
	j.Done++
	j.Read += r.Read
	if r.Foreign {
		j.Foreign++
	}
	switch r.Status {
	case Added:
		j.Added++
	case Replaced:
		j.Replaced++
	case Unchanged:
		j.Unchanged++
	}
	j.Claims += r.Claims
	if r.IRI != "" && !slices.Contains(j.Articles, r.IRI) {
		j.Articles = append(j.Articles, r.IRI)
	}
}

// step makes the next state of a job that is in the state `from`, and an event
// of it. Slices only grow, so that older states may share them.
func (w *work) step(e Event, from State, change func(*Job)) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.job.State != from {
		return false
	}
	before, next := w.job, *w.job
	change(&next)
	w.job = &next
	e.Job, e.Sequence = w.job, w.events.Last()+1
	w.events.Add(e)
	w.say(before, e)
	if w.notes != nil && w.posted != nil {
		w.notes.nudge()
	}
	if next.Ended() {
		w.events.End()
		w.ended(next.State)
		w.task.Work = nil // and with it the texts
	}
	return true
}
