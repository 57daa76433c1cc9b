package extract_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"claimgraph/kg"
	"claimgraph/loader"
)

// TestTrace holds the trace of two sentences, one of the bundled article and one
// of Wikinews (CC BY 2.5), and that docs/trace.md shows the first as it is.
func TestTrace(t *testing.T) {
	sample, err := os.ReadFile("../../samples/deepseek.txt")
	if err != nil {
		t.Fatal(err)
	}
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, text, match string }{
		{"testdata/trace/deepseek.txt", string(sample), "recently claimed that they trained"},
		{"testdata/trace/news.txt", "Brenton Tarrant had a valid gun licence allowing him to buy weapons, ABC reported.", ""},
	} {
		got := l.Trace(l.Analyse(kg.Article{Key: "trace", Text: c.text, Language: "en"}), c.match)
		if flag.Lookup("update").Value.String() == "true" {
			if err := os.WriteFile(c.file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(c.file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s", c.file, got)
		}
	}
	checkDoc(t)
}

// checkDoc holds that the page shows the first trace, whole and as it is.
func checkDoc(t *testing.T) {
	const page = "../../docs/trace.md"
	trace, err := os.ReadFile("testdata/trace/deepseek.txt")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, opens := strings.Cut(string(doc), "```text\n")
	shown, after, closes := strings.Cut(rest, "```\n")
	if !opens || !closes {
		t.Fatalf("%s shows no trace", page)
	}
	if want := strings.TrimSpace(string(trace)) + "\n"; shown != want {
		if flag.Lookup("update").Value.String() != "true" {
			t.Fatalf("%s shows another trace than testdata/trace/deepseek.txt", page)
		}
		if err := os.WriteFile(page, []byte(before+"```text\n"+want+"```\n"+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTraceMatch: sentences without the text are not told, and claims of the
// others stay with their own.
func TestTraceMatch(t *testing.T) {
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	an := l.Analyse(kg.Article{Key: "trace", Text: "Nvidia makes the H800. Apple was founded by Steve Jobs.", Language: "en"})
	got := l.Trace(an, "Steve Jobs")
	if strings.Count(got, "# ") != 1 || !strings.Contains(got, "claim Apple | founded_by | Steve Jobs") || strings.Contains(got, "Nvidia") {
		t.Errorf("got\n%s", got)
	}
	if all := l.Trace(an, ""); strings.Count(all, "\nclaim ") != len(an.Claims) {
		t.Errorf("%d claims, but\n%s", len(an.Claims), all)
	}
}
