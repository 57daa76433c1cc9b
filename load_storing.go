package main

import "sync"

// A file of quads is read first, and then sorted and written: two bars follow that of the reading.
// What stores as it reads tells nothing of it.

// storingBar shows how far a file of quads is stored.
type storingBar struct {
	mu      sync.Mutex
	loading *loading
	bar     *bar
	done    int
	writing bool
}

// tell takes what a bulk load says.
func (s *storingBar) tell(written, most int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.loading
	switch {
	case s.bar == nil:
		l.bar.clear()
		s.bar = newWait(l.errors, "sorting")
	case !s.writing:
		s.bar.finish()
		s.bar, s.writing = newCountBar(l.errors, "writing", "entries", int64(most)), true
	}
	if s.writing {
		s.bar.add(written - s.done)
		s.done = written
	}
}

func (s *storingBar) finish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bar != nil {
		s.bar.finish()
	}
}
