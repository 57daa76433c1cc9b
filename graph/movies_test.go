//go:build unix

package graph_test

import (
	"encoding/json"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"

	"github.com/google/go-cmp/cmp"
)

// The questions in testdata/movies are those that cayley asks of its own sample
// data (graph/graphtest), with its answers: a line for each row, the variables
// that the first line of the question names, between tabs.
type movieQuestion struct {
	name, query string
	variables   []string
	want        []string
}

func movieQuestions(t testing.TB) (list []movieQuestion) {
	t.Helper()
	files, err := filepath.Glob("testdata/movies/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatal("no questions", err)
	}
	for _, file := range files {
		query, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := os.ReadFile(strings.TrimSuffix(file, ".graphql") + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(query), "\n")
		list = append(list, movieQuestion{
			name: strings.TrimSuffix(filepath.Base(file), ".graphql"), query: string(query),
			variables: strings.Fields(strings.TrimPrefix(first, "# vars:")), want: slices.Collect(strings.Lines(string(rows))),
		})
	}
	return list
}

// rows are the rows of an answer as lines, each once.
func (q movieQuestion) rows(t testing.TB, answer []byte) []string {
	t.Helper()
	type value struct{ Label, NQuads string }
	var parts struct {
		Data   map[string]struct{ Nodes []map[string]json.RawMessage }
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(answer, &parts); err != nil || len(parts.Errors) > 0 {
		t.Fatalf("%v %v", err, parts.Errors)
	}
	set := map[string]bool{}
	for _, match := range parts.Data {
		for _, node := range match.Nodes {
			row := make([]string, len(q.variables))
			for i, name := range q.variables {
				var v value
				if err := json.Unmarshal(node[name], &v); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				row[i] = v.Label + v.NQuads
			}
			set[strings.Join(row, "\t")+"\n"] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

func TestMovieQuestions(t *testing.T) {
	server := httptest.NewServer(graph.NewHandler(over(movies(t))))
	defer server.Close()
	for _, q := range movieQuestions(t) {
		t.Run(q.name, func(t *testing.T) {
			body := request(t, q.query, nil)
			got := q.rows(t, post(t, server.URL, body))
			if diff := cmp.Diff(slices.Sorted(slices.Values(q.want)), got, cmp.Transformer("lines", func(s []string) string { return strings.Join(s, "") })); diff != "" {
				t.Errorf("want - got +\n%.3000s", diff)
			}
		})
	}
}

// BenchmarkMovieQuestions reports the median time of each question over HTTP.
func BenchmarkMovieQuestions(b *testing.B) {
	server := httptest.NewServer(graph.NewHandler(over(movies(b))))
	defer server.Close()
	for _, q := range movieQuestions(b) {
		b.Run(q.name, func(b *testing.B) {
			body := request(b, q.query, nil)
			post(b, server.URL, body)
			var times, work []time.Duration
			for b.Loop() {
				start, used := time.Now(), cpu(b)
				post(b, server.URL, body)
				times, work = append(times, time.Since(start)), append(work, cpu(b)-used)
			}
			slices.Sort(times)
			slices.Sort(work)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(work[len(work)/2].Microseconds()), "p50-cpu-µs")
		})
	}
}
