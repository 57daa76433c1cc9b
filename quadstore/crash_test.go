package quadstore_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
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

// In the environment, they make the test binary the process that is killed.
const (
	crashDir  = "QUADSTORE_CRASH_DIR"
	crashSync = "QUADSTORE_CRASH_SYNC"
)

var kills = flag.Int("kills", 20, "processes that TestKilled kills")

const killsPerStore = 10 // what grows without end is slow to compare

// TestKilled kills a process that loads, retracts, decides, builds its names
// anew, merges its tables and makes backups, again and again. What it had
// acknowledged must be there, what it had begun may be there whole, and nothing
// else. Where the process does not sync each batch, the newest ones may be
// missing, but none before one that is there. The long run:
//
//	go test ./quadstore -run TestKilled -kills 500 -timeout 2h -v
func TestKilled(t *testing.T) {
	if dir := os.Getenv(crashDir); dir != "" {
		writeUntilKilled(dir)
		return
	}
	n := *kills
	if testing.Short() {
		n = 2
	}
	r := rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano())))
	total, killed := uint64(0), n
	for round := 0; n > 0; round++ {
		sync := quadstore.SyncAlways
		if round%5 == 4 {
			sync = quadstore.SyncBatch + quadstore.Sync(round/5%2)
		}
		total += killRound(t, r, min(n, killsPerStore), sync)
		n -= killsPerStore
	}
	t.Logf("%d kills, %d batches, none lost that was promised", killed, total)
}

// killRound kills the writers of one store and gives the number of its batches.
func killRound(t *testing.T, r *rand.Rand, n int, sync quadstore.Sync) (version uint64) {
	t.Helper()
	dir := t.TempDir()
	model := enginetest.NewModel()
	for range n {
		acknowledged := killOne(t, dir, sync, time.Duration(20+r.IntN(600))*time.Millisecond)
		promised := version
		if sync == quadstore.SyncAlways {
			promised = max(promised, acknowledged)
		}
		version = afterKill(t, dir, model, version, promised, max(version, acknowledged)+1)
	}
	return version
}

// writeUntilKilled goes on from where the store stands and says what it did.
func writeUntilKilled(dir string) {
	sync, err := strconv.Atoi(os.Getenv(crashSync))
	if err != nil {
		panic(err)
	}
	db, err := quadstore.Open(dir, quadstore.Options{Sync: quadstore.Sync(sync)})
	if err == nil {
		go tidyUntilKilled(db, dir+".backup")
	}
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

// tidyUntilKilled does beside the writer what an operator does.
func tidyUntilKilled(db *quadstore.DB, backup string) {
	for n := 0; ; n++ {
		var err error
		switch n % 4 {
		case 0, 2:
			err = db.Compact(context.Background())
		case 1:
			err = db.Reindex()
		case 3:
			err = errors.Join(os.RemoveAll(backup+".old"), renameThere(backup, backup+".old"), db.Backup(backup))
		}
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func renameThere(from, to string) error {
	if err := os.Rename(from, to); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
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
// sometimes with the purge of an earlier one, sometimes with a decision about
// it, or with an earlier decision taken back; every fifth only adds.
func crashBatch(n uint64) quadstore.Batch {
	iri, quads := article(int(n))
	batch := quadstore.Batch{Add: quads, Loads: []quadstore.Load{{Key: iri, Name: fmt.Sprint(n)}}}
	if n%5 != 0 && n%3 == 0 {
		old, oldQuads := article(int(n - 2))
		batch.Purge, batch.Unload = []string{old}, []string{old}
		batch.Add = append(batch.Add, oldQuads[:n%7]...)
		batch.Remove = quads[:n%11]
	}
	if n%5 != 0 && n%2 == 0 {
		batch.Add = append(batch.Add, decision(n))
		batch.Remove = append(batch.Remove, decision(n/2))
	}
	return batch
}

// decision is what somebody decided about an entity of article n.
func decision(n uint64) quad.Quad {
	iri, _ := article(int(n))
	return quad.Quad{
		Subject: quad.IRI(fmt.Sprint("urn:claimgraph:curation:", n)), Predicate: quad.IRI("urn:claimgraph:vocab:local"),
		Object: quad.IRI(iri + "#e1"), Label: quadstore.CurationGraph,
	}
}

// killOne runs a writer for a while, kills it, and gives the last version that
// it acknowledged.
func killOne(t *testing.T, dir string, sync quadstore.Sync, life time.Duration) (acknowledged uint64) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), crashDir+"="+dir, crashSync+"="+strconv.Itoa(int(sync)))
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

// afterKill checks the store, which must have at least the batches that were
// promised and at most those that were begun, and compares it with the model,
// which it takes to the store's version first.
func afterKill(t *testing.T, dir string, model *enginetest.Model, version, promised, begun uint64) uint64 {
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
	if found < promised || found > begun {
		t.Fatalf("the store is at batch %d; %d was promised, %d begun", found, promised, begun)
	}
	for version < found {
		version++
		model.Apply(crashBatch(version))
	}
	enginetest.Compare(t, db, model)
	checkBackup(t, dir+".backup", begun)
	return version
}

// checkBackup looks whether a backup, where the killed process made one, is whole.
func checkBackup(t *testing.T, dir string, begun uint64) {
	t.Helper()
	if _, err := os.Stat(dir); err != nil {
		return
	}
	db, err := quadstore.Open(dir, quadstore.Options{})
	if err != nil {
		t.Fatalf("a backup after a kill: %v", err)
	}
	defer db.Close()
	if version, err := currentVersion(db); err != nil || version == 0 || version > begun {
		t.Fatalf("a backup is at batch %d, %d were begun (%v)", version, begun, err)
	}
	for finding, err := range db.Check(context.Background()) {
		t.Errorf("a backup after a kill: %s %v", finding.Problem, err)
	}
}
