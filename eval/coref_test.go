package eval_test

import (
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/eval"
	"claimgraph/loader/detect"
	"claimgraph/loader/link"
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
		links := eval.Links{}
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
			eval.Add(&all, key, eval.Response(mentions, entities, nil, false))
			eval.Add(&gold, key, eval.Response(mentions, entities, eval.Annotated(annotated), false))
			eval.Add(genres[genre], key, eval.Response(mentions, entities, eval.Annotated(annotated), false))
			eval.Add(&single, eval.Clusters(annotated, true), eval.Response(mentions, entities, nil, true))
			links.Add(d.Text, mentions, entities, annotated)
		}
		t.Logf("%s: own mentions %s", part, show(&all))
		t.Logf("%s: gold mentions %s", part, show(&gold))
		t.Logf("%s: own mentions, singletons counted %s", part, show(&single))
		for _, g := range []string{"news", "interview", "bio", "voyage", "textbook", "speech"} {
			t.Logf("%s: %s, gold mentions %s", part, g, show(genres[g]))
		}
		for _, form := range slices.Sorted(maps.Keys(links)) {
			s := links[form]
			t.Logf("%s: links of %s: %.0f right of %.0f: %.3f", part, form, s.Right, s.Found, s.Precision())
		}
	}
}

// TestCoreferenceRaw prints what the whole road reaches on GUM dev from raw
// text. The parser was trained on GUM's train part, so that tells nothing.
func TestCoreferenceRaw(t *testing.T) {
	printRows(t, eval.Coreferences)
}

func show(c *eval.Coreference) string {
	return fmt.Sprintf("CoNLL %.1f  MUC %s  B³ %s  CEAFe %s", 100*c.CoNLL(), prf(c.MUC), prf(c.BCubed), prf(c.CEAF))
}

func prf(s eval.Score) string {
	return fmt.Sprintf("%.1f/%.1f/%.1f", 100*s.Precision(), 100*s.Recall(), 100*s.F1())
}
