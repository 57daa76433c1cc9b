package graph_test

import (
	"encoding/json"
	"strings"
	"testing"

	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"
)

// The formats of quads say the same of a subgraph, and nothing that the store does
// not hold.
func TestExportedQuadsAgree(t *testing.T) {
	s := fixture(t)
	r := mustAsk(t, over(s), `{ neighborhood(seeds: [{name: "DeepSeek-V3"}, {name: "Humphrey Bogart"}], hops: 2) { nquads: export(format: NQUADS) jsonld: export(format: JSONLD) } }`, nil)
	nquads := r.at("neighborhood.nquads").(string)
	snapshot, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	lines := map[string]bool{}
	for q, err := range rdf.ReadNQuads(strings.NewReader(nquads)) {
		if err != nil {
			t.Fatal(err)
		}
		lines[string(rdf.AppendQuad(nil, q))] = true
		ids, err := snapshot.Lookup([]quad.Value{q.Subject, q.Predicate, q.Object, q.Label})
		if err != nil {
			t.Fatal(err)
		}
		if n, _, err := snapshot.Count([4]uint64(ids)); n != 1 || err != nil {
			t.Errorf("not in the store (%v): %v", err, q)
		}
	}
	if len(lines) < 20 {
		t.Fatalf("%d quads", len(lines))
	}
	var document any
	if err := json.Unmarshal([]byte(r.at("neighborhood.jsonld").(string)), &document); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.Format = "application/n-quads"
	again, err := ld.NewJsonLdProcessor().ToRDF(document, options)
	if err != nil {
		t.Fatal(err)
	}
	for q, err := range rdf.ReadNQuads(strings.NewReader(again.(string))) {
		line := string(rdf.AppendQuad(nil, q))
		if err != nil || !lines[line] {
			t.Errorf("JSON-LD has another quad (%v): %s", err, line)
		}
		delete(lines, line)
	}
	for line := range lines {
		t.Errorf("JSON-LD lacks %s", line)
	}
}

// An article is written with what it says itself: a fact that it denies is no edge of it,
// though others say so.
func TestExportOfAnArticle(t *testing.T) {
	r := mustAsk(t, over(fixture(t)), `{ article(key: "https://news.example/doubts") { claims { totalCount } csv: export(format: CSV) svg: export(format: SVG) nanopub: export(format: NANOPUB)
  nquads: export(format: NQUADS) trig: export(format: TRIG) jsonld: export(format: JSONLD) graphml: export(format: GRAPHML) dot: export(format: DOT) np: export(format: NANOPUB_TRIG) } }`, nil)
	csv := r.at("article.csv").(string)
	if !strings.Contains(csv, ",manufacturer,") || strings.Contains(csv, ",trained_on,") {
		t.Error(csv)
	}
	if n := len(nanopubsIn(t, parsedJSONLD(t, r.at("article.nanopub").(string)))); float64(n) != r.at("article.claims.totalCount") {
		t.Errorf("%d nanopublications of %v claims", n, r.at("article.claims.totalCount"))
	}
	for name, want := range map[string]string{
		"nquads": "/doubts> <http://schema.org/articleBody> ", "trig": "a schema:NewsArticle", "jsonld": "articleBody", "graphml": "<y:NodeLabel>H800<", "dot": `label="manufacturer"`,
		"svg": ">Nvidia</text>", "np": "owl:NegativePropertyAssertion",
	} {
		if text := r.at("article." + name).(string); !strings.Contains(text, want) {
			t.Errorf("%s: %.300s", name, text)
		}
	}
}

// Some facts are a subgraph: a refuted one is told as such, and is no edge.
func TestSubgraphOfFacts(t *testing.T) {
	config := over(fixture(t))
	made, refuted := factOf(t, config, "H800", "manufacturer"), factOf(t, config, "Nvidia", "headquarters_location")
	query := `query($ids: [ID!]!) { subgraph(ids: $ids) { truncated entities { distance entity { label } } facts { id status } csv: export(format: CSV) nanopub: export(format: NANOPUB_TRIG) } }`
	r := mustAsk(t, config, query, map[string]any{"ids": []any{made, refuted, made}})
	if len(r.at("subgraph.facts").([]any)) != 2 || len(r.at("subgraph.entities").([]any)) != 3 {
		t.Error(r.Data)
	}
	csv, nanopub := r.at("subgraph.csv").(string), r.at("subgraph.nanopub").(string)
	if strings.Contains(csv, "Berlin") || !strings.Contains(csv, "H800") || !strings.Contains(nanopub, "owl:NegativePropertyAssertion") {
		t.Errorf("%s\n%s", csv, nanopub)
	}
	if r := ask(t, config, query, map[string]any{"ids": []any{"nonsense"}}); len(r.Errors) != 1 {
		t.Error(r)
	}
	var many []any
	for range 501 {
		many = append(many, made)
	}
	if r := ask(t, config, query, map[string]any{"ids": many}); len(r.Errors) != 1 {
		t.Error(r)
	}
}
