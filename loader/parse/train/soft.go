package main

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"claimgraph/loader/parse/kernel"
	"claimgraph/loader/parse/model"
)

// Soft is what teachers think of a word: distributions that a student learns
// from instead of single answers (Hinton et al. 2015), cut to their largest
// parts. Those of a word with a gold tree are half gold.
type Soft struct {
	arcs, rels []share
	tags       [tagHeads][]share
}

// share is the probability of one answer.
type share struct {
	at int32
	p  float32
}

const (
	shares   = 4
	goldHalf = 0.5
)

// softLoss is crossEntropy against a distribution.
func softLoss(scores []float32, want []share, d []float32, scale float32) float64 {
	top := slices.Max(scores)
	sum := float32(0)
	for _, v := range scores {
		sum += kernel.Exp(v - top)
	}
	for j, v := range scores {
		d[j] += scale * kernel.Exp(v-top) / sum
	}
	loss := math.Log(float64(sum))
	for _, w := range want {
		loss -= float64(w.p) * float64(scores[w.at]-top)
		d[w.at] -= scale * w.p
	}
	return loss
}

// teach fills in what the teachers' average says: Soft everywhere, heads where
// there are none, and names where none are known.
func teach(teachers []*Net, sentences []Sentence) {
	const size = 32
	var wait sync.WaitGroup
	for shard := range shards {
		wait.Go(func() {
			for from := shard * size; from < len(sentences); from += shards * size {
				teachBatch(teachers, sentences[from:min(from+size, len(sentences))])
			}
		})
	}
	wait.Wait()
}

func teachBatch(teachers []*Net, sentences []Sentence) {
	passes := make([]*Pass, len(teachers))
	for i, n := range teachers {
		passes[i] = newPass(n, 0)
		var batch []*example
		for j := range sentences {
			batch = append(batch, n.prepare(&sentences[j]))
		}
		passes[i].load(batch, false, 0, nil)
		passes[i].forward()
	}
	first := passes[0]
	gold := make([]bool, len(first.sentences))
	for s, e := range first.sentences {
		gold[s] = e.Heads != nil
		e.Soft, e.Silver = make([]Soft, len(e.Forms)), e.Heads == nil
		teachTags(passes, s, gold[s])
		teachNames(passes, s)
	}
	teachArcs(passes, gold)
	teachRels(passes, gold)
}

func teachTags(passes []*Pass, s int, gold bool) {
	e := passes[0].sentences[s]
	for h := range e.Tags {
		for t := range e.Forms {
			mean := make([]float32, len(passes[0].Tags[h]))
			for _, p := range passes {
				addSoftmax(mean, p.part(p.top, p.row(s, t), p.cut.Tags[h], len(mean)), len(passes))
			}
			answer := int32(-1)
			if gold {
				answer = e.Tags[h][t]
			}
			e.Soft[t].tags[h] = shared(mean, answer)
		}
		if !gold {
			e.Tags[h] = make([]int32, len(e.Forms))
		}
	}
}

// teachNames tags the words of which no annotation says anything, within what
// the sentence's other annotation allows.
func teachNames(passes []*Pass, s int) {
	e := passes[0].sentences[s]
	if e.Names == nil {
		e.Names = slices.Repeat([]tagSet{anyTag}, len(e.Forms))
	}
	if !slices.Contains(e.Names, anyTag) {
		return
	}
	emit := make([][]float32, len(e.Forms))
	chain := make([]float32, model.NameTags*model.NameTags)
	for t := range emit {
		emit[t] = make([]float32, model.NameTags)
		for _, p := range passes {
			axpy(emit[t], 1, p.part(p.top, p.row(s, t), p.cut.Names, model.NameTags))
		}
		for tag := range emit[t] {
			if e.Names[t]&(1<<tag) == 0 {
				emit[t][tag] = -1e9
			}
		}
	}
	for _, p := range passes {
		axpy(chain, 1, p.chain.W)
	}
	names := slices.Clone(e.Names)
	for t, tag := range best(emit, chain) {
		if names[t] == anyTag {
			names[t] = 1 << tag
		}
	}
	e.Names = names
}

