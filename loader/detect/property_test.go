package detect_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"claimgraph/loader/detect"
	"claimgraph/loader/syntax"
)

// TestProperties holds on every treebank at hand: mentions stand on word
// boundaries, are sorted, have their head inside and no word heads two of them,
// but for the number of "two of the men".
func TestProperties(t *testing.T) {
	for _, file := range []string{"../../../shared/data/ud_gum/dev.conllu", "../../../shared/data/ud_ewt/dev.conllu"} {
		for _, d := range documents(t, file) {
			mentions := detect.Mentions(d.Text, d.Trees, published)
			check(t, d.Text, d.Trees, mentions)
			if again := detect.Mentions(d.Text, d.Trees, published); !reflect.DeepEqual(mentions, again) {
				t.Fatalf("%s: not the same twice", d.ID)
			}
		}
	}
}

func check(t *testing.T, text *syntax.Text, trees []syntax.Tree, mentions []syntax.Mention) {
	heads := map[[2]int]bool{}
	for i, m := range mentions {
		words := trees[m.Tree].Words
		switch {
		case m.First > m.Head || m.Head > m.Last || m.Start != words[m.First].Start || m.End != words[m.Last].End:
			t.Fatalf("%q: words %d-%d, head %d", text.Quote(m.Span), m.First, m.Last, m.Head)
		case heads[[2]int{m.Tree, m.Head}] && !(m.Form == syntax.Nominal && m.Last > m.Head+1 && strings.ToLower(words[m.Head+1].Form) == "of"):
			t.Fatalf("%q: its head is that of another mention", text.Quote(m.Span))
		case i > 0 && (mentions[i-1].Tree > m.Tree || mentions[i-1].Tree == m.Tree && mentions[i-1].Start > m.Start):
			t.Fatalf("%q: not sorted", text.Quote(m.Span))
		case (m.Form == syntax.Date || m.Form == syntax.Quantity) != (m.Value != nil):
			t.Fatalf("%q: %s with value %v", text.Quote(m.Span), m.Form, m.Value)
		case (m.Form == syntax.Name) != (m.Name != ""):
			t.Fatalf("%q: %s named %q", text.Quote(m.Span), m.Form, m.Name)
		}
		heads[[2]int{m.Tree, m.Head}] = true
	}
}

// vocabulary is what the fuzzer writes sentences with.
var vocabulary = []string{
	"$", "US$", "5", "2,048", "2.788M", "6bn", "5-6", "million", "hundreds", "of", "a", "third", "the", "10", "%", "January", "10th",
	"2023", "Monday", "last", "month", "1990s", "Q3", "–", "-", "to", "between", "and", "under", "or", "more", "DeepSeek", "’s", "President",
	"CEO", "Chinese", "Inc.", "University", "(", ")", "EU", "H800", "who", "its", "claim", "this", "company", "&", "mid", "ago", "two", "é", ",",
	"several", "hundred", "half", "in", "crore", "C", "Rs.", "°", "per", "hours", "square", "mid-2019", "past", "few", "weekend", "this", "overnight", "until", "30",
}

var tags = []string{"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "PUNCT", "VERB", "ADP", "SYM", "AUX", "CCONJ"}

var relations = []string{"nsubj", "obj", "compound", "flat", "nmod:poss", "nmod:desc", "amod", "det", "nummod", "appos", "acl:relcl", "case", "cop", "conj", "root"}

// FuzzMentions builds broken trees (cycles, heads outside) over words of the
// grammars and checks that reading them neither panics nor breaks the promises.
func FuzzMentions(f *testing.F) {
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"), int64(0))
	f.Fuzz(func(t *testing.T, data []byte, day int64) {
		text, trees := forest(data)
		when := time.Time{}
		if day != 0 {
			when = time.Unix(day%4e9, 0).UTC()
		}
		check(t, text, trees, detect.Mentions(text, trees, when))
	})
}

func forest(data []byte) (*syntax.Text, []syntax.Tree) {
	var text []byte
	var trees []syntax.Tree
	tree := syntax.Tree{}
	for ; len(data) >= 5; data = data[5:] {
		form := vocabulary[int(data[0])%len(vocabulary)]
		w := syntax.Word{Form: form, Lemma: form, UPOS: tags[int(data[1])%len(tags)], Head: int(data[2]) % 24, Rel: relations[int(data[3])%len(relations)], SpaceAfter: data[4]&1 == 0, NameSure: 1, Sure: 1}
		w.Name = syntax.NameTag{Kind: syntax.NameKind(data[4] >> 1 & 7), Begin: data[4]>>4&1 == 0}
		w.Span = syntax.Span{Start: len(text), End: len(text) + len(form)}
		if text = append(text, form...); w.SpaceAfter {
			text = append(text, ' ')
		}
		tree.Words = append(tree.Words, w)
		if len(tree.Words) == 20 {
			trees, tree = append(trees, tree), syntax.Tree{}
		}
	}
	return syntax.NewText(string(text)), append(trees, tree)
}
