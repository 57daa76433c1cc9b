package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// program is claimgraph as a process of its own in a folder.
func program(t testing.TB, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// outputOf runs claimgraph to its end.
func outputOf(t testing.TB, dir string, args ...string) string {
	t.Helper()
	out, err := program(t, dir, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("claimgraph %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// TestKill kills a load in the middle, again and again: what is there is
// whole, and loading again gives what a load that nobody killed gives.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	writeArticles(t, filepath.Join(dir, "articles.jsonl"), 250)
	started := time.Now()
	outputOf(t, dir, "load", "--data", "whole.db", "articles.jsonl")
	whole := time.Since(started)
	for _, part := range []float64{0.1, 0.3, 0.5, 0.7, 0.9} {
		load := program(t, dir, "load", "--data", "killed.db", "articles.jsonl")
		if err := load.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(part * float64(whole)))
		if err := load.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = load.Wait() // it was killed, or was faster
		if _, err := os.Stat(filepath.Join(dir, "killed.db", lockFile)); err != nil {
			continue // killed before there was a store
		}
		if said := outputOf(t, dir, "check", "--data", "killed.db"); !strings.Contains(said, "no problems") {
			t.Fatalf("killed after %v of the load: %s", part, said)
		}
	}
	outputOf(t, dir, "load", "--data", "killed.db", "articles.jsonl")
	if outputOf(t, dir, "export", "--derived", "--data", "killed.db") != outputOf(t, dir, "export", "--derived", "--data", "whole.db") {
		t.Error("the graph is another one than that of a load that nobody killed")
	}
}

// TestInterrupt ends a load with Ctrl-C: it says what is stored, and is 1.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	load := program(t, dir, "load", "-")
	stdin, err := load.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	load.Stderr = &stderr
	if err := load.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { // articles without end
		for n := 0; ; n++ {
			if _, err := io.WriteString(stdin, articleLine(n)); err != nil {
				return
			}
		}
	}()
	waitFor(t, func() bool { _, err := os.Stat(filepath.Join(dir, "claimgraph.db")); return err == nil })
	time.Sleep(300 * time.Millisecond)
	if err := load.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err = load.Wait()
	if load.ProcessState.ExitCode() != exitFailed || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("%v, exit code %d: %s", err, load.ProcessState.ExitCode(), stderr.String())
	}
	outputOf(t, dir, "check")
}

func articleLine(n int) string {
	return fmt.Sprintf(`{"id":"%d","text":"Company %d was founded in %d by Maria Lopez. Analysts said that it makes chips for Nvidia."}`+"\n", n, n%50, 1900+n%100)
}

func writeArticles(t *testing.T, path string, n int) {
	t.Helper()
	var b strings.Builder
	for i := range n {
		b.WriteString(articleLine(i))
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func waitFor(t *testing.T, ready func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ready(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("waited too long")
		}
	}
}

// server starts claimgraph on a free port and gives its address.
func server(t *testing.T, dir string, args ...string) (*exec.Cmd, string) {
	t.Helper()
	cmd := program(t, dir, append([]string{"--addr", "127.0.0.1:0"}, args...)...)
	cmd.Stderr = &bytes.Buffer{}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("no address: %v\n%s", err, cmd.Stderr)
	}
	_, rest, _ := strings.Cut(line, "http://")
	address, _, ok := strings.Cut(rest, "/")
	if !ok {
		t.Fatalf("no address in %q", line)
	}
	return cmd, address
}

func TestServe(t *testing.T) {
	dir := t.TempDir()
	cmd, address := server(t, dir)
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ready", "/": "<!doctype html>", "/playground": "graphiql"} {
		if got := getBody(t, "http://"+address+path); !strings.Contains(got, want) {
			t.Errorf("%s: %.200s", path, got)
		}
	}
	const question = `/graphql?query={articles{totalCount}}`
	if got := getBody(t, "http://"+address+question); !strings.Contains(got, `{"articles":{"totalCount":5}}`) {
		t.Errorf("on an empty store the bundled articles are there: %s", got)
	}

	pid := strconv.Itoa(cmd.Process.Pid)
	refused := program(t, dir, "load", "-")
	said, err := refused.CombinedOutput()
	if err == nil || !strings.Contains(string(said), "process "+pid) || !strings.Contains(string(said), "hint: ") {
		t.Errorf("a second writer: %v: %s", err, said)
	}
	throughServer(t, dir, "http://"+address)
	taken := program(t, t.TempDir(), "serve", "--addr", address)
	if said, err := taken.CombinedOutput(); err == nil || !strings.Contains(string(said), "address already in use") {
		t.Errorf("a port that is taken: %v: %s", err, said)
	}

	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v\n%s", err, cmd.Stderr)
	}
	if said := outputOf(t, dir, "check"); !strings.Contains(said, "no problems") {
		t.Error(said)
	}
}

// throughServer uses the verbs that --server sends through the one that runs.
func throughServer(t *testing.T, dir, url string) {
	t.Helper()
	writeArticles(t, filepath.Join(dir, "more.jsonl"), 60)
	for _, step := range []struct {
		args []string
		want string
	}{
		{[]string{"load", "more.jsonl"}, "60 articles: 60 added, 0 replaced, 0 unchanged\n"},
		{[]string{"query", "{ articles { totalCount } }"}, `"totalCount": 65`},
		{[]string{"merge", "--reason", "a test", "Company 1", "Company 2"}, ": Company 1\n"},
		{[]string{"decisions"}, "(a test)"},
		{[]string{"backup", "hot.db"}, "hot.db: "},
		{[]string{"backup", "hot.tar"}, "hot.tar: "},
		{[]string{"retract", "7", "8"}, "8: retracted, with "},
		{[]string{"query", "{ articles { totalCount } }"}, `"totalCount": 63`},
	} {
		if said := outputOf(t, dir, append(step.args, "--server", url)...); !strings.Contains(said, step.want) {
			t.Errorf("%s: %s", step.args, said)
		}
	}
	outputOf(t, dir, "restore", "--data", "restored.db", "hot.tar")
	for _, copied := range []string{"hot.db", "restored.db"} {
		if said := outputOf(t, dir, "query", "--data", copied, "{ articles { totalCount } }"); !strings.Contains(said, `"totalCount": 65`) {
			t.Errorf("%s: %s", copied, said)
		}
	}
	page, err := http.NewRequest(http.MethodPost, url+"/backup", nil)
	if err != nil {
		t.Fatal(err)
	}
	page.Header.Set("Origin", url)
	if answer, err := http.DefaultClient.Do(page); err != nil || answer.StatusCode != http.StatusForbidden {
		t.Errorf("a page that asks for a backup: %v, %v", answer.Status, err)
	}
	said, err := program(t, dir, "retract", "7", "--server", url).CombinedOutput()
	if err == nil || !strings.Contains(string(said), "claimgraph: 7: ") {
		t.Errorf("an id that is gone: %v: %s", err, said)
	}
}

func getBody(t *testing.T, url string) string {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
