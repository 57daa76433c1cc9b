package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// loadSummary is what load says at the end; with --json these are the names.
type loadSummary struct {
	Articles  int `json:"articles"` // read now or known before
	Added     int `json:"added"`
	Replaced  int `json:"replaced"`
	Unchanged int `json:"unchanged"`
	Rewritten int `json:"rewritten,omitempty"` // of those replaced: in the place of one that the same load had stored
	Foreign   int `json:"foreign"`             // not in English: kept, nothing read from them
	Copies    int `json:"copies"`              // of stories that were there, among those added and replaced

	// Of the articles added and replaced. Facts and entities are distinct ones.
	Claims   int `json:"claims"`
	Facts    int `json:"facts"`
	Entities int `json:"entities"`

	QuadFiles          int `json:"quadFiles"`
	UnchangedQuadFiles int `json:"unchangedQuadFiles"`
	Quads              int `json:"quads"`
	NewQuads           int `json:"newQuads"`

	Catalogs []loadedCatalog `json:"catalogs,omitempty"`

	Failed        int `json:"failed"` // files and lines
	ReplacedBytes int `json:"replacedBytes"`

	facts, entities, ids distinct
	rewritten            string // an id of those
	elsewhere            bool   // a server did it, and did not tell of facts and entities
}

func (s *loadSummary) add(o loader.Outcome) {
	s.Articles++
	switch o.Status {
	case loader.Added:
		s.Added++
	case loader.Replaced:
		s.Replaced++
	case loader.Unchanged:
		s.Unchanged++
	}
	if o.Foreign != "" {
		s.Foreign++
	}
	if o.CopyOf != "" {
		s.Copies++
	}
	if o.Reading != nil {
		s.addReading(o.Reading)
	}
}

// noteID notes which ids a load has met, to tell of those that come with several texts.
func (s *loadSummary) noteID(o loader.Outcome) {
	if o.Status == loader.Replaced && s.ids.has([]byte(o.IRI)) {
		s.Rewritten++
		s.rewritten = o.Article.Key
	}
	s.ids.add([]byte(o.IRI))
}

func (s *loadSummary) addReading(r *kg.Reading) {
	entity := make([]quad.IRI, len(r.Entities)+1)
	for i := range r.Entities {
		e := &r.Entities[i]
		entity[e.ID] = kg.EntityIRI(r.IRI, e)
		s.entities.add([]byte(entity[e.ID]))
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		s.facts.add(rdf.AppendQuad(nil, quad.Quad{
			Subject: termOf(&c.Subject, entity), Predicate: quad.IRI(c.Predicate.IRI), Object: termOf(&c.Object, entity),
		}))
	}
	s.Claims += len(r.Claims)
	s.Facts, s.Entities = len(s.facts), len(s.entities)
}

// nothing says that no input was there.
func (s *loadSummary) nothing() bool {
	return s.Articles+s.QuadFiles+len(s.Catalogs)+s.Failed == 0
}

func termOf(a *kg.Argument, entity []quad.IRI) quad.Value {
	switch {
	case a.Value != nil:
		return a.Value.Term()
	case a.Claim != "":
		return quad.IRI(a.Claim)
	}
	return entity[a.Entity]
}

// distinct counts different things by 64-bit hashes: among ten million, that
// two share one is a chance of 1 in 400,000.
type distinct map[uint64]struct{}

func (d *distinct) add(thing []byte) {
	if *d == nil {
		*d = distinct{}
	}
	(*d)[hashOf(thing)] = struct{}{}
}

func (d distinct) has(thing []byte) bool {
	_, is := d[hashOf(thing)]
	return is
}

func hashOf(thing []byte) uint64 {
	h := fnv.New64a()
	h.Write(thing)
	return h.Sum64()
}

func (s *loadSummary) addQuads(stats quadstore.BulkStats) {
	s.QuadFiles++
	if !stats.Loaded {
		s.UnchangedQuadFiles++
	}
	s.Quads += stats.Read
	s.NewQuads += stats.Added
}

func (s *loadSummary) print(out io.Writer, asJSON bool) error {
	if asJSON {
		return writeJSON(out, s)
	}
	w := errWriter{w: out}
	for _, c := range s.Catalogs {
		what := "known already"
		if c.Entries > 0 {
			what = plural(c.Entries, "entry", "entries")
		}
		if len(c.Replaced) > 0 {
			what += ", in the place of those that were loaded from it before"
		}
		w.printf("%s: %s, %s linked anew; claimgraph retract %s takes it out\n", c.File, what, count(c.Articles, "article"), c.IRI)
	}
	if s.Articles > 0 || s.QuadFiles == 0 && len(s.Catalogs) == 0 {
		w.printf("%s: %d added, %d replaced, %d unchanged\n", count(s.Articles, "article"), s.Added, s.Replaced, s.Unchanged)
	}
	switch {
	case s.Added+s.Replaced > 0 && s.elsewhere:
		w.printf("%s read\n", count(s.Claims, "claim"))
	case s.Added+s.Replaced > 0:
		w.printf("%s read: %s about %s\n", count(s.Claims, "claim"), count(s.Facts, "fact"), plural(s.Entities, "entity", "entities"))
	}
	if s.Rewritten > 0 {
		w.printf("%s in the place of another one of this load that has the same id, such as %s: the last one stays\n", count(s.Rewritten, "article"), s.rewritten)
	}
	if s.Copies > 0 {
		w.printf("%s of stories that were there: a fact that they share counts once\n", plural(s.Copies, "copy", "copies"))
	}
	if s.Foreign > 0 {
		w.printf("%s not in English: kept, nothing read from them\n", count(s.Foreign, "article"))
	}
	if s.QuadFiles > 0 {
		w.printf("%s of quads, %d unchanged: %s read, %d of them new\n",
			count(s.QuadFiles, "file"), s.UnchangedQuadFiles, count(s.Quads, "quad"), s.NewQuads)
	}
	if s.ReplacedBytes > 0 {
		w.printf("%s not UTF-8, now U+FFFD\n", count(s.ReplacedBytes, "byte"))
	}
	if s.Failed > 0 {
		w.printf("%d failed, named above\n", s.Failed)
	}
	return w.err
}

func count(n int, noun string) string { return plural(n, noun, noun+"s") }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// errWriter prints until something fails.
type errWriter struct {
	w   io.Writer
	err error
}

func (w *errWriter) printf(format string, args ...any) {
	if w.err == nil {
		_, w.err = fmt.Fprintf(w.w, format, args...)
	}
}

func writeJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// writeJSONLine writes a value on a line of its own.
func writeJSONLine(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
