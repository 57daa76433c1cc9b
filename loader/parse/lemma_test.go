package parse

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// TestLemma reads testdata/lemma.txt: form, UPOS, XPOS, lemma.
func TestLemma(t *testing.T) {
	f, err := os.Open("testdata/lemma.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lemmas := NewLemmas()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		w := strings.Fields(lines.Text())
		if len(w) != 4 {
			continue
		}
		if got := lemmas.Lemma(w[0], w[1], w[2]); got != w[3] {
			t.Errorf("%s %s %s: lemma %q, want %q", w[0], w[1], w[2], got, w[3])
		}
	}
}

// TestLemmaAllocates nothing for words that were seen before.
func TestLemmaAllocates(t *testing.T) {
	lemmas := NewLemmas()
	words := [][3]string{{"Companies", "NOUN", "NNS"}, {"went", "VERB", "VBD"}, {"Nvidia", "PROPN", "NNP"}, {"3,000", "NUM", "CD"}}
	n := testing.AllocsPerRun(100, func() {
		for _, w := range words {
			lemmas.Lemma(w[0], w[1], w[2])
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestOpenLemmasErrors(t *testing.T) {
	for _, file := range []string{"", "CGLEMMA1", lemmaFile[:len(lemmaFile)-1], "X" + lemmaFile[1:], lemmaMagic + "\xff\xff\xff\xff\x00\x00\x00\x00"} {
		if _, err := OpenLemmas(file); err == nil {
			t.Errorf("%.20q of %d bytes is no error", file, len(file))
		}
	}
}

func FuzzLemma(f *testing.F) {
	f.Add("İstanbul’s", "PROPN", "NNP")
	f.Add("\xff", "VERB", "VBD")
	f.Add("", "NUM", "")
	f.Add(",", "NUM", "CD")
	f.Add(",,", "NUM", "CD")
	f.Add("s", "NOUN", "NNS")
	f.Fuzz(func(t *testing.T, form, upos, xpos string) {
		a, b := NewLemmas().Lemma(form, upos, xpos), NewLemmas().Lemma(form, upos, xpos)
		if a != b || a == "" && form != "" {
			t.Fatalf("%q: %q and %q", form, a, b)
		}
	})
}

func BenchmarkLemma(b *testing.B) {
	lemmas := NewLemmas()
	for b.Loop() {
		lemmas.Lemma("claims", "VERB", "VBZ")
		lemmas.Lemma("Companies", "NOUN", "NNS")
		lemmas.Lemma("DeepSeek", "PROPN", "NNP")
	}
}

func TestSingular(t *testing.T) {
	l := NewLemmas()
	for form, want := range map[string]bool{"app": true, "apps": false, "people": false, "children": false, "NGOs": false, "laptop": true} {
		if got := l.singular(form, "NOUN", "NNS"); got != want {
			t.Errorf("singular(%q) = %v", form, got)
		}
	}
}
