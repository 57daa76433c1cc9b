package extract

import (
	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// standIn gives every noun phrase head of gold trees a mention and an entity of
// its own, dates and amounts values: enough to test the rules without the
// stages before.
func standIn(doc *syntax.Document) Input {
	in := Input{IRI: "urn:claimgraph:article:" + doc.ID, Text: doc.Text, Trees: doc.Trees}
	for t := range doc.Trees {
		s := newSentence(&doc.Trees[t], t)
		for i := range s.Words {
			if s.Words[i].UPOS == "NUM" && s.rel(i) == "nummod" || !s.nominal(i) && !demonym(s, i) || s.is(i, "flat", "compound") && s.Words[i].UPOS != "PROPN" {
				continue
			}
			in.mention(s, i)
		}
	}
	return in
}

func demonym(s *sentence, i int) bool { return s.Words[i].XPOS == "NNP" && s.is(i, "amod") }

func (in *Input) mention(s *sentence, i int) {
	m := syntax.Mention{Tree: s.index, Head: i, First: i, Last: i, Form: syntax.Nominal, Kind: kg.Other}
	for _, c := range s.children[i] {
		if s.is(c, "flat", "compound", "det", "amod", "nummod", "nmod:poss") && s.Words[c].UPOS != "PUNCT" {
			first, last := s.reach(c)
			m.First, m.Last = min(m.First, first), max(m.Last, last)
		}
	}
	m.Span = s.Words[m.First].Span.Cover(s.Words[m.Last].Span)
	switch s.Words[i].UPOS {
	case "PROPN", "ADJ":
		m.Form, m.Name = syntax.Name, in.Text.Quote(m.Span)
	case "PRON":
		m.Form = syntax.Pronoun
	case "NUM", "SYM":
		m.Form, m.Value = syntax.Quantity, &kg.Value{Kind: kg.QuantityValue, Op: kg.Equal, Text: s.Words[i].Form}
		if len(s.Words[i].Form) == 4 && s.Words[i].Form < "2100" {
			m.Form, m.Value = syntax.Date, &kg.Value{Kind: kg.TimeValue, EDTF: s.Words[i].Form}
		}
	}
	in.Mentions = append(in.Mentions, m)
	if m.Value == nil {
		in.Entities = append(in.Entities, syntax.Entity{Label: in.Text.Quote(m.Span), Named: m.Form == syntax.Name, Kind: kg.Other, Mentions: []int{len(in.Mentions) - 1}})
	}
}
