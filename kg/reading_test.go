package kg

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// readings draws readings whose spans lie in their text, as every stage
// promises.
func readings(t *rapid.T) *Reading {
	r := &Reading{Article: Article{
		Key:       rapid.StringN(1, 20, -1).Draw(t, "key"),
		URL:       rapid.SampledFrom([]string{"", "https://news.example/a b?c=<d>#part", "urn:claimgraph:identity"}).Draw(t, "url"),
		Title:     rapid.String().Draw(t, "title"),
		Publisher: rapid.SampledFrom([]string{"", "Wikinews"}).Draw(t, "publisher"),
		Byline:    rapid.SampledFrom([]string{"", "Ann Lee, Bo Ek"}).Draw(t, "byline"),
		Published: rapid.SampledFrom([]time.Time{{}, time.Date(2025, 1, 27, 8, 30, 0, 5, time.UTC)}).Draw(t, "published"),
		Language:  rapid.SampledFrom([]string{"", "en"}).Draw(t, "language"),
		Text:      rapid.StringN(8, 200, -1).Draw(t, "text"),
	}}
	r.IRI = ArticleIRI(&r.Article)
	text := newPoints(r.Text)
	for i := range rapid.IntRange(1, 5).Draw(t, "entities") {
		r.Entities = append(r.Entities, LocalEntity{
			ID:       i + 1,
			Label:    rapid.StringN(1, 10, -1).Draw(t, "label"),
			Named:    rapid.Bool().Draw(t, "named"),
			Kind:     rapid.SampledFrom(Kinds()).Draw(t, "kind"),
			Aliases:  rapid.SliceOfN(rapid.StringN(1, 10, -1), 0, 3).Draw(t, "aliases"),
			Short:    rapid.SliceOfN(rapid.StringN(1, 10, -1), 0, 2).Draw(t, "short"),
			Distinct: rapid.SampledFrom([]string{"", "Parliament, Iran"}).Draw(t, "distinct"),
			Mentions: rapid.SliceOfN(rapid.Custom(mentions(text)), 0, 3).Draw(t, "mentions"),
		})
	}
	for range rapid.IntRange(0, 5).Draw(t, "claims") {
		r.Claims = append(r.Claims, claims(t, r, text))
	}
	r.Normalize()
	return r
}

func mentions(text points) func(*rapid.T) Mention {
	return func(t *rapid.T) Mention {
		return Mention{Span: span(t, text), Form: rapid.SampledFrom([]string{"name", "nominal", "pronoun"}).Draw(t, "form")}
	}
}

func span(t *rapid.T, text points) Span {
	start := rapid.IntRange(0, text.count-1).Draw(t, "start")
	return Span{start, rapid.IntRange(start+1, text.count).Draw(t, "end")}
}

func claims(t *rapid.T, r *Reading, text points) Claim {
	c := Claim{
		Subject:    argument(t, r, text, false),
		Predicate:  predicate(t, text),
		Object:     argument(t, r, text, true),
		Polarity:   rapid.SampledFrom([]Polarity{Affirmed, Negated}).Draw(t, "polarity"),
		Modality:   rapid.SampledFrom([]Modality{Asserted, Reported, Possible, Planned, Conditional, Questioned}).Draw(t, "modality"),
		Time:       rapid.SampledFrom([]Interval{{}, {"2023", ""}, {"2024-12/2025-01", ".."}}).Draw(t, "time"),
		Confidence: float64(rapid.IntRange(0, 10000).Draw(t, "confidence")) / 10000,
		Rules:      rapid.SliceOfN(rapid.StringMatching(`[a-z-]{1,8}`), 0, 3).Draw(t, "rules"),
		Model:      rapid.SampledFrom([]string{"", "3f2a"}).Draw(t, "model"),
	}
	c.Evidence.Span = span(t, text)
	c.Evidence.Text, _ = text.quote(c.Evidence.Span)
	c.Attribution = attribution(t, r, text, 2)
	for range rapid.IntRange(0, 2).Draw(t, "qualifiers") {
		c.Qualifiers = append(c.Qualifiers, Qualifier{predicate(t, text), argument(t, r, text, true)})
	}
	c.ID = ClaimID(r.IRI, r.TextHash(), &c)
	return c
}

