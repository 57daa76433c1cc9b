package main

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestServeWithKeys lets in who has a key, and the verbs show theirs.
func TestServeWithKeys(t *testing.T) {
	dir := t.TempDir()
	for _, role := range []string{"read", "write", "admin"} {
		cmd := program(t, dir, "key", "add", "--role", role, "--name", role)
		secret, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, role), secret, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	writeArticles(t, filepath.Join(dir, "more.jsonl"), 3)
	running, address := server(t, dir, "--rate", "5", "--burst", "3") // slower than the verbs below: they come again
	url := "http://" + address
	for _, step := range []struct {
		key  string
		args []string
		want string
		ok   bool
	}{
		{"", []string{"query", "{ articles { totalCount } }"}, "UNAUTHENTICATED", false},
		{"read", []string{"query", "{ articles { totalCount } }"}, `"totalCount": 5`, true},
		{"read", []string{"load", "more.jsonl"}, "this needs the role write, and you have read\nhint: give a key of the right role", false},
		{"write", []string{"load", "more.jsonl"}, "3 articles: 3 added", true},
		{"write", []string{"backup", "not.tar"}, "the server did not let this in: this needs the role admin, and you have write\nhint: ", false},
		{"", []string{"backup", "not.tar"}, "show a key", false},
		{"admin", []string{"backup", "hot.tar"}, "hot.tar: ", true},
		{"write", []string{"retract", "1"}, "1: retracted", true},
	} {
		args := append(step.args, "--server", url)
		if step.key != "" {
			args = append(args, "--key-file", step.key)
		}
		said, err := program(t, dir, args...).CombinedOutput()
		if (err == nil) != step.ok || !strings.Contains(string(said), step.want) {
			t.Errorf("%s with key %q: %v: %s", step.args, step.key, err, said)
		}
	}
	secret, err := os.ReadFile(filepath.Join(dir, "read"))
	if err != nil {
		t.Fatal(err)
	}
	query := program(t, dir, "query", "{ articles { totalCount } }", "--server", url)
	query.Env = append(query.Env, "CLAIMGRAPH_KEY="+string(secret))
	if said, err := query.CombinedOutput(); err != nil {
		t.Errorf("a key of the environment: %v: %s", err, said)
	}
	if log := stop(t, running); strings.Contains(log, "cgk_") {
		t.Errorf("the log tells keys: %s", log)
	}
}

// stop ends a server and gives what it logged.
func stop(t *testing.T, running *exec.Cmd) string {
	t.Helper()
	if err := running.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := running.Wait(); err != nil {
		t.Error(err)
	}
	return running.Stderr.(*bytes.Buffer).String()
}

// Where others reach a server that has no keys, they may ask and no more.
func TestServeOthers(t *testing.T) {
	dir := t.TempDir()
	running, address := server(t, dir, "--host", "graph.example")
	for query, want := range map[string]string{
		"{ articles { totalCount } }": `"totalCount": 5`, `mutation { retract(input: {key: "x"}) { retractedId } }`: "FORBIDDEN",
	} {
		said, _ := program(t, dir, "query", query, "--server", "http://"+address).CombinedOutput()
		if !strings.Contains(string(said), want) {
			t.Errorf("%s: %s", query, said)
		}
	}
	if log := stop(t, running); !strings.Contains(log, "nobody may change the graph") {
		t.Errorf("the log does not say so: %s", log)
	}
	running, public := server(t, dir, "--public")
	defer stop(t, running)
	writeArticles(t, filepath.Join(dir, "more.jsonl"), 200)
	said, err := program(t, dir, "load", "more.jsonl", "--server", "http://"+public).CombinedOutput()
	if err == nil || !strings.Contains(string(said), "the server takes no changes") || strings.Count(string(said), "\n") > 5 {
		t.Errorf("load into a public server: %v: %s", err, said)
	}
	for path, method := range map[string]string{"/playground": http.MethodGet, "/backup": http.MethodPost} {
		r, err := http.NewRequest(method, "http://"+public+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil || answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s of a public server: %v, %v", path, answer.Status, err)
		}
	}
}
