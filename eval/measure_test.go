package eval_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"testing"

	"claimgraph/eval"
	"claimgraph/kg"
	"claimgraph/loader"
)

// printRows logs what a measure finds in the data sets, where they are there.
func printRows(t *testing.T, measure func(context.Context, fs.FS, eval.Understander) iter.Seq2[eval.Row, error]) {
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range measure(t.Context(), os.DirFS("../../shared/data"), understander{l}) {
		if errors.Is(err, fs.ErrNotExist) {
			t.Skip(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		line := row.Part
		for _, f := range row.Figures {
			line += fmt.Sprintf("  %s %.*f", f.Name, f.Decimals, f.Value)
		}
		t.Log(line)
	}
}

// understander is the loader on one goroutine.
type understander struct{ *loader.Loader }

func (u understander) Understand(_ context.Context, articles iter.Seq[kg.Article]) iter.Seq2[eval.Reading, error] {
	return func(yield func(eval.Reading, error) bool) {
		for a := range articles {
			an := u.Analyse(a)
			r := eval.Reading{Text: an.Text, Trees: an.Trees, Mentions: an.Mentions, Entities: an.Entities, Claims: an.Claims}
			if !yield(r, nil) {
				return
			}
		}
	}
}
