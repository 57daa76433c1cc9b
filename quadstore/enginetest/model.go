package enginetest

import (
	"cmp"
	"slices"
	"strings"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// Model is a store as a plain map: what an engine must agree with.
type Model struct {
	quads map[quad.Quad]bool
	loads map[string]quadstore.Load
}

// NewModel gives an empty store.
func NewModel() *Model {
	return &Model{quads: map[quad.Quad]bool{}, loads: map[string]quadstore.Load{}}
}

// Apply does what quadstore.Batch promises, the slow way.
func (m *Model) Apply(b quadstore.Batch) {
	for _, iri := range b.Purge {
		for q := range m.quads {
			if purged(q, iri) {
				delete(m.quads, q)
			}
		}
	}
	for _, q := range b.Remove {
		delete(m.quads, q)
	}
	for _, key := range b.Unload {
		delete(m.loads, key)
	}
	for _, q := range b.Add {
		m.quads[q] = true
	}
	for _, l := range b.Loads {
		m.loads[l.Key] = l
	}
}

func purged(q quad.Quad, iri string) bool {
	if l, ok := q.Label.(quad.IRI); ok && (string(l) == iri || strings.HasPrefix(string(l), iri+"#")) {
		return true
	}
	s, ok := q.Subject.(quad.IRI)
	return ok && strings.HasPrefix(string(s), iri+"#") && q.Label != quad.Value(quadstore.CurationGraph)
}

// matching gives the quads that match, as lines, sorted.
func (m *Model) matching(pattern [4]quad.Value) []string {
	lines := []string{}
	for q := range m.quads {
		if matches(q, pattern) {
			lines = append(lines, line(q))
		}
	}
	slices.Sort(lines)
	return lines
}

func matches(q quad.Quad, pattern [4]quad.Value) bool {
	for pos, v := range parts(q) {
		if pattern[pos] != nil && pattern[pos] != v {
			return false
		}
	}
	return true
}

func parts(q quad.Quad) [4]quad.Value {
	return [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label}
}

// line writes a quad with its label and its terms' Go types, so that nothing
// that differs looks alike.
func line(q quad.Quad) string {
	var b strings.Builder
	for _, v := range parts(q) {
		b.WriteString(term(v))
		b.WriteByte(' ')
	}
	return b.String()
}

func term(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return "-"
	case quad.IRI:
		return "<" + string(v) + ">"
	case quad.BNode:
		return "_:" + string(v)
	case quad.String:
		return quote(v)
	case quad.LangString:
		return quote(v.Value) + "@" + v.Lang
	case quad.TypedString:
		return quote(v.Value) + "^^<" + string(v.Type) + ">"
	}
	return "?" + v.String()
}

func quote(s quad.String) string {
	return `"` + strings.NewReplacer("\\", `\\`, `"`, `\"`, "\n", `\n`).Replace(string(s)) + `"`
}

// iris gives the IRIs in use that start with prefix, sorted.
func (m *Model) iris(prefix string) []string {
	seen := map[string]bool{}
	iris := []string{}
	for q := range m.quads {
		for _, v := range parts(q) {
			iri, ok := v.(quad.IRI)
			if ok && strings.HasPrefix(string(iri), prefix) && !seen[string(iri)] {
				seen[string(iri)] = true
				iris = append(iris, string(iri))
			}
		}
	}
	slices.Sort(iris)
	return iris
}

func (m *Model) loadLog() []quadstore.Load {
	var loads []quadstore.Load
	for _, l := range m.loads {
		loads = append(loads, l)
	}
	slices.SortFunc(loads, func(a, b quadstore.Load) int { return cmp.Compare(a.Key, b.Key) })
	return loads
}

// named gives the subjects that have the name, local ones left out, sorted.
func (m *Model) named(predicate quad.IRI, name quad.String) []string {
	seen := map[string]bool{}
	subjects := []string{}
	for q := range m.quads {
		if q.Predicate != predicate || q.Object != quad.Value(name) || isLocal(q) || seen[term(q.Subject)] {
			continue
		}
		seen[term(q.Subject)] = true
		subjects = append(subjects, term(q.Subject))
	}
	slices.Sort(subjects)
	return subjects
}

func isLocal(q quad.Quad) bool {
	s, isIRI := q.Subject.(quad.IRI)
	l, hasLabel := q.Label.(quad.IRI)
	return isIRI && hasLabel && strings.HasPrefix(string(s), string(l)+"#")
}
