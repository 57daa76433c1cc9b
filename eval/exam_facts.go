package eval

import (
	"io/fs"
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// FactExams are the documents of KnowledgeNet: fold 3 where held, folds 1 and 2
// else. A claim of one of its relations is right where the passage that holds it
// has the fact, wrong where the passage was annotated for the relation and has
// not. The gold has names, pronouns and dates alone: of claims about "the company"
// it says nothing. Of folds 1 and 2 learned claims are not marked: their weights
// know them.
func FactExams(gold fs.FS, held bool) ([]Exam, error) {
	folds := []int{1, 2}
	if held {
		folds = []int{factFold}
	}
	var list []Exam
	for _, fold := range folds {
		documents, err := factDocuments(gold, fold)
		if err != nil {
			return nil, err
		}
		for i := range documents {
			d := &documents[i]
			list = append(list, Exam{
				Article: kg.Article{Key: d.ID, Text: d.Text, Language: "en"},
				Mark:    func(r *Reading) []Mark { return markFacts(d, r, held) },
			})
		}
	}
	return list, nil
}

func factDocuments(gold fs.FS, fold int) ([]FactDocument, error) {
	const file = "knowledgenet/folds123.jsonl"
	f, err := gold.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var documents []FactDocument
	for d, err := range ReadFactDocuments(f, fold) {
		if err != nil {
			return nil, &fs.PathError{Op: "read", Path: file, Err: err}
		}
		documents = append(documents, d)
	}
	return documents, nil
}

func markFacts(d *FactDocument, r *Reading, learned bool) []Mark {
	uses := propertiesOf()
	var marks []Mark
	for i := range r.Claims {
		c := &r.Claims[i]
		use, ok := useOf(uses, c)
		if !ok || !c.Edge() || !learned && strings.HasPrefix(c.Rules[0], "learned: ") || described(r, c) {
			continue
		}
		if right, known := d.says(r, use, c); known {
			marks = append(marks, Mark{i, right})
		}
	}
	return marks
}

// says is whether a passage has the fact of a claim, and whether it would have
// it if it were one. Where the subject is a pronoun whose thing the passage also
// names, the fact must be the named one's.
func (d *FactDocument) says(r *Reading, use propertyUse, c *kg.Claim) (right, known bool) {
	i := slices.IndexFunc(d.Passages, func(p FactPassage) bool {
		return p.holds(c.Subject.Span) && p.holds(c.Object.Span) &&
			slices.ContainsFunc(p.Exhaustive, func(q FactProperty) bool { return q.ID == use.property })
	})
	if i < 0 {
		return false, false
	}
	p := &d.Passages[i]
	at := func(s kg.Span) bool {
		return p.has(use, s, c.Object.Span) || use.property == spouseProperty && p.has(use, c.Object.Span, s)
	}
	if !at(c.Subject.Span) {
		return false, true
	}
	others := 0
	for _, s := range spansOf(r, &c.Subject) {
		if s == c.Subject.Span || !p.holds(s) {
			continue
		}
		if others++; at(s) {
			return true, true
		}
	}
	return others == 0, true
}

func (p *FactPassage) has(use propertyUse, subject, object kg.Span) bool {
	if use.swapped {
		subject, object = object, subject
	}
	return slices.ContainsFunc(p.Facts, func(f SpanFact) bool {
		return f.Property == use.property && SpansOverlap(f.Subject, subject) && SpansOverlap(f.Object, object)
	})
}

// hasForm says whether an argument is a mention of a form.
func hasForm(r *Reading, a *kg.Argument, form syntax.Form) bool {
	return a.Entity > 0 && slices.ContainsFunc(r.Entities[a.Entity-1].Mentions, func(m int) bool {
		return r.Mentions[m].Form == form && r.Text.Points(r.Mentions[m].Span) == a.Span
	})
}

// described says whether one of a claim's arguments has no name of its own:
// "the company".
func described(r *Reading, c *kg.Claim) bool {
	return hasForm(r, &c.Subject, syntax.Nominal) || hasForm(r, &c.Object, syntax.Nominal)
}
