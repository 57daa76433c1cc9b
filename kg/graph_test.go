package kg

import (
	"encoding/base64"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// told is an affirmed claim of an article with a sentence.
func told(article, sentence string, confidence float64) *GraphClaim {
	return &GraphClaim{
		Claim:   &Claim{ID: article + sentence, Polarity: Affirmed, Confidence: confidence, Evidence: Evidence{Text: sentence}},
		Article: &GraphArticle{Reading: &Reading{IRI: article}},
	}
}

func TestOrigins(t *testing.T) {
	for name, c := range map[string]struct {
		claims []*GraphClaim
		want   []float64
	}{
		"two articles":                  {[]*GraphClaim{told("a", "x", 0.5), told("b", "y", 0.6)}, []float64{0.5, 0.6}},
		"one article twice":             {ofOneArticle(told("a", "x", 0.5), told("a", "y", 0.6)), []float64{0.6}},
		"a copy":                        {[]*GraphClaim{told("a", "x", 0.5), told("b", "x", 0.6)}, []float64{0.6}},
		"a copy of two others' stories": {ofOneArticle(told("c", "x", 0.1), told("c", "y", 0.2), told("a", "x", 0.5), told("b", "y", 0.6)), []float64{0.6}},
	} {
		o := originsOf(c.claims)
		if got := o.best(c.claims); !slices.Equal(got, c.want) || o.count() != len(c.want) {
			t.Errorf("%s: %v, %d origins, want %v", name, got, o.count(), c.want)
		}
	}
}

// ofOneArticle gives claims of the same IRI the same article.
func ofOneArticle(claims ...*GraphClaim) []*GraphClaim {
	known := map[string]*GraphArticle{}
	for _, c := range claims {
		if known[c.Article.IRI] == nil {
			known[c.Article.IRI] = c.Article
		}
		c.Article = known[c.Article.IRI]
	}
	return claims
}

// What counts as one origin does not depend on the order of the claims.
func TestOriginsHaveNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var claims []*GraphClaim
		for range rapid.IntRange(0, 8).Draw(t, "claims") {
			name := rapid.SampledFrom([]string{"a", "b", "c", "d"})
			claims = append(claims, told(name.Draw(t, "article"), name.Draw(t, "sentence"), float64(rapid.IntRange(0, 9).Draw(t, "confidence"))/10))
		}
		claims = ofOneArticle(claims...)
		for _, c := range claims {
			c.Article.Text = storyTexts[c.Article.IRI]
		}
		shuffled := rapid.Permutation(claims).Draw(t, "shuffled")
		want, got := originsOf(claims), originsOf(shuffled)
		if !slices.Equal(want.best(claims), got.best(shuffled)) || want.count() != got.count() {
			t.Fatalf("%v, else %v", got.best(shuffled), want.best(claims))
		}
	})
}

func TestStringFilter(t *testing.T) {
	s := func(v string) *string { return &v }
	for _, c := range []struct {
		filter StringFilter
		text   string
		want   bool
	}{
		{StringFilter{}, "anything", true},
		{StringFilter{Eq: s("nvidia’s  H800")}, "Nvidia's h800", true},
		{StringFilter{Eq: s("Nvidia")}, "Nvidia Corp.", false},
		{StringFilter{In: []string{}}, "Nvidia", false},
		{StringFilter{In: []string{"AMD", "NVIDIA"}}, "Nvidia", true},
		{StringFilter{Contains: s("vid"), StartsWith: s("N")}, "Nvidia", true},
		{StringFilter{Contains: s("vid"), StartsWith: s("V")}, "Nvidia", false},
		{StringFilter{Fuzzy: s("Nvida")}, "Nvidia", true},
		{StringFilter{Fuzzy: s("AMD")}, "ARM", false},
		{StringFilter{Fuzzy: s("")}, "", true},
	} {
		if got := c.filter.test()(c.text); got != c.want {
			t.Errorf("%+v %q: %v", c.filter, c.text, got)
		}
	}
}

func TestLastSegment(t *testing.T) {
	got := map[string]string{}
	for _, iri := range []string{"http://e.x/a/b", "http://e.x/a#b", "http://e.x/a/", "urn:x:caf%C3%A9", "http://e.x/%zz", "x"} {
		got[iri] = lastSegment(iri)
	}
	want := map[string]string{"http://e.x/a/b": "b", "http://e.x/a#b": "b", "http://e.x/a/": "a", "urn:x:caf%C3%A9": "café", "http://e.x/%zz": "http://e.x/%zz", "x": "x"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestCursorsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letter := rapid.SampledFrom([]byte{cursorEntities, cursorArticles, cursorFacts, cursorSorted, cursorClaims, cursorMentions, cursorPlace}).Draw(t, "letter")
		key := rapid.SliceOfN(rapid.Uint64(), keyLength(letter), keyLength(letter)).Draw(t, "key")
		l := listing[int]{letter: letter, version: rapid.Uint64().Draw(t, "version")}
		cursor := l.cursor(key)
		if got, err := l.parse(&cursor); err != nil || !slices.Equal(got, key) {
			t.Fatalf("%v %v, want %v", got, err, key)
		}
		l.version++
		if _, err := l.parse(&cursor); err != ErrExpired {
			t.Fatalf("at another version: %v", err)
		}
	})
}

// Whatever a client sends as a cursor or an id is read or refused.
func FuzzOpaque(f *testing.F) {
	f.Add("")
	f.Add(listing[int]{letter: cursorFacts}.cursor([]uint64{0, 1, 2, 1 << 63}))
	f.Add(nodeID('f', factName("urn:s", "urn:p", nquads((&Value{Kind: TextValue, Text: "x"}).Term()))))
	f.Add(base64.RawURLEncoding.EncodeToString([]byte("f\x80\x80")))
	f.Fuzz(func(t *testing.T, s string) {
		for _, letter := range []byte{cursorEntities, cursorFacts, cursorClaims, cursorMentions, cursorPlace} {
			l := listing[int]{letter: letter}
			if key, err := l.parse(&s); err == nil && len(key) != keyLength(letter) {
				t.Errorf("%q has %d numbers", s, len(key))
			}
		}
		if letter, name, err := parseNodeID(s); err == nil {
			if again, same, err := parseNodeID(nodeID(letter, name)); err != nil || again != letter || same != name {
				t.Errorf("%q does not come back", s)
			}
		}
	})
}
