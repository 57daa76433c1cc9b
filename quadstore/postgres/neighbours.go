package postgres

import (
	"slices"
	"sync"
)

// neighbours remembers, for all snapshots of one version of the store, the quads that
// one id of an expansion has, and who has a name. Which version it is a snapshot has read from the
// database, so no other process's change goes unseen. A later version forgets all.
type neighbours struct {
	mu         sync.Mutex
	version    int64
	room       int64 // bytes, for each half
	bytes      int64 // of the young half
	young, old map[step][][4]uint64
	named      map[string][]name // by folded name
}

// step is an expansion of one id: the pattern with the id in it, and its position.
type step struct {
	pattern [4]uint64
	pos     int
}

const (
	mostNeighbours = 32  // quads of an answer; longer ones are walks
	stepBytes      = 150 // what an answer takes beside its quads, about
)

func newNeighbours(bytes int64) *neighbours {
	if bytes <= 0 {
		bytes = defaultCacheBytes
	}
	return &neighbours{room: bytes / 2, young: map[step][][4]uint64{}, old: map[step][][4]uint64{}, named: map[string][]name{}}
}

// enter says whether the memory serves a version; mu is held.
func (n *neighbours) enter(version int64) bool {
	if version > n.version {
		n.version, n.bytes, n.young, n.old = version, 0, map[step][][4]uint64{}, map[step][][4]uint64{}
		n.named = map[string][]name{}
	}
	return version == n.version
}

// known gives the quads of those ids whose neighbours are remembered, by id, and the
// ids of which they are not.
func (n *neighbours) known(ids []uint64, pos int, pattern [4]uint64, version int64) (quads [][4]uint64, missing []uint64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.enter(version) {
		return nil, ids
	}
	for _, id := range ids {
		pattern[pos] = id
		at := step{pattern, pos}
		found, young := n.young[at]
		if !young {
			var old bool
			if found, old = n.old[at]; !old {
				missing = append(missing, id)
				continue
			}
			n.keep(at, found)
		}
		quads = append(quads, found...)
	}
	return quads, missing
}

// put remembers what ids have: quads are grouped by them, and all that there are.
func (n *neighbours) put(ids []uint64, quads [][4]uint64, pos int, pattern [4]uint64, version int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.enter(version) {
		return
	}
	for _, id := range ids {
		size := 0
		for size < len(quads) && quads[size][pos] == id {
			size++
		}
		if pattern[pos] = id; size <= mostNeighbours {
			n.keep(step{pattern, pos}, slices.Clone(quads[:size]))
		}
		quads = quads[size:]
	}
}

func (n *neighbours) keep(at step, quads [][4]uint64) {
	n.young[at] = quads
	if n.bytes += stepBytes + 32*int64(len(quads)); n.bytes > n.room {
		n.old, n.young, n.bytes = n.young, map[step][][4]uint64{}, 0
	}
}

const mostNamed = 10_000 // names

// whoIs gives those who have a folded name, where that is remembered.
func (n *neighbours) whoIs(folded string, version int64) (found []name, known bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.enter(version) {
		found, known = n.named[folded]
	}
	return found, known
}

func (n *neighbours) putNamed(folded string, found []name, version int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.enter(version) || len(found) > mostNeighbours {
		return
	}
	if len(n.named) == mostNamed {
		n.named = map[string][]name{}
	}
	n.named[folded] = found
}
