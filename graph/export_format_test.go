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
