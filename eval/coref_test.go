package eval_test

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/eval"
	"claimgraph/loader/detect"
	"claimgraph/loader/link"
	"claimgraph/loader/parse"
	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

// TestCoreferenceScores checks the three scores on the example of the CoNLL
// scorer's paper (Pradhan et al. 2014): key {abc}{defg}, response {ab}{cd}{fghi}.
func TestCoreferenceScores(t *testing.T) {
	key := [][]string{{"a", "b", "c"}, {"d", "e", "f", "g"}}
	response := [][]string{{"a", "b"}, {"c", "d"}, {"f", "g", "h", "i"}}
	var c eval.Coreference
	eval.Add(&c, key, response)
	for _, x := range []struct {
		what      string
		got, want float64
	}{
		{"MUC recall", c.MUC.Recall(), 2. / 5}, {"MUC precision", c.MUC.Precision(), 2. / 5},
		{"B³ recall", c.BCubed.Recall(), 35. / 12 / 7}, {"B³ precision", c.BCubed.Precision(), .5},
		{"CEAFe recall", c.CEAF.Recall(), .65}, {"CEAFe precision", c.CEAF.Precision(), 1.3 / 3},
	} {
		if math.Abs(x.got-x.want) > .005 {
			t.Errorf("%s is %.3f, want %.3f", x.what, x.got, x.want)
		}
	}
}

// TestCoreferenceGUM prints what linking reaches on GUM with gold trees; -v
// shows it. With "gold mentions" the response holds only mentions that the key
// has, by head.
func TestCoreferenceGUM(t *testing.T) {
	for _, part := range []string{"train", "dev"} {
		f, err := os.Open("../../shared/data/ud_gum/" + part + ".conllu")
		if err != nil {
			t.Skip(err)
		}
		defer f.Close()
		var all, gold, single eval.Coreference
		var right, wrong map[string]int = map[string]int{}, map[string]int{}
		genres := map[string]*eval.Coreference{}
		for d, err := range syntax.ReadCoNLLU(f) {
			if err != nil {
				t.Fatal(err)
			}
			mentions := detect.Mentions(d.Text, d.Trees, time.Time{})
			entities := link.Entities(d.Text, d.Trees, mentions)
			annotated := eval.GUMMentions(&d)
			genre := strings.Split(d.ID, "_")[1]
			if genres[genre] == nil {
				genres[genre] = &eval.Coreference{}
			}
			key := eval.Clusters(annotated, false)
			eval.Add(&all, key, response(mentions, entities, nil, false))
			eval.Add(&gold, key, response(mentions, entities, heads(annotated), false))
			eval.Add(genres[genre], key, response(mentions, entities, heads(annotated), false))
			eval.Add(&single, eval.Clusters(annotated, true), response(mentions, entities, nil, true))
			pronouns(&d, mentions, entities, annotated, right, wrong)
		}
		t.Logf("%s: own mentions %s", part, show(&all))
		t.Logf("%s: gold mentions %s", part, show(&gold))
		t.Logf("%s: own mentions, singletons counted %s", part, show(&single))
		for _, g := range []string{"news", "interview", "bio", "voyage", "textbook", "speech"} {
			t.Logf("%s: %s, gold mentions %s", part, g, show(genres[g]))
		}
		for _, form := range sorted(right) {
			t.Logf("%s: links of %s: %d right, %d wrong: %.3f", part, form, right[form], wrong[form], float64(right[form])/float64(right[form]+wrong[form]))
		}
	}
}

