package main

import (
	"fmt"
	"strings"
	"sync"

	"claimgraph/loader/parse/model"
	"claimgraph/loader/syntax"
)

// Score counts what a network gets right on gold tokens. Relations are
// compared without subtypes and punctuation counts, as CoNLL 2018 does.
type Score struct {
	words, upos, xpos, feats, arcs, labelled, full int
	named, found, right                            int // names of the coarse kinds
}

func (s Score) String() string {
	text := ""
	if s.words > 0 {
		of := func(n int) float64 { return 100 * float64(n) / float64(s.words) }
		text = fmt.Sprintf("UPOS %.2f XPOS %.2f feats %.2f UAS %.2f LAS %.2f (with subtypes %.2f) ",
			of(s.upos), of(s.xpos), of(s.feats), of(s.arcs), of(s.labelled), of(s.full))
	}
	if s.named > 0 {
		p, r := float64(s.right)/float64(max(1, s.found)), float64(s.right)/float64(s.named)
		text += fmt.Sprintf("names P %.1f R %.1f F1 %.1f", 100*p, 100*r, 100*2*p*r/max(1e-9, p+r))
	}
	return text
}

func (s *Score) add(o Score) {
	s.words += o.words
	s.upos += o.upos
	s.xpos += o.xpos
	s.feats += o.feats
	s.arcs += o.arcs
	s.labelled += o.labelled
	s.full += o.full
	s.named += o.named
	s.found += o.found
	s.right += o.right
}

// evaluate scores the network's own decoding (best head of each word, not yet
// a tree).
func evaluate(n *Net, sentences []Sentence) Score {
	parts := make([]Score, shards)
	var wait sync.WaitGroup
	for i := range parts {
		wait.Go(func() {
			p := newPass(n, 0)
			for from := i * 32; from < len(sentences); from += shards * 32 {
				var batch []*example
				for j := from; j < min(from+32, len(sentences)); j++ {
					batch = append(batch, n.prepare(&sentences[j]))
				}
				p.load(batch, false, 0, nil)
				p.forward()
				parts[i].add(p.score())
			}
		})
	}
	wait.Wait()
	sum := parts[0]
	for _, part := range parts[1:] {
		sum.add(part)
	}
	return sum
}

func (p *Pass) score() Score {
	heads := p.bestHeads()
	_, labels := p.labelScores(func(s int) []int32 { return heads[s] })
	var score Score
	for s, e := range p.sentences {
		if e.Names != nil {
			score.add(p.scoreNames(s, e))
		}
		for t := range e.Heads {
			row := p.row(s, t)
			rel := int32(argmax(labels[row*len(p.Rels) : (row+1)*len(p.Rels)]))
			score.words++
			counts := [tagHeads]*int{&score.upos, &score.xpos, &score.feats}
			for h, count := range counts {
				if int32(argmax(p.part(p.top, row, p.cut.Tags[h], len(p.Tags[h])))) == e.Tags[h][t] {
					*count++
				}
			}
			if heads[s][t] != e.Heads[t] {
				continue
			}
			score.arcs++
			score.addRelation(p.Rels, rel, e.Rels[t])
		}
	}
	return score
}

func universal(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

func (p *Pass) bestHeads() [][]int32 {
	u := p.turned()
	heads := make([][]int32, len(p.sentences))
	for s, e := range p.sentences {
		n := len(e.Forms)
		scores, _, _ := p.arcScores(s, u)
		for t := range n {
			heads[s] = append(heads[s], int32(argmax(scores[t*(n+1):(t+1)*(n+1)])))
		}
	}
	return heads
}

func argmax(v []float32) int {
	at := 0
	for i := range v {
		if v[i] > v[at] {
			at = i
		}
	}
	return at
}

// scoreNames compares persons, organisations and places, whole spans.
func (p *Pass) scoreNames(s int, e *example) Score {
	emit := make([][]float32, len(e.Forms))
	gold := make([]int, len(e.Forms))
	for t := range emit {
		emit[t] = p.part(p.top, p.row(s, t), p.cut.Names, model.NameTags)
		gold[t] = onlyTag(e.Names[t])
	}
	want, got := coarseSpans(gold), coarseSpans(best(emit, p.chain.W))
	var score Score
	score.addNames(want, got)
	return score
}

func (s *Score) addNames(want, got map[nameSpan]bool) {
	s.named += len(want)
	s.found += len(got)
	for k := range got {
		if want[k] {
			s.right++
		}
	}
}

// addRelation counts the relation of a word whose head is right. Gold is -1
// where training has not seen the relation.
func (s *Score) addRelation(rels []string, said, gold int32) {
	if said == gold {
		s.full++
	}
	if gold >= 0 && universal(rels[said]) == universal(rels[gold]) {
		s.labelled++
	}
}

// onlyTag is the tag of an unambiguous set, else 0: an ambiguous one is of no
// coarse kind.
func onlyTag(set tagSet) int {
	for tag := range model.NameTags {
		if set == 1<<tag {
			return tag
		}
	}
	return 0
}

type nameSpan struct {
	from, to int
	kind     syntax.NameKind
}

func coarseSpans(path []int) map[nameSpan]bool {
	spans := map[nameSpan]bool{}
	for i := 0; i < len(path); {
		tag := model.NameTag(path[i])
		end := i + 1
		for tag.Kind != syntax.NoName && end < len(path) && path[end] == model.Inside(tag.Kind) {
			end++
		}
		if k := tag.Kind; k == syntax.PersonName || k == syntax.OrganizationName || k == syntax.PlaceName {
			spans[nameSpan{i, end, k}] = true
		}
		i = end
	}
	return spans
}
