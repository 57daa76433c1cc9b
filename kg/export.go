package kg

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// A graph leaves in one of nine formats. N-Quads, TriG and JSON-LD hold quads, as
// the store has them; nanopublications (nanopub.go) hold each claim as quads that others
// know, as JSON-LD or TriG. GraphML, CSV, DOT and SVG are for programs that know nodes
// and edges only: an edge for each fact that may be walked, so that none of them
// takes what is negated, only possible or deprecated for a fact, with a node for
// each entity and each value. SVG is a picture, so it holds what one can look at.

// ExportFormat is how a graph is written.
type ExportFormat string

const (
	NQuads  ExportFormat = "nquads"
	TriG    ExportFormat = "trig"
	JSONLD  ExportFormat = "jsonld"
	GraphML ExportFormat = "graphml"
	CSV     ExportFormat = "csv"
	DOT     ExportFormat = "dot"
	SVG     ExportFormat = "svg"

	Nanopub     ExportFormat = "nanopub" // as JSON-LD
	NanopubTriG ExportFormat = "nanopub-trig"
)

// ExportFormats are all of them.
func ExportFormats() []ExportFormat {
	return []ExportFormat{NQuads, TriG, JSONLD, Nanopub, NanopubTriG, GraphML, CSV, DOT, SVG}
}

// HoldsNanopubs says whether the format is one of nanopublications.
func (f ExportFormat) HoldsNanopubs() bool { return f == Nanopub || f == NanopubTriG }

// HoldsQuads says whether the format is one of the store's quads.
func (f ExportFormat) HoldsQuads() bool { return f == NQuads || f == TriG || f == JSONLD }

// WriteQuads writes quads in a format of quads or of nanopublications, in the order they
// come; TriG and JSON-LD say more with less where those of one graph and subject stand
// together.
func WriteQuads(w io.Writer, format ExportFormat, quads iter.Seq2[quad.Quad, error]) error {
	switch format {
	case NQuads:
		return rdf.WriteNQuads(w, quads)
	case TriG:
		return rdf.WriteTriG(w, Prefixes(), quads)
	case NanopubTriG:
		return rdf.WriteTriG(w, append(Prefixes(), nanopubPrefixes()...), quads)
	case JSONLD, Nanopub:
		return rdf.WriteJSONLD(w, quads)
	}
	return fmt.Errorf("%s is no format of quads", format)
}

// Prefixes are the short names of the vocabularies.
func Prefixes() []rdf.Prefix {
	return []rdf.Prefix{
		{Name: "rdf", IRI: rdfSpace}, {Name: "rdfs", IRI: "http://www.w3.org/2000/01/rdf-schema#"},
		{Name: "xsd", IRI: xsdSpace}, {Name: "skos", IRI: "http://www.w3.org/2004/02/skos/core#"},
		{Name: "prov", IRI: provSpace}, {Name: "schema", IRI: schemaSpace}, {Name: "wdt", IRI: wikidataDirect},
		{Name: "wd", IRI: wikidataItem}, {Name: "edtf", IRI: "http://id.loc.gov/datatypes/edtf/"},
		{Name: "cg", IRI: vocabSpace}, {Name: "cgp", IRI: predicateSpace}, {Name: "cge", IRI: entitySpace},
	}
}

// WriteGraph writes nodes and edges in a format of these. The ends of the edges
// must be among the nodes, but for CSV, which is a list of edges.
func WriteGraph(w io.Writer, format ExportFormat, nodes iter.Seq2[ObjectTerm, error], edges iter.Seq2[*Fact, error]) error {
	var out graphWriter
	switch format {
	case GraphML:
		out = newGraphMLWriter(w)
	case CSV:
		out, nodes = newCSVWriter(w), each[ObjectTerm](nil)
	case DOT:
		out = newDOTWriter(w)
	case SVG:
		out = newSVGWriter(w)
	default:
		return fmt.Errorf("%s is no format of nodes and edges", format)
	}
	return writeGraph(out, nodes, edges)
}

// graphWriter writes nodes, then edges, then the end.
type graphWriter interface {
	node(exportedNode) error
	edge(*exportedEdge) error
	end() error
}

func writeGraph(out graphWriter, nodes iter.Seq2[ObjectTerm, error], edges iter.Seq2[*Fact, error]) error {
	for t, err := range nodes {
		if err == nil {
			err = out.node(nodeOf(t))
		}
		if err != nil {
			return err
		}
	}
	for f, err := range edges {
		if err != nil {
			return err
		}
		e, err := edgeOf(f)
		if err == nil {
			err = out.edge(e)
		}
		if err != nil {
			return err
		}
	}
	return out.end()
}

// exportedNode is an entity, claim or value.
type exportedNode struct{ id, label, kind string }

func nodeOf(t ObjectTerm) exportedNode {
	switch t := t.(type) {
	case *Entity:
		return exportedNode{t.IRI, t.Label(), string(t.Kind)}
	case *GraphClaim:
		return exportedNode{t.ID, t.Label(), "Claim"}
	case *QuantityTerm:
		return exportedNode{t.NQuads(), t.Label(), "Quantity"}
	case *TimeTerm:
		return exportedNode{t.NQuads(), t.Label(), "Time"}
	case *BooleanTerm:
		return exportedNode{t.NQuads(), t.Label(), "Boolean"}
	}
	return exportedNode{t.NQuads(), t.Label(), "Text"}
}