// TestCoreferenceRaw prints what the whole road reaches on GUM dev from raw text:
// own sentences, trees and mentions. Mentions are compared by where their head
// word begins. The parser was trained on GUM's train part, so that tells nothing.
func TestCoreferenceRaw(t *testing.T) {
	f, err := os.Open("../../shared/data/ud_gum/dev.conllu")
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	parser, err := parse.Open()
	if err != nil {
		t.Fatal(err)
	}
	var all, gold, single eval.Coreference
	right, wrong := map[string]int{}, map[string]int{}
	for d, err := range syntax.ReadCoNLLU(f) {
		if err != nil {
			t.Fatal(err)
		}
		trees := parser.Trees(d.Text, split.Sentences(d.Text))
		mentions := detect.Mentions(d.Text, trees, time.Time{})
		entities := link.Entities(d.Text, trees, mentions)
		annotated := eval.GUMMentions(&d)
		for i := range annotated {
			annotated[i].WordMention = eval.WordMention{Head: d.Trees[annotated[i].Tree].Words[annotated[i].Head].Start}
		}
		own := slices.Clone(mentions)
		for i := range own {
			own[i].Head, own[i].Tree = trees[own[i].Tree].Words[own[i].Head].Start, 0
		}
		key := eval.Clusters(annotated, false)
		eval.Add(&all, key, response(own, entities, nil, false))
		eval.Add(&gold, key, response(own, entities, heads(annotated), false))
		eval.Add(&single, eval.Clusters(annotated, true), response(own, entities, nil, true))
		pronouns(&d, own, entities, annotated, right, wrong)
	}
	t.Logf("own mentions %s", show(&all))
	t.Logf("own mentions that are annotated %s", show(&gold))
	t.Logf("own mentions, singletons counted %s", show(&single))
	for _, form := range []string{"name", "nominal", "pronouns, all"} {
		t.Logf("links of %s: %d right, %d wrong: %.3f", form, right[form], wrong[form], float64(right[form])/float64(right[form]+wrong[form]))
	}
}

func sorted(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func show(c *eval.Coreference) string {
	return fmt.Sprintf("CoNLL %.1f  MUC %s  B³ %s  CEAFe %s", 100*c.CoNLL(), prf(c.MUC), prf(c.BCubed), prf(c.CEAF))
}

func prf(s eval.Score) string {
	return fmt.Sprintf("%.1f/%.1f/%.1f", 100*s.Precision(), 100*s.Recall(), 100*s.F1())
}

func heads(mentions []eval.GUMMention) map[eval.WordMention]bool {
	h := map[eval.WordMention]bool{}
	for _, m := range mentions {
		h[m.WordMention] = true
	}
	return h
}

func response(mentions []syntax.Mention, entities []syntax.Entity, only map[eval.WordMention]bool, singletons bool) [][]eval.WordMention {
	var clusters [][]eval.WordMention
	for _, e := range entities {
		var c []eval.WordMention
		for _, i := range e.Mentions {
			m := eval.WordMention{Tree: mentions[i].Tree, Head: mentions[i].Head}
			if only == nil || only[m] {
				c = append(c, m)
			}
		}
		if len(c) > 1 || singletons && len(c) > 0 {
			clusters = append(clusters, c)
		}
	}
	return clusters
}

// pronouns counts, for each form of a later mention, whether the nearest mention
// before it in its entity is of the same annotated entity. Mentions that are not
// annotated are left out.
func pronouns(d *syntax.Document, mentions []syntax.Mention, entities []syntax.Entity, annotated []eval.GUMMention, right, wrong map[string]int) {
	of := map[eval.WordMention]string{}
	for _, c := range eval.Clusters(annotated, true) {
		for _, m := range c {
			of[m] = fmt.Sprint(c[0])
		}
	}
	for _, e := range entities {
		last := ""
		for k, i := range e.Mentions {
			m := &mentions[i]
			id := of[eval.WordMention{Tree: m.Tree, Head: m.Head}]
			if id == "" {
				continue
			}
			if k > 0 && last != "" {
				form := m.Form.String()
				if m.Form == syntax.Pronoun {
					form += " " + strings.ToLower(d.Text.Quote(m.Span))
					count(right, wrong, "pronouns, all", id == last)
				}
				count(right, wrong, form, id == last)
			}
			last = id
		}
	}
}

func count(right, wrong map[string]int, form string, ok bool) {
	if ok {
		right[form]++
	} else {
		wrong[form]++
		right[form] += 0
	}
}
