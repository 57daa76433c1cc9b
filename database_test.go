package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"claimgraph/quadstore/postgres/servertest"

	"github.com/rogpeppe/go-internal/testscript"
)

// Scripts that leave the store to its default do the same over a database.
func TestScriptsOverDatabase(t *testing.T) {
	server := servertest.Start(t)
	for _, script := range []string{"curate", "export", "formats", "garbage"} {
		testscript.Run(t, testscript.Params{
			Files: []string{filepath.Join("testdata", "script", script+".txtar")},
			Cmds:  scriptCommands,
			Setup: func(e *testscript.Env) error {
				e.Setenv("CLAIMGRAPH_DATA", server.New(t))
				return scriptEnvironment(e)
			},
		})
	}
}

// inOrderOfIDs are the examples whose lists ask for no order: engines give ids of
// their own. All others are answered with the same bytes.
var inOrderOfIDs = []string{"Articles", "Conflicts", "Neighborhood", "NestedFilter"}

// firstOfIDs is the one of them that asks for the first two of five.
const firstOfIDs = "Articles"

func TestExamplesOverDatabase(t *testing.T) {
	url := servertest.Start(t).New(t)
	everyExample(t, t.TempDir(), []string{"--data", url}, func(t *testing.T, name string, answer []byte) {
		file := filepath.Join("examples", "operations", name+".answer.json")
		if !slices.Contains(inOrderOfIDs, name) {
			checkGolden(t, file, answer)
			return
		}
		if name == firstOfIDs {
			return
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := orderless(t, answer), orderless(t, want); !bytes.Equal(got, want) {
			t.Errorf("%s holds other things:\n%s\nwant\n%s", file, got, want)
		}
	})
}

// orderless is an answer with its lists sorted, and without cursors.
func orderless(t *testing.T, answer []byte) []byte {
	var v any
	if err := json.Unmarshal(answer, &v); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(sortLists(v))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func sortLists(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, cursor := range []string{"cursor", "startCursor", "endCursor"} {
			delete(v, cursor)
		}
		for key := range v {
			v[key] = sortLists(v[key])
		}
	case []any:
		for i := range v {
			v[i] = sortLists(v[i])
		}
		slices.SortFunc(v, func(a, b any) int {
			x, _ := json.Marshal(a)
			y, _ := json.Marshal(b)
			return cmp.Compare(string(x), string(y))
		})
	}
	return v
}

// What one engine exports, the other restores, and exports with the same bytes.
func TestMovesBetweenEngines(t *testing.T) {
	server := servertest.Start(t)
	dir, database := t.TempDir(), server.New(t)
	samples, err := filepath.Abs("samples")
	if err != nil {
		t.Fatal(err)
	}
	do := func(input []byte, args ...string) []byte {
		t.Helper()
		cmd := program(t, dir, args...)
		cmd.Stdin = bytes.NewReader(input)
		out, err := cmd.Output()
		if err != nil {
			var stderr []byte
			if exit, ok := err.(*exec.ExitError); ok {
				stderr = exit.Stderr
			}
			t.Fatalf("%v: %v\n%s", args, err, stderr)
		}
		return out
	}
	do(nil, "load", "--data", "folder", samples)
	do([]byte("<a> <b> \"c\" .\n"), "load", "--data", "folder", "--base", "http://x.example/", "-")
	whole := do(nil, "export", "--data", "folder", "--derived")
	do(do(nil, "export", "--data", "folder"), "restore", "--data", database, "-")
	if got := do(nil, "export", "--data", database, "--derived"); !bytes.Equal(got, whole) {
		t.Errorf("the database exports %d bytes, other ones than the folder's %d", len(got), len(whole))
	}
	do(do(nil, "export", "--data", database), "restore", "--data", "again", "-")
	if got := do(nil, "export", "--data", "again", "--derived"); !bytes.Equal(got, whole) {
		t.Errorf("the second folder exports %d bytes, other ones than the first one's %d", len(got), len(whole))
	}
	do(nil, "check", "--data", database)
	do(nil, "reindex", "--data", database)
	if err := program(t, dir, "restore", "--data", database, "-").Run(); err == nil {
		t.Error("a database that is full is restored into")
	}
}
