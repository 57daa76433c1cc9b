package detect_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader/detect"
	"claimgraph/loader/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var published = time.Date(2024, 3, 13, 0, 0, 0, 0, time.UTC) // a Wednesday

// TestMentions reads each testdata/*.conllu and compares what is found with the
// .golden beside it: each sentence, then its mentions.
func TestMentions(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.conllu")
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			golden := strings.TrimSuffix(file, ".conllu") + ".golden"
			got := ""
			for _, d := range documents(t, file) {
				got += show(d, detect.Mentions(d.Text, d.Trees, published))
			}
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; run with -update and look at the difference", golden)
			}
		})
	}
}

func documents(t testing.TB, file string) []syntax.Document {
	f, err := os.Open(file)
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	var docs []syntax.Document
	for d, err := range syntax.ReadCoNLLU(f) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

func show(d syntax.Document, mentions []syntax.Mention) string {
	var b strings.Builder
	at := -1
	for _, m := range mentions {
		for at < m.Tree {
			at++
			fmt.Fprintf(&b, "\n%s\n", d.Text.Quote(d.Trees[at].Span))
		}
		fmt.Fprintf(&b, "  %-9s %s", m.Form, d.Text.Quote(m.Span))
		if m.Kind != kg.Other {
			fmt.Fprintf(&b, " · %s", m.Kind)
		}
		if m.Country != "" {
			fmt.Fprintf(&b, " of %s", m.Country)
		}
		if v := m.Value; v != nil && m.Form == syntax.Date {
			fmt.Fprintf(&b, " = %q", v.EDTF)
		} else if v != nil {
			fmt.Fprintf(&b, " = %s %.12g %.12g %q", v.Op, v.Amount, v.High, v.Unit)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
