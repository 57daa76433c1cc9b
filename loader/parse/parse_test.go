package parse

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

func newParser(t testing.TB) *Parser {
	t.Helper()
	p, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// document parts a text into sentences at line ends, tokens at spaces, and
// punctuation from words: enough for tests.
func document(s string) (*syntax.Text, []syntax.Sentence) {
	var sentences []syntax.Sentence
	at := 0
	for line := range strings.Lines(s) {
		sentence := syntax.Sentence{Span: syntax.Span{Start: at, End: at + len(line)}}
		from := -1
		end := func(to int) {
			if from >= 0 {
				sentence.Tokens = append(sentence.Tokens, syntax.Token{Span: syntax.Span{Start: from, End: to}})
			}
			from = -1
		}
		for i, r := range line {
			switch {
			case unicode.IsSpace(r):
				end(at + i)
			case unicode.IsPunct(r):
				end(at + i)
				from = at + i
				end(at + i + utf8.RuneLen(r))
			case from < 0:
				from = at + i
			}
		}
		end(at + len(line))
		at += len(line)
		sentences = append(sentences, sentence)
	}
	return syntax.NewText(s), sentences
}

func checkTrees(t testing.TB, trees []syntax.Tree) {
	t.Helper()
	for _, tree := range trees {
		if len(tree.Words) != len(tree.Tokens) {
			t.Fatalf("%d words of %d tokens", len(tree.Words), len(tree.Tokens))
		}
		heads := make([]int32, len(tree.Words))
		for i, w := range tree.Words {
			heads[i] = int32(w.Head)
			if w.UPOS == "" || w.Rel == "" || w.Lemma == "" || !(w.Sure > 0 && w.Sure <= 1) || !(w.NameSure > 0 && w.NameSure <= 1) {
				t.Fatalf("word %d is incomplete: %+v", i, w)
			}
			if (w.Rel == "root") != (w.Head == 0) {
				t.Fatalf("word %d: head %d, relation %s", i, w.Head, w.Rel)
			}
			if w.Name.Kind != syntax.NoName && !w.Name.Begin && (i == 0 || tree.Words[i-1].Name.Kind != w.Name.Kind) {
				t.Fatalf("word %d continues a name that has not begun", i)
			}
		}
		if len(heads) > 0 && !isTree(heads, &treeScratch{}) {
			t.Fatalf("no tree with one root: %v", heads)
		}
	}
}

func FuzzTrees(f *testing.F) {
	p := newParser(f)
	for _, s := range []string{"", "\n", "a", "The cat sat .", "IN BRIEF : U.S. TO ACT", "“Yes,” he said — ‘no’\n\nעברית 😀 e\u0301",
		strings.Repeat("and so on ", 200), strings.Repeat("x", 10000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, sentences := document(strings.ToValidUTF8(s, "\uFFFD"))
		trees := p.Trees(text, sentences)
		checkTrees(t, trees)
		alone := make([]syntax.Tree, 0, len(trees))
		for i := range sentences {
			alone = append(alone, p.Trees(text, sentences[i:i+1])...)
		}
		if !reflect.DeepEqual(trees, alone) {
			t.Fatal("a sentence's tree depends on its company")
		}
	})
}

// TestTreesOfMany checks that many goroutines get what one gets.
func TestTreesOfMany(t *testing.T) {
	p := newParser(t)
	text, sentences := document(sample(t))
	want := p.Trees(text, sentences)
	checkTrees(t, want)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if !reflect.DeepEqual(p.Trees(text, sentences), want) {
				t.Error("another tree in another goroutine")
			}
		})
	}
	wait.Wait()
}

func sample(t testing.TB) string {
	data, err := os.ReadFile(filepath.Join("testdata", "sample.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func BenchmarkTrees(b *testing.B) {
	p := newParser(b)
	text, sentences := document(strings.Repeat(sample(b), 8))
	words := 0
	for _, s := range sentences {
		words += len(s.Tokens)
	}
	for b.Loop() {
		p.Trees(text, sentences)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
