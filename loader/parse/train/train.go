package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// Plan is how long and how hard to train.
type Plan struct {
	Epochs  int
	Batch   int // sentences
	Rate    float64
	Dropout float64
	Seed    uint64
	Rest    int     // parts that sentences without gold trees fall into: an epoch takes one
	Noise   float64 // share of sentences rewritten in another letter case
}

const warmup = 300 // steps

// train runs the plan and reports each epoch's loss and the scores on the
// development sets, and then has the network kept. Its averaged weights are the
// result.
func train(n *Net, c *Corpus, plan Plan, report func(string), keep func(*Net)) {
	report(fmt.Sprintf("%d sentences, %d words, labels %d/%d/%d/%d", len(c.Train), len(n.Words),
		len(c.Tags[0]), len(c.Tags[1]), len(c.Tags[2]), len(c.Rels)))
	examples := make([]*example, len(c.Train))
	for i := range c.Train {
		examples[i] = n.prepare(&c.Train[i])
	}
	r := rand.New(rand.NewPCG(plan.Seed, 0x747261696e))
	shuffle := func(e []*example) { r.Shuffle(len(e), func(i, j int) { e[i], e[j] = e[j], e[i] }) }
	shuffle(examples)
	trees, rest := part(examples)
	perEpoch := len(trees) + len(rest)/plan.Rest
	steps := (perEpoch + plan.Batch - 1) / plan.Batch * plan.Epochs
	adam := &Adam{}
	passes := newPasses(n)
	start := time.Now()
	for epoch := range plan.Epochs {
		examples := append(slices.Clone(trees), rest[epoch%plan.Rest*len(rest)/plan.Rest:(epoch%plan.Rest+1)*len(rest)/plan.Rest]...)
		shuffle(examples)
		var sum Loss
		tokens := 0
		for from := 0; from < len(examples); from += plan.Batch {
			batch := slices.Clone(examples[from:min(from+plan.Batch, len(examples))])
			for i := range batch {
				if r.Float64() < plan.Noise {
					batch[i] = n.prepare(recased(batch[i].Sentence, r.IntN(4)))
				}
			}
			loss, size := step(passes, batch, float32(plan.Dropout), plan.Seed+uint64(adam.step)<<8)
			sum.add(loss)
			tokens += size
			adam.update(n, rate(plan.Rate, adam.step, steps))
		}
		per := 1 / float64(tokens)
		report(fmt.Sprintf("epoch %d: %.0f s, loss per token: tags %.3f names %.4f arcs %.3f labels %.3f", epoch+1,
			time.Since(start).Seconds(), sum.Tag*per, sum.Name*per, sum.Arc*per, sum.Label*per))
		if (epoch+1)%3 == 0 || epoch+1 == plan.Epochs {
			n.swapMean()
			for _, name := range c.sets() {
				report(fmt.Sprintf("  %-8s %v", name, evaluate(n, c.Dev[name])))
			}
			keep(n)
			n.swapMean()
		}
	}
	n.swapMean()
}

// part tells sentences with gold trees from others. An epoch takes all of the
// first and one of plan.Rest parts of the second, which would else be most of
// the work.
func part(examples []*example) (trees, rest []*example) {
	for _, e := range examples {
		if e.Heads != nil && !e.Silver {
			trees = append(trees, e)
		} else {
			rest = append(rest, e)
		}
	}
	return trees, rest
}

func newPasses(n *Net) []*Pass {
	passes := make([]*Pass, shards)
	for i := range passes {
		passes[i] = newPass(n, i)
	}
	return passes
}

// rate rises linearly, then falls as half a cosine.
func rate(peak float64, step, steps int) float64 {
	if step < warmup {
		return peak * float64(step+1) / warmup
	}
	return peak * (0.01 + 0.99*0.5*(1+math.Cos(math.Pi*float64(step-warmup)/float64(max(1, steps-warmup)))))
}

// step computes a batch's gradients, its shards side by side.
func step(passes []*Pass, batch []*example, drop float32, seed uint64) (Loss, int) {
	slices.SortStableFunc(batch, func(a, b *example) int { return len(b.Forms) - len(a.Forms) })
	tokens := 0
	parts := make([][]*example, shards)
	for i, e := range batch {
		tokens += len(e.Forms)
		parts[i%shards] = append(parts[i%shards], e)
	}
	losses := make([]Loss, shards)
	var wait sync.WaitGroup
	for i, p := range passes {
		wait.Go(func() {
			p.load(parts[i], true, drop, rand.New(rand.NewPCG(seed, uint64(i))))
			if p.n == 0 {
				return
			}
			p.forward()
			losses[i] = p.loss(1 / float32(tokens))
			p.backward()
		})
	}
	wait.Wait()
	for which := range passes[0].tables {
		wait.Go(func() {
			for _, p := range passes {
				if p.n > 0 {
					p.scatter(which)
				}
			}
		})
	}
	wait.Wait()
	sum := losses[0]
	for _, l := range losses[1:] {
		sum.add(l)
	}
	return sum, tokens
}

// recased is the sentence in capitals, without capitals, or with Most or All of
// Its Words capitalised, as headlines are.
func recased(s *Sentence, how int) *Sentence {
	out := *s
	out.Forms = make([]string, len(s.Forms))
	for i, form := range s.Forms {
		switch how {
		case 0:
			out.Forms[i] = strings.ToUpper(form)
		case 1:
			out.Forms[i] = strings.ToLower(form)
		default:
			out.Forms[i] = form
			if r, size := utf8.DecodeRuneInString(form); len(form) > 3 || how == 3 {
				out.Forms[i] = string(unicode.ToUpper(r)) + form[size:]
			}
		}
	}
	return &out
}
