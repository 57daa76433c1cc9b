package loader

import (
	"context"
	"iter"
)

// inOrder calls work for every item of src on several goroutines at once and
// yields the results in the order of src, with at most a few of them waiting.
// src runs on the caller's goroutine and is left where ctx ends.
func inOrder[In, Out any](ctx context.Context, workers int, src iter.Seq[In], work func(In) Out) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		slots := make(chan struct{}, workers)
		var waiting []chan Out // results in order
		next := func() bool {
			result := <-waiting[0]
			waiting = waiting[1:]
			return yield(result)
		}
		for item := range src {
			if ctx.Err() != nil {
				break
			}
			if len(waiting) == 2*workers && !next() {
				return
			}
			result := make(chan Out, 1)
			waiting = append(waiting, result)
			slots <- struct{}{}
			go func() {
				result <- work(item)
				<-slots
			}()
		}
		for len(waiting) > 0 {
			if !next() {
				return
			}
		}
	}
}
