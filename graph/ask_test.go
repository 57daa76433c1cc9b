package graph_test

import (
	"context"
	"encoding/json"
	"strconv"
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

// at follows a dotted path into the data; a number is a place in a list.
func (r reply) at(path string) any {
	var v any = r.Data
	for name := range strings.SplitSeq(path, ".") {
		switch inner := v.(type) {
		case map[string]any:
			v = inner[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(inner) {
				return nil
			}
			v = inner[i]
		default:
			return nil
		}
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
