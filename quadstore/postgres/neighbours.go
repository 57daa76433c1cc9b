package postgres

import (
	"slices"
	"sync"
)

// neighbours remembers, for all snapshots of one version of the store, the quads that
// one id of an expansion has, how scans begin, and who has a name. Which version it is a snapshot has read from the
// database, so no other process's change goes unseen. What the changes up to a later
// version have not touched is kept (touched.go).
type neighbours struct {
	mu         sync.Mutex
	version    int64
	room       int64 // bytes, for each half
	bytes      int64 // of the young half
	young, old map[step]beginning
	named      map[string]bearers // by folded name
	touched    map[touch]int64    // the last version that did
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
	quads    [][4]uint64
	more     bool
	version  int64 // of the store that it was read from
	fleeting bool  // the next version may be another: it is of ids that may be no term's, and come
}

// bearers are who has a name.
type bearers struct {
	list    []name
	version int64
}

const (
	mostNeighbours = firstPage // quads that are remembered of an answer
	stepBytes      = 150       // what an answer takes beside its quads, about
)

func newNeighbours(bytes int64) *neighbours {
	if bytes <= 0 {
		bytes = defaultCacheBytes
	}
	n := &neighbours{room: bytes / 2}
	n.forget()
	return n
}

// forget forgets everything; mu is held.
func (n *neighbours) forget() {
	n.bytes, n.young, n.old = 0, map[step]beginning{}, map[step]beginning{}
	n.named, n.touched = map[string]bearers{}, map[touch]int64{}
}

// reached is the version of what is remembered.
func (n *neighbours) reached() int64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.version
}

// mostTouches is how many ids are known to have been touched, before everything is forgotten.
const mostTouches = 100_000

// follow goes to a later version by what was touched since another one that was
// reached, if that is known as a whole.
func (n *neighbours) follow(from, to int64, since map[touch]int64, whole bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.version >= to {
		return
	}
	if !whole || n.version < from || len(n.touched)+len(since) > mostTouches {
		n.forget()
	} else {
		for id, version := range since {
			n.touched[id] = max(n.touched[id], version)
		}
	}
	n.version = to
}

// holds says whether what was remembered of a pattern is still so: some of the ids that
// it binds is in no quad that has come or gone since.
func (n *neighbours) holds(pattern [4]uint64, found beginning) bool {
	if found.version == n.version || found.fleeting {
		return found.version == n.version
	}
	for pos, id := range pattern {
		if pos != 1 && id != 0 && n.touched[touch{pos, id}] <= found.version {
			return true
		}
	}
	return false
}

// serves says whether what is remembered is of a version; mu is held.
func (n *neighbours) serves(version int64) bool { return version == n.version }

// known gives the quads of those ids all of whose neighbours are remembered, by id, and
// the ids of which they are not.
func (n *neighbours) known(ids []uint64, pos int, pattern [4]uint64, version int64) (quads [][4]uint64, missing []uint64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.serves(version) {
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
	if n.serves(version) {
		found, known = n.find(step{pattern, scanned})
	}
	return found, known
}

// find keeps what it finds from being forgotten soon; mu is held.
func (n *neighbours) find(at step) (found beginning, known bool) {
	found, known = n.young[at]
	young := known
	if !young {
		found, known = n.old[at]
	}
	switch {
	case !known:
	case !n.holds(at.pattern, found):
		delete(n.young, at)
		delete(n.old, at)
		return beginning{}, false
	case !young:
		n.keep(at, found)
	}
	return found, known
}

// put remembers what ids have: quads are grouped by them, and all that there are. used
// are the ids that are known to be a term's.
func (n *neighbours) put(ids []uint64, quads [][4]uint64, pos int, pattern [4]uint64, used map[uint64]bool, version int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.serves(version) {
		return
	}
	for _, id := range ids {
		size := 0
		for size < len(quads) && quads[size][pos] == id {
			size++
		}
		if pattern[pos] = id; size <= mostNeighbours {
			n.keep(step{pattern, pos}, beginning{quads: slices.Clone(quads[:size]), version: version, fleeting: size == 0 && !allUsed(pattern, used)})
		}
		quads = quads[size:]
	}
}

// putBeginning remembers how the scan of a pattern begins.
func (n *neighbours) putBeginning(pattern [4]uint64, begun beginning, used map[uint64]bool, version int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	begun.version, begun.fleeting = version, len(begun.quads) == 0 && !allUsed(pattern, used)
	if n.serves(version) {
		n.keep(step{pattern, scanned}, begun)
	}
}

// allUsed says whether all that a pattern binds, but for predicates, are a term's.
func allUsed(pattern [4]uint64, used map[uint64]bool) bool {
	for pos, id := range pattern {
		if pos != 1 && id != 0 && !used[id] {
			return false
		}
	}
	return true
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
	if !n.serves(version) {
		return nil, false
	}
	at, known := n.named[folded]
	if known = known && n.touched[touch{nameKind, nameHash([]string{folded})}] <= at.version; !known {
		delete(n.named, folded)
	}
	return at.list, known
}

func (n *neighbours) putNamed(folded string, found []name, version int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.serves(version) || len(found) > mostNeighbours {
		return
	}
	if len(n.named) == mostNamed {
		n.named = map[string]bearers{}
	}
	n.named[folded] = bearers{found, version}
}
