package rdf

import (
	"fmt"
	"strconv"

	"github.com/cayleygraph/quad"
)

// deepestTurtle bounds how deep [ ] and ( ) nest: each level is a call.
const deepestTurtle = 1000

const (
	rdfFirst = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#first")
	rdfRest  = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest")
	rdfNil   = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil")
)

// triples reads a subject with its predicates and objects, up to the full stop.
// A blank node that says something in its brackets need not say more.
func (t *turtle) triples() bool {
	switch {
	case t.next() == '[' && !t.isAnonymous():
		subject, ok := t.described()
		if !ok {
			return false
		}
		if b := t.next(); b == '.' || b == '}' {
			return true
		}
		return t.predicates(subject)
	case t.at(0) == '(':
		subject, ok := t.collection()
		return ok && t.predicates(subject)
	}
	subject, ok := t.node("a subject (IRI, blank node or collection)")
	return ok && t.predicates(subject)
}

// predicates reads predicates with their objects, set apart by semicolons, of which
// there may be several and one at the end.
func (t *turtle) predicates(subject quad.Value) bool {
	for {
		predicate, ok := t.verb()
		if !ok || !t.objects(subject, predicate) {
			return false
		}
		if t.next() != ';' {
			return true
		}
		for t.next() == ';' {
			t.take(1)
		}
		if b := t.at(0); b == '.' || b == ']' || b == '}' || b == 0 {
			return true
		}
	}
}

func (t *turtle) verb() (quad.Value, bool) {
	if t.next() == 'a' {
		if r, size := t.rune(1); size == 0 || r != ':' && !isNameRune(r) && (r != '.' || !t.dotted(1)) {
			t.take(1)
			return quad.IRI(rdfType), true
		}
	}
	return t.iri("a predicate (IRI or a)")
}

// dotted says whether full stops are within a name: a name goes on after them.
func (t *turtle) dotted(i int) bool {
	for t.at(i) == '.' {
		i++
	}
	r, size := t.rune(i)
	return size > 0 && (r == ':' || isNameRune(r))
}

func (t *turtle) objects(subject, predicate quad.Value) bool {
	for {
		object, ok := t.object()
		if !ok || !t.emit(subject, predicate, object) {
			return false
		}
		if t.next() != ',' {
			return true
		}
		t.take(1)
	}
}

func (t *turtle) object() (quad.Value, bool) {
	switch b := t.next(); {
	case b == '[' && !t.isAnonymous():
		return t.described()
	case b == '(':
		return t.collection()
	case b == '"' || b == '\'':
		return t.literal()
	case b == '+' || b == '-' || b == '.' || '0' <= b && b <= '9':
		return t.number()
	case b == 't' || b == 'f':
		if v, ok := t.boolean(); ok {
			return v, true
		}
	}
	return t.node("an object (IRI, blank node, collection or literal)")
}

// node reads an IRI or a blank node without properties.
func (t *turtle) node(what string) (quad.Value, bool) {
	switch t.next() {
	case '_':
		return t.label()
	case '[':
		if t.isAnonymous() {
			t.take(1)
			return t.fresh(), t.symbol(']', "]")
		}
	}
	return t.iri(what)
}

// isAnonymous says whether the bracket ahead has nothing but white space in it.
func (t *turtle) isAnonymous() bool {
	comment := false
	for i := 1; t.has(i); i++ {
		switch b := t.at(i); {
		case b == '\n' || b == '\r':
			comment = false
		case comment || b == ' ' || b == '\t':
		case b == '#':
			comment = true
		default:
			return b == ']'
		}
	}
	return false
}

// described is a blank node with its properties in brackets.
func (t *turtle) described() (quad.Value, bool) {
	if !t.enter() {
		return nil, false
	}
	node := t.fresh()
	ok := t.predicates(node) && t.symbol(']', "the blank node's ], or ; or ,")
	t.depth--
	return node, ok
}

// collection is a list: a chain of blank nodes.
func (t *turtle) collection() (quad.Value, bool) {
	if !t.enter() {
		return nil, false
	}
	defer func() { t.depth-- }()
	if t.next() == ')' {
		t.take(1)
		return rdfNil, true
	}
	first := t.fresh()
	for node := first; ; {
		item, ok := t.object()
		if !ok || !t.emit(node, rdfFirst, item) {
			return nil, false
		}
		if t.next() == ')' {
			t.take(1)
			return first, t.emit(node, rdfRest, rdfNil)
		}
		rest := t.fresh()
		if !t.emit(node, rdfRest, rest) {
			return nil, false
		}
		node = rest
	}
}

// enter takes an opening bracket.
func (t *turtle) enter() bool {
	if t.depth++; t.depth > deepestTurtle {
		return t.malformed(0, fmt.Sprintf("brackets nest deeper than %d", deepestTurtle))
	}
	t.take(1)
	return true
}

const anonymousLabel = "anon."

// fresh is a blank node that the document does not name.
func (t *turtle) fresh() quad.Value {
	t.anonymous++
	return quad.BNode(anonymousLabel + strconv.Itoa(t.anonymous))
}
