package quadstore

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2"
)

// The store on disk
//
// The directory holds a Pebble store (a log-structured merge tree of sorted
// tables), the file OWNER with the pid of the process that holds the lock, the file
// SEAL (seal.go), and while a bulk load runs the directory bulk with what it has
// not yet handed over.
// All of the store is keys and values in bytewise order. The first byte of a
// key is its space:
//
//	c                      number of quads
//	c g ID                 number of quads with this label (labels without '#' only)
//	c p ID                 number of quads with this predicate
//	c t                    number of terms
//	g G P O S              index gpos: a quad, value empty
//	i ID                   term bytes: what the id means
//	l KEY                  load log: JSON {"time","model","name"}
//	m f                    format version
//	m i                    next free id
//	m n                    name predicates that the spaces n and w were built with
//	m v                    number of the last batch
//	n NAME 0 O S           whole folded name: names by beginning
//	o O S P G              index ospg
//	p P O S G              index posg
//	s S P O G              index spog
//	t TERM                 ID: term bytes to id
//	w WORD 0 O S           a word of a folded name
//
// Capital letters are ids as key.go writes them; counts and "m f", "m i", "m v" are
// ids in the same form. TERM is as term.go writes it; one that is not an IRI
// and longer than 512 bytes stands as 'h' and its SHA-256 instead, so that an
// article's text is no key. A quad without a label has id 0 there.
//
// Four orders serve every pattern: with a label given, predicate or object
// follow (a claim's quads within an article); subject with label filters the
// few quads of the subject. gspo was not taken beside or instead of gpos: every
// subject belongs to one article as a rule, so spog already finds it, while
// "all claims of this article" (label, predicate, object) would read a
// predicate's million quads.
//
// Ids are given out in ascending order and never again. A term without quads is
// deleted with the last quad that used it. Every change is one Pebble batch, or
// one ingestion of disjoint tables, which Pebble makes visible and durable as
// a whole.
//
// Spaces n and w are derived and can be rebuilt from the rest.
const (
	spaceCount = 'c'
	spaceGPOS  = 'g'
	spaceID    = 'i'
	spaceLoad  = 'l'
	spaceMeta  = 'm'
	spaceName  = 'n'
	spaceOSPG  = 'o'
	spacePOSG  = 'p'
	spaceSPOG  = 's'
	spaceTerm  = 't'
	spaceWord  = 'w'
)

const (
	formatVersion = 1
	pebbleFormat  = pebble.FormatValueSeparation
)

// Keys that stand alone.
const (
	keyQuadCount = "c"
	keyTermCount = "ct"
	keyFormat    = "mf"
	keyNextID    = "mi"
	keyNames     = "mn"
	keyVersion   = "mv"
)

// migrate writes the format version into a new store, and refuses a store that
// is newer than this program. When there is a second format, the steps from
// each older one to the next stand here.
func migrate(db *pebble.DB, readOnly bool) error {
	found, err := readNumber(db, keyFormat)
	switch {
	case err != nil:
		return err
	case found == formatVersion:
		return nil
	case found > formatVersion:
		return fmt.Errorf("%w: it is %d, this program knows up to %d", ErrFormat, found, formatVersion)
	case readOnly:
		return nil
	}
	return db.Set([]byte(keyFormat), appendID(nil, formatVersion), pebble.Sync)
}

// readNumber reads a count; 0 where the key is absent.
func readNumber(r pebble.Reader, key string) (uint64, error) {
	value, closer, err := r.Get([]byte(key))
	if errors.Is(err, pebble.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, classify(err)
	}
	defer closer.Close()
	n, _, err := cutID(value)
	return n, err
}

// termKey is where the dictionary keeps a term.
func termKey(b, term []byte) []byte {
	b = append(b, spaceTerm)
	if len(term) <= maxTermKey || term[0] == kindIRI {
		return append(b, term...)
	}
	return append(append(b, kindHashed), hashTerm(term)...)
}

func idKey(b []byte, id uint64) []byte {
	return appendID(append(b, spaceID), id)
}

func countKey(b []byte, kind byte, id uint64) []byte {
	return appendID(append(b, spaceCount, kind), id)
}

func loadKey(key string) []byte {
	return append([]byte{spaceLoad}, key...)
}

const (
	maxTermKey = 512 // bytes
	kindHashed = 'h'
)

func hashTerm(term []byte) []byte {
	sum := sha256.Sum256(term)
	return sum[:]
}
