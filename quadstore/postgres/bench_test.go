package postgres

import (
	"compress/gzip"
	"context"
	"iter"
	"os"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres/servertest"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

const moviesPath = "../../../shared/data/movies/30kmoviedata.nq.gz"

// BenchmarkLoadMovies loads cayley's movie data from N-Quads, and copies the same
// quads as ready-made integers into tables that get the same indexes: the least that
// the server needs.
func BenchmarkLoadMovies(b *testing.B) {
	if _, err := os.Stat(moviesPath); err != nil {
		b.Skipf("the movie data is not here: %v", err)
	}
	server := servertest.Start(b, servertest.Durable, "shared_buffers=256MB", "max_wal_size=2GB")
	for b.Loop() {
		db := open(b, server.New(b), Options{})
		start := time.Now()
		_, err := db.BulkLoad(context.Background(), quadstore.Load{Key: "urn:x:movies"}, movies(), quadstore.BulkOptions{Label: "urn:x:movies"})
		if err != nil {
			b.Fatal(err)
		}
		load := time.Since(start)
		quads := scanAll(b, db)
		start = time.Now()
		copyReady(b, db, quads)
		ready := time.Since(start)
		b.ReportMetric(load.Seconds(), "load-s")
		b.ReportMetric(ready.Seconds(), "ready-s")
		b.ReportMetric(load.Seconds()/ready.Seconds(), "ratio")
	}
}

func movies() iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		file, err := os.Open(moviesPath)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		defer file.Close()
		text, err := gzip.NewReader(file)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		for q, err := range (rdf.NQuads{Base: "http://movies.example/"}).Read(text) {
			if !yield(q, err) {
				return
			}
		}
	}
}

func scanAll(b *testing.B, db *DB) (quads [][4]uint64) {
	b.StopTimer()
	defer b.StartTimer()
	s, err := db.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for q, err := range s.Scan([4]uint64{}, [4]uint64{}) {
		if err != nil {
			b.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}

func copyReady(b *testing.B, db *DB, quads [][4]uint64) {
	ctx := context.Background()
	err := db.change(ctx, func(w *writing) error {
		if err := w.run(ctx, sqlAsideQuads); err != nil {
			return err
		}
		if err := w.copy(ctx, sqlCopyAsideQuads, quadRows(quads)); err != nil {
			return err
		}
		w.dirty = true
		return w.run(ctx, sqlIndex[:4]...)
	})
	if err != nil {
		b.Fatal(err)
	}
}
