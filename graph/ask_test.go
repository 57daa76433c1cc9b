package graph_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"claimgraph/graph"
)

// reply is an answer as a client sees it.
type reply struct {
	Data   map[string]any
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
}

func (r reply) code() string {
	if len(r.Errors) == 0 {
		return ""
	}
	return r.Errors[0].Extensions.Code
}

// at follows a dotted path into the data.
func (r reply) at(path string) any {
	var v any = r.Data
	for name := range strings.SplitSeq(path, ".") {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[name]
	}
	return v
}

func ask(t testing.TB, config graph.Config, query string, variables map[string]any) reply {
	t.Helper()
	body, _, err := graph.Execute(context.Background(), config, query, variables, "")
	if err != nil {
		t.Fatal(err)
	}
	var r reply
	if err := json.Unmarshal(body, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// mustAsk is ask where nothing may go wrong.
func mustAsk(t testing.TB, config graph.Config, query string, variables map[string]any) reply {
	t.Helper()
	r := ask(t, config, query, variables)
	if len(r.Errors) > 0 {
		t.Fatalf("%s\n%v: %v", query, variables, r.Errors)
	}
	return r
}
