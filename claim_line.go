package main

import (
	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/syntax"
)

// The JSON lines that extract writes, version 1. Offsets are Unicode code
// points into the article's text; an iri is the article's own (A#e3), before
// anything is linked. What is absent is null, lists are never null.

const lineVersion = 1

type claimLine struct {
	V           int              `json:"v"`
	Article     string           `json:"article"` // the id as given
	ArticleIRI  string           `json:"articleIri"`
	ID          string           `json:"id"`
	Subject     argumentField    `json:"subject"`
	Predicate   predicateField   `json:"predicate"`
	Object      argumentField    `json:"object"`
	Qualifiers  []qualifierField `json:"qualifiers"`
	Polarity    kg.Polarity      `json:"polarity"`
	Modality    kg.Modality      `json:"modality"`
	Attribution *sourceField     `json:"attribution"`
	Time        intervalField    `json:"time"`
	Evidence    evidenceField    `json:"evidence"`
	Confidence  float64          `json:"confidence"`
	Rules       []string         `json:"rules"`
}

// argumentField is an entity with name, iri and kind; a value with value; a
// claim with its id as iri and the kind "Claim".
type argumentField struct {
	Text  string      `json:"text"`
	Start int         `json:"start"`
	End   int         `json:"end"`
	Name  string      `json:"name,omitempty"`
	IRI   string      `json:"iri,omitempty"`
	Kind  string      `json:"kind,omitempty"`
	Value *valueField `json:"value,omitempty"`
}

type predicateField struct {
	Name string `json:"name"`
	IRI  string `json:"iri"`
	Text string `json:"text"`
}

type qualifierField struct {
	Predicate string        `json:"predicate"`
	Object    argumentField `json:"object"`
}

type sourceField struct {
	Text  string       `json:"text"`
	Start int          `json:"start"`
	End   int          `json:"end"`
	Name  *string      `json:"name"`
	IRI   *string      `json:"iri"`
	Cue   string       `json:"cue"`
	Via   *sourceField `json:"via"`
}

type intervalField struct {
	Start *string `json:"start"`
	End   *string `json:"end"`
}

type evidenceField struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type valueField struct {
	Kind    kg.ValueKind `json:"kind"`
	Op      *kg.Op       `json:"op"`
	Amount  *float64     `json:"amount"`
	High    *float64     `json:"high"`
	Unit    *string      `json:"unit"`
	EDTF    *string      `json:"edtf"`
	Text    *string      `json:"text,omitempty"`    // of a text
	Boolean *bool        `json:"boolean,omitempty"` // of a boolean
}

type mentionLine struct {
	V       int          `json:"v"`
	Article string       `json:"article"`
	Mention mentionField `json:"mention"`
}

type mentionField struct {
	Text  string  `json:"text"`
	Start int     `json:"start"`
	End   int     `json:"end"`
	Name  string  `json:"name"`
	IRI   *string `json:"iri"`
	Kind  kg.Kind `json:"kind"`
	Form  string  `json:"form"`
}

// lineWriter makes the lines of one analysis.
type lineWriter struct{ *loader.Analysis }

func (w lineWriter) claim(c *kg.Claim) claimLine {
	line := claimLine{
		V: lineVersion, Article: w.Article.Key, ArticleIRI: w.IRI, ID: c.ID,
		Subject:    w.argument(&c.Subject),
		Predicate:  predicateField{c.Predicate.Name, c.Predicate.IRI, c.Predicate.Text},
		Object:     w.argument(&c.Object),
		Qualifiers: []qualifierField{},
		Polarity:   c.Polarity, Modality: c.Modality,
		Attribution: w.source(c.Attribution),
		Time:        intervalField{optional(c.Time.Start), optional(c.Time.End)},
		Evidence:    evidenceField{c.Evidence.Start, c.Evidence.End, c.Evidence.Text},
		Confidence:  c.Confidence,
		Rules:       append([]string{}, c.Rules...),
	}
	for i := range c.Qualifiers {
		q := &c.Qualifiers[i]
		line.Qualifiers = append(line.Qualifiers, qualifierField{q.Predicate.Name, w.argument(&q.Object)})
	}
	return line
}

func (w lineWriter) argument(a *kg.Argument) argumentField {
	f := argumentField{Text: a.Text, Start: a.Start, End: a.End}
	switch {
	case a.Value != nil:
		f.Value = value(a.Value)
	case a.Claim != "":
		f.IRI, f.Kind = a.Claim, "Claim"
	case a.Entity > 0:
		e := &w.Entities[a.Entity-1]
		f.Name, f.IRI, f.Kind = e.Label, kg.LocalIRI(w.IRI, a.Entity), string(e.Kind)
	}
	return f
}

func (w lineWriter) source(a *kg.Attribution) *sourceField {
	if a == nil {
		return nil
	}
	f := &sourceField{Text: a.Text, Start: a.Start, End: a.End, Cue: a.Cue, Via: w.source(a.Via)}
	if a.Entity > 0 {
		f.Name = &w.Entities[a.Entity-1].Label
		f.IRI = optional(kg.LocalIRI(w.IRI, a.Entity))
	}
	return f
}

func value(v *kg.Value) *valueField {
	f := &valueField{Kind: v.Kind}
	switch v.Kind {
	case kg.QuantityValue:
		f.Op, f.Amount, f.Unit = &v.Op, &v.Amount, optional(v.Unit)
		if v.Op == kg.Range {
			f.High = &v.High
		}
	case kg.TimeValue:
		f.EDTF = &v.EDTF
	case kg.TextValue:
		f.Text = &v.Text
	case kg.BooleanValue:
		f.Boolean = &v.Bool
	}
	return f
}

// mention is a mention of the entity with an index, -1 for none.
func (w lineWriter) mention(m *syntax.Mention, entity int) mentionLine {
	span := w.Text.Points(m.Span)
	f := mentionField{Text: w.Text.Quote(m.Span), Start: span.Start, End: span.End, Kind: m.Kind, Form: m.Form.String()}
	f.Name = f.Text
	if entity >= 0 {
		e := &w.Entities[entity]
		f.Name = e.Label
		if m.Form != syntax.Name {
			f.Kind = e.Kind // a name has a kind of its own: "Chinese" is a Group, though China is meant
		}
		f.IRI = optional(kg.LocalIRI(w.IRI, entity+1))
	}
	return mentionLine{V: lineVersion, Article: w.Article.Key, Mention: f}
}

// entityOf is the index of the entity that each mention refers to, -1 for none.
func (w lineWriter) entityOf() []int {
	of := make([]int, len(w.Mentions))
	for i := range of {
		of[i] = -1
	}
	for i := range w.Entities {
		for _, m := range w.Referring(i) {
			of[m] = i
		}
	}
	return of
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
