package access

import (
	"context"
	"time"
)

// slots bounds how many requests run at once. The others wait a little.
type slots struct {
	free     chan struct{}
	patience time.Duration
}

func newSlots(n int, patience time.Duration) *slots {
	return &slots{free: make(chan struct{}, n), patience: patience}
}

// enter waits for a place. leave is nil where none came free in time.
func (s *slots) enter(ctx context.Context) (leave func()) {
	leave = func() { <-s.free }
	select {
	case s.free <- struct{}{}:
		return leave
	default:
	}
	patience := time.NewTimer(s.patience)
	defer patience.Stop()
	select {
	case s.free <- struct{}{}:
		return leave
	case <-patience.C:
	case <-ctx.Done():
	}
	return nil
}
