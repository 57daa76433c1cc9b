package main

import (
	"encoding/gob"
	"fmt"
	"os"

	"claimgraph/loader/parse/model"
)

// checkpoint is a trained network in full precision: what a teacher is kept
// as, and what the shipped file is made from.
type checkpoint struct {
	Shape  Shape
	Labels Labels
	Known  string
	Words  []string
	Counts []int
	Params [][]float32 // tables, then dense, in the net's order
}

func (n *Net) all() []*Param {
	var all []*Param
	for _, t := range n.tables {
		all = append(all, &t.Param)
	}
	return append(all, n.dense...)
}

func (n *Net) save(path string) error {
	c := checkpoint{Shape: n.Shape, Labels: n.Labels, Known: string(n.known), Words: n.Words, Counts: n.counts}
	for _, p := range n.all() {
		c.Params = append(c.Params, p.W)
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(f).Encode(c); err != nil {
		return err
	}
	return f.Close()
}

// loadMean averages networks of one shape and vocabulary weight by weight. Runs
// that began from the same network lie in one basin: their mean is better than
// either (Wortsman et al. 2022).
func loadMean(paths []string) (*Net, error) {
	n, err := loadNet(paths[0])
	if err != nil {
		return nil, err
	}
	for k, path := range paths[1:] {
		other, err := loadNet(path)
		if err != nil {
			return nil, err
		}
		params := other.all()
		for i, p := range n.all() {
			if len(p.W) != len(params[i].W) {
				return nil, fmt.Errorf("%s: %s is of another size", path, p.Name)
			}
			average(p.W, params[i].W, 1/float32(k+2))
			copy(p.Mean, p.W)
		}
	}
	n.pack()
	return n, nil
}

func loadNet(path string) (*Net, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var c checkpoint
	if err := gob.NewDecoder(f).Decode(&c); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	n := newNet(c.Shape, c.Labels, model.Known(c.Known), c.Words, c.Counts, 0)
	for i, p := range n.all() {
		if len(p.W) != len(c.Params[i]) {
			return nil, fmt.Errorf("%s: %s has %d weights, not %d", path, p.Name, len(c.Params[i]), len(p.W))
		}
		copy(p.W, c.Params[i])
		copy(p.Mean, c.Params[i])
	}
	n.pack()
	return n, nil
}
