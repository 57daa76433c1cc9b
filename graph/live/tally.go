package live

import "sync/atomic"

// Tally is how many jobs there are, for whoever runs the server.
type Tally struct {
	Queued, Running         int // now
	Done, Failed, Cancelled int // since the start
}

// tally counts those that have ended: the jobs themselves are forgotten.
type tally struct{ done, failed, cancelled atomic.Int64 }

func (t *tally) count(s State) {
	switch s {
	case Done:
		t.done.Add(1)
	case Failed:
		t.failed.Add(1)
	case Cancelled:
		t.cancelled.Add(1)
	}
}

// Tally counts the jobs.
func (l *Live) Tally() Tally {
	t := Tally{Done: int(l.ended.done.Load()), Failed: int(l.ended.failed.Load()), Cancelled: int(l.ended.cancelled.Load())}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, w := range l.jobs {
		switch w.now().State {
		case Queued:
			t.Queued++
		case Running:
			t.Running++
		}
	}
	return t
}
