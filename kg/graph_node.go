package kg

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"

	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// A node id is base64url of one letter for what it is and the terms that name
// it, so it is found again without a table and is the same in every store:
//
//	e IRI    an entity            p IRI    a predicate
//	c IRI    a claim              l IRI    a load or a named graph
//	a IRI    an article
//	f S LF P LF O                 a fact; terms as N-Quads writes them
//	d K LF S LF P LF H            a conflict of kind K; H is a hash of its sides
//	m IRI LF b,e                  a mention, by the article's own entity and its span
//	k IRI                         what people decided
//	j NAME                        a job of a server, which alone knows it
//
// The object of a fact that would make the id long is '#' and the first 16
// bytes of its SHA-256 in hex: it is found among the objects of S and P.

// ErrNodeID says that an id is none of this program's.
var ErrNodeID = errors.New("not an id")

// nodeID writes an id.
func nodeID(letter byte, name string) string {
	return base64.RawURLEncoding.EncodeToString(append([]byte{letter}, name...))
}

// parseNodeID is the letter and name in an id.
func parseNodeID(id string) (letter byte, name string, err error) {
	b, err := base64.RawURLEncoding.DecodeString(id)
	if err != nil || len(b) < 2 {
		return 0, "", ErrNodeID
	}
	return b[0], string(b[1:]), nil
}

// ArticleNodeID is the id of the article with an IRI.
func ArticleNodeID(iri string) string { return nodeID('a', iri) }

// ClaimNodeID is the id of the claim with an IRI.
func ClaimNodeID(iri string) string { return nodeID('c', iri) }

// LoadNodeID is the id of the load with an IRI.
func LoadNodeID(iri string) string { return nodeID('l', iri) }

// DecisionNodeID is the id of the decision with an IRI.
func DecisionNodeID(iri string) string { return nodeID('k', iri) }

// JobNodeID is the id of the job with a name.
func JobNodeID(name string) string { return nodeID('j', name) }

// JobName is the name of the job that an id names; false where it names
// something else.
func JobName(id string) (name string, ok bool) {
	letter, name, err := parseNodeID(id)
	return name, err == nil && letter == 'j'
}

const longObject = 256 // bytes

// factName takes the object as N-Quads writes it.
func factName(s, p, object string) string {
	if len(object) > longObject {
		object = objectHash([]byte(object))
	}
	return s + "\n" + p + "\n" + object
}

func objectHash(object []byte) string {
	sum := sha256.Sum256(object)
	return "#" + hex.EncodeToString(sum[:16])
}

// Node is what an id names: *Entity, *Fact, *GraphClaim, *GraphArticle,
// *GraphPredicate, *Load, *Conflict, *GraphMention or *Decision, or a
// job of a server, which is not in the graph; nil where the graph has it no more.
type Node interface{ NodeID() string }

// Node finds what an id names.
func (g *Graph) Node(id string) (Node, error) {
	letter, name, err := parseNodeID(id)
	if err != nil {
		return nil, err
	}
	switch letter {
	case 'e':
		return node(g.EntityByIRI(name))
	case 'c':
		return node(g.ClaimByIRI(name))
	case 'a':
		return node(g.ArticleByIRI(name))
	case 'p':
		return node(g.PredicateByIRI(name))
	case 'l':
		return node(g.LoadByIRI(name))
	case 'f':
		return node(g.factByName(name))
	case 'd':
		return node(g.conflictByName(name))
	case 'm':
		return node(g.mentionByName(name))
	case 'k':
		return node(g.decisionByIRI(name))
	}
	return nil, ErrNodeID
}

// node keeps a nil pointer from becoming a Node that is not nil.
func node[T any, P interface {
	*T
	Node
}](p P, err error) (Node, error) {
	if p == nil || err != nil {
		return nil, err
	}
	return p, nil
}

func (g *Graph) factByName(name string) (*Fact, error) {
	parts := strings.Split(name, "\n")
	if len(parts) != 3 {
		return nil, ErrNodeID
	}
	if strings.HasPrefix(parts[2], "#") {
		return g.factByHash(quad.IRI(parts[0]), quad.IRI(parts[1]), parts[2])
	}
	object, err := rdf.ParseTerm(parts[2])
	if err != nil {
		return nil, ErrNodeID
	}
	ids, err := g.lookup(quad.IRI(parts[0]), quad.IRI(parts[1]), object)
	if err != nil {
		return nil, err
	}
	return g.fact([3]uint64(ids))
}

func (g *Graph) factByHash(s, p quad.IRI, hash string) (*Fact, error) {
	ids, err := g.lookup(s, p)
	if err != nil {
		return nil, err
	}
	for grp, err := range g.walk(plan{order: bySubject, patterns: [][4]uint64{{ids[0], ids[1]}}}, nil) {
		if err != nil {
			return nil, err
		}
		terms, err := g.store.Terms(grp.key[2:])
		if err != nil {
			return nil, err
		}
		if objectHash(rdf.AppendTerm(nil, terms[0])) == hash {
			return g.fact(grp.key)
		}
	}
	return nil, nil
}

// nquads is a term as N-Quads writes it.
func nquads(v quad.Value) string { return string(rdf.AppendTerm(nil, v)) }
