package model

// Cuts are the first columns of the parts of Top.
type Cuts struct {
	Tags                                 [3]int
	Names                                int
	ArcDep, ArcHead, LabelDep, LabelHead int
	End                                  int
}

// LayOut computes the cuts for the numbers of tags and the widths of the
// projections.
func LayOut(tags [3]int, arc, label int) Cuts {
	var c Cuts
	at := 0
	next := func(n int) int { from := at; at += n; return from }
	for h, n := range tags {
		c.Tags[h] = next(n)
	}
	c.Names = next(NameTags)
	c.ArcDep, c.ArcHead = next(arc), next(arc)
	c.LabelDep, c.LabelHead = next(label), next(label)
	c.End = at
	return c
}

// Cuts are the model's.
func (m *Model) Cuts() Cuts {
	return LayOut([3]int{len(m.Tags[0]), len(m.Tags[1]), len(m.Tags[2])}, m.Arc, m.Label)
}

// Distances is the number of buckets of the signed distance from a word to its
// head; the last is the root's.
const Distances = 2*9 + 1

// Bucket is the bucket of a head at position head (0-based, -1 the root) of
// the word at position word.
func Bucket(word, head int) int {
	if head < 0 {
		return Distances - 1
	}
	d := head - word
	side := 0
	if d < 0 {
		d, side = -d, 9
	}
	limits := [...]int{1, 2, 3, 4, 6, 9, 14, 24}
	for i, limit := range limits {
		if d <= limit {
			return side + i
		}
	}
	return side + len(limits)
}
