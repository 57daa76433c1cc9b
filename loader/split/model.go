package split

import (
	_ "embed"
	"fmt"
	"sync"
)

// The model file, byte by byte:
//
//	8 bytes      "CGSPLIT1"
//	runBytes     a set of hashes, one bit each: letter runs that may be more
//	             than one token (cannot, gonna, dont)
//	tokenSlots   int8 weights of "a token ends here"
//	sentenceSlots  int8 weights of "a sentence ends here"
//
// Both decisions are linear: the sum of the weights of the features, each
// hashed into the table, is at least zero. Sums of integers are the same on
// every machine. Features that clash share a weight; larger tables did no
// better on the development parts.
//
//go:embed model.bin
var modelFile string

const (
	magic         = "CGSPLIT1"
	runBits       = 17
	runBytes      = 1 << (runBits - 3)
	slotBits      = 18
	tokenSlots    = 1 << 17
	sentenceSlots = 1 << slotBits
	maxFeatures   = 56
	modelBytes    = len(magic) + runBytes + tokenSlots + sentenceSlots
)

// Model is what was learned from treebanks. It is never altered: any number
// of goroutines may use one.
type Model struct{ runs, token, sentence string }

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
	return &Model{runs: cut(runBytes), token: cut(tokenSlots), sentence: cut(sentenceSlots)}, nil
}

// divisible says whether the letter run with the hash may be several tokens.
func (m *Model) divisible(hash uint32) bool {
	at, bit := runSlot(hash)
	return m.runs[at]&bit != 0
}

func runSlot(hash uint32) (at uint32, bit byte) {
	h := hash * 0x85EBCA6B >> (32 - runBits)
	return h >> 3, 1 << (h & 7)
}

// features collects the slots of one decision's features.
type features struct {
	slot [maxFeatures]uint32
	n    int
}

func (f *features) reset() { f.n = 0 }

// add hashes a feature of the n-th template.
func (f *features) add(value uint32) {
	h := mix(value, uint32(f.n+1)*0xC2B2AE35)
	f.slot[f.n] = h * 0x27D4EB2F >> (32 - slotBits)
	f.n++
}

// sum adds the features' weights up.
func (f *features) sum(weights string) int {
	sum, mask := 0, uint32(len(weights)-1)
	for _, slot := range f.slot[:f.n] {
		sum += int(int8(weights[slot&mask]))
	}
	return sum
}
