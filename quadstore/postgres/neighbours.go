package postgres

import (
	"slices"
	"sync"
)

// neighbours remembers, for all snapshots of one version of the store, the quads that
// one id of an expansion has, how scans begin, and who has a name. Which version it is a snapshot has read from the
// database, so no other process's change goes unseen. A later version forgets all.
type neighbours struct {
	mu         sync.Mutex
	version    int64
	room       int64 // bytes, for each half
	bytes      int64 // of the young half
	young, old map[step]beginning
	named      map[string][]name // by folded name
}

// step is an expansion of one id: the pattern with the id in it, and its position; or
// the scan of a pattern.
type step struct {
	pattern [4]uint64
	pos     int
}

const scanned = -1 // the position of a scan

// beginning are the first quads of an answer: all of them where more is false.
type beginning struct {
	quads [][4]uint64
	more  bool
}

const (
	mostNeighbours = firstPage // quads that are remembered of an answer
	stepBytes      = 150       // what an answer takes beside its quads, about
)

func newNeighbours(bytes int64) *neighbours {
	if bytes <= 0 {
		bytes = defaultCacheBytes
	}
	return &neighbours{room: bytes / 2, young: map[step]beginning{}, old: map[step]beginning{}, named: map[string][]name{}}
}

// enter says whether the memory serves a version; mu is held.
func (n *neighbours) enter(version int64) bool {
	if version > n.version {
		n.version, n.bytes, n.young, n.old = version, 0, map[step]beginning{}, map[step]beginning{}
		n.named = map[string][]name{}
	}
	return version == n.version
}

// known gives the quads of those ids all of whose neighbours are remembered, by id, and
// the ids of which they are not.
func (n *neighbours) known(ids []uint64, pos int, pattern [4]uint64, version int64) (quads [][4]uint64, missing []uint64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.enter(version) {
		return nil, ids
	}
	for _, id := range ids {
		pattern[pos] = id
		if found, known := n.find(step{pattern, pos}); known {
			quads = append(quads, found.quads...)
		} else {
			missing = append(missing, id)
		}
	}
	return quads, missing
}

// begins gives how the scan of a pattern begins, where that is remembered.
func (n *neighbours) begins(pattern [4]uint64, version int64) (found beginning, known bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.enter(version) {
		found, known = n.find(step{pattern, scanned})
	}
	return found, known
}

// find keeps what it finds from being forgotten soon; mu is held.
func (n *neighbours) find(at step) (found beginning, known bool) {
	if found, known = n.young[at]; !known {
		if found, known = n.old[at]; known {
			n.keep(at, found)
		}
	}
	return found, known
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
			n.keep(step{pattern, pos}, beginning{quads: slices.Clone(quads[:size])})
		}
		quads = quads[size:]
	}
}

// putBeginning remembers how the scan of a pattern begins.
func (n *neighbours) putBeginning(pattern [4]uint64, begun beginning, version int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.enter(version) {
		n.keep(step{pattern, scanned}, begun)
	}
}

func (n *neighbours) keep(at step, found beginning) {
	n.young[at] = found
	if n.bytes += stepBytes + 32*int64(len(found.quads)); n.bytes > n.room {
		n.old, n.young, n.bytes = n.young, map[step]beginning{}, 0
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
