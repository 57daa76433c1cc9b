package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/graph"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares with a file, or rewrites it.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (rewrite with -update):\n%s", file, got)
	}
}

// Every query in testdata/queries has its answer beside it. A first line
// "# {…}" holds the variables.
func TestAnswers(t *testing.T) {
	files, err := filepath.Glob("testdata/queries/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatal("no queries", err)
	}
	s := fixture(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".graphql"), func(t *testing.T) {
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
			body, _, err := graph.Execute(context.Background(), over(s), string(query), variables, "")
			if err != nil {
				t.Fatal(err)
			}
			var pretty bytes.Buffer
			if err := json.Indent(&pretty, body, "", "  "); err != nil {
				t.Fatal(err)
			}
			golden(t, strings.TrimSuffix(file, ".graphql")+".json", append(pretty.Bytes(), '\n'))
		})
	}
}

// The schema is a promise to clients: what changes here, changes for them.
func TestSchemaSnapshot(t *testing.T) {
	golden(t, "testdata/schema.golden.graphqls", []byte(graph.SDL()))
}
