package quadstore

import "github.com/cayleygraph/quad"

// What the engines of other packages share with the embedded one, so that each
// writes a term, folds a name and ranks what it found in the same way.

// AppendTerm appends the bytes that stand for a term: a kind byte and its text,
// equal for equal terms (term.go tells the form). Among the bytes of IRIs the
// order is that of the IRIs. An error is [ErrTerm].
func AppendTerm(b []byte, v quad.Value) ([]byte, error) { return appendTerm(b, v) }

// ParseTerm is the inverse of AppendTerm. The result does not share b.
func ParseTerm(b []byte) (quad.Value, error) { return parseTerm(b) }

// TermText is the text of a string, plain or with a language, from its bytes.
func TermText(term []byte) (text string, isText bool) { return literalText(term) }

// IRIMark is the kind byte that the bytes of IRIs begin with.
const IRIMark = kindIRI

// FoldName gives the words of a name as Names compares them: small letters and
// digits, without accents.
func FoldName(name string) []string { return fold(name) }

// IsLocalName says whether a subject belongs to the article that labels a quad,
// both as the bytes of their terms: such names are not found by Names.
func IsLocalName(subject, label string) bool { return isLocal(subject, label) }

// CountedLabel says whether Count promises the number of a label's quads, from
// the bytes of its term: it is no fragment.
func CountedLabel(term string) bool { return countedLabel(term) }

// RankNames scores the names that an engine found for the words of a query, drops
// those that do not fit, and gives the best ones, one for each subject.
func RankNames(found []TermHit, words []string, limit int) []NameHit {
	var hits []NameHit
	for _, f := range found {
		if score := score(fold(f.IRI), words); score > 0 {
			hits = append(hits, NameHit{ID: f.ID, Name: f.IRI, Score: score})
		}
	}
	return bestHits(hits, limit)
}

// DefaultNamePredicates are those of an engine that is told none.
func DefaultNamePredicates() []quad.IRI { return defaultNamePredicates() }

// ScanOrder gives the order that Scan documents for a pattern, as the positions of
// a quad by their places in the key, and how many of the first ones it binds.
func ScanOrder(pattern [4]uint64) (order [4]int, lead int) {
	mask := bound(pattern)
	o := scanOrder(mask)
	return o.perm, o.lead(mask)
}
