package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"claimgraph/loader/parse/model"
)

// Sentence is one training example. Trees and names are independent: a
// sentence without one of them does not train it.
type Sentence struct {
	Doc    string
	Forms  []string
	Tags   [tagHeads][]int32 // UPOS, XPOS, feature strings by number; -1 where not known
	Heads  []int32           // 1-based, 0 the root; nil where there is no tree
	Rels   []int32
	Silver bool     // the tree is the teachers'
	Soft   []Soft   // what teachers say, nil without them
	Names  []tagSet // the name tags that each token may have; nil where not annotated
}

const (
	upos = iota
	xpos
	feats
	tagHeads
)

// tagSet is a set of name tags, bit by number: data that do not tell two kinds
// apart allow both.
type tagSet uint16

const anyTag = tagSet(1<<model.NameTags - 1)

// Labels are the inventories of the treebanks, sorted.
type Labels struct {
	Tags [tagHeads][]string
	Rels []string
}

// labelled is a sentence as read, before labels have numbers.
type labelled struct {
	doc   string
	forms []string
	tags  [tagHeads][]string
	heads []int32
	rels  []string
	misc  []string
	names []tagSet
}

// Corpus is what a training run learns from and is judged on.
type Corpus struct {
	Labels
	Known model.Known
	Train []Sentence
	Dev   map[string][]Sentence // by name of the set
}

// ReadCorpus reads the sets below root (see README.md for their layout).
// withGUM is false for a model from EWT's trees alone; the documents of the fold
// are kept out of training and become the development set "left out".
func ReadCorpus(root string, withGUM bool, fold Fold) (*Corpus, error) {
	at := func(parts ...string) string { return filepath.Join(append([]string{root}, parts...)...) }
	ewt, err := readConllu(at("ud_ewt", "train.conllu"))
	if err != nil {
		return nil, err
	}
	if err := joinUNER(ewt, at("uner", "en_ewt-train-early.iob2"), true); err != nil {
		return nil, err
	}
	trees := ewt
	var left []labelled
	if withGUM {
		gum, err := readConllu(at("ud_gum", "train.conllu"))
		if err != nil {
			return nil, err
		}
		for i := range gum {
			gum[i].names = gumNames(&gum[i])
		}
		gum, left = fold.part(gum)
		trees = append(trees, gum...)
	}
	c := &Corpus{Labels: labelsOf(trees), Dev: map[string][]Sentence{}}
	c.add(trees)
	c.Dev[leftOut] = c.number(left)
	more, err := readNames(root)
	if err != nil {
		return nil, err
	}
	c.add(more)
	return c, c.readDev(at)
}

// Fold is one part of a cross-validation over documents: those whose number
// leaves a rest of At when divided by Of. The zero Fold has none.
type Fold struct{ At, Of int }

const leftOut = "left out"

// part parts a treebank into what trains and the fold's documents of news and
// interviews.
func (f Fold) part(all []labelled) (kept, left []labelled) {
	document := -1
	for i, s := range all {
		if i == 0 || s.doc != all[i-1].doc {
			document++
		}
		switch {
		case f.Of == 0 || document%f.Of != f.At:
			kept = append(kept, s)
		case ofNews(s.doc):
			left = append(left, s)
		}
	}
	return kept, left
}

func ofNews(doc string) bool {
	return strings.HasPrefix(doc, "GUM_news") || strings.HasPrefix(doc, "GUM_interview")
}

func (c *Corpus) readDev(at func(...string) string) error {
	ewt, err := readConllu(at("ud_ewt", "dev.conllu"))
	if err != nil {
		return err
	}
	if err := joinUNER(ewt, at("uner", "en_ewt-dev.iob2"), false); err != nil {
		return err
	}
	c.Dev["ewt"] = c.number(ewt)
	gum, err := readConllu(at("ud_gum", "dev.conllu"))
	if err != nil {
		return err
	}
	c.Dev["gum"] = c.number(gum)
	for _, s := range c.Dev["gum"] {
		if ofNews(s.Doc) {
			c.Dev["gum news and interview"] = append(c.Dev["gum news and interview"], s)
		}
	}
	gold, err := readColumns(at("wikigold", "dev.conll"), ' ', 1, coarse)
	if err != nil {
		return err
	}
	c.Dev["wikigold"] = c.number(gold)
	return nil
}

// sets are the names of the development sets that there are.
func (c *Corpus) sets() []string {
	return slices.DeleteFunc([]string{"ewt", "gum", "gum news and interview", "wikigold", leftOut}, func(name string) bool { return len(c.Dev[name]) == 0 })
}

func (c *Corpus) add(sentences []labelled) { c.Train = append(c.Train, c.number(sentences)...) }

// labelsOf collects the labels of trees that occur at least twice.
func labelsOf(sentences []labelled) Labels {
	var l Labels
	count := func(of func(s *labelled) []string) []string {
		seen := map[string]int{}
		var all []string
		for i := range sentences {
			for _, label := range of(&sentences[i]) {
				if seen[label]++; seen[label] == 2 {
					all = append(all, label)
				}
			}
		}
		slices.Sort(all)
		return all
	}
	for h := range l.Tags {
		l.Tags[h] = count(func(s *labelled) []string { return s.tags[h] })
	}
	l.Rels = count(func(s *labelled) []string { return s.rels })
	return l
}

// number replaces labels by their numbers; one that training has not seen is -1.
func (l *Labels) number(sentences []labelled) []Sentence {
	find := func(labels []string, all []string) []int32 {
		out := make([]int32, len(labels))
		for i, label := range labels {
			at, ok := slices.BinarySearchFunc(all, label, cmp.Compare[string])
			if out[i] = int32(at); !ok {
				out[i] = -1
			}
		}
		return out
	}
	out := make([]Sentence, 0, len(sentences))
	for i := range sentences {
		s := &sentences[i]
		n := Sentence{Doc: s.doc, Forms: s.forms, Heads: s.heads, Names: s.names}
		if s.heads != nil {
			for h := range n.Tags {
				n.Tags[h] = find(s.tags[h], l.Tags[h])
			}
			n.Rels = find(s.rels, l.Rels)
		}
		out = append(out, n)
	}
	return out
}

func misread(path string, line int, what string) error {
	return fmt.Errorf("%s: line %d: %s", path, line, what)
}
