package rdf

import (
	"bytes"
	"io"
	"iter"

	"github.com/cayleygraph/quad"
)

// JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) is written in expanded form, so
// that no context has to be fetched or applied: a list of graphs, each a list of
// nodes, a line for each node. What repeats is left out:
//
//	[{"@id":"http://news.example/a","@graph":[
//	{"@id":"http://news.example/a","@type":["http://schema.org/NewsArticle"],"http://schema.org/headline":[{"@value":"Chips"}]}
//	]}
//	]
//
// Quads may come in any order; those of one graph, subject and predicate should stand side by
// side. A node that comes twice is two objects with one @id, which JSON-LD
// takes for one node; a predicate that comes twice in a node begins a new object,
// for JSON has each key once. Nodes of the default graph stand in the list itself.

// WriteJSONLD writes quads as JSON-LD. It ends at the first error, as WriteNQuads
// does; a document that ends so is not closed and is no JSON.
func WriteJSONLD(w io.Writer, quads iter.Seq2[quad.Quad, error]) error {
	j := jsonld{out: newOut(w)}
	j.buf = append(j.buf, '[')
	for q, err := range quads {
		if err == nil {
			err = j.write(q)
		}
		if err != nil {
			return err
		}
	}
	j.closeGraph()
	j.buf = append(j.buf, "]\n"...)
	return j.flush()
}

type jsonld struct {
	out
	now     canonical
	started bool            // something was written
	node    bool            // a node is open
	inGraph bool            // the graph is a named one
	key     string          // that is open
	keys    map[string]bool // of the node
}

func (j *jsonld) write(q quad.Quad) error {
	t, err := j.terms(q)
	if err != nil {
		return err
	}
	newGraph := !j.started || !bytes.Equal(t[3], j.now[3])
	newNode := newGraph || !bytes.Equal(t[0], j.now[0])
	key := keyOf(t)
	newKey := newNode || key != j.key
	newNode = newNode || newKey && j.keys[key]
	if newGraph {
		j.openGraph(t[3])
	}
	switch {
	case newNode:
		j.openNode(t[0], newGraph)
		j.openKey(key)
	case newKey:
		j.buf = append(j.buf, `],`...)
		j.openKey(key)
	default:
		j.buf = append(j.buf, ',')
	}
	j.object(t[2])
	j.now.set(t)
	return j.flushFull()
}

func (j *jsonld) openGraph(label []byte) {
	j.closeGraph()
	if j.started {
		j.buf = append(j.buf, ',')
	}
	j.started, j.inGraph = true, len(label) > 0
	if j.inGraph {
		j.buf = append(appendJSON(append(j.buf, `{"@id":`...), name(label)), `,"@graph":[`...)
	}
}

func (j *jsonld) openNode(subject []byte, first bool) {
	if j.node {
		j.buf = append(j.buf, `]}`...)
	}
	if !first {
		j.buf = append(j.buf, ',')
	}
	j.node, j.keys = true, map[string]bool{}
	j.buf = append(appendJSON(append(j.buf, "\n{\"@id\":"...), name(subject)), ',')
}

func (j *jsonld) openKey(key string) {
	j.key, j.keys[key] = key, true
	j.buf = append(appendJSON(j.buf, key), `:[`...)
}

const typeKey = "@type"

// keyOf is the key that a quad's predicate has in its node. A type that is a
// literal, which RDF allows, has no place in @type.
func keyOf(t *canonical) string {
	if string(t[1]) == "<"+rdfType+">" && t[2][0] != '"' {
		return typeKey
	}
	return name(t[1])
}

// name is an IRI, or a blank node with its "_:".
func name(term []byte) string {
	if term[0] == '<' {
		return string(term[1 : len(term)-1])
	}
	return string(term)
}

func (j *jsonld) closeGraph() {
	if j.node {
		j.buf = append(j.buf, "]}\n"...)
	}
	if j.inGraph {
		j.buf = append(j.buf, "]}\n"...)
	}
	j.node, j.inGraph = false, false
}

// object writes a value; of a type only its name.
func (j *jsonld) object(term []byte) {
	if term[0] != '"' {
		if j.key == typeKey {
			j.buf = appendJSON(j.buf, name(term))
			return
		}
		j.buf = append(appendJSON(append(j.buf, `{"@id":`...), name(term)), '}')
		return
	}
	j.buf = append(j.buf, `{"@value":`...)
	switch v := decode(string(term)).(type) {
	case quad.LangString:
		j.buf = appendJSON(append(appendJSON(j.buf, string(v.Value)), `,"@language":`...), v.Lang)
	case quad.TypedString:
		j.buf = appendJSON(append(appendJSON(j.buf, string(v.Value)), `,"@type":`...), string(v.Type))
	case quad.String:
		j.buf = appendJSON(j.buf, string(v))
	}
	j.buf = append(j.buf, '}')
}

// appendJSON appends a text, which is UTF-8, with the quotes around it.
func appendJSON(dst []byte, s string) []byte {
	dst = append(dst, '"')
	done := 0
	for i := range len(s) {
		b := s[i]
		if b >= ' ' && b != '"' && b != '\\' {
			continue
		}
		dst = append(dst, s[done:i]...)
		if done = i + 1; b >= ' ' {
			dst = append(dst, '\\', b)
		} else {
			dst = append(dst, '\\', 'u', '0', '0', upperHex[b>>4], upperHex[b&0xF])
		}
	}
	return append(append(dst, s[done:]...), '"')
}
