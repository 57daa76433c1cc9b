package graph_test

import (
	"testing"

	"claimgraph/graph"
)

func TestIngestAndRetract(t *testing.T) {
	s := fixture(t)
	config := graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}}
	ingest := `mutation($dryRun: Boolean!, $articles: [ArticleInput!]!) {
		ingestArticles(input: {articles: $articles, dryRun: $dryRun, clientMutationId: "m"}) {
			claimCount clientMutationId userErrors { code path message } articleEdges { cursor node { id key claims { totalCount } } }
		}
	}`
	articles := []any{
		map[string]any{"key": "new", "text": "Zeno"},
		map[string]any{"text": "no key"},
		map[string]any{"key": "empty"},
		map[string]any{"key": "bad", "text": "unreadable"},
	}
	dry := mustAsk(t, config, ingest, map[string]any{"dryRun": true, "articles": articles})
	if dry.at("ingestArticles.claimCount") != 1.0 || len(dry.at("ingestArticles.articleEdges").([]any)) != 0 {
		t.Errorf("dry run: %v", dry.Data)
	}
	if r := mustAsk(t, config, `{ article(key: "new") { id } }`, nil); r.at("article") != nil {
		t.Error("a dry run stores")
	}
	done := mustAsk(t, config, ingest, map[string]any{"dryRun": false, "articles": articles})
	edges := done.at("ingestArticles.articleEdges").([]any)
	if len(edges) != 1 {
		t.Fatalf("ingested: %v", done.Data)
	}
	codes := ""
	for _, e := range done.at("ingestArticles.userErrors").([]any) {
		codes += e.(map[string]any)["code"].(string) + e.(map[string]any)["path"].([]any)[2].(string) + " "
	}
	if codes != "MISSING_KEY1 MISSING_TEXT2 NOT_STORED3 " {
		t.Errorf("user errors: %s", codes)
	}
	edge := edges[0].(map[string]any)
	if r := mustAsk(t, config, "query($c: String) { articles(after: $c) { totalCount nodes { id } } }", map[string]any{"c": edge["cursor"]}); r.at("articles.totalCount") != 4.0 || len(r.at("articles.nodes").([]any)) != 0 {
		t.Errorf("after the new article: %v", r.Data)
	}
	twice := []any{map[string]any{"key": "new", "text": "Zeno"}, map[string]any{"key": "new", "text": "Zeno"}}
	if r := mustAsk(t, config, ingest, map[string]any{"dryRun": false, "articles": twice}); len(r.at("ingestArticles.articleEdges").([]any)) != 1 {
		t.Errorf("one article given twice: %v", r.Data)
	}
	retract := `mutation($key: String!) { retract(input: {key: $key}) { retractedId retractedClaimCount userErrors { code } } }`
	gone := mustAsk(t, config, retract, map[string]any{"key": "new"})
	if gone.at("retract.retractedId") != edge["node"].(map[string]any)["id"] || gone.at("retract.retractedClaimCount") != 1.0 {
		t.Errorf("retracted: %v", gone.Data)
	}
	again := mustAsk(t, config, retract, map[string]any{"key": "new"})
	if again.at("retract.retractedId") != nil || len(again.at("retract.userErrors").([]any)) != 1 {
		t.Errorf("retracted again: %v", again.Data)
	}
	config.Loader = nil
	if r := ask(t, config, retract, map[string]any{"key": "new"}); r.code() != "READ_ONLY" {
		t.Errorf("without a loader: %v", r)
	}
}
