package loader

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader/extract"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestPhenomena reads short articles from raw text through every stage, one
// file of testdata/phenomena for each phenomenon of news text that reaches over
// more than a sentence or stands outside of them:
//
//	@ 2021-06-15                     the publication date of what follows
//	> DeepSeek said …                an article; a further > line is a further paragraph
//	DeepSeek | … [asserted] 0.90 …   each claim read
//	DeepSeek = The company, it       each entity with several mentions
//	XY a XYZ                         … and its aliases
//
// Lines that begin with # are kept.
func TestPhenomena(t *testing.T) {
	files, err := filepath.Glob("testdata/phenomena/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	l, err := New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := readArticles(l, string(want))
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
		}
	}
}

// readArticles is the file with what is read now.
func readArticles(l *Loader, file string) string {
	var b, article strings.Builder
	var published time.Time
	read := func() {
		if article.Len() > 0 {
			tell(&b, l.Analyse(kg.Article{Key: "a", Text: article.String(), Published: published}))
			article.Reset()
		}
	}
	for line := range strings.Lines(file) {
		mark, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch mark {
		case ">":
			if article.Len() > 0 {
				article.WriteString("\n\n")
			}
			article.WriteString(rest)
		case "@":
			read()
			published, _ = time.Parse(time.DateOnly, rest)
		case "#", "":
			read()
		default:
			continue
		}
		b.WriteString(line)
	}
	read()
	return b.String()
}

// tell writes the claims of an article, then its entities with several mentions
// or other names.
func tell(b *strings.Builder, an *Analysis) {
	for i := range an.Claims {
		fmt.Fprintln(b, extract.Describe(&an.Claims[i]))
	}
	for i := range an.Entities {
		e := &an.Entities[i]
		var mentions []string
		for _, m := range an.Referring(i) {
			mentions = append(mentions, an.Text.Quote(an.Mentions[m].Span))
		}
		if len(mentions) > 1 {
			fmt.Fprintf(b, "%s (%s) = %s\n", e.Label, e.Kind, strings.Join(mentions, ", "))
		}
		aliases := slices.DeleteFunc(slices.Clone(e.Aliases), func(a string) bool { return a == e.Label })
		if len(aliases) > 0 {
			fmt.Fprintf(b, "%s is also %s\n", e.Label, strings.Join(aliases, ", "))
		}
	}
}
