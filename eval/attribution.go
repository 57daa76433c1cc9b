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
// found with the right source, each sentence read as an article of its own; and
// how many of GUM's units of discourse that are somebody's words hold a claim
// that is attributed, against claims outside of them that are. GUM also counts
// what people think, know and feel, and leaves hearsay out, so neither share can
// reach its end; trees were trained on its train part, attributions never.
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
		for _, part := range [...]string{"train", "dev"} {
			if !yieldUnits(ctx, gold, part, u, yield) {
				return
			}
		}
	}
}

// yieldUnits gives the row of one part of GUM and, as details, what was missed.
func yieldUnits(ctx context.Context, gold fs.FS, part string, u Understander, yield func(Row, error) bool) bool {
	row := Row{Measure: "attribution", Part: "GUM " + part + ", units"}
	sum, err := readUnits(ctx, gold, "ud_gum/"+part+".conllu", u)
	if err != nil {
		return yield(row, err)
	}
	row.Figures = sum.figures()
	if !yield(row, nil) {
		return false
	}
	for _, m := range sum.misses {
		if !yield(Row{Measure: "attribution", Part: m, Detail: true}, nil) {
			return false
		}
	}
	return true
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
