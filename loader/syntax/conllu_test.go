package syntax

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestReadAppend reads testdata/read.conllu and prints it anew.
func TestReadAppend(t *testing.T) {
	in, err := os.ReadFile("testdata/read.conllu")
	if err != nil {
		t.Fatal(err)
	}
	got, err := reprint(in)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("testdata/read.golden", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/read.golden")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestReadMisc holds what the golden file cannot show.
func TestReadMisc(t *testing.T) {
	in, err := os.Open("testdata/read.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	for doc, err := range ReadCoNLLU(in) {
		if err != nil {
			t.Fatal(err)
		}
		if got, want := doc.Text.String, "Nvidia can’t sell—yet._ 10 000\n\nau fin"; got != want {
			t.Errorf("text %q, want %q", got, want)
		}
		if got, want := doc.Misc[0][0], "Entity=(1-organization)|Name=B-ORG"; got != want {
			t.Errorf("misc %q, want %q", got, want)
		}
		if got, want := doc.Trees[0].Words[0].Name, (NameTag{OrganizationName, true}); got != want {
			t.Errorf("name %v, want %v", got, want)
		}
		return
	}
}

func TestReadErrors(t *testing.T) {
	const rest = "\ta\tX\tX\t_\t0\troot\t_\t_\n"
	for _, c := range [...]struct{ in, want string }{
		{"# text = a\n1\ta\n", "line 2: 2 columns, not 10"},
		{"2\ta" + rest, `line 1: word id "2" where 1 is due`},
		{"1\t" + rest, "line 1: word 1 has no form"},
		{"1\ta\ta\tX\tX\t_\tx\troot\t_\t_\n", `line 1: head "x" is not a number`},
		{"1\ta\ta\tX\tX\t_\t7\troot\t_\t_\n\n", "line 2: word 1 has head 7 in a sentence of 1 words"},
		{"# text = b\n1\ta" + rest + "\n", `line 3: word 1 "a" does not follow in the sentence's text`},
		{"1-x\ta" + rest, `line 1: multiword token "1-x" where word 1 is due`},
		{"1-2\ta" + rest + "1\ta" + rest + "2\tb" + rest + "\n", `line 4: 2 words in the multiword token "a"`},
		{"1-2\taa" + rest + "1\ta" + rest, "line 3: multiword token 1-2 in a sentence of 1 words"},
		{"1-2\taa" + rest + "1\ta" + rest + "2-3\taa" + rest, `line 3: multiword token "2-3" where word 2 is due`},
	} {
		if _, err := reprint([]byte(c.in)); err == nil || err.Error() != c.want {
			t.Errorf("%q: error %v, want %s", c.in, err, c.want)
		}
	}
}

// TestReadTreebank reads the development treebanks where they are at hand and
// holds every word's span against its form.
func TestReadTreebank(t *testing.T) {
	for _, path := range [...]string{"../../../shared/data/ud_ewt/dev.conllu", "../../../shared/data/ud_gum/dev.conllu"} {
		in, err := os.ReadFile(path)
		if err != nil {
			t.Skipf("no treebank at hand: %v", err)
		}
		checkReprint(t, in)
	}
}

func FuzzCoNLLU(f *testing.F) {
	in, err := os.ReadFile("testdata/read.conllu")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(in)
	f.Add([]byte("\ufeff1-2\tau\t_\t_\t_\t_\t_\t_\t_\t_\r\n1\tà b\t_\t_\t_\t_\t_\t_\t_\t_\r\n2\t\xff\t_\t_\t_\t_\t_\t_\t_\t_"))
	f.Fuzz(func(t *testing.T, in []byte) { checkReprint(t, in) })
}

// checkReprint holds that spans and forms agree, and that printing, which
// levels white space, levels it at once.
func checkReprint(t *testing.T, in []byte) {
	for doc, err := range ReadCoNLLU(bytes.NewReader(in)) {
		if err != nil {
			return
		}
		checkSpans(t, doc)
	}
	var printed [3][]byte
	for i := range printed {
		var err error
		if printed[i], err = reprint(in); err != nil {
			t.Fatalf("reading %q: %v", in, err)
		}
		in = printed[i]
	}
	if !bytes.Equal(printed[1], printed[2]) {
		t.Fatalf("printed\n%s\nread and printed\n%s", printed[1], printed[2])
	}
}

func checkSpans(t *testing.T, doc Document) {
	for i := range doc.Trees {
		end := doc.Trees[i].Start
		for j := range doc.Trees[i].Words {
			w := &doc.Trees[i].Words[j]
			if w.Start < end || w.End < w.Start || w.End > doc.Trees[i].End {
				t.Fatalf("word %q at %v, after byte %d of sentence %v", w.Form, w.Span, end, doc.Trees[i].Span)
			}
			if w.Form != doc.Text.Quote(w.Span) || w.Form == "" || !utf8.ValidString(w.Form) {
				t.Fatalf("word %q at %q", w.Form, doc.Text.Quote(w.Span))
			}
			end = w.End
		}
	}
}

func reprint(in []byte) ([]byte, error) {
	var out []byte
	for doc, err := range ReadCoNLLU(bytes.NewReader(in)) {
		if err != nil {
			return nil, err
		}
		out = AppendNewDoc(out, doc.ID)
		for i := range doc.Trees {
			out = AppendCoNLLU(out, doc.Text, &doc.Trees[i])
		}
	}
	return out, nil
}

// TestAppendBreaking: no white space of a form or a text breaks a line.
func TestAppendBreaking(t *testing.T) {
	text := NewText("a\n\tb\u2028c")
	tree := Tree{Sentence: Sentence{Span: Span{0, len(text.String)}}, Words: []Word{{Form: text.String, SpaceAfter: true}}}
	got := string(AppendCoNLLU(nil, text, &tree))
	if want := "# text = a b c\n# start_char = 0\n1\ta b c\t_\t_\t_\t_\t0\t_\t_\t_\n\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if strings.Count(got, "\n") != 4 {
		t.Errorf("%d lines", strings.Count(got, "\n"))
	}
}
