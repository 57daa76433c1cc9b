package split

import (
	_ "embed"
	"fmt"
	"sync"
)

// The model file, byte by byte:
//
//	8 bytes      "CGSPLIT2"
//	cutBytes     a set of places within letter runs where a token may end
//	             (can|not, gon|na, do|nt)
//	commonBytes  a set of words written small (shares), so that a capital
//	             means a sentence's beginning or a title
//	tokenSlots   int8 weights of "a token ends here"
//	sentenceSlots  int8 weights of "a sentence ends here"
//
// A set has two bits for each hash (Bloom 1970).
//
// Both decisions are linear: the sum of the weights of the features, each
// hashed into the table, is at least zero. Sums of integers are the same on
// every machine. Features that clash share a weight; larger tables did no
// better on the development parts.
//
//go:embed model.bin
var modelFile string

const (
	magic         = "CGSPLIT2"
	cutBytes      = 1 << 13
	commonBytes   = 1 << 15
	tokenSlots    = 160 << 10
	sentenceSlots = 384 << 10
	maxFeatures   = 64
	modelBytes    = len(magic) + cutBytes + commonBytes + tokenSlots + sentenceSlots
)

// Model is what was learned from treebanks. It is never altered: any number
// of goroutines may use one.
type Model struct{ cuts, common, token, sentence string }

// embedded is the model that the program carries. A file of another version
// would be a mistake of the build, which any test finds.
var embedded = sync.OnceValue(func() *Model {
	m, err := Open(modelFile)
	if err != nil {
		panic(err)
	}
	return m
})

// Open cuts a model file into its parts.
func Open(file string) (*Model, error) {
	if len(file) != modelBytes || file[:len(magic)] != magic {
		return nil, fmt.Errorf("split: model of %d bytes is not of version %s", len(file), magic)
	}
	file = file[len(magic):]
	cut := func(n int) (part string) { part, file = file[:n], file[n:]; return part }
	return &Model{cuts: cut(cutBytes), common: cut(commonBytes), token: cut(tokenSlots), sentence: cut(sentenceSlots)}, nil
}

// divides says whether the letter run with the hash may be cut before its n-th
// character.
func (m *Model) divides(run uint32, n int) bool { return setHas(m.cuts, cutHash(run, n)) }

func cutHash(run uint32, n int) uint32 { return mix(run, uint32(n)) }

// isCommon says whether the word with the hash is usually written small.
func (m *Model) isCommon(word uint32) bool { return setHas(m.common, word) }

// setBits are the two places of a hash in a set of n bytes, a power of two.
func setBits(hash uint32, n int) (a, b uint32) {
	mask := uint32(n)*8 - 1
	return hash * 0x85EBCA6B >> 13 & mask, hash * 0xC2B2AE35 >> 11 & mask
}

func setHas(set string, hash uint32) bool {
	a, b := setBits(hash, len(set))
	return set[a>>3]>>(a&7)&1 != 0 && set[b>>3]>>(b&7)&1 != 0
}

func setAdd(set []byte, hash uint32) {
	a, b := setBits(hash, len(set))
	set[a>>3] |= 1 << (a & 7)
	set[b>>3] |= 1 << (b & 7)
}

// features collects the hashes of one decision's features.
type features struct {
	hash [maxFeatures]uint32
	n    int
}

func (f *features) reset() { f.n = 0 }

// add hashes a feature of the n-th template.
func (f *features) add(value uint32) {
	h := mix(value, uint32(f.n+1)*0xC2B2AE35)
	f.hash[f.n] = h * 0x27D4EB2F
	f.n++
}

// slot is a hash's place in a table of n weights.
func slot(hash uint32, n int) uint32 { return uint32(uint64(hash) * uint64(n) >> 32) }

// sum adds the features' weights up.
func (f *features) sum(weights string) int {
	sum := 0
	for _, h := range f.hash[:f.n] {
		sum += int(int8(weights[slot(h, len(weights))]))
	}
	return sum
}
