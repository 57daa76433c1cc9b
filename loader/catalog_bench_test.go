//go:build unix

package loader_test

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

var noTime time.Time

var (
	entryCount  = flag.Int("entries", 1_000_000, "how many entries the catalogue of the benchmarks has")
	catalogFile = flag.String("catalog-file", "", "where TestWriteCatalog leaves its catalogue as CSV")
)

// seededEntry makes up entry i of a catalogue: one label and two aliases, of two
// words each, so that most words are many entries' and some names are two's.
func seededEntry(i int) kg.Entry {
	r := rand.New(rand.NewPCG(11, uint64(i)))
	word := func() string {
		const consonants, vowels = "bcdfghjklmnprstvz", "aeiou"
		w := make([]byte, 0, 6)
		for range 3 {
			w = append(w, consonants[r.IntN(len(consonants))], vowels[r.IntN(len(vowels))])
		}
		w[0] -= 'a' - 'A'
		return string(w)
	}
	name := func() string { return word() + " " + word() }
	kinds := [...]kg.Kind{kg.Person, kg.Organization, kg.Place, kg.Product}
	return kg.Entry{
		IRI: fmt.Sprintf("http://www.wikidata.org/entity/Q%d", i+1), Label: name(), Aliases: []string{name(), name()},
		Kind: kinds[i%len(kinds)], SameAs: []string{fmt.Sprintf("https://other.example/%d", i)},
	}
}

// seeded loads a made-up catalogue into a store on the disk.
func seeded(b *testing.B, entries int) *store {
	db, err := quadstore.Open(filepath.Join(b.TempDir(), "store"), quadstore.Options{NamePredicates: kg.NamePredicates()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	s := &store{DB: db}
	if entries == 0 {
		return s
	}
	iri := quad.IRI(kg.CatalogIRI([32]byte{1}))
	quads := func(yield func(quad.Quad, error) bool) {
		for i := range entries {
			e := seededEntry(i)
			for _, q := range e.Quads(iri) {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
	if _, err := db.BulkLoad(b.Context(), quadstore.Load{Key: string(iri)}, quads, quadstore.BulkOptions{}); err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkCatalogLookup is what one mention costs: which entity a name comes
// to, that was not asked for before; every other name is in the catalogue.
func BenchmarkCatalogLookup(b *testing.B) {
	s := seeded(b, *entryCount)
	snap, err := s.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer snap.Close()
	known, linked, i := kg.NamesIn(snap), 0, 0
	r := rand.New(rand.NewPCG(5, 5))
	names := make([]kg.Name, 1<<16)
	for i := range names {
		e := seededEntry(r.IntN(*entryCount) + i%2*(*entryCount))
		names[i] = kg.Name{Class: e.Kind.Class(), Key: kg.Fold(e.Label)}
	}
	from := processor(b)
	for b.Loop() {
		if i%len(names) == 0 {
			known = kg.NamesIn(snap)
		}
		iri, err := kg.EntityOf(names[i%len(names)], known)
		if err != nil {
			b.Fatal(err)
		}
		if kg.IsEntry(iri) {
			linked++
		}
		i++
	}
	b.ReportMetric(float64((processor(b)-from).Microseconds())/float64(i), "cpu-µs/name")
	b.ReportMetric(100*float64(linked)/float64(i), "%linked")
}

// BenchmarkCatalogLoading is text to a store, on one goroutine, without a
// catalogue and with one.
func BenchmarkCatalogLoading(b *testing.B) {
	list := news(b)
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		b.Fatal(err)
	}
	outcomes := make([]loader.Outcome, len(list))
	for i := range list {
		an := l.Analyse(list[i])
		outcomes[i] = loader.Outcome{IRI: an.IRI, Article: list[i], Reading: an.Reading()}
	}
	for _, entries := range []int{0, *entryCount} {
		b.Run(fmt.Sprint("entries=", entries), func(b *testing.B) {
			b.StopTimer()
			for range b.N {
				s := seeded(b, entries)
				b.StartTimer()
				from := processor(b)
				for i := 0; i < len(outcomes); i += 64 {
					if err := loader.Put(b.Context(), s, outcomes[i:min(i+64, len(outcomes))], "model", noTime); err != nil {
						b.Fatal(err)
					}
				}
				b.StopTimer()
				b.ReportMetric((processor(b)-from).Seconds()*1000/float64(len(outcomes)), "cpu-ms/article")
			}
		})
	}
}

// TestWriteCatalog writes the made-up catalogue as CSV, to be loaded by the
// command line.
func TestWriteCatalog(t *testing.T) {
	if *catalogFile == "" {
		t.Skip("needs -catalog-file")
	}
	f, err := os.Create(*catalogFile)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "iri,label,aliases,kind,sameAs")
	for i := range *entryCount {
		e := seededEntry(i)
		fmt.Fprintf(w, "%s,%s,%s|%s,%s,%s\n", e.IRI, e.Label, e.Aliases[0], e.Aliases[1], e.Kind, e.SameAs[0])
	}
	if err := cmp.Or(w.Flush(), f.Close()); err != nil {
		t.Fatal(err)
	}
}
