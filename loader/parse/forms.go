package parse

import (
	"slices"

	"claimgraph/loader/parse/kernel"
	"claimgraph/loader/parse/model"
)

// forms turns word forms into the first layer's input products, of both
// directions, and remembers them: most words of an article have been seen a
// moment ago.
//
// What is remembered lies in sets of a few slots each; a form that is new takes
// the slot of its set that has not been used for longest. A batch keeps its
// slots until its end: a form that finds all of its set taken by the batch, or
// that is too long to be remembered, gets a row of its own after the slots.
type forms struct {
	net      *network
	features model.Features
	sum      []int32
	slots    []slot
	products []int32 // a row a slot, then those of the batch alone
	batch    uint64
	rows     int
	inputs   []int16 // of the forms whose products are not computed yet
	fresh    []int   // and their rows
	strip    []int32
}

const (
	formSets  = 1 << 8
	formWays  = 8
	formSlots = formSets * formWays
	formBytes = 22 // of a form that is remembered
	formSpare = 64 // rows that are there for forms of one batch
)

// slot says which form in which context a row belongs to, and which batch used
// it last.
type slot struct {
	key  formKey
	used uint64
}

type formKey struct {
	form    [formBytes]byte
	length  uint8 // 0: empty
	context model.Context
}

func newForms(n *network) *forms {
	f := &forms{net: n, features: model.Features{Known: n.Known}, sum: make([]int32, n.Word+n.Gram+n.Trait), slots: make([]slot, formSlots)}
	f.products = make([]int32, (formSlots+formSpare)*f.width())
	return f
}

// width is the length of a row of products.
func (f *forms) width() int { return 8 * f.net.Hidden }

// begin starts a batch: rows are valid from here to the next one.
func (f *forms) begin() {
	f.batch++
	f.rows, f.inputs, f.fresh = formSlots, f.inputs[:0], f.fresh[:0]
}

// add returns the row of a form, which is there after finish.
func (f *forms) add(form string, context model.Context) int {
	if form == "" || len(form) > formBytes {
		return f.alone(form, context)
	}
	key := formKey{length: uint8(len(form)), context: context}
	copy(key.form[:], form)
	h := uint32(2166136261) ^ uint32(context)
	for i := range len(form) {
		h = (h ^ uint32(form[i])) * 16777619
	}
	first := int((h^h>>15)%formSets) * formWays
	oldest := first
	for i := first; i < first+formWays; i++ {
		if s := &f.slots[i]; s.key == key {
			s.used = f.batch
			return i
		}
		if f.slots[i].used < f.slots[oldest].used {
			oldest = i
		}
	}
	if f.slots[oldest].used == f.batch {
		return f.alone(form, context)
	}
	f.slots[oldest] = slot{key, f.batch}
	f.compute(oldest, form, context)
	return oldest
}

// alone gives a form a row of this batch.
func (f *forms) alone(form string, context model.Context) int {
	f.rows++
	f.compute(f.rows-1, form, context)
	return f.rows - 1
}

// finish computes the products of the batch's new forms.
func (f *forms) finish() {
	n, width, in := f.net, f.width(), len(f.sum)
	if size := f.rows * width; size > len(f.products) {
		f.products = slices.Grow(f.products, size-len(f.products))[:size]
	}
	for at := 0; at < len(f.fresh); at += stripWords {
		rows := f.fresh[at:min(at+stripWords, len(f.fresh))]
		f.strip = sized(f.strip, len(rows)*width/2)
		for d := range n.lstm[0] {
			l := &n.lstm[0][d]
			kernel.AffineInt(f.strip, width/2, len(rows), f.inputs[at*in:], in, &l.x, l.bias)
			for i, row := range rows {
				copy(f.product(row, d), f.strip[i*width/2:])
			}
		}
	}
}

// product is a row's part for one direction.
func (f *forms) product(row, direction int) []int32 {
	half := f.width() / 2
	at := (2*row + direction) * half
	return f.products[at : at+half]
}

// sumBits is the point of the sums over rows.
const sumBits = 16

// compute appends the input vector of a form whose products belong in a row.
func (f *forms) compute(row int, form string, context model.Context) {
	n, at := f.net, len(f.inputs)
	f.fresh = append(f.fresh, row)
	f.inputs = slices.Grow(f.inputs, len(f.sum))[:at+len(f.sum)]
	x := f.inputs[at:]
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
	kernel.AddRow(sum, q, int(sumBits-t.Exp[row]))
}
