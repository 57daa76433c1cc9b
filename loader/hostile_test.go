package loader_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
)

// hostile are texts that no newspaper prints, by what is wrong with them.
var hostile = map[string]string{
	"sentence without end": strings.Repeat("the bank that bought the firm which ", 150), // of 5,000 words: testdata/script/text.txtar
	"one word":             strings.Repeat("a", 100_000),
	"emoji":                strings.Repeat("👩‍👩‍👧 ", 500),
	"right to left":        strings.Repeat("مرحبا بالعالم ", 300),
	"NUL bytes":            strings.Repeat("Apple\x00 bought\x00 Beats. ", 50),
	"white space":          strings.Repeat(" \n\t\r\n\u2028", 20_000),
	"combining":            "Apple bought e" + strings.Repeat("\u0301", 20_000) + ".",
	"headline of speech":   "Hagia Sophia turned back into mosque, Erdogan says",
	"brackets":             strings.Repeat("((\"[", 300),
	"replaced bytes":       strings.Repeat("Apple \ufffd\ufffd bought Beats. ", 50),
}

// Bad text gives fewer claims, soon: never a panic. The bound is generous, for
// a busy machine: it finds what hangs, not what is slow.
func TestHostileTextsAreReadInTime(t *testing.T) {
	l := newLoader(t)
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			checkAnalysis(t, l, text)
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			}
		})
	}
}

// checkAnalysis reads a text twice: the same trees and claims, each word the
// text at its span.
func checkAnalysis(t *testing.T, l *loader.Loader, text string) {
	t.Helper()
	a := kg.Article{Key: "hostile", Text: text, Language: "en"}
	one, two := l.Analyse(a), l.Analyse(a)
	if !reflect.DeepEqual(one.Trees, two.Trees) || !reflect.DeepEqual(one.Claims, two.Claims) {
		t.Error("another result at the second time")
	}
	for _, tree := range one.Trees {
		for _, w := range tree.Words {
			if one.Text.Quote(w.Span) != w.Form {
				t.Fatalf("word %q is not the text at %v", w.Form, w.Span)
			}
		}
	}
}

// FuzzAnalyse takes any text from its characters to its claims.
func FuzzAnalyse(f *testing.F) {
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		f.Fatal(err)
	}
	f.Add("LONDON (Reuters) — “We may buy Beats,” Apple’s CEO Tim Cook said on Jan. 5.\n\nIt costs $5–6bn.")
	f.Add("\ufeff\u200f\x00e\u0301 👩‍👩‍👧 مرحبا @x #y [...] .5 1,000 R&D")
	for _, text := range hostile {
		f.Add(strings.ToValidUTF8(text[:min(len(text), 200)], ""))
	}
	f.Fuzz(func(t *testing.T, text string) { checkAnalysis(t, l, strings.ToValidUTF8(text, "\ufffd")) })
}
