//go:build unix

package loader_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"syscall"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

// news are the articles that the speed of reading is measured on.
func news(b *testing.B) []kg.Article {
	data, err := os.ReadFile("../../shared/data/wikinews/articles.jsonl")
	if err != nil {
		b.Skip("needs the Wikinews articles beside the repository: ", err)
	}
	var articles []kg.Article
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Buffer(nil, 1<<24); lines.Scan(); {
		var line struct{ ID, Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			b.Fatal(err)
		}
		articles = append(articles, kg.Article{Key: line.ID, Title: line.Title, Text: line.Text, Language: "en"})
	}
	return articles
}

// stage measures what one stage does with the articles, in the words of their
// trees a second, on one goroutine: of the clock and, since other work may share
// the machine, of processor time.
func stage(b *testing.B, run func(l *loader.Loader, articles []kg.Article)) {
	articles := news(b)
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		b.Fatal(err)
	}
	words := 0
	for i := range articles {
		for _, s := range split.Sentences(syntax.NewText(articles[i].Text)) {
			words += len(s.Tokens)
		}
	}
	b.ReportAllocs()
	b.ResetTimer()
	from := processor(b)
	for b.Loop() {
		run(l, articles)
	}
	total := float64(words) * float64(b.N)
	b.ReportMetric(total/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(total/(processor(b)-from).Seconds(), "words/cpu-s")
}

// processor is the time that this process has had of the processors.
func processor(t testing.TB) time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		t.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// BenchmarkSplit is raw text to tokens.
func BenchmarkSplit(b *testing.B) {
	stage(b, func(_ *loader.Loader, articles []kg.Article) {
		for i := range articles {
			split.Sentences(syntax.NewText(articles[i].Text))
		}
	})
}

// BenchmarkParse is raw text to trees and names.
func BenchmarkParse(b *testing.B) {
	stage(b, func(l *loader.Loader, articles []kg.Article) {
		for _, err := range l.Parses(b.Context(), sequence(articles), 1) {
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkAnalyse is raw text to claims.
func BenchmarkAnalyse(b *testing.B) {
	stage(b, func(l *loader.Loader, articles []kg.Article) {
		for _, err := range l.Analyses(b.Context(), sequence(articles), 1) {
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}
