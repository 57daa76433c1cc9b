package work

import (
	"context"
	"fmt"
	"testing"
	"time"

	"claimgraph/quadstore/postgres/queue"
)

func task(name string, size int) queue.Task {
	return queue.Task{Key: []byte(name), Lease: []byte("lease"), Body: make([]byte, size)}
}

// A worker takes as many tasks as its readers soon need, and no more than it may hold.
func TestHandIsBounded(t *testing.T) {
	h := newHand(3)
	if n, bytes := h.room(); n != 6 || bytes != mostBytes {
		t.Errorf("an empty hand has room for %d tasks of %d bytes", n, bytes)
	}
	for i := range 2*3 + mostTogether {
		tasks := []queue.Task{task(fmt.Sprint(i), 10)}
		h.add(tasks)
		h.wasRead()
	}
	if n, _ := h.room(); n != 0 {
		t.Errorf("a full hand has room for %d tasks", n)
	}
	one := task("0", 10)
	h.remove(&one)
	if n, bytes := h.room(); n != 1 || bytes != mostBytes-10*(2*3+mostTogether-1) {
		t.Errorf("room for %d tasks of %d bytes", n, bytes)
	}
	large := newHand(3)
	large.add([]queue.Task{task("large", mostBytes)})
	if n, _ := large.room(); n != 0 {
		t.Errorf("a hand with a large article has room for %d tasks", n)
	}
}

func TestHandIsAwaited(t *testing.T) {
	h := newHand(1)
	both := []queue.Task{task("a", 1), task("b", 1)}
	h.add(both)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, _, err := h.awaitRoom(ctx); err == nil {
		t.Error("there is room where there is none")
	}
	go func() {
		h.wasRead()
		h.remove(&both[0])
	}()
	if n, _, err := h.awaitRoom(t.Context()); n != 1 || err != nil {
		t.Errorf("room for %d tasks, %v", n, err)
	}
	if err := h.awaitEmpty(t.Context(), 1); err != nil {
		t.Error(err)
	}
	if left := h.all(); len(left) != 1 || string(left[0].Key) != "b" {
		t.Errorf("in hand are %v", left)
	}
}

func TestBackOff(t *testing.T) {
	for attempts, want := range map[int]time.Duration{1: 5 * time.Second, 2: 10 * time.Second, 4: 40 * time.Second, 9: 15 * time.Minute, 1000: 15 * time.Minute} {
		if got := backOff(attempts); got != want {
			t.Errorf("after %d attempts %s, want %s", attempts, got, want)
		}
	}
	for range 1000 {
		if j := jitter(time.Second); j < time.Second/2 || j >= 3*time.Second/2 {
			t.Fatalf("about a second is %s", j)
		}
	}
}
