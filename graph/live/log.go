package live

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
)

// ErrBehind says that items which a reader has not seen are no longer kept.
var ErrBehind = errors.New("too far behind")

// Log is a list of items that grows and forgets its oldest ones. Items have
// numbers from 1 on. Any number of readers follow it, each with a number of its
// own: adding costs the same however many they are, and waits for none.
type Log[T any] struct {
	most int // that are surely kept; twice as many may be

	mu    sync.Mutex
	kept  []T
	first int // the number of kept[0]
	ended bool
	grown chan struct{} // closed when there is news
}

// NewLog makes a log that keeps at least the last `most` items, and all that
// were added at once.
func NewLog[T any](most int) *Log[T] {
	return &Log[T]{most: most, first: 1, grown: make(chan struct{})}
}

// Add adds items. An ended log takes none.
func (l *Log[T]) Add(items ...T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended || len(items) == 0 {
		return
	}
	l.kept = append(l.kept, items...)
	if keep := max(l.most, len(items)); len(l.kept) > 2*keep {
		drop := len(l.kept) - keep
		l.kept = slices.Clone(l.kept[drop:]) // so that what is dropped is freed
		l.first += drop
	}
	close(l.grown)
	l.grown = make(chan struct{})
}

// skip forgets all that is kept and goes on after item n.
func (l *Log[T]) skip(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.kept, l.first = nil, n+1
}

// keeps says whether the item after number n is kept or still to come.
func (l *Log[T]) keeps(n int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return n+1 >= l.first && n < l.first+len(l.kept)
}

// End says that nothing more will come.
func (l *Log[T]) End() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ended {
		l.ended = true
		close(l.grown)
	}
}

// Last is the number of the last item, 0 where there was none.
func (l *Log[T]) Last() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.first + len(l.kept) - 1
}

// After waits for items after number n and gives some of them, in order, at
// most so many: io.EOF where none will come, ErrBehind where the next one is
// forgotten.
func (l *Log[T]) After(ctx context.Context, n, most int) ([]T, error) {
	for {
		items, grown, err := l.after(n, most)
		if len(items) > 0 || err != nil {
			return items, err
		}
		select {
		case <-grown:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (l *Log[T]) after(n, most int) ([]T, <-chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	from := n + 1 - l.first
	switch {
	case from < 0:
		return nil, nil, ErrBehind
	case from < len(l.kept):
		return slices.Clone(l.kept[from:min(from+most, len(l.kept))]), nil, nil
	case l.ended:
		return nil, nil, io.EOF
	}
	return nil, l.grown, nil
}
