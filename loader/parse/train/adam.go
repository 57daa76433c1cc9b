package main

import (
	"math"
	"sync"
	"sync/atomic"

	"claimgraph/loader/parse/kernel"
)

const (
	beta1, beta2 = 0.9, 0.98
	meanDecay    = 0.999
	meanEvery    = 16 // steps between averages of the tables
	clipNorm     = 5.0
	tableRate    = 3.0 // how much faster the tables' rows move, which few steps touch
)

// Adam is the optimiser (Kingma and Ba 2015) with an average of the weights
// over time. Rows of tables move only in steps that touch them.
type Adam struct {
	step int
}

// update moves the weights by their summed gradients, clears these and packs
// the weights again. Every parameter is one piece of work.
func (a *Adam) update(n *Net, rate float64) {
	a.step++
	clip := sumAndClip(n.dense)
	correction := math.Sqrt(1-math.Pow(beta2, float64(a.step))) / (1 - math.Pow(beta1, float64(a.step)))
	decay := min(meanDecay, float64(1+a.step)/float64(10+a.step))
	d := kernel.Decay{Beta1: beta1, Beta2: beta2, Rate: float32(rate * correction), Clip: clip}
	side(len(n.tables)+len(n.dense), func(i int) {
		if i < len(n.tables) {
			t := n.tables[i]
			t.update(d)
			if a.step%meanEvery == 0 {
				average(t.Mean, t.W, float32(1-math.Pow(decay, meanEvery)))
			}
			return
		}
		p := n.dense[i-len(n.tables)]
		kernel.Adam(p.W, p.Grad[0], p.m, p.v, d)
		average(p.Mean, p.W, float32(1-decay))
		for s := range p.Grad {
			clear(p.Grad[s])
		}
		if p.Rows > 1 {
			p.pack()
		}
	})
}

func (t *Table) update(d kernel.Decay) {
	d.Rate, d.Clip = d.Rate*tableRate, 1
	for _, row := range t.touched {
		from, to := int(row)*t.Cols, (int(row)+1)*t.Cols
		kernel.Adam(t.W[from:to], t.grad[from:to], t.m[from:to], t.v[from:to], d)
		clear(t.grad[from:to])
		t.mark[row] = false
	}
	t.touched = t.touched[:0]
}

// sumAndClip adds the shards' gradients into the first and returns the factor
// that brings their norm to clipNorm at most.
func sumAndClip(params []*Param) float32 {
	squares := make([]float64, len(params))
	side(len(params), func(i int) {
		sum := params[i].Grad[0]
		for s := 1; s < shards; s++ {
			g := params[i].Grad[s][:len(sum)]
			for j := range sum {
				sum[j] += g[j]
			}
		}
		part := float32(0)
		for _, g := range sum {
			part += g * g
		}
		squares[i] = float64(part)
	})
	square := 0.0
	for _, s := range squares {
		square += s
	}
	if norm := math.Sqrt(square); norm > clipNorm {
		return float32(clipNorm / norm)
	}
	return 1
}

// side does n pieces of work, shards at a time.
func side(n int, work func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range shards {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	wait.Wait()
}

func average(mean, w []float32, rate float32) {
	mean = mean[:len(w)]
	for i, v := range w {
		mean[i] += rate * (v - mean[i])
	}
}
