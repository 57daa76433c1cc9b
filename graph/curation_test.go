package graph_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/loader"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

const payload = `{ curationId clientMutationId entity { id label aliases mentions { totalCount } } userErrors { code path } }`

// idOf is the id of the entity with a name.
func idOf(t *testing.T, config graph.Config, name string) string {
	t.Helper()
	return mustAsk(t, config, `query($n: String!) { entity(ref: {name: $n}) { id } }`, map[string]any{"n": name}).at("entity.id").(string)
}

// problems are the codes and places of a payload's errors.
func problems(r reply, field string) string {
	var list []string
	for _, e := range r.at(field + ".userErrors").([]any) {
		e := e.(map[string]any)
		place := e["code"].(string)
		for _, p := range e["path"].([]any) {
			place += "/" + p.(string)
		}
		list = append(list, place)
	}
	return strings.Join(list, " ")
}

func TestMergeSplitAndUndo(t *testing.T) {
	s := fixture(t)
	config := graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}}
	everything := `{ entities(first: 100) { totalCount nodes { id label aliases kind mentions(first: 100) { nodes { id span { text } } } facts(direction: BOTH) { totalCount } } } }`
	before := mustAsk(t, config, everything, nil).Data
	v3, h800, nvidia := idOf(t, config, "DeepSeek-V3"), idOf(t, config, "H800"), idOf(t, config, "Nvidia")

	merge := `mutation($into: ID!, $from: [ID!]!) { mergeEntities(input: {into: $into, from: $from, reason: "one chip", by: "ann", clientMutationId: "m"}) ` + payload + ` }`
	merged := mustAsk(t, config, merge, map[string]any{"into": v3, "from": []any{h800}})
	if problems(merged, "mergeEntities") != "" || merged.at("mergeEntities.entity.id") != v3 || merged.at("mergeEntities.clientMutationId") != "m" {
		t.Fatalf("merged: %v", merged.Data)
	}
	if r := mustAsk(t, config, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": h800}); r.at("node") != nil {
		t.Error("what was merged is still an entity of its own")
	}
	if r := mustAsk(t, config, `query($id: ID!) { entity(ref: {id: $id}) { id } }`, map[string]any{"id": h800}); r.at("entity.id") != v3 {
		t.Errorf("asked for by its old id, what was merged is not what it became: %v", r.Data)
	}

	mentions := mustAsk(t, config, `query($id: ID!) { node(id: $id) { ... on Entity { mentions { nodes { id article { key } } } } } }`, map[string]any{"id": nvidia}).at("node.mentions.nodes").([]any)
	one := mentions[0].(map[string]any)["id"]
	split := `mutation($of: ID!, $mentions: [ID!]!) { splitEntity(input: {entity: $of, mentions: $mentions}) ` + payload + ` }`
	parted := mustAsk(t, config, split, map[string]any{"of": nvidia, "mentions": []any{one}})
	if problems(parted, "splitEntity") != "" || parted.at("splitEntity.entity.label") != "Nvidia" || parted.at("splitEntity.entity.id") == nvidia {
		t.Fatalf("split: %v", parted.Data)
	}

	listed := mustAsk(t, config, `{ curations { totalCount nodes { id kind by reason entity from decidedAt } } }`, nil)
	if listed.at("curations.totalCount") != 2.0 {
		t.Errorf("decisions: %v", listed.Data)
	}
	undo := `mutation($id: ID!) { undo(input: {curationId: $id}) ` + payload + ` }`
	for _, id := range []any{merged.at("mergeEntities.curationId"), parted.at("splitEntity.curationId")} {
		if r := mustAsk(t, config, `query($id: ID!) { node(id: $id) { id __typename } }`, map[string]any{"id": id}); r.at("node.__typename") != "Curation" {
			t.Errorf("the decision is no node: %v", r.Data)
		}
		if r := mustAsk(t, config, undo, map[string]any{"id": id}); problems(r, "undo") != "" || r.at("undo.curationId") != id || r.at("undo.entity") == nil {
			t.Errorf("undone: %v", r.Data)
		}
		if r := mustAsk(t, config, undo, map[string]any{"id": id}); problems(r, "undo") != "UNKNOWN_CURATION/input/curationId" || r.at("undo.curationId") != nil {
			t.Errorf("undone twice: %v", r.Data)
		}
	}
	if diff := cmp.Diff(before, mustAsk(t, config, everything, nil).Data); diff != "" {
		t.Errorf("undone: want - got +\n%s", diff)
	}
}

