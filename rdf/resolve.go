package rdf

import (
	"bytes"
	"fmt"
	"strings"
)

// Resolution of relative IRIs against a base: RFC 3986, section 5.2.2, with no
// other normalisation. Nearly all references in real files are plain paths, for
// which the result is a constant prefix and the reference as it stands; only the
// others are taken apart.

// base is an absolute IRI in parts. A nil base resolves nothing.
type base struct {
	iri       reference
	root, dir []byte // what comes before an absolute path, and before a relative one
}

// reference is an IRI or relative reference in parts; nil is "not there", which
// is not the same as empty.
type reference struct {
	scheme, authority, path, query, fragment []byte
}

// newBase checks that the base is an absolute IRI.
func newBase(iri string) (*base, error) {
	token := "<" + iri + ">"
	end, plain, reason := scanIRI(token, 0)
	switch {
	case reason != "":
		return nil, fmt.Errorf("base IRI %q: %s", iri, reason)
	case end != len(token) || !plain || !hasScheme(iri):
		return nil, fmt.Errorf("base IRI %q: not an absolute IRI such as http://example.org/", iri)
	}
	b := &base{iri: splitReference([]byte(iri))}
	b.iri.fragment = nil
	b.root = reference{scheme: b.iri.scheme, authority: b.iri.authority}.append(nil)
	b.dir = reference{scheme: b.iri.scheme, authority: b.iri.authority, path: removeDots(b.merge(nil))}.append(nil)
	return b, nil
}

// resolve appends the IRI that ref means. ok is false for what is no reference
// (a first path segment with a colon that does not end a scheme) and for what has
// no IRI (a path that starts with // where there is no authority).
func (b *base) resolve(dst, ref []byte) (iri []byte, ok bool) {
	if prefix := b.prefix(ref); prefix != nil {
		dst = append(dst, prefix...)
		return append(dst, ref...), true
	}
	r := splitReference(ref)
	if r.authority == nil && bytes.IndexByte(firstSegment(r.path), ':') >= 0 {
		return dst, false
	}
	t := b.transform(r)
	if t.authority == nil && bytes.HasPrefix(t.path, []byte("//")) {
		return dst, false
	}
	return t.append(dst), true
}

// prefix is what to put before a reference that is a path without dot segments,
// or nil. A colon in the first segment, a leading // and a dot after any slash
// are left to the full algorithm, although some of them would be harmless.
func (b *base) prefix(ref []byte) []byte {
	if len(ref) == 0 || bytes.IndexByte(ref, '.') >= 0 && bytes.Contains(ref, []byte("/.")) {
		return nil
	}
	switch ref[0] {
	case '/':
		if len(ref) > 1 && ref[1] == '/' {
			return nil
		}
		return b.root
	case '.', '?', '#':
		return nil
	}
	if bytes.IndexByte(firstSegment(ref), ':') >= 0 {
		return nil
	}
	return b.dir
}

func firstSegment(path []byte) []byte {
	if i := bytes.IndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return path
}

// transform is the pseudocode of RFC 3986, section 5.2.2, for a reference
// without a scheme.
func (b *base) transform(r reference) reference {
	t := reference{scheme: b.iri.scheme, authority: b.iri.authority, query: r.query, fragment: r.fragment}
	switch {
	case r.authority != nil:
		t.authority = r.authority
		t.path = removeDots(r.path)
	case len(r.path) == 0:
		t.path = b.iri.path
		if r.query == nil {
			t.query = b.iri.query
		}
	case r.path[0] == '/':
		t.path = removeDots(r.path)
	default:
		t.path = removeDots(b.merge(r.path))
	}
	return t
}

// merge is section 5.2.3: the base's path up to its last slash, then path.
func (b *base) merge(path []byte) []byte {
	if b.iri.authority != nil && len(b.iri.path) == 0 {
		return append([]byte("/"), path...)
	}
	dir := b.iri.path[:bytes.LastIndexByte(b.iri.path, '/')+1]
	return append(append([]byte{}, dir...), path...)
}

// removeDots is section 5.2.4. It works on segments instead of the RFC's input
// and output buffers; the results are the same.
func removeDots(path []byte) []byte {
	if len(path) == 0 {
		return path
	}
	var out []string
	rooted := path[0] == '/'
	segments := strings.Split(strings.TrimPrefix(string(path), "/"), "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch {
		case s != "." && s != "..":
			out = append(out, s)
			continue
		case s == ".." && len(out) > 0:
			out = out[:len(out)-1]
		}
		if last {
			out = append(out, "") // "a/." is "a/", with its slash
		}
	}
	joined := strings.Join(out, "/")
	if rooted {
		joined = "/" + joined
	}
	return []byte(joined)
}

// splitReference is the regular expression of RFC 3986, appendix B, by hand.
func splitReference(s []byte) (r reference) {
	if hasScheme(s) {
		i := bytes.IndexByte(s, ':')
		r.scheme, s = s[:i], s[i+1:]
	}
	if i := bytes.IndexByte(s, '#'); i >= 0 {
		s, r.fragment = s[:i], s[i+1:]
	}
	if i := bytes.IndexByte(s, '?'); i >= 0 {
		s, r.query = s[:i], s[i+1:]
	}
	if bytes.HasPrefix(s, []byte("//")) {
		s = s[2:]
		i := bytes.IndexByte(s, '/')
		if i < 0 {
			i = len(s)
		}
		r.authority, s = s[:i], s[i:]
	}
	r.path = s
	return r
}

// append is section 5.3: the parts put together again.
func (r reference) append(dst []byte) []byte {
	dst = append(append(dst, r.scheme...), ':')
	if r.authority != nil {
		dst = append(append(dst, "//"...), r.authority...)
	}
	dst = append(dst, r.path...)
	if r.query != nil {
		dst = append(append(dst, '?'), r.query...)
	}
	if r.fragment != nil {
		dst = append(append(dst, '#'), r.fragment...)
	}
	return dst
}
