package loader_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgraph/kg"
)

// Sentences of news with words that are lost, doubled, swapped, in capitals or
// strewn in, and cut at either end: what web pages make of articles. Trees of them
// are of every shape.
func TestMangledSentences(t *testing.T) {
	l := newLoader(t)
	sentences := phenomena(t)
	r := rand.New(rand.NewPCG(20, 26))
	for range 300 {
		var text strings.Builder
		for range 12 {
			text.WriteString(mangled(r, sentences[r.IntN(len(sentences))]) + " ")
		}
		func() {
			defer func() {
				if cause := recover(); cause != nil {
					t.Errorf("%v: %q", cause, text.String())
				}
			}()
			l.Analyse(kg.Article{Key: "mangled", Text: text.String()})
		}()
	}
}

// phenomena are the texts of testdata/phenomena.
func phenomena(t *testing.T) (texts []string) {
	t.Helper()
	names, err := filepath.Glob("testdata/phenomena/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			if text, found := strings.CutPrefix(line, "> "); found {
				texts = append(texts, strings.TrimSpace(text))
			}
		}
	}
	return texts
}

func mangled(r *rand.Rand, text string) string {
	strewn := strings.Fields(`, " ( ) said told who that “ ” — and . 's aged 79 - % claim report denied`)
	words := strings.Fields(text)
	for range 1 + r.IntN(5) {
		if len(words) == 0 {
			break
		}
		i, j := r.IntN(len(words)), r.IntN(len(words))
		switch r.IntN(6) {
		case 0:
			words = slices.Delete(words, i, i+1)
		case 1:
			words = slices.Insert(words, i, strewn[r.IntN(len(strewn))])
		case 2:
			words[i], words[j] = words[j], words[i]
		case 3:
			words[i] = strings.ToUpper(words[i])
		case 4:
			words = words[:i+1]
		case 5:
			words = words[i:]
		}
	}
	return strings.Join(words, " ")
}
