package bench

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The same load for SQLite's own command line, from text that is split already: a
// dictionary and three covering orders, in one transaction, synced.
const loadSQL = `PRAGMA journal_mode = WAL;
PRAGMA cache_size = -262144;
CREATE TEMP TABLE raw (s, p, o);
.mode ascii
.import %s raw
BEGIN;
CREATE TABLE term (id INTEGER PRIMARY KEY, value TEXT UNIQUE);
INSERT OR IGNORE INTO term (value) SELECT s FROM raw UNION SELECT p FROM raw UNION SELECT o FROM raw;
CREATE TABLE spo (s INT, p INT, o INT, PRIMARY KEY (s, p, o)) WITHOUT ROWID;
CREATE TABLE pos (s INT, p INT, o INT, PRIMARY KEY (p, o, s)) WITHOUT ROWID;
CREATE TABLE osp (s INT, p INT, o INT, PRIMARY KEY (o, s, p)) WITHOUT ROWID;
INSERT OR IGNORE INTO spo SELECT a.id, b.id, c.id FROM raw JOIN term a ON a.value = raw.s JOIN term b ON b.value = raw.p JOIN term c ON c.value = raw.o ORDER BY 1, 2, 3;
INSERT INTO pos SELECT * FROM spo ORDER BY p, o, s;
INSERT INTO osp SELECT * FROM spo ORDER BY o, s, p;
COMMIT;
`

// TestLoad loads the movies into a new store with the program itself, and into
// SQLite, three times in turn, and says how long each took.
func TestLoad(t *testing.T) {
	sqlite, err := exec.LookPath("sqlite3")
	if err != nil {
		t.Skip("SQLite's command line is not here")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "claimgraph")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir, build.Env = "..", append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	split := filepath.Join(dir, "split")
	writeSplit(t, split)
	for n := range 3 {
		database := filepath.Join(dir, fmt.Sprint("sqlite", n))
		load := exec.Command(program, "load", "--data", filepath.Join(dir, fmt.Sprint("store", n)), "--base", base, moviesPath)
		theirs := exec.Command(sqlite, "-bail", database)
		theirs.Stdin = strings.NewReader(fmt.Sprintf(loadSQL, split))
		a, b := run(t, load), run(t, theirs)
		t.Logf("wall %.2f s, SQLite %.2f s, ratio %.2f; processor time %.2f s, %.2f s, ratio %.2f",
			a.wall.Seconds(), b.wall.Seconds(), a.wall.Seconds()/b.wall.Seconds(),
			a.processor.Seconds(), b.processor.Seconds(), a.processor.Seconds()/b.processor.Seconds())
	}
}

type cost struct{ wall, processor time.Duration }

func run(t *testing.T, cmd *exec.Cmd) cost {
	t.Helper()
	start := time.Now()
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s", cmd, err, said)
	}
	return cost{time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
}

// writeSplit writes the terms of the movies as SQLite imports them.
func writeSplit(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	for _, q := range movies(t) {
		fmt.Fprintf(w, "%s\x1f%s\x1f%s\x1e", text(q.Subject), text(q.Predicate), text(q.Object))
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
