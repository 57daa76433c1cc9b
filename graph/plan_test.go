package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/graph"
)

// bothWays answers a query by plans and by gqlgen alone, which must be the same.
func bothWays(t *testing.T, s store, query string, variables map[string]any) []byte {
	t.Helper()
	config := over(s)
	planned, _, err := graph.Execute(context.Background(), config, query, variables, "")
	if err != nil {
		t.Fatal(err)
	}
	config.Plain = true
	plain, _, err := graph.Execute(context.Background(), config, query, variables, "")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(planned, plain) {
		t.Errorf("%s\nby plan:   %s\nby gqlgen: %s", query, planned, plain)
	}
	return plain
}

func TestPlansAgree(t *testing.T) {
	files, err := filepath.Glob("testdata/queries/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatal("no queries", err)
	}
	s := fixture(t)
	for _, file := range files {
		query, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var variables map[string]any
		if line, _, _ := strings.Cut(string(query), "\n"); strings.HasPrefix(line, "# {") {
			if err := json.Unmarshal([]byte(line[2:]), &variables); err != nil {
				t.Fatal(err)
			}
		}
		bothWays(t, s, string(query), variables)
	}
}
