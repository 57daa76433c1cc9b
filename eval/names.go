package eval

import (
	"context"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strconv"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// namePart is a file of names and the goal for its F1.
type namePart struct {
	name, file string
	columns    Columns
	goal       float64
}

func nameParts() []namePart {
	return []namePart{
		{"UNER EWT dev", "uner/en_ewt-dev.iob2", Columns{Word: 1, Tag: 2}, 80},
		{"wikigold dev", "wikigold/dev.conll", Columns{Word: 0, Tag: -1}, 80},
	}
}

// Names measures persons, organizations and places, each sentence an article.
func Names(ctx context.Context, gold fs.FS, u Understander) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for _, part := range nameParts() {
			tally, err := part.tally(ctx, gold, u)
			exact := tally.Exact()
			row := Row{Measure: "names", Part: part.name, Figures: percentages(exact, 2)}
			row.Figures[2].Goal = part.goal
			if !yield(row, err) {
				return
			}
			if err != nil {
				continue
			}
			for _, kind := range slices.Sorted(maps.Keys(tally.ByKind)) {
				if !yield(Row{"names", kind, percentages(*tally.ByKind[kind], 2), true}, nil) {
					return
				}
			}
			if !yield(Row{"names", "spans, whatever the kind", percentages(tally.Spans, 2), true}, nil) {
				return
			}
		}
	}
}

func percentages(s Score, decimals int) []Figure {
	return []Figure{
		{"P", 100 * s.Precision(), decimals, 0}, {"R", 100 * s.Recall(), decimals, 0}, {"F1", 100 * s.F1(), decimals, 0},
	}
}

func (p *namePart) tally(ctx context.Context, gold fs.FS, u Understander) (tally NameTally, err error) {
	f, err := gold.Open(p.file)
	if err != nil {
		return tally, err
	}
	defer f.Close()
	var sentences []TaggedSentence
	for s, err := range p.columns.Read(f) {
		if err != nil {
			return tally, &fs.PathError{Op: "read", Path: p.file, Err: err}
		}
		sentences = append(sentences, s)
	}
	article := func(i int) kg.Article { return kg.Article{Key: strconv.Itoa(i), Text: sentences[i].Text} }
	err = readAll(ctx, u, len(sentences), article, func(i int, r *Reading) {
		tally.Add(sentences[i].Names, NamesOf(r), []string{"PER", "ORG", "LOC"})
	})
	return tally, err
}

// NamesOf are a reading's persons, organizations and places that stand there
// by name.
func NamesOf(r *Reading) []NamedSpan {
	labels := map[kg.Kind]string{kg.Person: "PER", kg.Organization: "ORG", kg.Place: "LOC"}
	var names []NamedSpan
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if label := labels[m.Kind]; m.Form == syntax.Name && label != "" {
			span := r.Text.Points(m.Span)
			names = append(names, NamedSpan{span.Start, span.End, label})
		}
	}
	return names
}
