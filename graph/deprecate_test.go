package graph_test

import (
	"testing"

	"claimgraph/graph"

	"github.com/google/go-cmp/cmp"
)

const deprecated = `{ curationId entity { id } fact { id status } userErrors { code path } }`

// factOf is the id of an entity's fact with a predicate.
func factOf(t *testing.T, config graph.Config, name, predicate string) string {
	t.Helper()
	r := mustAsk(t, config, `query($n: String!, $p: String!) { entity(ref: {name: $n}) { facts(where: {predicates: [$p]}) { nodes { id } } } }`, map[string]any{"n": name, "p": predicate})
	return r.at("entity.facts.nodes").([]any)[0].(map[string]any)["id"].(string)
}

// A misread claim does not count; when the last one goes the fact is deprecated;
// undoing gives back all that was there.
func TestDeprecateClaimsAndUndo(t *testing.T) {
	s := fixture(t)
	config := graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}}
	everything := `{ facts(first: 100) { totalCount nodes { id status confidence sourceCount validTime { start } claims { nodes { id } } conflicts { nodes { id } } } } graph { factCount claimCount } }`
	before := mustAsk(t, config, everything, nil).Data
	id := factOf(t, config, "H800", "manufacturer")
	fact := `query($id: ID!) { node(id: $id) { ... on Fact { status confidence sourceCount deprecation { id } claims { totalCount nodes { id deprecation { kind reason fact { id } claim { id } } } }
  live: claims(where: {deprecated: false}) { totalCount } } }
  match(patterns: [{s: {entity: {name: "H800"}}, p: {name: "manufacturer"}, o: {var: "o"}}]) { nodes { bindings { var } } }
  paths(from: {name: "H800"}, to: {name: "Nvidia"}, maxLength: 1) { nodes { length } } }`
	claims := mustAsk(t, config, fact, map[string]any{"id": id}).at("node.claims.nodes").([]any)
	mutation := `mutation($claim: ID, $fact: ID, $misread: Boolean!) { deprecate(input: {claim: $claim, fact: $fact, misread: $misread, reason: "no"}) ` + deprecated + ` }`
	var undos []any
	for i, c := range claims {
		r := mustAsk(t, config, mutation, map[string]any{"claim": c.(map[string]any)["id"], "misread": true})
		undos = append(undos, r.at("deprecate.curationId"))
		last := i == len(claims)-1
		if problems(r, "deprecate") != "" || r.at("deprecate.fact.id") != id || (r.at("deprecate.fact.status") == "DEPRECATED") != last {
			t.Fatalf("claim %d: %v", i, r.Data)
		}
	}
	after := mustAsk(t, config, fact, map[string]any{"id": id})
	if after.at("node.confidence") != nil || after.at("node.sourceCount") != 0.0 || after.at("node.live.totalCount") != 0.0 ||
		after.at("node.claims.totalCount") != float64(len(claims)) || after.at("node.deprecation") != nil ||
		len(after.at("match.nodes").([]any)) != 0 || len(after.at("paths.nodes").([]any)) != 0 {
		t.Errorf("all misread: %v", after.Data)
	}
	d := after.at("node.claims.nodes").([]any)[0].(map[string]any)["deprecation"].(map[string]any)
	if d["kind"] != "MISREAD" || d["reason"] != "no" || d["fact"].(map[string]any)["id"] != id {
		t.Errorf("decision: %v", d)
	}
	if r := mustAsk(t, config, `{ facts(where: {status: DEPRECATED}) { totalCount } }`, nil); r.at("facts.totalCount") != 1.0 {
		t.Errorf("by status: %v", r.Data)
	}
	for _, u := range undos {
		if r := mustAsk(t, config, `mutation($id: ID!) { undo(input: {curationId: $id}) `+deprecated+` }`, map[string]any{"id": u}); r.at("undo.fact.status") != "SUPPORTED" {
			t.Errorf("undone: %v", r.Data)
		}
	}
	if diff := cmp.Diff(before, mustAsk(t, config, everything, nil).Data); diff != "" {
		t.Errorf("undone: want - got +\n%s", diff)
	}
}