func teachArcs(passes []*Pass, gold []bool) {
	turned := make([][]float32, len(passes))
	for i, p := range passes {
		turned[i] = p.turned()
	}
	for s, e := range passes[0].sentences {
		n := len(e.Forms)
		mean := make([]float32, n*(n+1))
		for i, p := range passes {
			scores, _, _ := p.arcScores(s, turned[i])
			for t := range n {
				addSoftmax(mean[t*(n+1):(t+1)*(n+1)], scores[t*(n+1):(t+1)*(n+1)], len(passes))
			}
		}
		if !gold[s] {
			e.Heads = make([]int32, n)
		}
		for t := range n {
			row := mean[t*(n+1) : (t+1)*(n+1)]
			answer := int32(-1)
			if gold[s] {
				answer = e.Heads[t]
			} else {
				e.Heads[t] = int32(argmax(row))
			}
			e.Soft[t].arcs = shared(row, answer)
		}
	}
}

func teachRels(passes []*Pass, gold []bool) {
	first := passes[0]
	scores := make([][]float32, len(passes))
	for i, p := range passes {
		_, scores[i] = p.labelScores(func(s int) []int32 { return first.sentences[s].Heads })
	}
	r := len(first.Rels)
	for s, e := range first.sentences {
		if !gold[s] {
			e.Rels = make([]int32, len(e.Forms))
		}
		for t := range e.Forms {
			row := first.row(s, t)
			mean := make([]float32, r)
			for i := range passes {
				addSoftmax(mean, scores[i][row*r:(row+1)*r], len(passes))
			}
			answer := int32(-1)
			if gold[s] {
				answer = e.Rels[t]
			}
			e.Soft[t].rels = shared(mean, answer)
		}
	}
}

// addSoftmax adds an n-th of the scores' softmax.
func addSoftmax(sum, scores []float32, n int) {
	top := slices.Max(scores)
	total := float32(0)
	for _, v := range scores {
		total += kernel.Exp(v - top)
	}
	for j, v := range scores {
		sum[j] += kernel.Exp(v-top) / (total * float32(n))
	}
}

// shared keeps the largest parts of a distribution, made to sum 1, mixed with
// the gold answer unless that is -1.
func shared(mean []float32, gold int32) []share {
	all := make([]share, len(mean))
	for j, p := range mean {
		all[j] = share{int32(j), p}
	}
	slices.SortStableFunc(all, func(a, b share) int { return cmp.Compare(b.p, a.p) })
	all = slices.Clone(all[:min(shares, len(all))])
	sum := float32(0)
	for _, a := range all {
		sum += a.p
	}
	rest := float32(1)
	if gold >= 0 {
		rest -= goldHalf
	}
	for i := range all {
		all[i].p *= rest / sum
	}
	if gold >= 0 {
		all = append(all, share{gold, goldHalf})
	}
	return all
}

// together scores what the teachers' average says of gold sentences.
func together(teachers []*Net, gold []Sentence) Score {
	said := make([]Sentence, len(gold))
	for i := range gold {
		said[i].Forms = gold[i].Forms
	}
	teach(teachers, said)
	var score Score
	for i := range gold {
		score.add(agreement(&gold[i], &said[i], teachers[0].Rels))
	}
	return score
}

// agreement scores one annotation of a sentence against another.
func agreement(gold, said *Sentence, rels []string) Score {
	var score Score
	if gold.Names != nil {
		want, got := make([]int, len(gold.Forms)), make([]int, len(gold.Forms))
		for t := range want {
			want[t], got[t] = onlyTag(gold.Names[t]), onlyTag(said.Names[t])
		}
		score.addNames(coarseSpans(want), coarseSpans(got))
	}
	for t, head := range gold.Heads {
		soft := &said.Soft[t]
		score.words++
		for h, count := range [tagHeads]*int{&score.upos, &score.xpos, &score.feats} {
			if soft.tags[h][0].at == gold.Tags[h][t] {
				*count++
			}
		}
		if said.Heads[t] != head {
			continue
		}
		score.arcs++
		score.addRelation(rels, soft.rels[0].at, gold.Rels[t])
	}
	return score
}
