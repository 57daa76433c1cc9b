package eval

import (
	"context"
	"io/fs"
	"iter"
	"slices"
	"strconv"
	"strings"

	"claimgraph/kg"
)

// Attribution measures how many of CaRB's contexts ("C: authorities said") are
// found with the right source, each sentence read as an article of its own.
func Attribution(ctx context.Context, gold fs.FS, u Understander) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		row := Row{Measure: "attribution", Part: "CaRB, contexts"}
		said, claims, err := readSources(ctx, gold, u)
		if err != nil {
			yield(row, err)
			return
		}
		missed := slices.DeleteFunc(slices.Clone(said), func(s Said) bool { return s.Attributed(claims[s.Sentence]) })
		right := len(said) - len(missed)
		row.Figures = []Figure{
			{"right", float64(right), 0, 0}, {"of", float64(len(said)), 0, 0},
			{"share", ratio(float64(right), float64(len(said))), 3, 0},
		}
		if !yield(row, nil) {
			return
		}
		for _, s := range missed {
			if !yield(Row{Measure: "attribution", Part: "missed: " + strings.Join(s.Source, " ") + " | " + s.Sentence, Detail: true}, nil) {
				return
			}
		}
	}
}

// readSources gives the contexts and the claims of each of their sentences.
func readSources(ctx context.Context, gold fs.FS, u Understander) ([]Said, map[string][]kg.Claim, error) {
	text, err := fs.ReadFile(gold, "carb/said.tsv")
	if err != nil {
		return nil, nil, err
	}
	said := ReadSaid(string(text))
	var sentences []string
	for i := range said {
		if s := said[i].Sentence; !slices.Contains(sentences, s) {
			sentences = append(sentences, s)
		}
	}
	article := func(i int) kg.Article { return kg.Article{Key: strconv.Itoa(i), Text: sentences[i]} }
	claims := map[string][]kg.Claim{}
	err = readAll(ctx, u, len(sentences), article, func(i int, r *Reading) { claims[sentences[i]] = r.Claims })
	return said, claims, err
}
