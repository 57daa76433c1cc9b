package main

import (
	"math"

	"claimgraph/loader/parse/model"
)

const tags = model.NameTags

// chain holds a linear chain's forward and backward sums (Lafferty et al.
// 2001): the probability of a sequence of name tags is proportional to the
// exponential of its emissions and transitions. An annotation that allows
// several tags is a restricted chain: its loss is log Z of all sequences minus
// log Z of the allowed ones, so that data which do not tell kinds apart still
// teach what they know.
type chainSums struct {
	forward, backward [][tags]float64 // scaled to sum 1 per position
	emit              [][tags]float64
	move              [tags][tags]float64
	scale             []float64
	logZ              float64
}

func chainPass(emit [][]float32, transitions []float32, allowed []tagSet) *chainSums {
	n := len(emit)
	c := &chainSums{forward: make([][tags]float64, n), backward: make([][tags]float64, n),
		emit: make([][tags]float64, n), scale: make([]float64, n)}
	for a := range tags {
		for b := range tags {
			if model.Follows(a, b) {
				c.move[a][b] = math.Exp(float64(transitions[a*tags+b]))
			}
		}
	}
	for t := range n {
		top := emit[t][0]
		for _, v := range emit[t] {
			top = max(top, v)
		}
		for k := range tags {
			if allowed == nil || allowed[t]&(1<<k) != 0 {
				c.emit[t][k] = math.Exp(float64(emit[t][k] - top))
			}
		}
		c.logZ += float64(top)
		c.step(t)
	}
	for k := range tags {
		c.backward[n-1][k] = 1
	}
	for t := n - 2; t >= 0; t-- {
		for a := range tags {
			sum := 0.0
			for b := range tags {
				sum += c.move[a][b] * c.emit[t+1][b] * c.backward[t+1][b]
			}
			c.backward[t][a] = sum / c.scale[t+1]
		}
	}
	return c
}

// step computes forward[t] from forward[t-1].
func (c *chainSums) step(t int) {
	sum := 0.0
	for b := range tags {
		v := 0.0
		if t == 0 {
			if model.Follows(-1, b) {
				v = 1
			}
		} else {
			for a := range tags {
				v += c.forward[t-1][a] * c.move[a][b]
			}
		}
		c.forward[t][b] = v * c.emit[t][b]
		sum += c.forward[t][b]
	}
	sum = max(sum, 1e-300)
	for b := range tags {
		c.forward[t][b] /= sum
	}
	c.scale[t] = sum
	c.logZ += math.Log(sum)
}

// gradient adds scale × the expected emissions and transitions.
func (c *chainSums) gradient(d [][]float32, dMove []float32, scale float32) {
	for t := range d {
		for b := range tags {
			d[t][b] += scale * float32(c.forward[t][b]*c.backward[t][b])
			if t == 0 {
				continue
			}
			in := c.emit[t][b] * c.backward[t][b] / c.scale[t]
			for a := range tags {
				dMove[a*tags+b] += scale * float32(c.forward[t-1][a]*c.move[a][b]*in)
			}
		}
	}
}

// best is the most probable tag sequence (Viterbi).
func best(emit [][]float32, transitions []float32) []int {
	n := len(emit)
	score := make([][tags]float32, n)
	from := make([][tags]int, n)
	for t := range n {
		for b := range tags {
			high, at := float32(math.Inf(-1)), -1
			if t == 0 && model.Follows(-1, b) {
				high = 0
			}
			for a := range tags {
				if t > 0 && model.Follows(a, b) {
					if v := score[t-1][a] + transitions[a*tags+b]; v > high {
						high, at = v, a
					}
				}
			}
			score[t][b], from[t][b] = high+emit[t][b], at
		}
	}
	path := make([]int, n)
	last := 0
	for b := range tags {
		if score[n-1][b] > score[n-1][last] {
			last = b
		}
	}
	for t := n - 1; t >= 0; t-- {
		path[t] = last
		last = from[t][last]
	}
	return path
}
