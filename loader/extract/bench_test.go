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
