package main

import (
	"math"

	"claimgraph/loader/parse/model"
)

// export rounds the network to integers: see model.Model for the scales.
func (n *Net) export() *model.Model {
	m := &model.Model{Word: n.Word, Gram: n.Gram, Trait: n.Trait, Hidden: n.Hidden, Arc: n.Arc, Label: n.Label,
		Tags: n.Tags, Rels: n.Rels, Words: n.Words, Known: n.known}
	for i, t := range n.tables {
		m.Tables[i] = roundTable(t)
	}
	m.LSTM = make([][2]model.LSTM, n.Layers)
	for l := range n.lstm {
		for d, p := range n.lstm[l] {
			exp := exponents(p.x, p.h)
			m.LSTM[l][d] = model.LSTM{X: roundMatrix(p.x, p.b, exp, model.Activation), H: roundMatrix(p.h, nil, exp, model.Activation)}
		}
	}
	m.Top = roundMatrix(n.topW, n.topB, exponents(n.topW), model.Activation)
	m.ArcU = roundMatrix(n.arcU, n.arcHead, exponents(n.arcU), model.Projection)
	m.LabelV = roundMatrix(n.labelV, n.labelB, exponents(n.labelV), model.Projection)
	m.ArcRoot, m.LabelRoot = fixed(n.arcRoot, model.Projection), fixed(n.labelRoot, model.Projection)
	m.Distance, m.Chain = fixed(n.distance, 2*model.Projection), fixed(n.chain, model.Activation)
	for i := range model.Steps {
		const one = 1<<15 - 1
		x := (float64(i-model.Steps/2) + 0.5) / (1 << model.StepBits)
		m.Sigmoid = append(m.Sigmoid, int32(math.Round(one/(1+math.Exp(-x)))))
		m.Tanh = append(m.Tanh, int32(math.Round(one*math.Tanh(x))))
		m.Exp = append(m.Exp, int32(math.Round((1<<16)*math.Exp(-float64(i)/(1<<model.StepBits)))))
	}
	return m
}

// maxExponent keeps biases and shifts in range for columns of tiny weights.
const maxExponent = 14

// exponent is the largest e with |w|·2ᵉ ≤ 127.
func exponent(largest float32) int8 {
	if largest == 0 {
		return maxExponent
	}
	return int8(max(0, min(maxExponent, math.Floor(math.Log2(127.4/float64(largest))))))
}

// exponents are those of the columns that some matrices share.
func exponents(matrices ...*Param) []int8 {
	largest := make([]float32, matrices[0].Cols)
	for _, m := range matrices {
		for i, w := range m.W {
			j := i % m.Cols
			largest[j] = max(largest[j], max(w, -w))
		}
	}
	exp := make([]int8, len(largest))
	for j, v := range largest {
		exp[j] = exponent(v)
	}
	return exp
}

func roundTable(t *Table) model.Table {
	out := model.Table{Rows: t.Rows, Cols: t.Cols, Exp: make([]int8, t.Rows), Q: make([]int8, t.Rows*t.Cols)}
	for i := range t.Rows {
		row := t.row(uint32(i))
		largest := float32(0)
		for _, w := range row {
			largest = max(largest, max(w, -w))
		}
		out.Exp[i] = exponent(largest)
		for j, w := range row {
			out.Q[i*t.Cols+j] = round8(w, out.Exp[i])
		}
	}
	return out
}

func round8(w float32, e int8) int8 {
	return int8(max(-127, min(127, math.RoundToEven(math.Ldexp(float64(w), int(e))))))
}

func roundMatrix(w, bias *Param, exp []int8, point int) model.Matrix {
	out := model.Matrix{Rows: w.Rows, Cols: w.Cols, Exp: exp, Q: make([]int8, len(w.W)), Bias: make([]int32, w.Cols)}
	for i, v := range w.W {
		out.Q[i] = round8(v, exp[i%w.Cols])
	}
	if bias != nil {
		for j, v := range bias.W {
			out.Bias[j] = int32(math.RoundToEven(math.Ldexp(float64(v), int(exp[j])+point)))
		}
	}
	return out
}

func fixed(p *Param, point int) []int32 {
	out := make([]int32, len(p.W))
	for i, v := range p.W {
		out[i] = int32(math.RoundToEven(math.Ldexp(float64(v), point)))
	}
	return out
}
