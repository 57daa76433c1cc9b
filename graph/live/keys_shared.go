package live

import (
	"context"
	"crypto/sha256"
	"time"
)

// Among servers of one graph a thing is done by the one whose note of the key is
// there first. The note is open while it is being done, and then holds what came of
// it. Where a server ends in between, another one does the thing again after a while:
// what changes the graph finds then what is there, and changes nothing twice.

const keyEvery = 200 * time.Millisecond // look whether another server has done it

// everywhere does a thing unless some server has, or does.
func (k *Keys) everywhere(ctx context.Context, key string, sum [sha256.Size]byte, d Deed) (any, bool, error) {
	if k.notes == nil {
		return d.Do()
	}
	hashed := sha256.Sum256([]byte(key)) // it has the client's name in it
	name := string(hashed[:])
	for {
		done, found, err := k.claim(ctx, name, sum, d)
		if found || err != nil {
			return done, found, err
		}
		mine, err := k.notes.with.Post(ctx, noteKey, name, k.notes.owner, sum[:], true)
		if err == nil && !mine {
			mine, err = k.notes.with.Take(ctx, noteKey, name, k.notes.owner) // where its server is gone
		}
		switch {
		case err != nil:
			return nil, false, err
		case mine:
			return k.performNoted(context.WithoutCancel(ctx), name, d)
		}
		select {
		case <-time.After(keyEvery):
		case <-ctx.Done():
			return nil, false, ctx.Err()
		}
	}
}

// claim gives what another server has done under a key.
func (k *Keys) claim(ctx context.Context, name string, sum [sha256.Size]byte, d Deed) (done any, found bool, err error) {
	n, ok, err := k.notes.with.Note(ctx, noteKey, name)
	switch {
	case err != nil || !ok:
		return nil, false, err
	case len(n.Body) < len(sum) || [sha256.Size]byte(n.Body[:len(sum)]) != sum:
		return nil, false, ErrMismatch
	case n.Open:
		return nil, false, nil
	}
	done, err = d.Read(n.Body[len(sum):])
	return done, err == nil, err
}

// performNoted does a thing under a note of ours. What came of it is told even where
// it cannot be noted: it has been done.
func (k *Keys) performNoted(ctx context.Context, name string, d Deed) (done any, keep bool, err error) {
	k.notes.taken(name)
	k.notes.keys.Add(1)
	defer k.notes.keys.Add(-1)
	var written []byte // nothing, unless it is to be kept
	defer func() { k.notes.endKey(ctx, name, written) }()
	done, keep, err = d.Do()
	if err != nil || !keep {
		return done, keep, err
	}
	if said, err := d.Write(done); err != nil {
		k.notes.failed(err)
	} else {
		written = append([]byte{}, said...)
	}
	return done, true, nil
}
