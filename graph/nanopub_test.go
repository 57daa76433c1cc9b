package graph_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"
)

// nanopubsOf writes the nanopublications of all claims in both formats, and reads them
// back: the JSON-LD with a processor that is not ours.
func nanopubsOf(t *testing.T, s store) (fromJSON, fromTriG []quad.Quad) {
	t.Helper()
	snapshot, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	g, err := kg.NewGraph(context.Background(), snapshot, kg.NewCache(1<<20), words())
	if err != nil {
		t.Fatal(err)
	}
	written := func(f kg.ExportFormat) string {
		var b strings.Builder
		if err := kg.WriteQuads(&b, f, kg.Nanopublications(g.EveryClaim())); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	return parsedJSONLD(t, written(kg.Nanopub)), sortedQuads(t, rdf.ReadTriG(strings.NewReader(written(kg.NanopubTriG))))
}

func parsedJSONLD(t *testing.T, text string) []quad.Quad {
	t.Helper()
	var document any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.Format = "application/n-quads"
	nquads, err := ld.NewJsonLdProcessor().ToRDF(document, options)
	if err != nil {
		t.Fatal(err)
	}
	return sortedQuads(t, rdf.ReadNQuads(strings.NewReader(nquads.(string))))
}

func sortedQuads(t *testing.T, quads func(func(quad.Quad, error) bool)) (list []quad.Quad) {
	t.Helper()
	for q, err := range quads {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, q)
	}
	slices.SortFunc(list, func(a, b quad.Quad) int {
		return slices.Compare(rdf.AppendQuad(nil, a), rdf.AppendQuad(nil, b))
	})
	return slices.Compact(list)
}

const np = "http://www.nanopub.org/nschema#"

// nanopublication is one, taken apart by its head.
type nanopublication struct {
	head, assertion, provenance, pubinfo quad.Value
	graphs                               map[quad.Value][]quad.Quad
}

// nanopubsIn takes quads apart and holds them to the guidelines
// (https://nanopub.net/guidelines/working_draft/): one head, one of each part, all five
// names apart, nothing outside, no part empty, the provenance about the assertion, the
// publication info about the nanopublication, every graph of one nanopublication only.
func nanopubsIn(t *testing.T, quads []quad.Quad) map[quad.Value]*nanopublication {
	t.Helper()
	graphs := map[quad.Value][]quad.Quad{}
	for _, q := range quads {
		if _, named := q.Label.(quad.IRI); !named {
			t.Fatalf("outside of any named graph: %v", q)
		}
		graphs[q.Label] = append(graphs[q.Label], q)
	}
	owner := map[quad.Value]quad.Value{}
	found := map[quad.Value]*nanopublication{}
	for head, own := range graphs {
		for _, q := range own {
			if q.Predicate != kg.Type || q.Object != quad.IRI(np+"Nanopublication") {
				continue
			}
			if found[q.Subject] != nil {
				t.Errorf("%v has two heads", q.Subject)
			}
			one := func(part quad.IRI) quad.Value {
				parts := valuesOf(own, q.Subject, np+part)
				if len(parts) != 1 {
					t.Fatalf("%v has %d of %s", q.Subject, len(parts), part)
				}
				return parts[0]
			}
			n := &nanopublication{head, one("hasAssertion"), one("hasProvenance"), one("hasPublicationInfo"), graphs}
			found[q.Subject] = n
			names := []quad.Value{q.Subject}
			for _, g := range [...]quad.Value{n.head, n.assertion, n.provenance, n.pubinfo} {
				if slices.Contains(names, g) || owner[g] != nil || len(graphs[g]) == 0 {
					t.Errorf("%v: %v names two things, or is empty", q.Subject, g)
				}
				owner[g], names = q.Subject, append(names, g)
			}
			if !speaksOf(graphs[n.provenance], n.assertion) || !speaksOf(graphs[n.pubinfo], q.Subject) {
				t.Errorf("%v: the provenance or the publication info is about something else", q.Subject)
			}
		}
	}
	for g := range graphs {
		if owner[g] == nil {
			t.Errorf("graph %v belongs to no nanopublication", g)
		}
	}
	return found
}

func speaksOf(quads []quad.Quad, subject quad.Value) bool {
	return slices.ContainsFunc(quads, func(q quad.Quad) bool { return q.Subject == subject })
}

func valuesOf(quads []quad.Quad, s quad.Value, p quad.IRI) (values []quad.Value) {
	for _, q := range quads {
		if q.Subject == s && q.Predicate == p {
			values = append(values, q.Object)
		}
	}
	return values
}

