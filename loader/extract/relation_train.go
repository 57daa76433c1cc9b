package extract

import (
	"encoding/binary"
	"math"
	"slices"

	"claimgraph/kg"
)

// Candidate is a pair of mentions that a relation may hold between, as the
// training command sees it: reading asks the weights about exactly these.
type Candidate struct {
	Subject, Object int      // mentions
	Fits            uint32   // relations that the kinds allow, by bit
	Read            uint32   // those that patterns have read
	Edge            bool     // the sentence asserts or reports what it says of the two
	Features        []uint32 // hashes
}

// NewLearner is a reader with relations that have no weights yet, by the names
// of their predicates.
func NewLearner(v *kg.Vocabulary, names []string) (*Reader, error) {
	none := &relations{}
	for _, name := range names {
		none.list = append(none.list, relation{name: name, threshold: math.MaxInt32})
	}
	none.bind(v)
	return readerWith(v, none)
}

// Candidates are the pairs of an article, and the claims that patterns alone
// make of it.
func (r *Reader) Candidates(in Input) ([]Candidate, []kg.Claim) {
	var list []Candidate
	d := r.start(in, nil)
	d.watch = func(s *sentence, frames []frame, p *pair) {
		_, c := d.pairContext(s, frames, p)
		list = append(list, Candidate{
			Subject: p.x.mention, Object: p.y.mention, Fits: p.fits, Read: p.read, Features: slices.Clone(p.features),
			Edge: !c.negated && (c.modality == kg.Asserted || c.modality == kg.Reported),
		})
	}
	d.all()
	return list, d.claims
}

// Says is the relations that a predicate says, and that it says the other way
// round, by bit.
func (r *Reader) Says(predicate string) (forward, back uint32) { return r.relations.saying(predicate) }

// Trained is what training made, ready to be written.
type Trained struct {
	Names         []string
	Thresholds    []int32
	Vetoes        []int32
	Probabilities []float64 // an odd number; the middle is a sum of zero
	Keys          []uint32  // hashes of the features, rising
	Weights       []int8    // by feature, then relation
}

// ProbabilityStep is how far apart the sums of neighbouring probabilities are.
const ProbabilityStep = probabilityStep

// Bytes is the model's file.
func (t *Trained) Bytes() []byte {
	b := append([]byte(relationsMagic), byte(len(t.Names)))
	for i, name := range t.Names {
		b = append(append(b, byte(len(name))), name...)
		b = binary.LittleEndian.AppendUint32(b, uint32(t.Thresholds[i]))
		b = binary.LittleEndian.AppendUint32(b, uint32(t.Vetoes[i]))
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(len(t.Probabilities)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t.Keys)))
	for _, p := range t.Probabilities {
		b = binary.LittleEndian.AppendUint16(b, uint16(math.Round(p*10000)))
	}
	for _, k := range t.Keys {
		b = binary.LittleEndian.AppendUint32(b, k)
	}
	for _, w := range t.Weights {
		b = append(b, byte(w))
	}
	return b
}
