package link_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader/detect"
	"claimgraph/loader/link"
	"claimgraph/loader/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestEntities reads each testdata/*.conllu and compares the chains with the
// .golden beside it: the text, then each entity that is named or mentioned more
// than once.
func TestEntities(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.conllu")
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			golden := strings.TrimSuffix(file, ".conllu") + ".golden"
			got := ""
			for _, d := range documents(t, file) {
				got += show(d)
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

func show(d syntax.Document) string {
	mentions := detect.Mentions(d.Text, d.Trees, time.Time{})
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n%s\n\n", d.ID, d.Text.String)
	for _, e := range link.Entities(d.Text, d.Trees, mentions) {
		if !e.Named && len(e.Mentions) < 2 {
			continue
		}
		fmt.Fprintf(&b, "  %s · %s", e.Label, e.Kind)
		if len(e.Aliases) > 0 {
			fmt.Fprintf(&b, " (also %s)", strings.Join(e.Aliases, ", "))
		}
		b.WriteString(":")
		for i, m := range e.Mentions {
			if i > 0 {
				b.WriteString(" |")
			}
			fmt.Fprintf(&b, " %s", strings.Join(strings.Fields(d.Text.Quote(mentions[m].Span)), " "))
		}
		b.WriteByte('\n')
	}
	return b.String() + "\n"
}

// TestProperties holds on every treebank at hand: each mention that refers to a
// thing is in one entity, entities stand in order of first mention, kinds are
// kinds, labels are there, and the same article gives the same entities.
func TestProperties(t *testing.T) {
	for _, file := range []string{"../../../shared/data/ud_gum/dev.conllu", "../../../shared/data/ud_ewt/dev.conllu"} {
		for _, d := range documents(t, file) {
			mentions := detect.Mentions(d.Text, d.Trees, time.Time{})
			entities := link.Entities(d.Text, d.Trees, mentions)
			check(t, mentions, entities)
			if !reflect.DeepEqual(entities, link.Entities(d.Text, d.Trees, mentions)) {
				t.Fatalf("%s: not the same twice", d.ID)
			}
		}
	}
}

func check(t *testing.T, mentions []syntax.Mention, entities []syntax.Entity) {
	seen := make([]bool, len(mentions))
	last := -1
	for _, e := range entities {
		if len(e.Mentions) == 0 || e.Mentions[0] <= last || !slices.IsSorted(e.Mentions) || !slices.IsSorted(e.Aliases) || e.Label == "" || !slices.Contains(kg.Kinds(), e.Kind) {
			t.Fatalf("bad entity %+v", e)
		}
		last = e.Mentions[0]
		for _, m := range e.Mentions {
			if seen[m] {
				t.Fatalf("mention %d is in two entities", m)
			}
			seen[m] = true
		}
	}
	for i, m := range mentions {
		thing := m.Form != syntax.Date && m.Form != syntax.Quantity && m.Form != syntax.ClaimMention
		if thing != seen[i] {
			t.Fatalf("mention %d (%s): in an entity: %v", i, m.Form, seen[i])
		}
	}
}

var words = []string{
	"he", "she", "it", "they", "their", "itself", "who", "we", "I", "you", "the", "a", "company", "Merkel", "Angela", "EU", "European", "Union",
	"(", ")", "\"", "“", "”", "say", "China", "Chinese", "is", "model", "H800", "-", ",", "'s", "and", "wife", "this", "country", "Inc.",
}

var tags = []string{"NOUN", "PROPN", "PRON", "DET", "PUNCT", "VERB", "ADP", "AUX", "ADJ", "CCONJ"}

var relations = []string{"nsubj", "obj", "obl", "compound", "flat", "nmod:poss", "nmod", "amod", "det", "appos", "acl:relcl", "case", "cop", "conj", "root"}

// FuzzEntities links over broken trees: cycles, heads outside, stray marks.
func FuzzEntities(f *testing.F) {
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var text []byte
		var trees []syntax.Tree
		tree := syntax.Tree{}
		for ; len(data) >= 5; data = data[5:] {
			form := words[int(data[0])%len(words)]
			w := syntax.Word{Form: form, Lemma: form, UPOS: tags[int(data[1])%len(tags)], Head: int(data[2]) % 18, Rel: relations[int(data[3])%len(relations)], SpaceAfter: true, NameSure: 1, Sure: 1}
			w.Name = syntax.NameTag{Kind: syntax.NameKind(data[4] & 7), Begin: data[4]&8 == 0}
			w.Span = syntax.Span{Start: len(text), End: len(text) + len(form)}
			text = append(append(text, form...), ' ')
			tree.Words = append(tree.Words, w)
			if len(tree.Words) == 15 {
				tree.NewParagraph = data[4]&16 == 0
				trees, tree = append(trees, tree), syntax.Tree{}
			}
		}
		trees = append(trees, tree)
		tx := syntax.NewText(string(text))
		mentions := detect.Mentions(tx, trees, time.Time{})
		check(t, mentions, link.Entities(tx, trees, mentions))
	})
}