// Every claim is a nanopublication by the rules, the same in both formats, and its
// assertion says what the claim says and no more: the plain triple only where it is
// affirmed, and asserted or reported.
func TestNanopublications(t *testing.T) {
	s := fixture(t)
	quads, trig := nanopubsOf(t, s)
	if !slices.Equal(quads, trig) {
		t.Fatalf("JSON-LD has %d quads, TriG %d", len(quads), len(trig))
	}
	found := nanopubsIn(t, quads)
	count := 0
	for _, r := range []*kg.Reading{deepseek(), doubts("https://news.example/doubts", "Example News"), doubts("https://copy.example/doubts", "Copy Daily")} {
		for i := range r.Claims {
			n := found[quad.IRI(r.Claims[i].ID+".nanopub")]
			if n == nil || n.assertion != quad.IRI(r.Claims[i].ID) {
				t.Fatalf("%s is none", r.Claims[i].ID)
			}
			count++
			holds(t, r, &r.Claims[i], n)
		}
	}
	if count != len(found) {
		t.Errorf("%d claims, %d nanopublications", count, len(found))
	}
}

// holds compares a nanopublication with the claim that it is made of.
func holds(t *testing.T, r *kg.Reading, c *kg.Claim, n *nanopublication) {
	t.Helper()
	claim, assertion, provenance := quad.IRI(c.ID), n.graphs[n.assertion], n.graphs[n.provenance]
	plain := slices.ContainsFunc(assertion, func(q quad.Quad) bool { return q.Predicate == quad.IRI(c.Predicate.IRI) })
	owl := "http://www.w3.org/2002/07/owl#"
	negative := len(valuesOf(assertion, claim, quad.IRI(owl+"assertionProperty"))) == 1 && len(valuesOf(assertion, claim, quad.IRI(owl+"sourceIndividual"))) == 1
	described := len(valuesOf(assertion, claim, kg.Pred)) == 1 && len(valuesOf(assertion, claim, kg.ModalityOf)) == 1
	committed := c.Modality == kg.Asserted || c.Modality == kg.Reported
	if plain != c.Edge() || negative != (committed && c.Polarity == kg.Negated) || described == committed {
		t.Errorf("%s %s: plain %v, negative %v, described %v\n%v", c.Polarity, c.Modality, plain, negative, described, assertion)
	}
	if (c.Time.Start != "") != (len(valuesOf(assertion, claim, kg.ValidFrom)) == 1) || len(c.Qualifiers) != len(valuesOf(assertion, claim, kg.Qualifies)) {
		t.Errorf("%s is not narrowed: %v", c.ID, assertion)
	}
	span := valuesOf(provenance, claim, kg.WasQuotedFrom)
	quote := ""
	for _, selector := range valuesOf(provenance, span[0], "http://www.w3.org/ns/oa#hasSelector") {
		for _, exact := range valuesOf(provenance, selector, "http://www.w3.org/ns/oa#exact") {
			quote = string(exact.(quad.String))
		}
	}
	if quote != c.Evidence.Text || !strings.Contains(r.Text, quote) || len(valuesOf(provenance, claim, kg.ConfidenceOf)) != 1 {
		t.Errorf("%s: quoted %q", c.ID, quote)
	}
	by := valuesOf(provenance, claim, kg.WasAttributedTo)
	if len(by) != 1 { // each article of the fixture has a publisher
		t.Fatalf("%s is attributed to %v", c.ID, by)
	}
	want := r.Publisher
	if c.Attribution != nil {
		want = c.Attribution.Text
	}
	if called := valuesOf(n.graphs[n.pubinfo], by[0], kg.Label); len(called) != 1 || called[0] != quad.String(want) {
		t.Errorf("%s is attributed to %v, want %s", c.ID, called, want)
	}
}

// What people put aside is no nanopublication; undoing brings it back.
func TestNanopublicationsLeaveOutWhatIsDeprecated(t *testing.T) {
	s := fixture(t)
	config := graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}}
	before, _ := nanopubsOf(t, s)
	id := factOf(t, config, "H800", "manufacturer") // three claims
	r := mustAsk(t, config, `mutation($id: ID!) { deprecate(input: {fact: $id}) { curationId } }`, map[string]any{"id": id})
	after, _ := nanopubsOf(t, s)
	if n, m := len(nanopubsIn(t, before)), len(nanopubsIn(t, after)); n-m != 3 {
		t.Errorf("%d, then %d", n, m)
	}
	mustAsk(t, config, `mutation($id: ID!) { undo(input: {curationId: $id}) { curationId } }`, map[string]any{"id": r.at("deprecate.curationId")})
	if again, _ := nanopubsOf(t, s); !slices.Equal(before, again) {
		t.Error("undone is not as before")
	}
}

// A subgraph's nanopublications are the claims of its facts, those against them too.
func TestNanopublicationsOfASubgraph(t *testing.T) {
	r := mustAsk(t, over(fixture(t)), `{ neighborhood(seeds: [{name: "DeepSeek-V3"}], hops: 1) { facts { claims { totalCount } } nanopub: export(format: NANOPUB) } }`, nil)
	want := 0
	for _, f := range r.at("neighborhood.facts").([]any) {
		want += int(f.(map[string]any)["claims"].(map[string]any)["totalCount"].(float64))
	}
	if found := nanopubsIn(t, parsedJSONLD(t, r.at("neighborhood.nanopub").(string))); len(found) != want || want < 3 {
		t.Errorf("%d nanopublications of %d claims", len(found), want)
	}
}
