package eval

import (
	"context"
	"io/fs"
	"iter"
)

// Measure is a question of how well claimgraph reads. Run yields a row as soon
// as it is known; a row with an error names the part that could not be
// measured, and the rest goes on. gold is the folder of data sets.
type Measure struct {
	Name, About string
	Run         func(ctx context.Context, gold fs.FS, r Reader) iter.Seq2[Row, error]
}

// Measures are all of them, in the order in which claimgraph reads.
func Measures() []Measure {
	return []Measure{
		{"trees", "words, sentences, tags and trees of EWT and GUM, from raw text and over gold tokens",
			func(ctx context.Context, gold fs.FS, r Reader) iter.Seq2[Row, error] { return Trees(ctx, gold, r) }},
		{"names", "spans and kinds of names in UNER and wikigold",
			func(ctx context.Context, gold fs.FS, r Reader) iter.Seq2[Row, error] { return Names(ctx, gold, r) }},
		{"coreference", "which mentions of GUM are the same thing, from raw text",
			func(ctx context.Context, gold fs.FS, r Reader) iter.Seq2[Row, error] {
				return Coreferences(ctx, gold, r)
			}},
		{"propositions", "open tuples of CaRB",
			func(ctx context.Context, gold fs.FS, r Reader) iter.Seq2[Row, error] {
				return Propositions(ctx, gold, r)
			}},
		{"relations", "claims against the facts of KnowledgeNet",
			func(ctx context.Context, gold fs.FS, r Reader) iter.Seq2[Row, error] { return Relations(ctx, gold, r) }},
		{"attribution", "whose words, by the contexts of CaRB and the discourse units of GUM",
			func(ctx context.Context, gold fs.FS, r Reader) iter.Seq2[Row, error] {
				return Attribution(ctx, gold, r)
			}},
		{"calibration", "whether confidences are what they say, on claims that nothing was fitted to",
			func(ctx context.Context, gold fs.FS, r Reader) iter.Seq2[Row, error] {
				return Calibration(ctx, gold, r)
			}},
	}
}
