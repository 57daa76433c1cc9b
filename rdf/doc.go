// Package rdf reads and writes N-Quads, N-Triples, TriG and JSON-LD as streams of
// quad.Quad, and reads Turtle.
//
// # Basics
//
// [ReadNQuads] and [NQuads.Read] give quads, [NQuads.Statements] gives the same
// statements as canonical bytes, without building values: a bulk loader hashes
// those and never makes a string. [WriteNQuads], [AppendQuad] and [AppendTerm]
// write; [ParseTerm] is the inverse of AppendTerm. [WriteTriG] and [WriteJSONLD] write
// the same quads as documents, in memory that does not grow with them; [Turtle] and
// [JSONLD] read such documents, Turtle and TriG in pieces, JSON-LD whole.
//
// Streams are iter.Seq2[quad.Quad, error]. An error that is a [*SyntaxError]
// costs one line of N-Quads: whoever keeps iterating gets the next line. Any other error
// ends the stream, and any error of Turtle, TriG and JSON-LD does. What follows the stream is whatever its io.Reader holds: a
// stream can be ranged over once.
//
// # The format
//
// RDF 1.1 N-Quads (https://www.w3.org/TR/n-quads/) with its errata: one
// statement a line, subject, predicate, object, an optional graph label and a
// full stop; spaces and tabs between terms may be left out; # starts a comment
// where a term could start. A line ends with LF, CR or both. N-Triples is the
// same without graph labels.
//
//	<http://…>  IRI: absolute, no spaces or <>"{}|^`\, \uXXXX and \UXXXXXXXX
//	_:label     blank node: letters, digits, _ - . (no colon: an erratum)
//	"…"         literal: plain, @language or ^^<datatype>
//
// What is written is canonical (the form of RDF Dataset Canonicalization 1.0 and
// of RDF 1.2's c14n tests): one space between terms, " .\n" at the end, nothing
// escaped that need not be. Two terms are equal if and only if their canonical
// bytes are, so that the bytes can serve as the term's key.
//
// # Choices
//
//   - Relative IRIs are errors, unless a base is given; then they are resolved as
//     RFC 3986, section 5.2.2, says. Absolute IRIs are never altered.
//   - A text that is not UTF-8 is a syntax error, in comments too. So is an escape
//     that names half of a surrogate pair, or a character that the IRI may not
//     hold when written plainly (<http://a/\u0020>).
//   - Lexical forms, language tags and IRIs stay as written: no case folding, no
//     Unicode or number normalisation. "x"^^xsd:string is the one exception: RDF
//     1.1 says that it is the plain literal "x", so that is what is read.
//   - Language tags are held to the grammar, not to BCP 47's list or its eight
//     characters a subtag: data in the wild would be lost for no gain.
//   - A byte order mark is an error that says so; the grammar has no room for it.
//   - The codecs of github.com/cayleygraph/quad are not used: they accept 20 of
//     W3C's 34 negative tests, panic on "\UFFFFFFFF" and write an IRI that holds
//     ">" unescaped. Its IRI.Full and IRI.Short are not used either: <xsd:string>
//     is an IRI of the scheme xsd, and no shorthand.
//
// # Deviations from W3C's suites
//
// None: every test of the RDF 1.1 N-Quads, N-Triples, Turtle and TriG suites gives the
// result that its manifest asks for.
//
// Of RDF 1.2's canonicalisation tests for N-Quads, six are left out: base
// directions ("x"@en--ltr) and triple terms are not RDF 1.1, and language tags
// are not put in lower case here (langtagged_string).
package rdf