// exportedEdge is a fact with what is concluded of it.
type exportedEdge struct {
	id                 string
	from, to           exportedNode
	name, predicate    string
	status             FactStatus
	confidence         *float64
	sources            int
	validFrom, validTo string
	claim              *GraphClaim // the first one that makes the edge, nil for plain quads
}

func edgeOf(f *Fact) (*exportedEdge, error) {
	e := &exportedEdge{id: f.NodeID(), from: nodeOf(f.Subject), to: nodeOf(f.Object), name: f.Predicate.Name, predicate: f.Predicate.IRI}
	held, _, err := f.stances()
	if err != nil {
		return nil, err
	}
	if len(held) > 0 {
		e.claim = held[0]
	}
	if e.status, err = f.Status(); err != nil {
		return nil, err
	}
	if e.confidence, err = f.Confidence(); err != nil {
		return nil, err
	}
	if e.sources, err = f.SourceCount(); err != nil {
		return nil, err
	}
	time, err := f.ValidTime()
	if time != nil {
		e.validFrom, e.validTo = time.Start, time.End
	}
	return e, err
}

// Edges are the facts that fit and may be walked.
func (g *Graph) Edges(where *FactFilter) (iter.Seq2[*Fact, error], error) {
	p, err := g.planFacts(where)
	if err != nil {
		return nil, err
	}
	return func(yield func(*Fact, error) bool) {
		for f, err := range g.matching(p, where, nil) {
			if err == nil && !f.group.held() {
				continue
			}
			if err == nil && len(f.group.plain) > 0 {
				var by *Decision
				if by, err = f.Deprecation(); by != nil {
					continue
				}
			}
			if !yield(f, err) || err != nil {
				return
			}
		}
	}, nil
}

// EndsOf are the subjects and objects of facts, each once.
func EndsOf(facts iter.Seq2[*Fact, error]) iter.Seq2[ObjectTerm, error] {
	return func(yield func(ObjectTerm, error) bool) {
		seen := idSet{}
		for f, err := range facts {
			if err != nil {
				yield(nil, err)
				return
			}
			if seen.add(f.group.key[0]) && !yield(f.Subject, nil) || seen.add(f.group.key[2]) && !yield(f.Object, nil) {
				return
			}
		}
	}
}

// idSet is a set of ids, as a word of bits for each sixty-four: small where ids
// count from 1, and no larger than a plain set where they are spread widely.
type idSet map[uint64]uint64

// add says whether the id is new.
func (s idSet) add(id uint64) bool {
	word, bit := id/64, uint64(1)<<(id%64)
	known := s[word]&bit != 0
	s[word] |= bit
	return !known
}

// Export writes the subgraph. Formats of quads hold its fact edges with the claims
// that make them, and what is said of its entities and articles; those of
// nanopublications all claims of its facts, for and against.
func (s *Subgraph) Export(format ExportFormat) (string, error) {
	var b strings.Builder
	if format.HoldsNanopubs() {
		err := WriteQuads(&b, format, Nanopublications(s.claims()))
		return b.String(), err
	}
	if format.HoldsQuads() {
		quads, err := s.quads()
		if err != nil {
			return "", err
		}
		err = WriteQuads(&b, format, each(quads))
		return b.String(), err
	}
	nodes := make([]ObjectTerm, 0, len(s.Entities))
	for _, e := range s.Entities {
		nodes = append(nodes, e.Entity)
	}
	known := map[string]bool{}
	for _, n := range nodes {
		known[nodeOf(n).id] = true
	}
	facts, err := s.walkable()
	if err != nil {
		return "", err
	}
	for _, f := range facts {
		if id := nodeOf(f.Object).id; !known[id] {
			known[id] = true
			nodes = append(nodes, f.Object)
		}
	}
	if format == SVG {
		err = writeGraph(s.picture(&b), each(nodes), each(facts))
	} else {
		err = WriteGraph(&b, format, each(nodes), each(facts))
	}
	return b.String(), err
}

// picture draws the subgraph around its first seed.
func (s *Subgraph) picture(w io.Writer) *svgWriter {
	out := newSVGWriter(w)
	out.more = s.Truncated
	if len(s.Entities) > 0 {
		out.root = s.Entities[0].Entity.IRI
	}
	return out
}

// compareQuads orders quads by graph, subject, predicate and object, as N-Quads
// writes them.
func compareQuads(a, b quad.Quad) int {
	for _, pair := range [...][2]quad.Value{{a.Label, b.Label}, {a.Subject, b.Subject}, {a.Predicate, b.Predicate}, {a.Object, b.Object}} {
		if pair[0] == pair[1] {
			continue
		}
		return slices.Compare(rdf.AppendTerm(nil, pair[0]), rdf.AppendTerm(nil, pair[1]))
	}
	return 0
}
