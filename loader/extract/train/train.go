package main

import (
	"math"
	"math/rand/v2"
)

// The weights are those of one logistic regression for each relation over the
// same features, trained with AdaGrad. Where a passage is not annotated for a
// relation, that a pair is not in it is a guess, and teaches little: but without
// it nothing would tell the weights of, say, a party's members that weddings are
// none of their business.
const (
	guess  = 0.25 // how much the guess counts
	news   = 0.3  // and in news, where nothing is annotated, what patterns read too
	epochs = 8
	rate   = 0.03
	decay  = 2e-6 // of a weight, each time that it is seen
	scale  = 32   // of the integers that the weights become
)

type model struct {
	weights, squares []float32 // by feature, then relation
}

func train(docs []document, features int) *model {
	n := len(relations)
	m := &model{make([]float32, n*features), make([]float32, n*features)}
	type example struct {
		*candidate
		told, silence float32
	}
	var list []example
	for i := range docs {
		for j := range docs[i].candidates {
			if c := &docs[i].candidates[j]; c.Fits != c.unsure {
				list = append(list, example{c, docs[i].told, docs[i].silence})
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for epoch := range epochs {
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for _, c := range list {
			m.learn(c.candidate, c.told, c.silence, float32(rate*(1-0.8*float64(epoch)/epochs)))
		}
	}
	return m
}

func (m *model) learn(c *candidate, told, silence, rate float32) {
	n := len(relations)
	for r := range n {
		bit := uint32(1) << r
		right := c.right&bit != 0
		if c.Fits&bit == 0 || c.unsure&bit != 0 {
			continue
		}
		sum := float32(0)
		for _, f := range c.features {
			sum += m.weights[int(f)*n+r]
		}
		slope := float32(1 / (1 + math.Exp(-float64(sum))))
		if right {
			slope = (slope - 1) * told
		} else if c.wrong&bit == 0 {
			slope *= silence
		}
		if slope > -1e-3 && slope < 1e-3 {
			continue
		}
		square := slope * slope
		for _, f := range c.features {
			at := int(f)*n + r
			m.squares[at] += square
			m.weights[at] -= rate*slope/float32(math.Sqrt(float64(m.squares[at]+0.1))) + decay*m.weights[at]
		}
	}
}

// quantised is the weights as the model keeps them.
func quantised(m *model) []int8 {
	list := make([]int8, len(m.weights))
	for i, w := range m.weights {
		list[i] = int8(min(max(math.Round(float64(w)*scale), -127), 127))
	}
	return list
}

// sum is a relation's score for a pair.
func sum(weights []int8, features []uint32, relation int) (s int32) {
	for _, f := range features {
		s += int32(weights[int(f)*len(relations)+relation])
	}
	return s
}