func predicate(t *rapid.T, text points) PredicateUse {
	p := rapid.SampledFrom([]PredicateUse{
		{Name: "manufacturer", IRI: PredicateIRI("manufacturer", "P176")},
		{Name: "trained_on", IRI: PredicateIRI("trained_on", "")},
		{Name: "beat_naïvely by/50 %", IRI: PredicateIRI("beat_naïvely by/50 %", "")},
	}).Draw(t, "predicate")
	if rapid.Bool().Draw(t, "expressed") {
		p.Span = span(t, text)
		p.Text, _ = text.quote(p.Span)
	}
	return p
}

func argument(t *rapid.T, r *Reading, text points, anything bool) Argument {
	a := Argument{Span: span(t, text)}
	a.Text, _ = text.quote(a.Span)
	switch {
	case anything && rapid.Bool().Draw(t, "value"):
		v := values(t)
		a.Value = &v
	case anything && rapid.IntRange(0, 9).Draw(t, "claim") == 0:
		a.Claim = r.IRI + "#c0123456789abcdef"
	default:
		a.Entity = rapid.IntRange(1, len(r.Entities)).Draw(t, "entity")
	}
	return a
}

func attribution(t *rapid.T, r *Reading, text points, depth int) *Attribution {
	if depth == 0 || rapid.Bool().Draw(t, "unattributed") {
		return nil
	}
	a := &Attribution{Text: "reportedly", Cue: rapid.SampledFrom([]string{"", "claimed"}).Draw(t, "cue")}
	if rapid.Bool().Draw(t, "agent") {
		a.Entity, a.Span = 1, span(t, text)
		a.Text, _ = text.quote(a.Span)
	}
	a.Via = attribution(t, r, text, depth-1)
	return a
}

func values(t *rapid.T) Value {
	amount := rapid.Custom(func(t *rapid.T) float64 {
		return float64(rapid.Int64Range(-1e12, 1e12).Draw(t, "digits")) / 1000
	})
	switch rapid.IntRange(0, 3).Draw(t, "value kind") {
	case 0:
		return Value{Kind: TimeValue, EDTF: rapid.SampledFrom([]string{"2023", "XXXX-01-10", "2024-12/2025-01"}).Draw(t, "edtf")}
	case 1:
		return Value{Kind: BooleanValue, Bool: rapid.Bool().Draw(t, "bool")}
	case 2:
		return Value{Kind: TextValue, Text: rapid.String().Draw(t, "text"), Lang: rapid.SampledFrom([]string{"", "en-GB"}).Draw(t, "lang")}
	}
	v := Value{Kind: QuantityValue, Amount: amount.Draw(t, "amount")}
	v.Op = rapid.SampledFrom([]Op{Equal, Less, LessOrEqual, Greater, GreaterOrEqual, About, Range}).Draw(t, "op")
	v.Unit = rapid.SampledFrom([]string{"", "USD", "%", "GPU hour", "2-year bond", ".NET program", "-unit"}).Draw(t, "unit")
	if v.Op == Range {
		v.High = amount.Draw(t, "high")
	}
	return v
}

// Claim → quads → claim is the identity, whatever the order of the quads.
func TestReadingSurvivesQuads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := readings(t)
		quads := want.Quads()
		shuffle := rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "shuffle")))
		shuffle.Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
		got, err := ReadBack(want.IRI, quads)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("want - got +\n%s", diff)
		}
	})
}

