package parse

import (
	"claimgraph/loader/parse/kernel"
	"claimgraph/loader/parse/model"
)

// network is a model made ready: weights packed for the kernels, tables built.
type network struct {
	*model.Model
	cut       model.Cuts
	index     map[string]uint32
	lstm      [][2]lstm
	top       layer
	topShift  []int32 // from top's sums to Activation bits after the point, of the projections to Projection bits
	arcU      layer
	labelV    layer
	arcRoot   []int16
	labelRoot []int16
	distance  []int32 // a head's score by its distance from the word, from -maxWords
	root      int     // number of the relation "root", -1 where there is none
	chain     *chain
	curves    *kernel.Curves
	exp       [model.Steps + 1]int32 // the last for all that is beyond
}

// layer is a matrix, its biases, and the shifts that bring its sums back to a
// common point.
type layer struct {
	panels kernel.IntPanels
	bias   []int32
	shift  []int32
}

type lstm struct {
	x, h  kernel.IntPanels
	bias  []int32
	none  []int32 // the bias of h
	shift []int32 // from sums to table indexes, per column
}

func newCurves(m *model.Model) *kernel.Curves {
	c := &kernel.Curves{}
	for i := range model.Steps {
		c.Sigmoid[i], c.Tanh[i] = int16(m.Sigmoid[i]), int16(m.Tanh[i])
	}
	return c
}

func newNetwork(m *model.Model) *network {
	n := &network{Model: m, cut: m.Cuts(), index: make(map[string]uint32, len(m.Words)), root: -1, chain: newChain(m.Chain), curves: newCurves(m),
		lstm: make([][2]lstm, len(m.LSTM))}
	for i, w := range m.Words {
		n.index[w] = uint32(i)
	}
	for l := range m.LSTM {
		for d := range m.LSTM[l] {
			n.lstm[l][d] = newLSTM(&m.LSTM[l][d])
		}
	}
	n.top, n.arcU, n.labelV = newLayer(&m.Top), newLayer(&m.ArcU), newLayer(&m.LabelV)
	for j, shift := range n.top.shift {
		if j >= n.cut.ArcDep {
			shift += model.Activation - model.Projection
		}
		n.topShift = append(n.topShift, shift)
	}
	for d := -maxWords; d <= maxWords; d++ {
		n.distance = append(n.distance, m.Distance[model.Bucket(maxWords, maxWords+d)])
	}
	copy(n.exp[:], m.Exp)
	n.arcRoot, n.labelRoot = narrow(m.ArcRoot), narrow(m.LabelRoot)
	for i, rel := range m.Rels {
		if rel == "root" {
			n.root = i
		}
	}
	return n
}

func newLSTM(m *model.LSTM) lstm {
	l := lstm{bias: m.X.Bias, none: make([]int32, len(m.X.Bias)), shift: make([]int32, len(m.X.Exp))}
	l.x.Pack(m.X.Q, m.X.Rows, m.X.Cols)
	l.h.Pack(m.H.Q, m.H.Rows, m.H.Cols)
	for j, e := range m.X.Exp {
		l.shift[j] = int32(e) + model.Activation - model.StepBits
	}
	return l
}

func newLayer(m *model.Matrix) layer {
	l := layer{bias: m.Bias, shift: make([]int32, len(m.Exp))}
	l.panels.Pack(m.Q, m.Rows, m.Cols)
	for j, e := range m.Exp {
		l.shift[j] = int32(e)
	}
	return l
}

func narrow(v []int32) []int16 {
	out := make([]int16, len(v))
	for i, x := range v {
		out[i] = clip(x)
	}
	return out
}

// clip brings a value into 16 bits, symmetrically.
func clip(v int32) int16 { return int16(max(-32767, min(32767, v))) }
