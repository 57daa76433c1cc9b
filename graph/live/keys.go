package live

import (
	"context"
	"crypto/sha256"
	"errors"
	"sync"
)

// ErrMismatch says that a key was used before for something else.
var ErrMismatch = errors.New("the key was used before with another input")

// Keys remember what was done under a key, so that who asks again, for the
// answer was lost on its way, gets it and nothing is done twice. The last ones
// are remembered.
type Keys struct {
	most  int
	notes *notes // for the other servers of the graph; nil where there are none

	mu    sync.Mutex
	known map[string]*once
	order []*once // the oldest first
}

// once is one thing that is done, or was.
type once struct {
	key   string
	input [sha256.Size]byte
	ended chan struct{} // closed when it was done or failed
	done  any
	kept  bool // false: it may be tried again
}

func newKeys(most int) *Keys { return &Keys{most: most, known: map[string]*once{}} }

// Deed is something that is done once.
type Deed struct {
	// Do does it, and says whether what came of it is to be kept.
	Do func() (done any, keep bool, err error)

	// Write and Read carry what came of it to other servers.
	Write func(done any) ([]byte, error)
	Read  func([]byte) (done any, err error)
}

// Do does something once for a key and an input, and gives what came of it
// then. Who comes while it is being done waits. What fails, or is not to be kept,
// is as if it had never been tried. ErrMismatch where the input was another one.
func (k *Keys) Do(ctx context.Context, key string, input []byte, d Deed) (any, error) {
	sum := sha256.Sum256(input)
	for {
		o, mine := k.enter(key, sum)
		if o.input != sum {
			return nil, ErrMismatch
		}
		if mine {
			return k.perform(o, func() (any, bool, error) { return k.everywhere(ctx, key, sum, d) })
		}
		select {
		case <-o.ended:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if o.kept {
			return o.done, nil
		}
	}
}

// enter is the thing of a key; mine says that the caller is to do it.
func (k *Keys) enter(key string, sum [sha256.Size]byte) (o *once, mine bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if o, ok := k.known[key]; ok {
		return o, false
	}
	o = &once{key: key, input: sum, ended: make(chan struct{})}
	k.known[key] = o
	return o, true
}

// perform does it. Where it panics it counts as failed.
func (k *Keys) perform(o *once, do func() (any, bool, error)) (done any, err error) {
	keep := false
	defer func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		o.done, o.kept = done, keep && err == nil
		k.settle(o)
		close(o.ended)
	}()
	done, keep, err = do()
	return done, err
}

// settle remembers what was done, in the place of the oldest, or forgets it.
func (k *Keys) settle(o *once) {
	if !o.kept {
		delete(k.known, o.key)
		return
	}
	k.order = append(k.order, o)
	if len(k.order) > k.most {
		delete(k.known, k.order[0].key)
		k.order[0] = nil
		k.order = k.order[1:]
	}
}
