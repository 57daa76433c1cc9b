package main

import (
	"fmt"
	"io/fs"

	"claimgraph/eval"
	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/extract"
)

// judged is a claim that gold says is right or wrong.
type judged struct {
	extract.Grounds
	set   string
	right bool
}

// open says whether the words themselves name its relation.
func (j *judged) open() bool { return j.Form == "open" || j.Form == "class" }

func judgedClaims(gold fs.FS, v *kg.Vocabulary) ([]judged, error) {
	l, err := loader.New(v)
	if err != nil {
		return nil, err
	}
	r, err := extract.NewCalibrator(v)
	if err != nil {
		return nil, err
	}
	var list []judged
	for _, set := range eval.ExamSets() {
		exams, err := set.Exams(gold, false)
		if err != nil {
			return nil, err
		}
		from := len(list)
		for i := range exams {
			list = append(list, sit(&exams[i], set.Name, l, r)...)
		}
		fmt.Printf("%-14s %5d texts, %5d claims judged\n", set.Name, len(exams), len(list)-from)
	}
	return list, nil
}

// sit reads an exam's text.
func sit(e *eval.Exam, set string, l *loader.Loader, r *extract.Reader) (list []judged) {
	an := l.Analyse(e.Article)
	in := extract.Input{IRI: an.IRI, Text: an.Text, Published: e.Article.Published, Trees: an.Trees, Mentions: an.Mentions, Entities: an.Entities}
	claims, grounds := r.Grounds(in)
	reading := eval.Reading{Text: an.Text, Trees: an.Trees, Mentions: an.Mentions, Entities: an.Entities, Claims: claims}
	for i := range an.Entities {
		reading.Referring = append(reading.Referring, an.Referring(i))
	}
	for _, m := range e.Mark(&reading) {
		list = append(list, judged{grounds[m.Claim], set, m.Right})
	}
	return list
}
