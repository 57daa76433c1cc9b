package main

import (
	"fmt"
	"testing"
)

// BenchmarkStep measures training steps on random sentences.
func BenchmarkStep(b *testing.B) {
	labels := Labels{Tags: [tagHeads][]string{make([]string, 17), make([]string, 50), make([]string, 200)}, Rels: make([]string, 50)}
	words := make([]string, 17000)
	for i := range words {
		words[i] = fmt.Sprint("word", i)
	}
	net := newNet(Shape{Word: 96, Gram: 96, Trait: 48, Hidden: 160, Layers: 2, Arc: 128, Label: 128}, labels, "", words, make([]int, 17000), 1)
	var batch []*example
	tokens := 0
	for i := range 32 {
		s := Sentence{}
		for t := range 5 + i*3/4 {
			s.Forms = append(s.Forms, words[t*31])
			s.Heads = append(s.Heads, int32(t))
			s.Rels = append(s.Rels, int32(t))
			s.Names = append(s.Names, 1)
			for h := range s.Tags {
				s.Tags[h] = append(s.Tags[h], int32(t%17))
			}
		}
		tokens += len(s.Forms)
		batch = append(batch, net.prepare(&s))
	}
	adam, passes := &Adam{}, newPasses(net)
	for b.Loop() {
		step(passes, batch, 0.33, 1)
		adam.update(net, 1e-3)
		net.pack()
	}
	b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
