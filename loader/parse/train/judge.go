package main

import (
	"fmt"
	"strings"
	"time"

	"claimgraph/loader/parse"
	"claimgraph/loader/parse/model"
	"claimgraph/loader/syntax"
)

// judge scores a model file as it will be used: in integers, on gold tokens,
// decoded to trees. It also says how fast one core reads.
func judge(data []byte, c *Corpus, report func(string)) error {
	p, err := parse.New(data)
	if err != nil {
		return err
	}
	report(fmt.Sprintf("model %s, %d bytes", p.Model(), len(data)))
	for _, name := range c.sets() {
		text, sentences := document(c.Dev[name])
		start := time.Now()
		trees := p.Trees(text, sentences)
		seconds := time.Since(start).Seconds()
		var sum Score
		words := 0
		for i := range trees {
			words += len(trees[i].Words)
			sum.add(c.compare(&trees[i], &c.Dev[name][i]))
		}
		report(fmt.Sprintf("  %-8s %v, %.0f words/s", name, sum, float64(words)/seconds))
	}
	return nil
}

// document writes sentences into one text, a space after each token.
func document(sentences []Sentence) (*syntax.Text, []syntax.Sentence) {
	var b strings.Builder
	out := make([]syntax.Sentence, len(sentences))
	for i, s := range sentences {
		out[i].Start = b.Len()
		for _, form := range s.Forms {
			from := b.Len()
			b.WriteString(form)
			out[i].Tokens = append(out[i].Tokens, syntax.Token{Span: syntax.Span{Start: from, End: b.Len()}})
			b.WriteByte(' ')
		}
		out[i].End = b.Len() - 1
	}
	return syntax.NewText(b.String()), out
}

// compare scores a tree against its gold sentence.
func (l *Labels) compare(tree *syntax.Tree, gold *Sentence) Score {
	var score Score
	got, want := make([]int, len(gold.Forms)), make([]int, len(gold.Forms))
	for t, w := range tree.Words {
		got[t] = tagOf(w.Name)
		if gold.Names != nil {
			want[t] = onlyTag(gold.Names[t])
		}
		if gold.Heads == nil {
			continue
		}
		score.words++
		for h, hit := range []struct {
			label string
			count *int
		}{{w.UPOS, &score.upos}, {w.XPOS, &score.xpos}, {w.Feats, &score.feats}} {
			if at := gold.Tags[h][t]; at >= 0 && l.Tags[h][at] == hit.label {
				*hit.count++
			}
		}
		if w.Head != int(gold.Heads[t]) {
			continue
		}
		score.arcs++
		if at := gold.Rels[t]; at >= 0 && universal(l.Rels[at]) == universal(w.Rel) {
			score.labelled++
			if l.Rels[at] == w.Rel {
				score.full++
			}
		}
	}
	if gold.Names != nil {
		score.addNames(coarseSpans(want), coarseSpans(got))
	}
	return score
}

func tagOf(n syntax.NameTag) int {
	switch {
	case n.Kind == syntax.NoName:
		return 0
	case n.Begin:
		return model.Begin(n.Kind)
	}
	return model.Inside(n.Kind)
}
