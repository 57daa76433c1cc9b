package kg

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// The namespaces of claimgraph's own names.
const (
	articleSpace   = "urn:claimgraph:article:"
	entitySpace    = "urn:claimgraph:entity:"
	nameSpace      = "urn:claimgraph:name:"
	curationSpace  = "urn:claimgraph:curation:"
	quantitySpace  = "urn:claimgraph:quantity:"
	predicateSpace = "urn:claimgraph:predicate:"
	vocabSpace     = "urn:claimgraph:vocab:"
	loadSpace      = "urn:claimgraph:load:"
	catalogSpace   = "urn:claimgraph:catalog:"
	skolemSpace    = "urn:claimgraph:skolem:"
	wikidataDirect = "http://www.wikidata.org/prop/direct/"
	wikidataItem   = "http://www.wikidata.org/entity/"

	// Reserved begins every IRI that claimgraph alone may write.
	Reserved = "urn:claimgraph:"

	// Loads begins the IRIs of loads of plain quads.
	Loads = loadSpace
	// Catalogs begins the IRIs of the catalogues that users gave.
	Catalogs = catalogSpace
)

// Identity labels the quads that say which entity is which; Curation those
// that people decided; Catalog what catalogues say of the entities that articles
// mention.
const (
	Identity = quad.IRI("urn:claimgraph:identity")
	Curation = quad.IRI("urn:claimgraph:curation")
	Catalog  = quad.IRI("urn:claimgraph:catalog")
)

// ArticleIRI is the article's URL without fragment, else a URN of its key.
// Only http and https URLs name articles: a URN given as URL could lie about
// whose graph it is.
func ArticleIRI(a *Article) string {
	if u, err := url.Parse(a.URL); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
		address, _, _ := strings.Cut(a.URL, "#")
		return escapeIRI(address)
	}
	return articleSpace + escapeID(a.Key)
}

// LoadIRI names a load of plain quads by the SHA-256 of its file.
func LoadIRI(sum [sha256.Size]byte) string { return loadSpace + hex.EncodeToString(sum[:]) }

// CatalogIRI names a user's catalogue by the SHA-256 of its file.
func CatalogIRI(sum [sha256.Size]byte) string { return catalogSpace + hex.EncodeToString(sum[:]) }

// IsCatalog says whether an IRI is a user's catalogue's.
func IsCatalog(iri string) bool { return strings.HasPrefix(iri, catalogSpace) }

// IsEntry says whether an entity is not claimgraph's own: it may be an entry of
// a catalogue.
func IsEntry(entity quad.IRI) bool { return !strings.HasPrefix(string(entity), entitySpace) }

// SkolemIRI names the blank node with a label in the file with that SHA-256.
func SkolemIRI(sum [sha256.Size]byte, label string) quad.IRI {
	return quad.IRI(skolemSpace + hex.EncodeToString(sum[:8]) + ":" + escapeID(label))
}

// PredicateIRI is a Wikidata property's IRI where property is one ("P176"),
// else claimgraph's own name for the relation.
func PredicateIRI(name, property string) string {
	if property != "" {
		return wikidataDirect + property
	}
	return predicateSpace + escapeID(name)
}

// PredicateName is the name in one of claimgraph's own predicate IRIs, "" for
// any other IRI.
func PredicateName(iri string) string {
	escaped, own := strings.CutPrefix(iri, predicateSpace)
	if !own {
		return ""
	}
	name, err := url.PathUnescape(escaped)
	if err != nil {
		return escaped
	}
	return name
}

// localIRI names local entity n of an article.
func localIRI(article string, n int) string { return article + "#e" + strconv.Itoa(n) }

// LocalIRI names local entity n of an article.
func LocalIRI(article string, n int) string { return localIRI(article, n) }

// PublisherIRI names the local entity that published an article.
func PublisherIRI(article string) quad.IRI { return quad.IRI(localIRI(article, 0)) }

// CharIRI names a span of an article (RFC 5147).
func CharIRI(article string, s Span) string {
	return article + "#char=" + strconv.Itoa(s.Start) + "," + strconv.Itoa(s.End)
}

// parseChar is the span in an IRI that CharIRI made.
func parseChar(article, iri string) (Span, error) {
	digits, ok := strings.CutPrefix(iri, article+"#char=")
	start, end, both := strings.Cut(digits, ",")
	b, err1 := strconv.Atoi(start)
	e, err2 := strconv.Atoi(end)
	if !ok || !both || err1 != nil || err2 != nil || b < 0 || e < b {
		return Span{}, fmt.Errorf("%s: no span of %s", iri, article)
	}
	return Span{b, e}, nil
}

// ClaimArticle is the IRI of the article that a claim's IRI belongs to, false
// where the IRI is no claim's.
func ClaimArticle(iri string) (article string, ok bool) {
	i := strings.LastIndex(iri, "#c")
	if i < 0 || len(iri)-i != len("#c")+claimDigits || strings.Trim(iri[i+2:], "0123456789abcdef") != "" {
		return "", false
	}
	return iri[:i], true
}

const claimDigits = 16 // 64 bits, within one article

// ClaimID hashes what stands in the text and nothing that linking decides, so
// a claim keeps its name when entities merge. The predicate is part of it,
// because one wording may make two claims ("Nvidia CEO Jensen Huang").
func ClaimID(article string, text [sha256.Size]byte, c *Claim) string {
	var at Span
	if c.Attribution != nil {
		at = c.Attribution.Span
	}
	h := sha256.New()
	h.Write(text[:])
	fmt.Fprint(h, c.Evidence.Span, c.Subject.Span, c.Predicate.Span, c.Object.Span, at, c.Polarity, c.Modality, c.Predicate.IRI)
	if c.Object.Claim != "" { // "this claim" may be several
		fmt.Fprint(h, c.Object.Claim)
	}
	return article + "#c" + hex.EncodeToString(h.Sum(nil)[:claimDigits/2])
}

// escapeID percent-encodes all that is not unreserved (RFC 3986), keeping '/'
// so that paths stay readable.
func escapeID(s string) string { return escape(s, "-._~/") }

// escapeIRI percent-encodes the characters that an IRI may not hold
// (N-Quads' IRIREF) and leaves the rest as it was given.
func escapeIRI(s string) string {
	bad := func(c byte) bool { return c <= ' ' || c == 0x7f || strings.IndexByte("<>\"{}|^`\\", c) >= 0 }
	return percent(s, bad)
}

func escape(s, keep string) string {
	return percent(s, func(c byte) bool {
		alnum := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		return !alnum && strings.IndexByte(keep, c) < 0
	})
}

func percent(s string, bad func(byte) bool) string {
	var b strings.Builder
	for i := range len(s) {
		if bad(s[i]) {
			fmt.Fprintf(&b, "%%%02X", s[i])
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