// Only claims that are affirmed, and asserted or reported, are walked.
func TestEdgesAreSafe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := readings(t)
		safe := map[quad.Value]bool{}
		for i := range r.Claims {
			c := &r.Claims[i]
			safe[quad.IRI(c.ID)] = c.Polarity == Affirmed && (c.Modality == Asserted || c.Modality == Reported)
		}
		for _, q := range derived(r) {
			if q.Label != Identity && !safe[q.Label] {
				t.Fatalf("edge %v of a claim that must not be walked", q)
			}
		}
	})
}

// Retracting a reading takes just what no other reading holds up.
func TestOrphansAreWhatNobodyElseSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gone, stays := readings(t), readings(t)
		stays.IRI += "x"
		if len(stays.Entities) > 1 && len(gone.Entities) > 1 {
			stays.Entities[1] = gone.Entities[1] // some names are shared
			stays.Entities[1].ID = 2
		}
		others := func(link, node quad.IRI) iter.Seq2[*LocalEntity, error] {
			return func(yield func(*LocalEntity, error) bool) {
				for e := range stays.Locals() {
					n, named := e.Name()
					linked := link == Denotes && EntityIRI(stays.IRI, e) == node || link == Called && named && n.IRI() == node
					if linked && !yield(e, nil) {
						return
					}
				}
			}
		}
		orphans, err := Orphans([]*Reading{gone}, EntityIRI, others)
		if err != nil {
			t.Fatal(err)
		}
		left := map[quad.Quad]bool{}
		for _, q := range append(shared(gone), shared(stays)...) {
			left[q] = true
		}
		for _, q := range orphans {
			delete(left, q)
		}
		want := map[quad.Quad]bool{}
		for _, q := range shared(stays) {
			want[q] = true
		}
		if diff := cmp.Diff(want, left); diff != "" {
			t.Fatalf("want - got +\n%s", diff)
		}
	})
}

// derived is what a reading alone leads to.
func derived(r *Reading) []quad.Quad {
	own, shared := r.Derive(EntityIRI)
	return append(own, shared...)
}

// shared are the identity quads about entities of the graph.
func shared(r *Reading) []quad.Quad {
	return slices.DeleteFunc(derived(r), func(q quad.Quad) bool {
		return q.Label != Identity || q.Predicate == Denotes || q.Predicate == Called || q.Predicate == Sketch || q.Predicate == ClaimSubject || q.Predicate == ClaimObject
	})
}

func TestPointsCutWhatTheySay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		p := newPoints(text)
		runes := []rune(text)
		if !utf8.ValidString(text) {
			t.Skip()
		}
		start := rapid.IntRange(0, len(runes)).Draw(t, "start")
		end := rapid.IntRange(start, len(runes)).Draw(t, "end")
		got, err := p.quote(Span{start, end})
		if want := string(runes[start:end]); err != nil || got != want {
			t.Fatalf("quote(%d, %d) of %q = %q, %v; want %q", start, end, text, got, err, want)
		}
	})
}

func TestClaimArticle(t *testing.T) {
	c := Claim{Evidence: Evidence{Span: Span{1, 2}}}
	id := ClaimID("urn:claimgraph:article:a#b", Article{}.hash(), &c)
	for iri, want := range map[string]string{
		id:                             "urn:claimgraph:article:a#b",
		"urn:claimgraph:article:a#e3":  "",
		"urn:claimgraph:article:a#c12": "",
		"http://x/#char=1,2":           "",
	} {
		if got, ok := ClaimArticle(iri); got != want || ok != (want != "") {
			t.Errorf("ClaimArticle(%q) = %q, %v; want %q", iri, got, ok, want)
		}
	}
}

func (a Article) hash() [32]byte { return a.TextHash() }

func ExampleValue_Term() {
	v := Value{Kind: QuantityValue, Op: Less, Amount: 6e6, Unit: "USD"}
	fmt.Println(v.Term())
	// Output: <urn:claimgraph:quantity:%3C6000000USD>
}
