package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimgraph/quadstore/postgres/servertest"

	"github.com/jackc/pgx/v5"
)

var workerKills = flag.Int("worker-kills", 6, "how often TestWorkersAreKilled kills a worker or ends its connections")

// story is an article of which others change what its names mean: a surname stands
// for whoever bears it, of several bearers for none of them.
func story(n, version int) string {
	people := []string{"Anna Brandt", "Omar Brandt", "Rita Okafor", "Lewis Tran", "Mary Tran", "Ivo Kell"}
	person := people[n%len(people)]
	surname := strings.Fields(person)[1]
	text := fmt.Sprintf("%s founded Company %d in %d. %s is headquartered in Berlin. Brandt criticised Acme %d. Analysts said that %s plans to acquire Nordlicht %d.",
		person, n, 1950+n%70, fmt.Sprint("Company ", n), n%9, surname, version)
	line, _ := json.Marshal(map[string]string{"id": fmt.Sprint("story ", n), "text": text})
	return string(line) + "\n"
}

func writeStories(t *testing.T, path string, version int, numbers []int) {
	t.Helper()
	var b strings.Builder
	for _, n := range numbers {
		b.WriteString(story(n, version))
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func upTo(n int) []int { return rand.New(rand.NewPCG(1, 2)).Perm(n) }

// queueOf is what tasks list and enqueue say with --json.
type queueOf struct{ Queued, Replaced, Waiting, Ready, Taken, Dead, Done int }

func runQueue(t *testing.T, dir string, args ...string) (q queueOf) {
	t.Helper()
	out, err := program(t, dir, append(args, "--json")...).Output()
	if err == nil {
		err = json.Unmarshal(out, &q)
	}
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return q
}

// derivedExport is what a store exports with all that was derived.
func derivedExport(t *testing.T, dir, data string) []byte {
	t.Helper()
	out, err := program(t, dir, "export", "--derived", "--data", data).Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sameExport(t *testing.T, dir, data, plain string) {
	t.Helper()
	if got, want := derivedExport(t, dir, data), derivedExport(t, dir, plain); !bytes.Equal(got, want) {
		t.Errorf("the workers' graph is another one: %d bytes, want %d", len(got), len(want))
	}
	outputOf(t, dir, "check", "--data", data)
}

// Workers are killed, and their connections ended, at random, while texts come that
// replace others: nothing is lost, nothing is done twice, and the graph is that of a
// plain load. -worker-kills 100 is what is published.
func TestWorkersAreKilled(t *testing.T) {
	url := servertest.Start(t).New(t)
	dir := t.TempDir()
	articles := 250 + 20**workerKills
	writeStories(t, filepath.Join(dir, "first.jsonl"), 1, upTo(articles))
	writeStories(t, filepath.Join(dir, "second.jsonl"), 2, upTo(articles)[:articles/3])
	outputOf(t, dir, "load", "--data", "plain.db", "first.jsonl", "second.jsonl")

	queued := runQueue(t, dir, "enqueue", "--data", url, "first.jsonl").Queued
	w := &crew{t: t, dir: dir, url: url, random: rand.New(rand.NewPCG(3, uint64(*workerKills)))}
	defer w.killAll()
	for range 3 {
		w.start()
	}
	for kill := range *workerKills {
		time.Sleep(time.Duration(w.random.IntN(1000)) * time.Millisecond)
		w.look()
		if kill%3 == 2 {
			w.endConnection()
		} else {
			w.killOne()
		}
		if kill == *workerKills/2 {
			queued += runQueue(t, dir, "enqueue", "--data", url, "second.jsonl").Queued
		}
	}
	w.killAll()
	left := runQueue(t, dir, "tasks", "list", "--data", url)
	t.Logf("%d kills, %d of them while tasks were taken: %d of %d tasks done, %d taken by those who are gone", w.kills, w.atWork, left.Done, queued, left.Taken)
	if w.atWork < *workerKills/2 {
		t.Errorf("the workers had nothing to do when most of them were killed")
	}
	outputOf(t, dir, "work", "--until-empty", "--data", url, "--attempts", "100")
	if end := runQueue(t, dir, "tasks", "list", "--data", url); end != (queueOf{Done: queued}) {
		t.Errorf("in the end: %+v, want %d done", end, queued)
	}
	sameExport(t, dir, url, "plain.db")
}

// crew are workers, processes that come and go.
type crew struct {
	t        *testing.T
	dir, url string
	random   *rand.Rand
	running  []*exec.Cmd
	kills    int
	atWork   int // kills while tasks were taken
}

func (w *crew) start() *exec.Cmd {
	w.t.Helper()
	cmd := program(w.t, w.dir, "work", "--data", w.url, "--workers", "1", "--lease", "2s", "--attempts", "100", "--log-level", "error")
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.running = append(w.running, cmd)
	return cmd
}

// killOne kills any worker, and starts another one.
func (w *crew) killOne() {
	w.t.Helper()
	n := w.random.IntN(len(w.running))
	w.kill(w.running[n])
	w.running = append(w.running[:n], w.running[n+1:]...)
	w.start()
	w.kills++
}

func (w *crew) kill(cmd *exec.Cmd) {
	_ = cmd.Process.Kill() // it may have ended
	_ = cmd.Wait()
}

// endConnection has the server end any of the workers' connections.
func (w *crew) endConnection() {
	w.t.Helper()
	w.ask(`SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity
		WHERE application_name LIKE 'claimgraph%' ORDER BY state = 'idle', random() LIMIT 1) AS t`)
	w.kills++
}

// look notes whether there is something to lose.
func (w *crew) look() {
	w.t.Helper()
	if w.ask(`SELECT count(*) FROM tasks WHERE lease IS NOT NULL`) > 0 {
		w.atWork++
	}
}

func (w *crew) ask(sql string) (n int) {
	w.t.Helper()
	conn, err := pgx.Connect(w.t.Context(), w.url)
	if err != nil {
		w.t.Fatal(err)
	}
	defer conn.Close(w.t.Context())
	if err := conn.QueryRow(w.t.Context(), sql).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *crew) killAll() {
	for _, cmd := range w.running {
		w.kill(cmd)
	}
	w.running = nil
}

// A worker that is told to end gives back what it has not begun, at once.
func TestWorkerEndsInOrder(t *testing.T) {
	url := servertest.Start(t).New(t)
	dir := t.TempDir()
	writeStories(t, filepath.Join(dir, "stories.jsonl"), 1, upTo(120))
	runQueue(t, dir, "enqueue", "--data", url, "stories.jsonl")
	work := program(t, dir, "work", "--data", url, "--lease", "1h")
	var said bytes.Buffer
	work.Stderr = &said
	if err := work.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return runQueue(t, dir, "tasks", "list", "--data", url).Done > 5 })
	if err := work.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := work.Wait(); err != nil {
		t.Errorf("the worker ends with %v\n%s", err, said.String())
	}
	left := runQueue(t, dir, "tasks", "list", "--data", url)
	if left.Taken > 0 || left.Dead > 0 || left.Done+left.Ready != 120 {
		t.Errorf("it leaves %+v\n%s", left, said.String())
	}
	outputOf(t, dir, "work", "--until-empty", "--data", url)
	outputOf(t, dir, "load", "--data", "plain.db", "stories.jsonl")
	sameExport(t, dir, url, "plain.db")
}

// Processes that load overlapping sets of articles into one database, in any order,
// some of them older texts of the same ids, leave the graph of one load.
func TestManyLoadersShareADatabase(t *testing.T) {
	url := servertest.Start(t).New(t)
	dir := t.TempDir()
	const articles, loaders = 60, 3
	random := rand.New(rand.NewPCG(5, 6))
	for version := range 2 { // all have loaded the older texts before the newer ones come
		var running []*exec.Cmd
		for n := range loaders {
			file := fmt.Sprintf("%d-%d.jsonl", version, n)
			writeStories(t, filepath.Join(dir, file), version, random.Perm(articles)[:articles*2/3])
			if n == loaders-1 {
				writeStories(t, filepath.Join(dir, file), version, random.Perm(articles))
			}
			load := program(t, dir, "load", "--data", url, file)
			load.Stderr = os.Stderr
			if err := load.Start(); err != nil {
				t.Fatal(err)
			}
			running = append(running, load)
		}
		for _, load := range running {
			if err := load.Wait(); err != nil {
				t.Error(err)
			}
		}
	}
	writeStories(t, filepath.Join(dir, "all.jsonl"), 1, upTo(articles))
	outputOf(t, dir, "load", "--data", "plain.db", "all.jsonl")
	sameExport(t, dir, url, "plain.db")
}

// randomText cannot be compressed.
func randomText(n int) string {
	random := rand.New(rand.NewPCG(7, 8))
	b := make([]byte, n)
	for i := range b {
		b[i] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"[random.IntN(64)]
	}
	return string(b)
}

// The verbs of the queue, with and without --json, and what goes wrong.
func TestQueueOverDatabase(t *testing.T) {
	url := servertest.Start(t).New(t)
	dir := t.TempDir()
	writeStories(t, filepath.Join(dir, "stories.jsonl"), 1, upTo(5))
	for name, text := range map[string]string{
		"story.txt": "Karl Hentzau founded Acme.", "bad.jsonl": "{\"id\": \"no text\"}\n", "films.nt": "<urn:a> <urn:b> <urn:c> .\n", "page.html": "<html><title>T</title><p>Rosa Hentzau leads Acme in “Zenda” &amp; beyond.</p>",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// The database refuses keys of this length; what is refused takes no other article with it.
	long := strings.Replace(story(9, 1), "story 9", randomText(4000), 1) + story(0, 1)
	if err := os.WriteFile(filepath.Join(dir, "long.jsonl"), []byte(long), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		want []string
		fail bool
	}{
		{args: "tasks list", want: []string{"0 ready, 0 waiting for another try, 0 taken, 0 dead; 0 done so far"}},
		{args: "enqueue stories.jsonl stories.jsonl bad.jsonl films.nt", fail: true, want: []string{"10 articles: 5 queued", "5 of them under an id that comes again", "2 failed", `missing "text"`, "claimgraph load loads quads"}},
		{args: "enqueue --max-tasks 100 story.txt page.html stories.jsonl", want: []string{"7 articles: 2 queued, 0 in the place of an older text, 5 waiting already"}},
		{args: "tasks list --state ready --count 2", want: []string{"7 ready", "the oldest has been here for", "and 5 more that are ready"}},
		{args: "tasks drop nowhere", fail: true, want: []string{"0 tasks were dropped", "no such task"}},
		{args: "tasks drop", fail: true, want: []string{"--dead"}},
		{args: "tasks retry --dead", want: []string{"0 tasks are tried again"}},
		{args: "work --lease 0.1s", fail: true, want: []string{"at least 1s"}},
		{args: "work --until-empty", want: []string{"7 articles done: 7 added, 0 replaced, 0 unchanged"}},
		{args: "enqueue story.txt", want: []string{"1 queued"}},
		{args: "work --until-empty", want: []string{"1 article done: 0 added, 0 replaced, 1 unchanged"}},
		{args: "tasks list --json", want: []string{`"done": 8`, `"tasks": []`}},
		{args: "enqueue --json story.txt", want: []string{`"queued": 1`}},
		{args: "tasks drop --json story.txt", want: []string{`"tasks": 1`}},
		{args: "work --until-empty --json", want: []string{`"done": 0`}},
		{args: "enqueue long.jsonl", want: []string{"2 queued"}},
		{args: "work --until-empty --attempts 1", fail: true, want: []string{"1 article done: 0 added, 0 replaced, 1 unchanged", "1 failed for good", "index row"}},
		{args: "tasks list", want: []string{"1 dead; 9 done", "index row", "taken 1 time"}},
		{args: "tasks retry --dead", want: []string{"1 task is tried again"}},
		{args: "work --until-empty --attempts 2 --json", fail: true, want: []string{`"failed": 1`, `"dead": 1`}},
		{args: "tasks drop --dead", want: []string{"1 task was dropped"}},
	} {
		out, err := program(t, dir, append(strings.Fields(c.args), "--data", url)...).CombinedOutput()
		if (err != nil) != c.fail {
			t.Errorf("%s: %v\n%s", c.args, err, out)
		}
		for _, want := range c.want {
			if !strings.Contains(string(out), want) {
				t.Errorf("%s: %q is missing in\n%s", c.args, want, out)
			}
		}
	}
	_, address := server(t, dir, "--data", url)
	if said := getBody(t, "http://"+address+"/metrics"); !strings.Contains(said, "claimgraph_queue_done_total 9\n") || !strings.Contains(said, `claimgraph_queue_tasks{state="dead"} 0`) {
		t.Errorf("a server does not tell of the queue of its store")
	}
	outputOf(t, dir, "load", "--data", "plain.db", "stories.jsonl", "story.txt", "page.html")
	sameExport(t, dir, url, "plain.db")
}