func TestCurationSaysWhatIsWrong(t *testing.T) {
	s := fixture(t)
	config := graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}}
	v3, h800, nvidia := idOf(t, config, "DeepSeek-V3"), idOf(t, config, "H800"), idOf(t, config, "Nvidia")
	mentionsOf := func(id string) (ids []any) {
		nodes := mustAsk(t, config, `query($id: ID!) { node(id: $id) { ... on Entity { mentions { nodes { id } } } } }`, map[string]any{"id": id}).at("node.mentions.nodes").([]any)
		for _, n := range nodes {
			ids = append(ids, n.(map[string]any)["id"])
		}
		return ids
	}
	claim := mustAsk(t, config, `{ claims(first: 1) { nodes { id } } }`, nil).at("claims.nodes").([]any)[0].(map[string]any)["id"]
	kept := mustAsk(t, config, `mutation($e: [ID!]!) { keepApart(input: {entities: $e}) `+payload+` }`, map[string]any{"e": []any{v3, h800}})
	if problems(kept, "keepApart") != "" {
		t.Fatalf("kept apart: %v", kept.Data)
	}
	for _, try := range []struct {
		field, input string
		variables    map[string]any
		want         string
	}{
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"into": v3, "from": []any{v3}}, "SAME_ENTITY/input/from/0"},
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"into": v3, "from": []any{nvidia, "nonsense", claim}}, "UNKNOWN_ENTITY/input/from/1 UNKNOWN_ENTITY/input/from/2"},
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"into": claim, "from": []any{nvidia}}, "UNKNOWN_ENTITY/input/into"},
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"into": v3, "from": []any{}}, "TOO_FEW/input"},
		{"mergeEntities", "MergeEntitiesInput", map[string]any{"into": v3, "from": []any{nvidia, h800}}, "KEPT_APART/input/from/1"},
		{"splitEntity", "SplitEntityInput", map[string]any{"entity": nvidia, "mentions": []any{}}, "TOO_FEW/input"},
		{"splitEntity", "SplitEntityInput", map[string]any{"entity": nvidia, "mentions": []any{"x", nvidia}}, "UNKNOWN_MENTION/input/mentions/0 UNKNOWN_MENTION/input/mentions/1"},
		{"splitEntity", "SplitEntityInput", map[string]any{"entity": nvidia, "mentions": mentionsOf(nvidia)}, "NOTHING_LEFT/input/entity"},
		{"splitEntity", "SplitEntityInput", map[string]any{"entity": nvidia, "mentions": mentionsOf(v3)[:1]}, "NOT_ITS_MENTION/input/mentions/0"},
		{"keepApart", "KeepApartInput", map[string]any{"entities": []any{v3}}, "TOO_FEW/input"},
		{"undo", "UndoInput", map[string]any{"curationId": v3}, "NOT_AN_ID/input/curationId"},
	} {
		mutation := "mutation($in: " + try.input + "!) { " + try.field + "(input: $in) " + payload + " }"
		r := mustAsk(t, config, mutation, map[string]any{"in": try.variables})
		if got := problems(r, try.field); got != try.want || r.at(try.field+".curationId") != nil {
			t.Errorf("%s %v: %s, want %s", try.field, try.variables, got, try.want)
		}
	}
	config.Loader = nil
	if r := ask(t, config, `mutation { undo(input: {curationId: "x"}) { curationId } }`, nil); r.code() != "READ_ONLY" {
		t.Errorf("without a loader: %v", r)
	}
}

