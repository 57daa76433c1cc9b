package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimgraph/ops"
)

// freePort is a port that nobody listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func statusOf(url string) (int, string) {
	answer, err := http.Get(url)
	if err != nil {
		return 0, ""
	}
	defer answer.Body.Close()
	body, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(body)
}

// SIGTERM: /readyz says draining while requests are answered, then nobody listens,
// streams tell how they end, and the process ends well.
func TestDrain(t *testing.T) {
	door := freePort(t)
	cmd, address := server(t, t.TempDir(), "--metrics", door, "--drain", "1500ms")
	for _, url := range []string{address, door} {
		if status, body := statusOf("http://" + url + "/readyz"); status != 200 || body != "ready\n" {
			t.Errorf("%d %s", status, body)
		}
	}
	claims := subscribe(t, address, `subscription { claimAdded { id } }`)
	progress := subscribe(t, address, follow(queueJob(t, address, 0, 100)))
	signalled := time.Now()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{address, door} {
		waitFor(t, func() bool {
			status, body := statusOf("http://" + url + "/readyz")
			return status == 503 && strings.HasPrefix(body, "draining: ")
		})
	}
	if claimCount(t, address) == 0 {
		t.Error("a server that drains answers no more")
	}
	waitFor(t, func() bool { status, _ := statusOf("http://" + address + "/readyz"); return status == 0 })
	if listened := time.Since(signalled); listened < 1400*time.Millisecond {
		t.Errorf("it listened for %v only", listened)
	}
	last := ""
	for e := range progress {
		last = e.IngestProgress.Job.State
	}
	for range claims { // until it is closed
	}
	if err := cmd.Wait(); err != nil || last != "CANCELLED" && last != "DONE" {
		t.Errorf("%v; the job's stream ended with %q\n%s", err, last, cmd.Stderr)
	}
}

// Before there is a graph the server says that it is loading, and only that.
func TestLoading(t *testing.T) {
	f := &front{phase: &ops.Phase{}}
	for path, want := range map[string]int{"/readyz": 503, "/healthz": 200, "/graphql": 503, "/": 503} {
		w := httptest.NewRecorder()
		f.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != want || want == 503 && !strings.HasPrefix(w.Body.String(), "loading: ") {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

// What people ask, what articles say and what opens doors is in no log, however
// much is logged; ids are, and the metrics have counted it all.
func TestNothingPrivateIsLogged(t *testing.T) {
	dir, door := t.TempDir(), freePort(t)
	key := strings.TrimSpace(outputOf(t, dir, "key", "add", "--role", "admin", "--name", "desk"))
	key = key[strings.Index(key, "cgk_"):]
	key, _, _ = strings.Cut(key, "\n")
	cmd, address := server(t, dir, "--metrics", door, "--log-level", "debug", "--log-format", "json", "--log-requests")
	private := []string{"PRIVATEVARIABLE", "PRIVATETEXT", "PRIVATEDOCUMENT", "PRIVATEURL", "PRIVATENAME", key, "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"}
	for _, body := range []string{
		`{"query": "query PRIVATENAME($n: String!) { entity(ref: {name: $n}) { label } }", "variables": {"n": "PRIVATEVARIABLE"}}`,
		`{"query": "query($n: Int!) { entity(ref: {name: $n}) { label } }", "variables": {"n": "PRIVATEVARIABLE"}}`,
		`{"query": "{ PRIVATEDOCUMENT }"}`,
		`{"query": "{ articles(first: 1, after: \"PRIVATEVARIABLE\") { totalCount } }"}`,
		`{"query": "mutation($t: String!) { ingestArticles(input: {articles: [{key: \"k\", text: $t}]}) { job { state } } }", "variables": {"t": "Acme makes chips, PRIVATETEXT said."}}`,
		`{"PRIVATEDOCUMENT`,
	} {
		r, err := http.NewRequest("POST", "http://"+address+"/graphql?x=PRIVATEURL", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		for _, secret := range []string{key, private[6]} {
			r.Header.Set("Authorization", "Bearer "+secret)
			r.Header.Set("X-Request-Id", "id-of-mine")
			r.Body = io.NopCloser(strings.NewReader(body))
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
		}
	}
	if status, _ := statusOf("http://" + address + "/metrics"); status != 401 {
		t.Errorf("metrics without a key: %d", status)
	}
	_, counted := statusOf("http://" + door + "/metrics")
	for _, want := range []string{
		`claimgraph_operations_total{code="OK",kind="query"} `, `claimgraph_operations_total{code="OK",kind="mutation"} 1`, `claimgraph_refusals_total{code="UNAUTHENTICATED"} 6`,
		`claimgraph_refusals_total{code="GRAPHQL_VALIDATION_FAILED"} `, `claimgraph_articles_loaded_total{outcome="stored"} 6`, `claimgraph_ready{state="ready"} 1`,
	} {
		if !strings.Contains(counted, want) {
			t.Errorf("%s was not counted\n%s", want, counted)
		}
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	said := cmd.Stderr.(*bytes.Buffer).String()
	for _, p := range private {
		if strings.Contains(said, p) || strings.Contains(counted, p) {
			t.Errorf("%s stands in the log or the metrics:\n%s", p, said)
		}
	}
	if strings.Count(said, `"request":"id-of-mine"`) < 12 {
		t.Errorf("requests have no lines:\n%s", said)
	}
}

// A disk that takes no more: the mutation fails or the process ends with a message,
// and what was acknowledged is there afterwards. A limit on the size of files
// stands in for the disk.
func TestServerOnFullDisk(t *testing.T) {
	shell, err := os.Stat("/bin/bash")
	if err != nil || shell.IsDir() {
		t.Skip("needs bash, for ulimit")
	}
	dir := t.TempDir()
	cmd := program(t, dir, "serve", "--addr", freePort(t))
	address := cmd.Args[len(cmd.Args)-1]
	limited := fmt.Sprintf("ulimit -f 8000; exec %q serve --addr %s", cmd.Path, address) // 8 MB
	cmd.Path, cmd.Args = "/bin/bash", []string{"bash", "-c", limited}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { status, _ := statusOf("http://" + address + "/readyz"); return status == 200 })
	acknowledged := 0
	for n := 0; n < 100; n++ {
		text := strings.Repeat(fmt.Sprintf("Company %d makes the chip %x. ", n, n*7919), 200)
		body := fmt.Sprintf(`{"query": "mutation($t: String!) { ingestArticles(input: {articles: [{key: \"full-%d\", text: $t}]}) { job { state } } }", "variables": {"t": %q}}`, n, text)
		answer, err := http.Post("http://"+address+"/graphql", "application/json", strings.NewReader(body))
		if err != nil {
			break
		}
		got, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if !strings.Contains(string(got), `"DONE"`) {
			break
		}
		acknowledged++
	}
	cmd.Process.Signal(syscall.SIGTERM) //nolint:errcheck // it may have ended
	err = cmd.Wait()
	if acknowledged == 0 || acknowledged == 100 || !strings.Contains(said.String(), "file too large") {
		t.Errorf("%d articles were taken; %v\n%s", acknowledged, err, &said)
	}
	if found := outputOf(t, dir, "query", "--data", filepath.Join(dir, "claimgraph.db"), "{ articles { totalCount } }"); !strings.Contains(found, fmt.Sprintf(`"totalCount": %d`, acknowledged+5)) {
		t.Errorf("%d were acknowledged, and 5 were there: %s", acknowledged, found)
	}
	outputOf(t, dir, "check")
}