// Plain quads stay in their load and are not walked.
func TestDeprecatePlainFacts(t *testing.T) {
	s := fixture(t)
	config := graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}}
	query := `{ match(patterns: [{s: {entity: {name: "Humphrey Bogart"}}, p: {path: "^starring"}, o: {var: "film"}}]) { nodes { bindings { var } } }
  neighborhood(seeds: [{name: "Humphrey Bogart"}]) { facts { id } }
  entity(ref: {name: "Humphrey Bogart"}) { facts(direction: IN) { nodes { status } } } }`
	id := mustAsk(t, config, `{ entity(ref: {name: "Humphrey Bogart"}) { facts(direction: IN) { nodes { id } } } }`, nil).at("entity.facts.nodes").([]any)[0].(map[string]any)["id"]
	before := mustAsk(t, config, query, nil)
	if len(before.at("match.nodes").([]any)) != 1 {
		t.Fatalf("before: %v", before.Data)
	}
	r := mustAsk(t, config, `mutation($id: ID!) { deprecate(input: {fact: $id}) `+deprecated+` }`, map[string]any{"id": id})
	after := mustAsk(t, config, query, nil)
	if len(after.at("match.nodes").([]any)) != 0 || after.at("entity.facts.nodes").([]any)[0].(map[string]any)["status"] != "DEPRECATED" {
		t.Errorf("deprecated: %v", after.Data)
	}
	for _, f := range after.at("neighborhood.facts").([]any) {
		if f.(map[string]any)["id"] == id {
			t.Error("the neighborhood leads over a deprecated fact")
		}
	}
	mustAsk(t, config, `mutation($id: ID!) { undo(input: {curationId: $id}) `+deprecated+` }`, map[string]any{"id": r.at("deprecate.curationId")})
	if diff := cmp.Diff(before.Data, mustAsk(t, config, query, nil).Data); diff != "" {
		t.Errorf("undone: want - got +\n%s", diff)
	}
}

func TestDeprecateIsRefused(t *testing.T) {
	s := fixture(t)
	config := graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}}
	for input, want := range map[string]string{
		`{}`:                      "ONE_OF/input",
		`{claim: "x"}`:            "UNKNOWN_CLAIM/input/claim",
		`{fact: "x"}`:             "UNKNOWN_FACT/input/fact",
		`{claim: "x", fact: "y"}`: "ONE_OF/input",
		`{fact: "` + idOf(t, config, "H800") + `"}`: "UNKNOWN_FACT/input/fact",
	} {
		r := mustAsk(t, config, `mutation { deprecate(input: `+input+`) `+deprecated+` }`, nil)
		if got := problems(r, "deprecate"); got != want || r.at("deprecate.curationId") != nil {
			t.Errorf("%s: %s", input, got)
		}
	}
	if r := ask(t, over(s), `mutation { deprecate(input: {claim: "x"}) { curationId } }`, nil); r.code() == "" {
		t.Error("a graph for reading takes decisions")
	}
}

