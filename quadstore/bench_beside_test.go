//go:build unix

package quadstore_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// Two things that are measured beside something else, in one run, so that only
// their ratio counts.

// BenchmarkCommit commits articles, each synced, and after each writes and syncs
// as many bytes as its commit wrote to the log: the floor. The ratio is how many
// commits there are in the time of as many plain writes.
//
//	go test -run xxx -bench Commit ./quadstore
func BenchmarkCommit(b *testing.B) {
	dir := b.TempDir()
	db := mustOpenBench(b, filepath.Join(dir, "store"))
	defer db.Close()
	plain, err := os.Create(filepath.Join(dir, "plain"))
	if err != nil {
		b.Fatal(err)
	}
	defer plain.Close()
	var commits, writes []time.Duration
	var processor time.Duration
	written := db.LogBytes()
	first := written
	for n := 0; b.Loop(); n++ {
		iri, quads := article(n)
		batch := quadstore.Batch{Add: quads, Loads: []quadstore.Load{{Key: iri}}}
		start, before := time.Now(), processorTime(b)
		if err := db.Apply(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
		committed := time.Now()
		processor += processorTime(b) - before
		bytes := make([]byte, db.LogBytes()-written)
		written += uint64(len(bytes))
		middle := time.Now()
		if _, err := plain.Write(bytes); err != nil {
			b.Fatal(err)
		}
		if err := plain.Sync(); err != nil {
			b.Fatal(err)
		}
		commits, writes = append(commits, committed.Sub(start)), append(writes, time.Since(middle))
	}
	commit, write := quantile(commits, 50), quantile(writes, 50)
	b.ReportMetric(commit, "commit-p50-µs")
	b.ReportMetric(write, "fsync-p50-µs")
	b.ReportMetric(write/commit, "ratio")
	b.ReportMetric(float64(written-first)/float64(len(commits)), "bytes/commit")
	b.ReportMetric(float64(processor.Microseconds())/float64(len(commits)), "cpu-µs/commit")
}

// processorTime is what this process has taken of the processors, where the
// system says: the time that counts where others share the machine.
func processorTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func quantile(times []time.Duration, percent int) (micros float64) {
	if len(times) == 0 {
		return 0
	}
	slices.Sort(times)
	return float64(times[len(times)*percent/100].Nanoseconds()) / 1000
}

// BenchmarkReadersBesideLoad asks one-hop questions about the movies, first while
// nothing else goes on, then while five million quads are loaded into the same
// store.
//
//	go test -run xxx -bench ReadersBesideLoad -benchtime 1x ./quadstore
func BenchmarkReadersBesideLoad(b *testing.B) {
	for b.Loop() {
		db := loadMovies(b, b.TempDir())
		if err := db.Warm(context.Background()); err != nil {
			b.Fatal(err)
		}
		snap, err := db.Snapshot()
		if err != nil {
			b.Fatal(err)
		}
		names := filmNames(b, newHops(b, snap))
		if err := snap.Close(); err != nil {
			b.Fatal(err)
		}
		idle := askUntil(b, db, names, time.After(3*time.Second))
		loaded := make(chan time.Time)
		go func() {
			defer close(loaded)
			load := quadstore.Load{Key: "urn:claimgraph:load:claims"}
			if _, err := db.BulkLoad(context.Background(), load, claims(1_000_000), quadstore.BulkOptions{}); err != nil {
				b.Error(err)
			}
		}()
		beside := askUntil(b, db, names, loaded)
		for _, percent := range []int{50, 99} {
			before, during := quantile(idle, percent), quantile(beside, percent)
			b.ReportMetric(before, map[int]string{50: "idle-p50-µs", 99: "idle-p99-µs"}[percent])
			b.ReportMetric(during, map[int]string{50: "beside-p50-µs", 99: "beside-p99-µs"}[percent])
			b.ReportMetric(during/before, map[int]string{50: "p50-ratio", 99: "p99-ratio"}[percent])
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// askUntil asks about films in turn, each in a snapshot of its own.
func askUntil(b *testing.B, db *quadstore.DB, names []quad.Value, done <-chan time.Time) (times []time.Duration) {
	for i := 0; ; i++ {
		select {
		case <-done:
			return times
		default:
		}
		start := time.Now()
		snap, err := db.Snapshot()
		if err != nil {
			b.Fatal(err)
		}
		newHops(b, snap).ask(names[i%len(names)], 1)
		if err := snap.Close(); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(start))
	}
}
