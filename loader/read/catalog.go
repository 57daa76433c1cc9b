package read

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"

	"claimgraph/kg"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// A catalogue of things (kg.Entry) is a file of CSV whose first line names its
// columns, or N-Quads; each may be compressed with gzip.
//
//	iri      needed: an absolute IRI; Q64 is Wikidata's
//	label    needed: what it is called
//	aliases  other names, with | between them
//	kind     Person, Organization, Place …; empty where it is not known
//	sameAs   other IRIs, with | between them
//	country  the name of its country: tells things of one name apart
//
// Other columns do not matter, nor does the order. In N-Quads the statements of
// one entry stand together, as in every sorted file: rdfs:label, skos:altLabel,
// rdf:type, owl:sameAs and schema:addressCountry, with texts that are English or
// of no language.

// Catalog is a file that holds a catalogue.
type Catalog struct {
	Name   string
	Sum    [sha256.Size]byte // SHA-256 of the bytes as stored, compressed or not
	reader Reader
}

// Bounds of an entry. A quotation mark too many would make the rest of a file
// one record.
const (
	maxRecordBytes = 1 << 20
	maxNameBytes   = 1000
	maxNames       = 1000
)

// ErrEntry is a line of a catalogue that is no entry, or a file that is no
// catalogue.
var ErrEntry = errors.New("not an entry of a catalogue")

// Catalog hashes the file of a catalogue.
func (r Reader) Catalog(path string) (*Catalog, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &Error{Name: path, Err: reason(err)}
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, &Error{Name: path, Err: ErrNotRegular}
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil, &Error{Name: path, Err: reason(err)}
	}
	return &Catalog{Name: path, Sum: [sha256.Size]byte(h.Sum(nil)), reader: r}, nil
}

// IRI names the catalogue: the label of its quads.
func (c *Catalog) IRI() quad.IRI { return quad.IRI(kg.CatalogIRI(c.Sum)) }

// Quads are those of the entries, which are counted. An *Error with a line costs
// that entry; any other ends the file.
func (c *Catalog) Quads(entries *int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for e, err := range c.Entries() {
			if err != nil {
				if !yield(quad.Quad{}, err) {
					return
				}
				continue
			}
			*entries++
			for _, q := range e.Quads(c.IRI()) {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
}

// Entries reads the file from its start.
func (c *Catalog) Entries() iter.Seq2[*kg.Entry, error] {
	return func(yield func(*kg.Entry, error) bool) {
		f, err := os.Open(c.Name)
		if err != nil {
			yield(nil, &Error{Name: c.Name, Err: reason(err)})
			return
		}
		defer f.Close()
		in, err := decode(c.Name, counted{f, c.reader.Progress})
		if err != nil {
			yield(nil, &Error{Name: c.Name, Err: err})
			return
		}
		entries := csvEntries(in)
		if beginsWithStatement(in.head) {
			entries = quadEntries(in)
		}
		for p, err := range entries {
			if err == nil {
				err = p.check()
			}
			if err != nil {
				more := yield(nil, &Error{Name: c.Name, Line: p.line, Err: err})
				if !more || p.line == 0 {
					return
				}
				continue
			}
			if !yield(&p.Entry, nil) {
				return
			}
		}
	}
}

// placed is an entry and the line where it begins, 0 for an error that ends the
// file.
type placed struct {
	kg.Entry
	line int
}

// check says why an entry is none.
func (p *placed) check() error {
	p.IRI = wikidata(p.IRI)
	for i, iri := range p.SameAs {
		p.SameAs[i] = wikidata(iri)
	}
	for _, iri := range append([]string{p.IRI}, p.SameAs...) {
		if err := checkIRI(iri); err != nil {
			return err
		}
	}
	if len(p.Aliases) > maxNames || len(p.SameAs) > maxNames {
		return fmt.Errorf("%w: more than %d aliases or IRIs", ErrEntry, maxNames)
	}
	for _, name := range append([]string{p.Label, p.Country}, p.Aliases...) {
		switch {
		case len(name) > maxNameBytes:
			return fmt.Errorf("%w: a name of more than %d bytes", ErrEntry, maxNameBytes)
		case !utf8.ValidString(name):
			return fmt.Errorf("%w: %.40q is not UTF-8", ErrEntry, name)
		}
	}
	if kg.Fold(p.Label) == "" {
		return fmt.Errorf("%w: %s has no label", ErrEntry, p.IRI)
	}
	return nil
}

func checkIRI(iri string) error {
	if strings.HasPrefix(iri, kg.Reserved) {
		return fmt.Errorf("%w: %.80q: %w", ErrEntry, iri, ErrReserved)
	}
	if rdf.Validate(quad.Quad{Subject: quad.IRI(iri), Predicate: kg.Type, Object: kg.KindIRI(kg.Other)}) != nil {
		return fmt.Errorf("%w: %.80q is no absolute IRI", ErrEntry, iri)
	}
	return nil
}

var wikidataItem = regexp.MustCompile(`^Q[1-9][0-9]*$`)

// wikidata is the IRI of an item that is named by its number.
func wikidata(iri string) string {
	if wikidataItem.MatchString(iri) {
		return "http://www.wikidata.org/entity/" + iri
	}
	return iri
}

// kindOf is the kind that a catalogue names, Other for none.
func kindOf(name string) (kg.Kind, error) {
	if name == "" {
		return kg.Other, nil
	}
	k, ok := kg.KindNamed(name)
	if !ok {
		return k, fmt.Errorf("%w: %.40q is no kind: want one of %v, or nothing", ErrEntry, name, kg.Kinds())
	}
	return k, nil
}
