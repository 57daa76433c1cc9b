package kg

import (
	"cmp"
	"slices"
)

// Articles that hold copies of one story, directly or by a chain of copies among
// those at hand, are one origin, and so are articles that hold the very same
// sentence. Which they are is a function of the set of articles: they are taken in
// one order, and each is compared with those before it that share a key of its
// sketch. Of those that share a key only the first few are looked at, so that
// ten thousand copies cost ten thousand times what one does: copies share many
// keys and need one of them, and what many different stories share is boilerplate.

// mostSharing is how many different articles a key leads to.
const mostSharing = 32

// origins are sets of claims that come from one origin each.
type origins struct {
	union []int // from an article towards the first of its origin
	of    map[*GraphArticle]int
	list  []*GraphArticle
}

// originsOf groups the articles of claims.
func originsOf(claims []*GraphClaim) *origins {
	o := &origins{of: map[*GraphArticle]int{}}
	for _, c := range claims {
		if _, known := o.of[c.Article]; !known {
			o.of[c.Article] = 0
			o.list = append(o.list, c.Article)
		}
	}
	slices.SortFunc(o.list, func(a, b *GraphArticle) int {
		return cmp.Or(cmp.Compare(len(b.Text), len(a.Text)), cmp.Compare(a.IRI, b.IRI))
	})
	for i, a := range o.list {
		o.of[a] = i
		o.union = append(o.union, i)
	}
	o.joinSentences(claims)
	o.joinCopies()
	return o
}

func (o *origins) find(i int) int {
	for o.union[i] != i {
		o.union[i] = o.union[o.union[i]] // halves the way for the next one
		i = o.union[i]
	}
	return i
}

func (o *origins) join(i, j int) {
	i, j = o.find(i), o.find(j)
	o.union[max(i, j)] = min(i, j)
}

// count is how many there are.
func (o *origins) count() int {
	n := 0
	for i := range o.union {
		if o.find(i) == i {
			n++
		}
	}
	return n
}

func (o *origins) joinSentences(claims []*GraphClaim) {
	first := map[string]int{}
	for _, c := range claims {
		i := o.of[c.Article]
		if j, known := first[c.Claim.Evidence.Text]; known {
			o.join(i, j)
		} else {
			first[c.Claim.Evidence.Text] = i
		}
	}
}

func (o *origins) joinCopies() {
	if len(o.list) < 2 {
		return // as most facts: nothing is to be read for them
	}
	sharing := map[string][]int{}
	for i, a := range o.list {
		story := a.story()
		tried := map[int]bool{}
		for _, key := range story.SketchKeys() {
			for _, j := range sharing[key] {
				if !tried[j] && o.find(i) != o.find(j) && story.CopyOf(o.list[j].story()) {
					o.join(i, j)
				}
				tried[j] = true
			}
			if len(sharing[key]) < mostSharing {
				sharing[key] = append(sharing[key], i)
			}
		}
	}
}

// best are the highest confidences of each origin's claims.
func (o *origins) best(claims []*GraphClaim) []float64 {
	var best []float64
	at := map[int]int{}
	for _, c := range claims {
		origin := o.find(o.of[c.Article])
		if _, known := at[origin]; !known {
			at[origin] = len(best)
			best = append(best, 0)
		}
		best[at[origin]] = max(best[at[origin]], c.Confidence)
	}
	slices.Sort(best) // so that their product is the same in any order of loading
	return best
}
