package extract

import "testing"

// BenchmarkClaims reports words per second of this stage alone.
func BenchmarkClaims(b *testing.B) {
	r := newReader(b)
	list := inputs(b, "testdata/reported.conllu")
	words := 0
	for i := range list {
		for j := range list[i].Trees {
			words += len(list[i].Trees[j].Words)
		}
	}
	for b.Loop() {
		for i := range list {
			r.Claims(list[i])
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkSilentTrace is what a sentence, a proposition and a dropped claim ask
// of a trace that nobody wants: nothing is formatted or allocated.
func BenchmarkSilentTrace(b *testing.B) {
	var t *trace
	x := &draft{}
	b.ReportAllocs()
	for b.Loop() {
		t.sentence(nil)
		t.frame(nil, nil, nil)
		t.tried(nil, true)
		t.unsure(x, grounds{}, 0)
		t.drop(x, "")
		t.claims()
	}
}

// TestSilentTraceIsFree holds that it does not allocate.
func TestSilentTraceIsFree(t *testing.T) {
	var silent *trace
	x := &draft{}
	if n := testing.AllocsPerRun(100, func() {
		silent.sentence(nil)
		silent.frame(nil, nil, nil)
		silent.linked(nil, nil, false)
		silent.scored(nil, nil)
		silent.unsure(x, grounds{}, 0)
		silent.claims()
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
