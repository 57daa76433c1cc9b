package extract

import (
	"testing"

	"claimgraph/kg"
)

// TestDamagedRelations holds that a model file that is cut or lengthened is an
// error, wherever it is cut.
func TestDamagedRelations(t *testing.T) {
	v := kg.BuiltinVocabulary()
	small := Trained{
		Names: []string{"spouse", "residence"}, Thresholds: []int32{3, 4}, Vetoes: []int32{-3, -4}, Probabilities: []float64{0.1, 0.5, 0.9},
		Keys: []uint32{7, 70000}, Weights: []int8{1, -2, 3, 4},
	}
	file := string(small.Bytes())
	r, err := readRelations(file, v)
	if err != nil {
		t.Fatal(err)
	}
	if sums := r.sums([]uint32{7, 8, 70000}); sums[0] != 4 || sums[1] != 2 {
		t.Errorf("sums %v, want 4 and 2", sums[:2])
	}
	if got := [3]float64{r.probability(-1000), r.probability(0), r.probability(1000)}; got != [3]float64{0.1, 0.5, 0.9} {
		t.Errorf("probabilities %v", got)
	}
	for n := range file {
		if _, err := readRelations(file[:n], v); err == nil {
			t.Errorf("no error for the first %d bytes", n)
		}
	}
	if _, err := readRelations(file+"x", v); err == nil {
		t.Error("no error for a byte too much")
	}
}

// TestLearnedRelationsAreKnown holds that the vocabulary has every relation that
// the embedded model was trained for.
func TestLearnedRelationsAreKnown(t *testing.T) {
	r, err := readRelations(relationsModel, kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.list {
		if r.list[i].predicate == nil {
			t.Errorf("the vocabulary lacks %s", r.list[i].name)
		}
	}
}
