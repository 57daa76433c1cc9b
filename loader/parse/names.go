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
	if t == 0 {
		for b := range to {
			to[b] = impossible
			if model.Follows(-1, b) {
				to[b] = max(impossible, emit[b])
			}
		}
		return
	}
	from, chain := &s.chain.before[t-1], s.net.chain
	for b := range to {
		high := int32(impossible)
		for _, a := range chain.before[b] {
			high = max(high, from[a.tag]+a.score)
		}
		to[b] = max(impossible, high+emit[b])
	}
}

// extendBack computes the best scores of what may follow each tag of word t.
func (s *scratch) extendBack(i, t int) {
	next, to, chain := s.chain.after[t+1], &s.chain.after[t], s.net.chain
	for b, v := range s.emission(i, t+1) {
		next[b] += v
	}
	for a := range to {
		high := int32(impossible)
		for _, b := range chain.after[a] {
			high = max(high, b.score+next[b.tag])
		}
		to[a] = high
	}
}

// chain lists the tags that may stand before and after each tag.
type chain struct{ before, after [model.NameTags][]neighbour }

// neighbour is a tag with the score of having it for neighbour.
type neighbour struct{ tag, score int32 }

func newChain(scores []int32) *chain {
	c := &chain{}
	for a := range model.NameTags {
		for b := range model.NameTags {
			if score := scores[a*model.NameTags+b]; model.Follows(a, b) {
				c.before[b] = append(c.before[b], neighbour{int32(a), score})
				c.after[a] = append(c.after[a], neighbour{int32(b), score})
			}
		}
	}
	return c
}
