package main

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/extract"
	"claimgraph/loader/syntax"
)

// document is a text as the program reads it, its pairs labelled.
type document struct {
	*annotated
	told       float32 // how much it teaches that the text tells something
	silence    float32 // and that it does not
	candidates []candidate
	trees      []int // of each mention
	mentions   []kg.Span
	heads      []kg.Span // of each mention
	entities   [][]int   // mentions of each
	of         []int     // entity of each mention, -1 for none
	patterns   []found   // what patterns read
}

type candidate struct {
	extract.Candidate
	features             []uint32 // by number, those that are kept
	right, wrong, unsure uint32   // relations that hold, that do not, and that only nearly do, by bit; of others nothing is known
}

// found is a claim that would be an edge.
type found struct {
	relation        int
	subject, object int // mentions
}

type aligner struct {
	loader *loader.Loader
	reader *extract.Reader
}

func newAligner(v *kg.Vocabulary) (*aligner, error) {
	l, err := loader.New(v)
	if err != nil {
		return nil, err
	}
	r, err := extract.NewLearner(v, names())
	return &aligner{l, r}, err
}

func (a *aligner) align(t *annotated) document {
	an := a.loader.Analyse(kg.Article{Key: t.id, Text: t.text, Language: "en"})
	d := document{annotated: t, told: 1, silence: guess, of: make([]int, len(an.Mentions))}
	at := map[kg.Span]int{}
	for i := range an.Mentions {
		m := &an.Mentions[i]
		d.mentions = append(d.mentions, an.Text.Points(m.Span))
		d.heads = append(d.heads, an.Text.Points(an.Trees[m.Tree].Words[m.Head].Span))
		d.trees = append(d.trees, m.Tree)
		d.of[i] = -1
		at[d.mentions[i]] = i
	}
	for e := range an.Entities {
		d.entities = append(d.entities, an.Referring(e))
		for _, m := range an.Entities[e].Mentions {
			d.of[m] = e
		}
	}
	list, claims := a.reader.Candidates(extract.Input{IRI: an.IRI, Text: an.Text, Trees: an.Trees, Mentions: an.Mentions, Entities: an.Entities})
	for _, c := range list {
		l := candidate{Candidate: c}
		d.label(&l, an.Mentions)
		d.candidates = append(d.candidates, l)
	}
	d.readBy(a.reader, claims, at)
	return d
}

// readBy keeps the claims of patterns that say a learned relation.
func (d *document) readBy(r *extract.Reader, claims []kg.Claim, at map[kg.Span]int) {
	for i := range claims {
		c := &claims[i]
		s, ok := at[c.Subject.Span]
		o, ok2 := at[c.Object.Span]
		if !c.Edge() || !ok || !ok2 {
			continue
		}
		forward, back := r.Says(c.Predicate.Name)
		for k := range relations {
			if forward&(1<<k) != 0 {
				d.patterns = append(d.patterns, found{k, s, o})
			}
			if back&(1<<k) != 0 && c.Predicate.Name != relations[k].name {
				d.patterns = append(d.patterns, found{k, o, s})
			}
		}
	}
}

// label says of a pair which relations hold.
func (d *document) label(c *candidate, mentions []syntax.Mention) {
	for _, f := range d.facts {
		bit := uint32(1) << f.relation
		if c.Fits&bit == 0 {
			continue
		}
		same := d.same(c.Subject, f.subject) * d.same(c.Object, f.object)
		if symmetric(f.relation) {
			same = max(same, d.same(c.Subject, f.object)*d.same(c.Object, f.subject))
		}
		switch same {
		case 4:
			c.right |= bit
		case 1, 2:
			c.unsure |= bit
		}
	}
	for _, s := range d.scopes {
		if s.Start <= d.mentions[c.Subject].Start && d.mentions[c.Subject].End <= s.End && s.Start <= d.mentions[c.Object].Start && d.mentions[c.Object].End <= s.End {
			c.wrong |= s.known
		}
	}
	c.unsure &^= c.right
	c.wrong &= c.Fits &^ c.right &^ c.unsure
}

// same is 2 where a mention is what a place of the text names, 1 where they
// only touch, else 0.
func (d *document) same(m int, at kg.Span) int {
	if h := d.heads[m]; at.Start <= h.Start && h.End <= at.End {
		return 2
	}
	if s := d.mentions[m]; s.Start < at.End && at.Start < s.End {
		return 1
	}
	return 0
}

// spans are the places at which a fact about a mention may be found: those of
// its entity.
func (d *document) spans(m int) []kg.Span {
	list := []kg.Span{d.mentions[m]}
	if e := d.of[m]; e >= 0 {
		for _, other := range d.entities[e] {
			if !slices.Contains(list, d.mentions[other]) {
				list = append(list, d.mentions[other])
			}
		}
	}
	return list
}