// A claim that was read rightly is told to be so, and all else is as before; misread is its
// opposite, and refused beside it.
func TestConfirmAndUndo(t *testing.T) {
	s := fixture(t)
	config := graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}}
	everything := `{ facts(first: 100) { nodes { id status confidence sourceCount claims { nodes { id confidence confirmation { kind } } } } } curations { totalCount } }`
	before := mustAsk(t, config, everything, nil).Data
	claim := mustAsk(t, config, `query($id: ID!) { node(id: $id) { ... on Fact { claims(first: 1) { nodes { id } } } } }`, map[string]any{"id": factOf(t, config, "H800", "manufacturer")}).
		at("node.claims.nodes").([]any)[0].(map[string]any)["id"]
	confirm := `mutation($claim: ID!, $key: String) { confirm(input: {claim: $claim, by: "ann", reason: "read it", idempotencyKey: $key, clientMutationId: "x"}) { clientMutationId ` + deprecated[1:] + ` }`
	first := mustAsk(t, config, confirm, map[string]any{"claim": claim})
	id := first.at("confirm.curationId")
	if problems(first, "confirm") != "" || id == nil || first.at("confirm.fact.status") != "SUPPORTED" || first.at("confirm.clientMutationId") != "x" {
		t.Fatal(first.Data)
	}
	if again := mustAsk(t, config, confirm, map[string]any{"claim": claim}); again.at("confirm.curationId") != id {
		t.Error(again.Data)
	}
	r := mustAsk(t, config, `query($claim: ID!) { node(id: $claim) { ... on Claim { confidence deprecation { id } confirmation { id kind by reason claim { id } fact { id } } } }
  yes: claims(where: {confirmed: true}) { totalCount nodes { id } } no: claims(where: {confirmed: false}) { totalCount } all: claims { totalCount } curations { totalCount nodes { kind } } }`, map[string]any{"claim": claim})
	if r.at("node.confirmation.id") != id || r.at("node.confirmation.by") != "ann" || r.at("node.confirmation.claim.id") != claim || r.at("node.deprecation") != nil ||
		r.at("yes.totalCount") != 1.0 || r.at("no.totalCount").(float64)+1 != r.at("all.totalCount") || r.at("curations.totalCount") != 1.0 {
		t.Error(r.Data)
	}
	misread := `mutation($claim: ID!) { deprecate(input: {claim: $claim, misread: true}) ` + deprecated + ` }`
	if r := mustAsk(t, config, misread, map[string]any{"claim": claim}); problems(r, "deprecate") != "JUDGED_OTHERWISE/input/claim" {
		t.Error(r.Data)
	}
	for input, want := range map[string]string{"nonsense": "UNKNOWN_CLAIM/input/claim", factOf(t, config, "H800", "manufacturer"): "UNKNOWN_CLAIM/input/claim"} {
		if r := mustAsk(t, config, confirm, map[string]any{"claim": input}); problems(r, "confirm") != want {
			t.Errorf("%s: %v", input, r.Data)
		}
	}
	mustAsk(t, config, `mutation($id: ID!) { undo(input: {curationId: $id}) { curationId } }`, map[string]any{"id": id})
	if diff := cmp.Diff(before, mustAsk(t, config, everything, nil).Data); diff != "" {
		t.Errorf("undone: %s", diff)
	}
	if r := mustAsk(t, config, misread, map[string]any{"claim": claim}); problems(r, "deprecate") != "" {
		t.Error(r.Data)
	}
	if r := mustAsk(t, config, confirm, map[string]any{"claim": claim}); problems(r, "confirm") != "JUDGED_OTHERWISE/input/claim" {
		t.Error(r.Data)
	}
}

// A denial that is misread takes no side in a conflict.
func TestDeprecateDenial(t *testing.T) {
	s := fixture(t)
	config := graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}}
	conflicts := `{ conflicts(kinds: [POLARITY]) { nodes { positions { polarity claims { nodes { id } } } } } }`
	before := mustAsk(t, config, conflicts, nil)
	sides := before.at("conflicts.nodes").([]any)
	if len(sides) != 1 {
		t.Fatalf("before: %v", before.Data)
	}
	against := sides[0].(map[string]any)["positions"].([]any)[1].(map[string]any)
	var undos []any
	for _, c := range against["claims"].(map[string]any)["nodes"].([]any) {
		r := mustAsk(t, config, `mutation($claim: ID) { deprecate(input: {claim: $claim, misread: true}) `+deprecated+` }`, map[string]any{"claim": c.(map[string]any)["id"]})
		undos = append(undos, r.at("deprecate.curationId"))
	}
	if r := mustAsk(t, config, conflicts, nil); len(r.at("conflicts.nodes").([]any)) != 0 {
		t.Errorf("misread: %v", r.Data)
	}
	for _, u := range undos {
		mustAsk(t, config, `mutation($id: ID!) { undo(input: {curationId: $id}) `+deprecated+` }`, map[string]any{"id": u})
	}
	if diff := cmp.Diff(before.Data, mustAsk(t, config, conflicts, nil).Data); diff != "" {
		t.Errorf("undone: want - got +\n%s", diff)
	}
}
