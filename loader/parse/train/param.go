package main

import (
	"math/rand/v2"

	"claimgraph/loader/parse/kernel"
)

// shards is the number of parts of a batch that are computed side by side. It
// is fixed, and their gradients are summed in order, so that the trained bytes
// do not depend on the machine.
const shards = 2

// Param is a matrix of Rows inputs and Cols outputs that is trained.
type Param struct {
	Name       string
	Rows, Cols int
	W          []float32
	Grad       [shards][]float32
	m, v       []float32 // Adam's moments
	Mean       []float32 // exponential moving average of W: what is shipped
	forth      kernel.Panels
	back       kernel.Panels
}

func newParam(name string, rows, cols int, spread float32, r *rand.Rand) *Param {
	p := &Param{Name: name, Rows: rows, Cols: cols}
	n := rows * cols
	p.W, p.m, p.v, p.Mean = make([]float32, n), make([]float32, n), make([]float32, n), make([]float32, n)
	for s := range p.Grad {
		p.Grad[s] = make([]float32, n)
	}
	for i := range p.W {
		p.W[i] = float32(r.NormFloat64()) * spread
	}
	return p
}

// pack prepares the weights for products with p and with its transpose.
func (p *Param) pack() {
	p.forth.Pack(p.W, p.Rows, p.Cols, p.Cols)
	p.back.PackTransposed(p.W, p.Cols, p.Rows, p.Cols)
}

// Table is an embedding: rows that few tokens of a batch touch. Its gradient
// is kept for those only.
type Table struct {
	Param
	grad    []float32
	touched []int32
	mark    []bool
}

func newTable(name string, rows, cols int, spread float32, r *rand.Rand) *Table {
	t := &Table{Param: *newParam(name, rows, cols, spread, r), mark: make([]bool, rows)}
	t.grad, t.Grad = t.Grad[0], [shards][]float32{}
	return t
}

func (t *Table) row(i uint32) []float32 { return t.W[int(i)*t.Cols : (int(i)+1)*t.Cols] }

// add adds scale·g to the gradient of a row.
func (t *Table) add(i uint32, scale float32, g []float32) {
	if !t.mark[i] {
		t.mark[i] = true
		t.touched = append(t.touched, int32(i))
	}
	to := t.grad[int(i)*t.Cols : (int(i)+1)*t.Cols]
	for j, v := range g {
		to[j] += scale * v
	}
}
