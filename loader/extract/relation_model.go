package extract

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"claimgraph/kg"
)

// The model is a table of small integers: a row for each feature that training
// kept, a column for each relation. What a relation scores for a pair is the sum
// of its column over the pair's features: integers, so the same on every machine.
// How probable a sum is, another small table says. A table that is as wide as the
// hashes and has no keys would need no search, but then every word that training
// never saw would bring the weights of another one.
//
// The file, little-endian:
//
//	magic    "cgrel 2\n"
//	uint8    number of relations, at most 32
//	         for each: uint8 length and name of the predicate, int32 threshold,
//	         int32 veto
//	uint16   number of probabilities, an odd one; the middle is a sum of zero
//	uint32   number of features
//	uint16…  probabilities of sums in steps of probabilityStep, in 1/10000
//	uint32…  hashes of the features, rising
//	int8…    weights, a row for each feature
//
//go:embed relations.model
var relationsModel string

const (
	relationsMagic  = "cgrel 2\n"
	mostRelations   = 32
	probabilityStep = 8
)

// relations are the relations that were learned.
type relations struct {
	list      []relation
	slots     []uint32 // by hash: 1 + the feature, 0 for none; the next slot where one is taken
	keys      []uint32
	weights   string // int8
	sure      []uint16
	dated     uint32 // relations whose object is a date, by bit
	symmetric uint32
	said      map[string][2]uint32
	version   string // of the model: the beginning of its file's hash
}

// relation is one of them. A predicate that the vocabulary lacks is nil and never read.
type relation struct {
	name      string
	predicate *kg.Predicate
	threshold int32 // a sum from which it is claimed
	veto      int32 // a sum below which a pattern's claim is refuted
}

// sums are the scores of every relation for a pair's features.
func (r *relations) sums(features []uint32) (sums [mostRelations]int32) {
	n := len(r.list)
	for _, f := range features {
		i := r.find(f)
		if i < 0 {
			continue
		}
		for k, w := range []byte(r.weights[i*n : i*n+n]) {
			sums[k] += int32(int8(w))
		}
	}
	return sums
}

// find is the row of a feature, -1 where training did not keep it.
func (r *relations) find(hash uint32) int {
	mask := uint32(len(r.slots) - 1)
	for at := hash & mask; r.slots[at] != 0; at = (at + 1) & mask {
		if i := r.slots[at] - 1; r.keys[i] == hash {
			return int(i)
		}
	}
	return -1
}

// index builds the slots, at most half of them taken.
func (r *relations) index() {
	size := 2
	for size < 2*len(r.keys) {
		size *= 2
	}
	r.slots = make([]uint32, size)
	mask := uint32(size - 1)
	for i, hash := range r.keys {
		at := hash & mask
		for r.slots[at] != 0 {
			at = (at + 1) & mask
		}
		r.slots[at] = uint32(i + 1)
	}
}

// probability is how often what scores so is right.
func (r *relations) probability(sum int32) float64 {
	i := int(sum)/probabilityStep + len(r.sure)/2
	return float64(r.sure[min(max(i, 0), len(r.sure)-1)]) / 10000
}

// families are predicates that say the same, or nearly, in the eyes of a reader:
// what patterns have read under one name is not read again under another. The
// first of each is the learned one; a "-" before a name turns it round.
var families = [...]string{
	"affiliation employer member_of member_of_sports_team",
	"parent -child",
	"parent_organization owned_by -subsidiary",
}

// saying is the learned relations that a predicate says, and that it says the
// other way round, by bit.
func (r *relations) saying(predicate string) (forward, back uint32) {
	bits := r.said[predicate]
	return bits[0], bits[1]
}

// readRelations reads the model for a vocabulary.
func readRelations(model string, v *kg.Vocabulary) (*relations, error) {
	data := []byte(model)
	short := func(n int) bool { return len(data) < n }
	bad := fmt.Errorf("relations.model is damaged")
	if !strings.HasPrefix(model, relationsMagic) || short(len(relationsMagic)+1) {
		return nil, bad
	}
	data = data[len(relationsMagic):]
	r := &relations{list: make([]relation, data[0])}
	data = data[1:]
	if len(r.list) > mostRelations {
		return nil, bad
	}
	for i := range r.list {
		if short(1) || short(int(data[0])+9) {
			return nil, bad
		}
		n := int(data[0])
		r.list[i] = relation{name: string(data[1 : n+1]), threshold: int32(binary.LittleEndian.Uint32(data[n+1:])), veto: int32(binary.LittleEndian.Uint32(data[n+5:]))}
		data = data[n+9:]
	}
	if short(6) {
		return nil, bad
	}
	r.sure = make([]uint16, binary.LittleEndian.Uint16(data))
	r.keys = make([]uint32, binary.LittleEndian.Uint32(data[2:]))
	data = data[6:]
	if len(r.sure) == 0 || len(data) != 2*len(r.sure)+(4+len(r.list))*len(r.keys) {
		return nil, bad
	}
	for i := range r.sure {
		r.sure[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	data = data[2*len(r.sure):]
	for i := range r.keys {
		r.keys[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	r.weights = model[len(model)-len(r.list)*len(r.keys):]
	r.index()
	r.version = fmt.Sprintf("%.4x", sha256.Sum256([]byte(model)))
	r.bind(v)
	return r, nil
}

// bind finds the relations in a vocabulary.
func (r *relations) bind(v *kg.Vocabulary) {
	r.said = map[string][2]uint32{}
	for i := range r.list {
		p, known := v.ByName(r.list[i].name)
		if !known {
			r.list[i].predicate = nil
			continue
		}
		r.list[i].predicate = p
		bit := uint32(1) << i
		if slices.Contains(p.Range, "time") {
			r.dated |= bit
		}
		if p.Symmetric {
			r.symmetric |= bit
			r.say(p.Name, 0, bit)
		}
		r.say(p.Name, bit, 0)
		for _, family := range families {
			names := strings.Fields(family)
			if names[0] != p.Name {
				continue
			}
			for _, name := range names[1:] {
				if turned, back := strings.CutPrefix(name, "-"); back {
					r.say(turned, 0, bit)
				} else {
					r.say(name, bit, 0)
				}
			}
		}
	}
}

func (r *relations) say(predicate string, forward, back uint32) {
	bits := r.said[predicate]
	r.said[predicate] = [2]uint32{bits[0] | forward, bits[1] | back}
}
