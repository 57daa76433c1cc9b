package live_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"testing"

	"claimgraph/graph/live"
)

// A log is read from any number on that it still keeps.
func TestLog(t *testing.T) {
	l := live.NewLog[int](3)
	l.Add(1, 2)
	if got, err := l.After(t.Context(), 1, 9); err != nil || !slices.Equal(got, []int{2}) {
		t.Error(got, err)
	}
	l.Add(3, 4, 5, 6, 7, 8, 9, 10)
	if got, err := l.After(t.Context(), 2, 9); err != nil || len(got) != 8 {
		t.Error("what was added at once is kept:", got, err)
	}
	for n := 11; n <= 17; n++ {
		l.Add(n)
	}
	if _, err := l.After(t.Context(), 8, 1); !errors.Is(err, live.ErrBehind) {
		t.Error("behind:", err)
	}
	if got, err := l.After(t.Context(), 14, 2); err != nil || !slices.Equal(got, []int{15, 16}) {
		t.Error(got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.After(ctx, 17, 1); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	waiting := make(chan error)
	go func() {
		_, err := l.After(t.Context(), 17, 1)
		waiting <- err
	}()
	l.End()
	l.Add(18)
	if err := <-waiting; err != io.EOF || l.Last() != 17 {
		t.Error(err, l.Last())
	}
}

// What fails may be tried again; who comes meanwhile waits, and does it then.
func TestKeys(t *testing.T) {
	k := live.New(live.Limits{Keys: 2}).Keys
	entered, fail := make(chan struct{}), make(chan struct{})
	first := make(chan error)
	go func() {
		_, err := k.Do(t.Context(), "a", nil, live.Deed{Do: func() (any, bool, error) {
			close(entered)
			<-fail
			return nil, true, io.ErrUnexpectedEOF
		}})
		first <- err
	}()
	<-entered
	second := make(chan any)
	go func() {
		got, _ := k.Do(t.Context(), "a", nil, live.Deed{Do: func() (any, bool, error) { return "second", true, nil }})
		second <- got
	}()
	close(fail)
	if err, got := <-first, <-second; err != io.ErrUnexpectedEOF || got != "second" {
		t.Error(err, got)
	}
	do := func(key, says string) any {
		got, err := k.Do(t.Context(), key, nil, live.Deed{Do: func() (any, bool, error) { return says, true, nil }})
		if err != nil {
			t.Error(err)
		}
		return got
	}
	if do("a", "third") != "second" || do("b", "b") != "b" || do("c", "c") != "c" || do("a", "fourth") != "fourth" {
		t.Error("the last two keys are remembered, and no others")
	}
}
