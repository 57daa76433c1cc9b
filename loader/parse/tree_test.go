package parse

import (
	"math/rand/v2"
	"testing"
)

// TestBestTree compares with trying all trees of up to five words.
func TestBestTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	scratch := &treeScratch{}
	for range 300 {
		n := 1 + r.IntN(5)
		scores := make([]int32, n*(n+1))
		for i := range scores {
			scores[i] = int32(r.IntN(2000) - 1000)
		}
		for d := range n {
			scores[d*(n+1)+d+1] = never
		}
		got, want := make([]int32, n), int64(-1<<60)
		bestTree(scores, got, scratch)
		if !isTree(got, &treeScratch{}) {
			t.Fatalf("%v is no tree with one root", got)
		}
		heads := make([]int32, n)
		everyTree(heads, 0, func() { want = max(want, sum(scores, heads)) })
		if sum(scores, got) != want {
			t.Fatalf("tree %v of %v scores %d, the best %d", got, scores, sum(scores, got), want)
		}
	}
}

func everyTree(heads []int32, d int, yield func()) {
	if d == len(heads) {
		if isTree(heads, &treeScratch{}) {
			yield()
		}
		return
	}
	for h := range len(heads) + 1 {
		if h != d+1 {
			heads[d] = int32(h)
			everyTree(heads, d+1, yield)
		}
	}
}

func sum(scores, heads []int32) int64 {
	total := int64(0)
	for d, h := range heads {
		total += int64(scores[d*(len(heads)+1)+int(h)])
	}
	return total
}
