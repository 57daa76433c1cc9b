package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"claimgraph/eval"
	"claimgraph/loader/detect"
	"claimgraph/loader/link"
	"claimgraph/loader/parse"
	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

// validate links each document with weights that were learned without it and
// prints the scores by genre.
func validate(docs []document, folds int) error {
	parser, err := parse.Open()
	if err != nil {
		return err
	}
	gold, raw := scores{}, scores{}
	for fold := range folds {
		var rest []document
		for i := range docs {
			if i%folds != fold {
				rest = append(rest, docs[i])
			}
		}
		w := train(rest)
		for i := fold; i < len(docs); i += folds {
			d := &docs[i]
			gold.add(d, d.Trees, w)
			raw.add(d, parser.Trees(d.Text, split.Sentences(d.Text)), w)
		}
	}
	gold.print("gold trees")
	raw.print("raw text")
	return nil
}

// scores are by genre; "news, interview, bio" and "all" sum them.
type scores map[string]*score

type score struct {
	eval.Coreference
	links eval.Links
}

func (s scores) add(d *document, trees []syntax.Tree, w *link.Weights) {
	mentions := detect.Mentions(d.Text, trees, time.Time{})
	entities := link.EntitiesBy(d.Text, trees, mentions, w)
	things := slices.Concat(eval.Chains(trees, mentions, entities), eval.Dates(mentions))
	annotated := eval.ByPlace(d.Trees, d.annotated)
	eval.MentionsByPlace(trees, mentions)
	genre := strings.Split(d.ID, "_")[1]
	names := []string{genre, "all"}
	if genre == "news" || genre == "interview" || genre == "bio" {
		names = append(names, "news, interview, bio")
	}
	for _, name := range names {
		if s[name] == nil {
			s[name] = &score{links: eval.Links{}}
		}
		eval.Add(&s[name].Coreference, eval.Clusters(annotated, false), eval.Response(mentions, things, nil, false))
		s[name].links.Add(d.Text, mentions, entities, annotated)
	}
}

func (s scores) print(from string) {
	for _, name := range slices.Sorted(maps.Keys(s)) {
		x := s[name]
		fmt.Printf("%-11s %-21s CoNLL %.1f  MUC %.1f  B³ %.1f  CEAFe %.1f", from, name, 100*x.CoNLL(), 100*x.MUC.F1(), 100*x.BCubed.F1(), 100*x.CEAF.F1())
		for _, form := range []string{syntax.Name.String(), syntax.Nominal.String(), eval.AllPronouns} {
			fmt.Printf("  %s %.3f", form, x.links[form].Precision())
		}
		fmt.Println()
	}
}
