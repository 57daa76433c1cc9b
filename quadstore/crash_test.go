package quadstore_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/quadstore/enginetest"

	"github.com/cayleygraph/quad"
)

// crashDir, in the environment, makes the test binary the process that is killed.
const crashDir = "QUADSTORE_CRASH_DIR"

// TestKilled kills a process that applies batches and bulk loads, again and
// again. What it had acknowledged must be there, what it had begun may be there
// whole, and nothing else.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(crashDir); dir != "" {
		writeUntilKilled(dir)
		return
	}
	kills := 10
	if testing.Short() {
		kills = 2
	}
	if n, err := strconv.Atoi(os.Getenv("QUADSTORE_KILLS")); err == nil {
		kills = n
	}
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano())))
	model := enginetest.NewModel()
	version := uint64(0)
	for range kills {
		acknowledged := killOne(t, dir, time.Duration(50+r.IntN(600))*time.Millisecond)
		version = afterKill(t, dir, model, version, acknowledged)
	}
	t.Logf("%d kills, %d batches, none lost", kills, version)
}

// writeUntilKilled goes on from where the store stands and says what it did.
func writeUntilKilled(dir string) {
	db, err := quadstore.Open(dir, quadstore.Options{})
	for err == nil {
		var version uint64
		if version, err = currentVersion(db); err != nil {
			break
		}
		if err = crashStep(db, version+1); err == nil {
			fmt.Println("acknowledged", version+1)
		}
	}
	fmt.Println("error", err)
	os.Exit(1)
}

func currentVersion(db *quadstore.DB) (uint64, error) {
	snap, err := db.Snapshot()
	if err != nil {
		return 0, err
	}
	return snap.Version(), snap.Close()
}

func crashStep(db *quadstore.DB, version uint64) error {
	batch := crashBatch(version)
	if version%5 != 0 {
		return db.Apply(context.Background(), batch)
	}
	_, err := db.BulkLoad(context.Background(), batch.Loads[0], every(batch.Add), quadstore.BulkOptions{MemoryBytes: 100_000})
	return err
}

func every(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// crashBatch is batch number n: an article, sometimes for the second time,
// sometimes with the purge of an earlier one; every fifth only adds.
func crashBatch(n uint64) quadstore.Batch {
	iri, quads := article(int(n))
	batch := quadstore.Batch{Add: quads, Loads: []quadstore.Load{{Key: iri, Name: fmt.Sprint(n)}}}
	if n%5 != 0 && n%3 == 0 {
		old, oldQuads := article(int(n - 2))
		batch.Purge, batch.Unload = []string{old}, []string{old}
		batch.Add = append(batch.Add, oldQuads[:n%7]...)
		batch.Remove = quads[:n%11]
	}
	return batch
}

// killOne runs a writer for a while, kills it, and gives the last version that
// it acknowledged.
func killOne(t *testing.T, dir string, life time.Duration) (acknowledged uint64) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), crashDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(life, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, err := fmt.Sscanf(lines.Text(), "acknowledged %d", &acknowledged); err != nil {
			rest, _ := io.ReadAll(out)
			t.Fatalf("the writer says: %s\n%s", lines.Text(), rest)
		}
	}
	_ = cmd.Wait() // killed
	return acknowledged
}

// afterKill checks the store and compares it with the model, which it takes to
// the store's version first.
func afterKill(t *testing.T, dir string, model *enginetest.Model, version, acknowledged uint64) uint64 {
	t.Helper()
	db, err := quadstore.Open(dir, quadstore.Options{})
	if err != nil {
		t.Fatalf("open after a kill: %v", err)
	}
	defer db.Close()
	found, err := currentVersion(db)
	if err != nil {
		t.Fatal(err)
	}
	if found < max(acknowledged, version) || found > max(acknowledged, version)+1 {
		t.Fatalf("the store is at batch %d; %d was acknowledged", found, max(acknowledged, version))
	}
	for version < found {
		version++
		model.Apply(crashBatch(version))
	}
	enginetest.Compare(t, db, model)
	return version
}
