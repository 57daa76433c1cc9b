package main

import (
	"strings"
	"testing"

	"claimgraph/graph"

	"github.com/spf13/cobra"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// TestQueriesInPagesFitTheSchema holds the GraphQL of the pages, and what
// "claimgraph query" is given in them and in the verbs' examples. What has a "…"
// in it is for the reader to fill in.
func TestQueriesInPagesFitTheSchema(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: graph.SDL()})
	queries := 0
	try := func(where, query string) {
		if strings.Contains(query, "…") || strings.Contains(query, "...") && !strings.Contains(query, "... on") {
			return
		}
		queries++
		if _, err := gqlparser.LoadQueryWithRules(schema, query, nil); err != nil {
			t.Errorf("%s: %v\n%s", where, err, query)
		}
	}
	tryCommands := func(where, text string) {
		for _, args := range commandsIn(text) {
			if len(args) > 1 && args[0] == "query" && strings.HasPrefix(args[1], "{") {
				try(where, args[1])
			}
		}
	}
	for _, page := range pages(t) {
		text := readPage(t, page)
		for _, block := range codeBlock.FindAllStringSubmatch(text, -1) {
			switch language := block[1]; language {
			case "graphql":
				try(page, block[2])
			case "sh":
				tryCommands(page, strings.ReplaceAll(block[2], "\nclaimgraph", " ; claimgraph"))
			}
		}
		for _, code := range inlineCode.FindAllStringSubmatch(codeBlock.ReplaceAllString(text, ""), -1) {
			tryCommands(page, code[1])
		}
	}
	eachVerb((&app{}).command(), func(cmd *cobra.Command) {
		for line := range strings.Lines(cmd.Example) {
			tryCommands(cmd.CommandPath(), line)
		}
	})
	if queries < 12 {
		t.Errorf("found %d queries", queries)
	}
}
