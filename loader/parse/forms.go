package parse

import (
	"slices"

	"claimgraph/loader/parse/model"
)

// forms turns word forms into input vectors and remembers the last ones: most
// words of an article have been seen a moment ago.
type forms struct {
	net      *network
	features model.Features
	sum      []int32
	cache    []cached
	vectors  []int16
	batch    uint64
	rows     int
}

const (
	cacheSlots = 1 << 12
	cacheBytes = 22 // of a form; longer ones are not remembered
)

// cached says which form in which context a slot's vector belongs to, and the
// row that it has in a batch.
type cached struct {
	key   cacheKey
	batch uint64
	row   int
}

type cacheKey struct {
	form    [cacheBytes]byte
	length  uint8 // 0: empty
	context model.Context
}

func newForms(n *network) *forms {
	width := n.Word + n.Gram + n.Trait
	return &forms{net: n, features: model.Features{Known: n.Known}, sum: make([]int32, width), cache: make([]cached, cacheSlots), vectors: make([]int16, cacheSlots*width)}
}

// begin starts a batch: rows are counted from here.
func (f *forms) begin() { f.batch, f.rows = f.batch+1, 0 }

// add returns the row of a form's input vector in x, which it appends to x
// unless the batch has it.
func (f *forms) add(x []int16, form string, context model.Context) (int, []int16) {
	width := len(f.sum)
	x = slices.Grow(x, width)
	to := x[len(x) : len(x)+width]
	if form == "" || len(form) > cacheBytes {
		f.compute(to, form, context)
		f.rows++
		return f.rows - 1, x[:len(x)+width]
	}
	h := uint32(2166136261) ^ uint32(context)
	for i := range len(form) {
		h = (h ^ uint32(form[i])) * 16777619
	}
	slot := int((h ^ h>>15) % cacheSlots)
	c, kept := &f.cache[slot], f.vectors[slot*width:(slot+1)*width]
	key := cacheKey{length: uint8(len(form)), context: context}
	copy(key.form[:], form)
	if c.key != key {
		f.compute(kept, form, context)
		c.key, c.batch = key, 0
	}
	if c.batch != f.batch {
		copy(to, kept)
		c.row, c.batch = f.rows, f.batch
		f.rows++
		x = x[:len(x)+width]
	}
	return c.row, x
}

// sumBits is the point of the sums over rows.
const sumBits = 16

func (f *forms) compute(x []int16, form string, context model.Context) {
	n := f.net
	f.features.Read(form, context)
	clear(f.sum)
	grams := f.sum[n.Word : n.Word+n.Gram]
	add(f.sum[:n.Word], &n.Tables[0], n.index[string(f.features.Key)])
	for _, row := range f.features.Grams {
		add(grams, &n.Tables[1], row)
	}
	mean := (1 << 16) / int64(len(f.features.Grams))
	for j, v := range grams {
		grams[j] = int32(int64(v) * mean >> 16)
	}
	for _, row := range f.features.Traits {
		add(f.sum[n.Word+n.Gram:], &n.Tables[2], row)
	}
	for j, v := range f.sum {
		x[j] = clip((v + 1<<(sumBits-model.Activation-1)) >> (sumBits - model.Activation))
	}
}

// add adds a table's row to sum.
func add(sum []int32, t *model.Table, row uint32) {
	q := t.Q[int(row)*t.Cols : (int(row)+1)*t.Cols]
	shift := sumBits - t.Exp[row]
	for j, v := range q {
		sum[j] += int32(v) << shift
	}
}