// Most articles decide the kind; an entity is listed under that kind alone.
func TestKindsAreVotedOn(t *testing.T) {
	s := emptyStore(t)
	for i, kind := range []kg.Kind{kg.Product, kg.Organization, kg.Organization, kg.Other, kg.Other, kg.Other} {
		d := newDraft(kg.Article{Key: strconv.Itoa(i), Text: "Acme. Zeno."})
		d.entity("Acme", kind)
		if i > 2 {
			d.entity("Zeno", kind)
		}
		d.Normalize()
		put(t, s, d.Reading)
	}
	// what articles do not tell the kind of has a name of its own, until names are compared
	merge := kg.Decision{Kind: kg.Merge, Entity: kg.Name{Class: kg.ClassThing, Key: "acme"}.EntityIRI(), From: []quad.IRI{kg.Name{Class: kg.ClassUnknown, Key: "acme"}.EntityIRI()}}
	if err := loader.Curate(t.Context(), s, merge); err != nil {
		t.Fatal(err)
	}
	config := over(s)
	if r := mustAsk(t, config, `{ entity(ref: {name: "Acme"}) { kind names { text count } } }`, nil); r.at("entity.kind") != "ORGANIZATION" {
		t.Errorf("two of three articles that tell say that Acme is an organization: %v", r.Data)
	}
	for kind, want := range map[string]float64{"ORGANIZATION": 1, "PRODUCT": 0, "OTHER": 1} {
		r := mustAsk(t, config, `query($k: Kind!) { entities(where: {kinds: [$k]}) { totalCount } }`, map[string]any{"k": kind})
		if r.at("entities.totalCount") != want {
			t.Errorf("%s: %v, want %v", kind, r.Data, want)
		}
	}
}

// The pages of the candidates hold each pair once, whichever of the two has the
// longer name, and what one entity's list holds is in the whole one.
func TestDuplicatesAreListedOnce(t *testing.T) {
	s := emptyStore(t)
	for i, name := range []string{"Merkel", "Angela Merkel", "European Union", "Hezbollah", "EU", "Hezbolah", "Acme Corporation", "Acme"} {
		d := newDraft(kg.Article{Key: strconv.Itoa(i), Text: name + "."})
		d.entity(name, kg.Organization)
		put(t, s, d.Reading)
	}
	config := over(s)
	pairs := func(query string, variables map[string]any) (list []string, last any) {
		for _, c := range mustAsk(t, config, query, variables).at("duplicateCandidates").([]any) {
			c := c.(map[string]any)
			names := []string{c["a"].(map[string]any)["label"].(string), c["b"].(map[string]any)["label"].(string)}
			slices.Sort(names)
			list, last = append(list, strings.Join(names, " = ")), c["cursor"]
		}
		return list, last
	}
	all, _ := pairs(`{ duplicateCandidates(first: 500) { cursor a { label } b { label } } }`, nil)
	want := []string{"Acme = Acme Corporation", "Angela Merkel = Merkel", "EU = European Union", "Hezbolah = Hezbollah"}
	if diff := cmp.Diff(want, slices.Sorted(slices.Values(all))); diff != "" {
		t.Errorf("want - got +\n%s", diff)
	}
	var paged []string
	for after := any(nil); ; {
		some, last := pairs(`query($c: String) { duplicateCandidates(first: 1, after: $c) { cursor a { label } b { label } } }`, map[string]any{"c": after})
		if paged = append(paged, some...); len(some) == 0 {
			break
		}
		after = last
	}
	if diff := cmp.Diff(all, paged); diff != "" {
		t.Errorf("page by page: want - got +\n%s", diff)
	}
	for _, name := range []string{"Merkel", "European Union", "Hezbolah", "Acme"} {
		if some, _ := pairs(`query($n: String!) { duplicateCandidates(entity: {name: $n}) { cursor a { label } b { label } } }`, map[string]any{"n": name}); len(some) != 1 {
			t.Errorf("%s: %v", name, some)
		}
	}
	ids := []any{idOf(t, config, "Merkel"), idOf(t, config, "Angela Merkel")}
	config.Loader = shelf{store: s, t: t}
	mustAsk(t, config, `mutation($e: [ID!]!) { keepApart(input: {entities: $e}) { curationId } }`, map[string]any{"e": ids})
	if some, _ := pairs(`{ duplicateCandidates(entity: {name: "Merkel"}) { cursor a { label } b { label } } }`, nil); len(some) != 0 {
		t.Errorf("what is kept apart is a candidate: %v", some)
	}
}
