package loader_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
)

var orders = flag.Int("orders", 3, "in how many random orders the articles of Wikinews are loaded")

// Wikinews in random orders and batches, some of it loaded before and replaced,
// some retracted and loaded again, gives one graph.
func TestRandomOrdersOfNews(t *testing.T) {
	outcomes := newsOutcomes(t, min(20*(*orders), 269))
	want := ""
	for round := range *orders {
		shuffle := rand.New(rand.NewPCG(7, uint64(round)))
		shuffle.Shuffle(len(outcomes), func(i, j int) { outcomes[i], outcomes[j] = outcomes[j], outcomes[i] })
		s := newStore(t)
		put(t, s, outcomes[:shuffle.IntN(len(outcomes))], 5)
		for _, o := range outcomes[:shuffle.IntN(6)] {
			if _, err := loader.Retract(t.Context(), s, o.IRI); err != nil && !errors.Is(err, loader.ErrUnknown) {
				t.Fatal(err)
			}
		}
		put(t, s, outcomes, 1+shuffle.IntN(20))
		if got := s.export(t); want == "" {
			want = got
		} else if got != want {
			t.Fatalf("order %d gives another graph", round)
		}
	}
}

// put stores copies of outcomes, so many at once.
func put(t *testing.T, s *store, outcomes []loader.Outcome, atOnce int) {
	t.Helper()
	for i := 0; i < len(outcomes); i += atOnce {
		some := append([]loader.Outcome(nil), outcomes[i:min(i+atOnce, len(outcomes))]...)
		if err := loader.Put(t.Context(), s, some, "model", time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
}

func newsOutcomes(t *testing.T, n int) []loader.Outcome {
	data, err := os.ReadFile("../../shared/data/wikinews/articles.jsonl")
	if err != nil {
		t.Skip("needs the Wikinews articles beside the repository: ", err)
	}
	l := newLoader(t)
	var outcomes []loader.Outcome
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Buffer(nil, 1<<24); lines.Scan() && len(outcomes) < n; {
		var line struct{ ID, Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		a := kg.Article{Key: line.ID, Title: line.Title, Text: line.Text, Publisher: "Wikinews"}
		an := l.Analyse(a)
		outcomes = append(outcomes, loader.Outcome{IRI: an.IRI, Article: a, Reading: an.Reading()})
	}
	return outcomes
}
