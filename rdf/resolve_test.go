package rdf

import "testing"

// The examples of RFC 3986, sections 5.4.1 and 5.4.2 (strict), without those whose
// reference has a scheme: absolute IRIs never come here.
func TestResolveRFC3986(t *testing.T) {
	checkResolve(t, "http://a/b/c/d;p?q", [][2]string{
		{"g", "http://a/b/c/g"}, {"./g", "http://a/b/c/g"}, {"g/", "http://a/b/c/g/"},
		{"/g", "http://a/g"}, {"//g", "http://g"}, {"?y", "http://a/b/c/d;p?y"},
		{"g?y", "http://a/b/c/g?y"}, {"#s", "http://a/b/c/d;p?q#s"}, {"g#s", "http://a/b/c/g#s"},
		{"g?y#s", "http://a/b/c/g?y#s"}, {";x", "http://a/b/c/;x"}, {"g;x", "http://a/b/c/g;x"},
		{"g;x?y#s", "http://a/b/c/g;x?y#s"}, {"", "http://a/b/c/d;p?q"}, {".", "http://a/b/c/"},
		{"./", "http://a/b/c/"}, {"..", "http://a/b/"}, {"../", "http://a/b/"},
		{"../g", "http://a/b/g"}, {"../..", "http://a/"}, {"../../", "http://a/"}, {"../../g", "http://a/g"},
		{"../../../g", "http://a/g"}, {"../../../../g", "http://a/g"}, {"/./g", "http://a/g"},
		{"/../g", "http://a/g"}, {"g.", "http://a/b/c/g."}, {".g", "http://a/b/c/.g"},
		{"g..", "http://a/b/c/g.."}, {"..g", "http://a/b/c/..g"}, {"./../g", "http://a/b/g"},
		{"./g/.", "http://a/b/c/g/"}, {"g/./h", "http://a/b/c/g/h"}, {"g/../h", "http://a/b/c/h"},
		{"g;x=1/./y", "http://a/b/c/g;x=1/y"}, {"g;x=1/../y", "http://a/b/c/y"},
		{"g?y/./x", "http://a/b/c/g?y/./x"}, {"g?y/../x", "http://a/b/c/g?y/../x"},
		{"g#s/./x", "http://a/b/c/g#s/./x"}, {"g#s/../x", "http://a/b/c/g#s/../x"},
	})
}

func TestResolveOtherBases(t *testing.T) {
	checkResolve(t, "http://a", [][2]string{{"g", "http://a/g"}, {"/g", "http://a/g"}, {"?q", "http://a?q"}, {"../g", "http://a/g"}})
	checkResolve(t, "http://a/b/../c/d#f", [][2]string{{"g", "http://a/c/g"}, {"#s", "http://a/b/../c/d#s"}, {"", "http://a/b/../c/d"}})
	checkResolve(t, "file:///d/e", [][2]string{{"g", "file:///d/g"}, {"/g", "file:///g"}})
	checkResolve(t, "urn:a:b", [][2]string{{"g", "urn:g"}, {"/g", "urn:/g"}, {"#s", "urn:a:b#s"}, {"/.//g", ""}, {"1:g", ""}})
}

// An empty result says that there is none.
func checkResolve(t *testing.T, iri string, cases [][2]string) {
	t.Helper()
	b, err := newBase(iri)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		got, ok := b.resolve(nil, []byte(c[0]))
		if ok != (c[1] != "") || ok && string(got) != c[1] {
			t.Errorf("%s against %s: got %s, %v, want %s", c[0], iri, got, ok, c[1])
		}
	}
}

func TestBaseRefused(t *testing.T) {
	for _, iri := range []string{"a", "/a", "//a/", "http://a b/", "http://a/>", `http://a/\u0041`, "http://\xff/", "1a:b"} {
		if _, err := newBase(iri); err == nil {
			t.Errorf("%q: taken as a base", iri)
		}
	}
}
