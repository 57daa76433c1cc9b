package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"claimgraph/examples"
)

var update = flag.Bool("update", false, "rewrite the answers of the examples")

// TestExamples asks a server with the bundled articles every example, those
// that change something last, and has the answers that stand beside them.
func TestExamples(t *testing.T) {
	everyExample(t, t.TempDir(), nil, func(t *testing.T, name string, answer []byte) {
		checkGolden(t, filepath.Join("examples", "operations", name+".answer.json"), answer)
	})
}

// everyExample asks a server of its own, and hands over the answers.
func everyExample(t *testing.T, dir string, args []string, check func(t *testing.T, name string, answer []byte)) {
	names, err := examples.Names()
	if err != nil || len(names) < 20 {
		t.Fatal(names, err)
	}
	cmd, address := server(t, dir, args...)
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}()
	for _, changing := range []bool{false, true} {
		for _, name := range names {
			example, err := examples.Read(name)
			if err != nil {
				t.Fatal(err)
			}
			if changing == strings.Contains(example.Query, "\nmutation ") {
				t.Run(name, func(t *testing.T) { check(t, example.Name, askExample(t, address, example)) })
			}
		}
	}
}

func askExample(t *testing.T, address string, example examples.Operation) []byte {
	body, err := json.Marshal(map[string]any{"query": example.Query, "variables": example.Variables})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post("http://"+address+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(answer, []byte(`"errors":`)) {
		t.Errorf("%s", answer)
	}
	var got bytes.Buffer
	if err := json.Indent(&got, answer, "", "  "); err != nil {
		t.Fatal(err)
	}
	got.WriteByte('\n')
	return got.Bytes()
}

// checkGolden compares with a file, or rewrites it.
func checkGolden(t *testing.T, file string, got []byte) {
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
		t.Errorf("%s differs (rewrite with go test . -run TestExamples -update):\n%s", file, got)
	}
}
