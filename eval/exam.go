package eval

import (
	"context"
	"io/fs"

	"claimgraph/kg"
)

// Exam is a text with what gold says of the claims that are read from it.
// Whoever fits confidences takes one part of the exams, whoever measures them
// another: held says which.
type Exam struct {
	Article kg.Article
	Mark    func(r *Reading) []Mark
}

// Mark says of a claim, by its index in the reading, whether it was read
// rightly. Of most claims gold says nothing.
type Mark struct {
	Claim int
	Right bool
}

// ExamSet is a named set of exams, read from a folder of data sets. Held are
// those that nothing is fitted to.
type ExamSet struct {
	Name, Held string
	Exams      func(gold fs.FS, held bool) ([]Exam, error)
}

// ExamSets are all there are. How the sets differ in what they call right, the
// files say that read them.
func ExamSets() []ExamSet {
	return []ExamSet{
		{"sheets", "sheets, every fifth line", SheetExams},
		{"KnowledgeNet", "KnowledgeNet fold 3", FactExams},
		{"Re-DocRED", "Re-DocRED, last 100 documents", PairExams},
		{"CaRB", "CaRB dev, half of the sentences", TupleExams},
	}
}

// marked are a set's claims with what gold says of them.
func marked(ctx context.Context, u Understander, exams []Exam, take func(c *kg.Claim, right bool)) error {
	article := func(i int) kg.Article { return exams[i].Article }
	return readAll(ctx, u, len(exams), article, func(i int, r *Reading) {
		for _, m := range exams[i].Mark(r) {
			take(&r.Claims[m.Claim], m.Right)
		}
	})
}
