package split

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// TestGolden reads testdata/*.txt. A case is a title after "===", a text, a
// line "---", and then a line for each sentence: "¶" where a paragraph begins,
// the part in brackets where it is not the body, the tokens apart by spaces.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var anew strings.Builder
		for _, c := range strings.Split(string(data), "=== ")[1:] {
			title, rest, _ := strings.Cut(c, "\n")
			in, want, found := strings.Cut(rest, "\n---\n")
			if !found {
				t.Fatalf("%s: %s: no line ---", path, title)
			}
			got := show(syntax.NewText(in))
			anew.WriteString("=== " + title + "\n" + in + "\n---\n" + got)
			if got != want && !*update {
				t.Errorf("%s: %s\ngot\n%swant\n%s", path, title, got, want)
			}
		}
		if *update {
			if err := os.WriteFile(path, []byte(anew.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func show(text *syntax.Text) string {
	var b strings.Builder
	for _, s := range Sentences(text) {
		if s.NewParagraph {
			b.WriteString("¶ ")
		}
		b.WriteString([...]string{"", "[headline] ", "[byline] ", "[boilerplate] "}[s.Part])
		for i, t := range s.Tokens {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(text.Quote(t.Span))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// checkCover holds what Sentences promises: tokens in order, without white
// space, covering everything else; sentences from their first to their last
// token, of bounded length.
func checkCover(t *testing.T, text *syntax.Text) {
	t.Helper()
	at := 0
	for _, s := range Sentences(text) {
		if len(s.Tokens) == 0 || len(s.Tokens) > MaxTokens {
			t.Fatalf("sentence of %d tokens", len(s.Tokens))
		}
		if s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			t.Fatalf("sentence %v of tokens %v", s.Span, s.Tokens)
		}
		for _, token := range s.Tokens {
			if token.Len() <= 0 || token.Start < at || strings.TrimFunc(text.String[at:token.Start], space) != "" {
				t.Fatalf("token %v after byte %d", token, at)
			}
			if form := text.Quote(token.Span); !utf8.ValidString(form) || strings.IndexFunc(form, space) >= 0 {
				t.Fatalf("token %q", form)
			}
			at = token.End
		}
	}
	if rest := text.String[at:]; strings.TrimFunc(rest, space) != "" {
		t.Fatalf("left over: %.50q", rest)
	}
}

func FuzzSentences(f *testing.F) {
	for _, name := range []string{"articles", "sentences", "tokens"} {
		data, err := os.ReadFile("testdata/" + name + ".txt")
		if err != nil {
			f.Fatal(err)
		}
		for c := range strings.SplitSeq(string(data), "=== ") {
			in, _, _ := strings.Cut(c, "\n---\n")
			f.Add(in)
		}
	}
	f.Add("\ufeff\u200f\x00\u0301\u200d 👩‍👩‍👧'n't:// @. (((\r\n\u2028a.b.c")
	f.Fuzz(func(t *testing.T, in string) {
		text := syntax.NewText(strings.ToValidUTF8(in, "\ufffd"))
		checkCover(t, text)
		if !slices.EqualFunc(Sentences(text), Sentences(text), func(a, b syntax.Sentence) bool {
			return a.Span == b.Span && a.Part == b.Part && slices.Equal(a.Tokens, b.Tokens)
		}) {
			t.Fatal("another result at the second time")
		}
	})
}

// TestLong reads what no newspaper prints.
func TestLong(t *testing.T) {
	for name, in := range map[string]string{
		"words without end":   strings.Repeat("word and, ", 20_000),
		"no white space":      strings.Repeat("a", 1_000_000),
		"marks":               strings.Repeat("=", 1_000_000),
		"mixed marks":         strings.Repeat("=.-'a1@/", 100_000),
		"emoji":               strings.Repeat("👩‍👧", 50_000),
		"right to left":       strings.Repeat("مرحبا بالعالم ", 20_000),
		"one byte lines":      strings.Repeat("a\n", 200_000),
		"white space":         strings.Repeat(" \n\t\r\n", 200_000),
		"ideographs":          strings.Repeat("東京", 100_000),
		"dots between words":  strings.Repeat("a.b", 300_000),
		"dateline everywhere": strings.Repeat("LONDON (", 100_000),
	} {
		t.Run(name, func(t *testing.T) { checkCover(t, syntax.NewText(in)) })
	}
}

// TestTrainIsDeterministic: the same documents give the same bytes.
func TestTrainIsDeterministic(t *testing.T) {
	text := syntax.NewText("He can't go. Dr. Lee paid $5 on Monday.\n\nShe didn’t. Nvidia's shares fell.")
	var doc syntax.Document
	doc.Text = text
	for _, s := range Sentences(text) {
		doc.Trees = append(doc.Trees, syntax.Tree{Sentence: s})
	}
	training := Default
	training.Rounds, training.Epochs = 2, 3
	docs := []syntax.Document{doc}
	if a, b := training.Train(docs), training.Train(docs); string(a) != string(b) {
		t.Error("two trainings, two models")
	} else if _, err := Open(string(a)); err != nil {
		t.Error(err)
	}
}

func TestOpenErrors(t *testing.T) {
	for _, file := range []string{"", "CGSPLIT2", modelFile[1:], "X" + modelFile[1:]} {
		if _, err := Open(file); err == nil {
			t.Errorf("a model of %d bytes is no error", len(file))
		}
	}
}

func BenchmarkSentences(b *testing.B) {
	data, err := os.ReadFile("testdata/articles.txt")
	if err != nil {
		b.Fatal(err)
	}
	text := syntax.NewText(strings.Repeat(string(data), 100))
	b.SetBytes(int64(len(text.String)))
	for b.Loop() {
		Sentences(text)
	}
}
