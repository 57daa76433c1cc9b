package parse

import "claimgraph/loader/parse/model"

// chainScratch holds the name tags of a batch (emit) and the chain over one
// sentence: the best score of a path up to a tag, and on from it.
type chainScratch struct {
	emit          []int32
	before, after [][model.NameTags]int32
}

const impossible = -1 << 28

// tagNames marks names with the best sequence of tags (Viterbi). How sure a
// word's tag is follows from the margin between the best sequence through it
// and the best sequence with another tag there.
func (s *scratch) tagNames(i int, words piece) {
	c := &s.chain
	n := len(words)
	c.before, c.after = sized(c.before, n), sized(c.after, n)
	for t := range n {
		s.extend(i, t)
	}
	c.after[n-1] = [model.NameTags]int32{}
	for t := n - 2; t >= 0; t-- {
		s.extendBack(i, t)
	}
	previous := -1
	for t := range words {
		through := [model.NameTags]int32{}
		for k := range through {
			through[k] = c.before[t][k] + c.after[t][k]
		}
		tag := s.choose(through[:], previous, t)
		words[t].Name = model.NameTag(tag)
		words[t].NameSure = s.net.probability(through[:], tag, model.Activation)
		previous = tag
	}
}

// choose takes the tag on the best path. Where paths tie it keeps to one that
// the tag before allows.
func (s *scratch) choose(through []int32, previous, t int) int {
	best := -1
	for k, v := range through {
		if model.Follows(previous, k) && (best < 0 || v > through[best]) {
			best = k
		}
	}
	return best
}

func (s *scratch) emission(i, t int) []int32 {
	row := s.row(i, t)
	return s.chain.emit[row*model.NameTags : (row+1)*model.NameTags]
}

// extend computes the best scores of paths that end in each tag of word t.
func (s *scratch) extend(i, t int) {
	emit, to := s.emission(i, t), &s.chain.before[t]
	for b := range to {
		high := int32(impossible)
		if t == 0 && model.Follows(-1, b) {
			high = 0
		}
		if t > 0 {
			from := &s.chain.before[t-1]
			for a := range from {
				if model.Follows(a, b) {
					high = max(high, from[a]+s.net.Chain[a*model.NameTags+b])
				}
			}
		}
		to[b] = max(impossible, high+emit[b])
	}
}

// extendBack computes the best scores of what may follow each tag of word t.
func (s *scratch) extendBack(i, t int) {
	emit, next, to := s.emission(i, t+1), &s.chain.after[t+1], &s.chain.after[t]
	for a := range to {
		to[a] = impossible
		for b := range next {
			if model.Follows(a, b) {
				to[a] = max(to[a], s.net.Chain[a*model.NameTags+b]+emit[b]+next[b])
			}
		}
	}
}
