package eval

import (
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/kg"
)

// pairDocument is a document of Re-DocRED (Tan et al. 2022): tokens by sentence,
// things with the places of their mentions, and Wikidata properties between
// things, also those that no one sentence tells.
type pairDocument struct {
	Title     string
	Sents     [][]string
	VertexSet [][]struct {
		Sent int `json:"sent_id"`
		Pos  [2]int
	}
	Labels []pairLabel
}

type pairLabel struct {
	H, T int
	R    string
}

// PairExams are documents of Re-DocRED; held are its last hundred, whose names
// have taught the weights of kinds. Nobody annotated all that holds, so a claim
// is marked only where its two things have some property between them: right
// where that is the claim's, wrong where it is another one.
func PairExams(gold fs.FS, held bool) ([]Exam, error) {
	file := "redocred/train400.json"
	if held {
		file = "redocred/dev100.json"
	}
	content, err := fs.ReadFile(gold, file)
	if err != nil {
		return nil, err
	}
	var documents []pairDocument
	if err := json.Unmarshal(content, &documents); err != nil {
		return nil, &fs.PathError{Op: "read", Path: file, Err: err}
	}
	var list []Exam
	for i := range documents {
		d := &documents[i]
		text, things := d.spell()
		list = append(list, Exam{kg.Article{Key: d.Title, Text: text, Language: "en"}, func(r *Reading) []Mark { return d.mark(things, r) }})
	}
	return list, nil
}

// spell writes the tokens as a text and says where the mentions of each thing
// stand in it, in code points.
func (d *pairDocument) spell() (text string, things [][]kg.Span) {
	var b strings.Builder
	points, quoted := 0, false
	write := func(s string) {
		b.WriteString(s)
		points += utf8.RuneCountInString(s)
	}
	at := make([][]kg.Span, len(d.Sents))
	for i, tokens := range d.Sents {
		before := ""
		for k, token := range tokens {
			if i+k > 0 && spaced(before, token, quoted) {
				write(" ")
			}
			if token == `"` {
				quoted = !quoted
			}
			start := points
			write(token)
			at[i] = append(at[i], kg.Span{Start: start, End: points})
			before = token
		}
	}
	for _, mentions := range d.VertexSet {
		var spans []kg.Span
		for _, m := range mentions {
			spans = append(spans, kg.Span{Start: at[m.Sent][m.Pos[0]].Start, End: at[m.Sent][m.Pos[1]-1].End})
		}
		things = append(things, spans)
	}
	return b.String(), things
}

// spaced says whether a space stands between two tokens; in a quotation none
// follows its first mark, and none stands before its last.
func spaced(before, token string, quoted bool) bool {
	switch {
	case before == "(" || before == "[" || before == "$" || before == `"` && quoted || token == `"` && quoted:
		return false
	}
	return !slices.Contains([]string{".", ",", ";", ":", ")", "]", "?", "!", "%", "'s", "’s", "'", "n't"}, token)
}

func (d *pairDocument) mark(things [][]kg.Span, r *Reading) []Mark {
	uses := propertiesOf()
	var marks []Mark
	for i := range r.Claims {
		c := &r.Claims[i]
		if !c.Edge() || !strings.Contains(c.Predicate.IRI, "/P") || slices.Contains([]string{"location", "headquarters_location"}, c.Predicate.Name) ||
			c.Object.Value != nil && c.Object.Value.Kind != kg.TimeValue || described(r, c) {
			continue
		}
		x, y := thingAt(things, c.Subject.Span), thingAt(things, c.Object.Span)
		if x < 0 || y < 0 {
			continue
		}
		known, right := false, false
		for _, l := range d.Labels {
			if l.H == x && l.T == y || l.H == y && l.T == x {
				known = true
				right = right || samePair(uses, c, l, l.H != x)
			}
		}
		if known {
			marks = append(marks, Mark{i, right})
		}
	}
	return marks
}

// samePair says whether a label says what a claim says, or nearly: properties
// that KnowledgeNet takes for one are one.
func samePair(uses map[string]propertyUse, c *kg.Claim, l pairLabel, turned bool) bool {
	if path.Base(c.Predicate.IRI) == l.R && !turned {
		return true
	}
	x, ok := useOf(uses, c)
	y, ok2 := uses[l.R]
	return ok && ok2 && x.property == y.property && (x.swapped != y.swapped) == turned
}

// thingAt is the thing one of whose mentions overlaps a place, -1 for none.
func thingAt(things [][]kg.Span, s kg.Span) int {
	return slices.IndexFunc(things, func(spans []kg.Span) bool {
		return slices.ContainsFunc(spans, func(m kg.Span) bool { return SpansOverlap(m, s) })
	})
}
