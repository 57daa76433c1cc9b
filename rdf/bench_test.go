package rdf_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"iter"
	"os"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"claimgraph/rdf"
)

const moviesBase = "http://movies.example/"

// movies is cayley's sample data: 471,705 quads, relative IRIs, blank nodes.
func movies(b *testing.B) []byte {
	b.Helper()
	const path = "../../shared/data/movies/30kmoviedata.nq.gz"
	file, err := os.Open(path)
	if err != nil {
		b.Skipf("the movie data is not here: %v", err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	text, err := io.ReadAll(unzipped)
	if err != nil {
		b.Fatal(err)
	}
	return text
}

// BenchmarkMovies reads the movie data in three ways. The last figure of quads and
// statements is their speed over that of cayley's reader, measured in turns.
func BenchmarkMovies(b *testing.B) {
	text := movies(b)
	ways := []struct {
		name string
		read func(b *testing.B, text []byte) int
	}{{"quads", readQuads}, {"statements", readStatements}, {"cayley", readCayley}}
	for _, way := range ways {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			var own, cayley time.Duration
			quads := 0
			for b.Loop() {
				start := time.Now()
				quads += way.read(b, text)
				own += time.Since(start)
				b.StopTimer()
				start = time.Now()
				readCayley(b, text)
				cayley += time.Since(start)
				b.StartTimer()
			}
			b.ReportMetric(float64(quads)/own.Seconds(), "quads/s")
			b.ReportMetric(float64(cayley)/float64(own), "×cayley")
		})
	}
}

func readQuads(b *testing.B, text []byte) int {
	return count(b, rdf.NQuads{Base: moviesBase}.Read(bytes.NewReader(text)))
}

func readStatements(b *testing.B, text []byte) int {
	return count(b, rdf.NQuads{Base: moviesBase}.Statements(bytes.NewReader(text)))
}

func count[T any](b *testing.B, stream iter.Seq2[T, error]) (n int) {
	for _, err := range stream {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	return n
}

func readCayley(b *testing.B, text []byte) (n int) {
	for r := nquads.NewReader(bytes.NewReader(text), false); ; n++ {
		if _, err := r.ReadQuad(); err == io.EOF {
			return n
		} else if err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteMovies(b *testing.B) {
	quads, err := collect(rdf.NQuads{Base: moviesBase}.Read(bytes.NewReader(movies(b))))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		err := rdf.WriteNQuads(io.Discard, func(yield func(quad.Quad, error) bool) {
			for _, q := range quads {
				if !yield(q, nil) {
					return
				}
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(quads)*b.N)/b.Elapsed().Seconds(), "quads/s")
}

func BenchmarkTerm(b *testing.B) {
	terms := []struct{ name, term string }{
		{"iri", "<http://www.wikidata.org/prop/direct/P176>"},
		{"label", "_:b100011"},
		{"string", `"Tomás de Torquemada"`},
		{"typed", `"2023"^^<http://id.loc.gov/datatypes/edtf/EDTF>`},
	}
	for _, t := range terms {
		value, err := rdf.ParseTerm(t.term)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(t.name+"/parse", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = rdf.ParseTerm(t.term)
			}
		})
		b.Run(t.name+"/append", func(b *testing.B) {
			b.ReportAllocs()
			var buf []byte
			for b.Loop() {
				buf = rdf.AppendTerm(buf[:0], value)
			}
		})
	}
}
