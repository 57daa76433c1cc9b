package main

import (
	"math"
	"sync"
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

// update moves the weights by their summed gradients and clears these.
func (a *Adam) update(n *Net, rate float64) {
	a.step++
	clip := sumAndClip(n.dense)
	correction := math.Sqrt(1-math.Pow(beta2, float64(a.step))) / (1 - math.Pow(beta1, float64(a.step)))
	decay := min(meanDecay, float64(1+a.step)/float64(10+a.step))
	lr := float32(rate * correction)
	var wait sync.WaitGroup
	wait.Go(func() {
		for _, t := range n.tables {
			t.update(tableRate * lr)
			if a.step%meanEvery == 0 {
				average(t.Mean, t.W, float32(1-math.Pow(decay, meanEvery)))
			}
		}
	})
	for _, p := range n.dense {
		adamStep(p.W, p.Grad[0], p.m, p.v, lr, clip)
		average(p.Mean, p.W, float32(1-decay))
		for s := range p.Grad {
			clear(p.Grad[s])
		}
	}
	wait.Wait()
}

func (t *Table) update(lr float32) {
	for _, row := range t.touched {
		from, to := int(row)*t.Cols, (int(row)+1)*t.Cols
		adamStep(t.W[from:to], t.grad[from:to], t.m[from:to], t.v[from:to], lr, 1)
		clear(t.grad[from:to])
		t.mark[row] = false
	}
	t.touched = t.touched[:0]
}

// sumAndClip adds the shards' gradients into the first and returns the factor
// that brings their norm to clipNorm at most.
func sumAndClip(params []*Param) float32 {
	square := 0.0
	for _, p := range params {
		sum := p.Grad[0]
		for s := 1; s < shards; s++ {
			g := p.Grad[s][:len(sum)]
			for i := range sum {
				sum[i] += g[i]
			}
		}
		part := float32(0)
		for _, g := range sum {
			part += g * g
		}
		square += float64(part)
	}
	if norm := math.Sqrt(square); norm > clipNorm {
		return float32(clipNorm / norm)
	}
	return 1
}

func adamStep(w, g, m, v []float32, lr, clip float32) {
	g, m, v = g[:len(w)], m[:len(w)], v[:len(w)]
	for i := range w {
		d := g[i] * clip
		m[i] += (1 - beta1) * (d - m[i])
		v[i] += (1 - beta2) * (d*d - v[i])
		w[i] -= lr * m[i] / (float32(math.Sqrt(float64(v[i]))) + 1e-8)
	}
}

func average(mean, w []float32, rate float32) {
	mean = mean[:len(w)]
	for i, v := range w {
		mean[i] += rate * (v - mean[i])
	}
}
