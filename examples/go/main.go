// The program prints what is known of an entity: its facts, and for each who
// claims it, in which words, and where they stand.
//
//	go run . DeepSeek-V3
//	go run . -url http://127.0.0.1:9000/graphql 'European Court of Justice'
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/Khan/genqlient/graphql"
)

//go:generate go tool genqlient

// pageSize is how many facts are asked for at a time.
const pageSize = 50

func main() {
	url := flag.String("url", "http://127.0.0.1:8080/graphql", "where a claimgraph answers")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: go run . [-url URL] NAME")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	client := graphql.NewClient(*url, &http.Client{Timeout: 30 * time.Second})
	if err := report(context.Background(), os.Stdout, client, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// report writes all facts of an entity, page by page.
func report(ctx context.Context, w io.Writer, client graphql.Client, name string) error {
	first, after := pageSize, (*string)(nil)
	for {
		answer, err := Facts(ctx, client, EntityRef{Name: name}, &first, after)
		if err != nil {
			return err // an ambiguous name lists its candidates
		}
		if answer.Entity == nil {
			return unknown(ctx, client, name)
		}
		facts := answer.Entity.Facts
		if after == nil {
			fmt.Fprintf(w, "%s (%s), %d facts\n", answer.Entity.Label, strings.ToLower(string(answer.Entity.Kind)), facts.TotalCount)
		}
		for _, edge := range facts.Edges {
			writeFact(w, answer.Entity.Label, edge)
		}
		if !facts.PageInfo.HasNextPage {
			return nil
		}
		after = facts.PageInfo.EndCursor
	}
}

func writeFact(w io.Writer, entity string, edge FactsEntityFactsFactConnectionEdgesFactEdge) {
	subject, object := entity, edge.Other.GetLabel()
	if edge.Direction == DirectionIn {
		subject, object = object, subject
	}
	fmt.Fprintf(w, "\n%s %s %s: %s\n", subject, edge.Node.Predicate.Name, object, strings.ToLower(string(edge.Node.Status)))
	for _, claim := range edge.Node.Claims.Nodes {
		writeClaim(w, claim.claimFields)
	}
}

func writeClaim(w io.Writer, claim claimFields) {
	how := strings.ToLower(string(claim.Modality))
	if claim.Polarity == PolarityNegated {
		how = "denied, " + how
	}
	if by := claim.Attribution; by != nil {
		how += ", by " + by.Text
	}
	fmt.Fprintf(w, "  %s in %s, %d to %d:\n    %s\n", how, claim.Article.Key, claim.Evidence.Start, claim.Evidence.End,
		strings.Join(strings.Fields(claim.Evidence.Text), " "))
}

// unknown says what is called something like the name.
func unknown(ctx context.Context, client graphql.Client, name string) error {
	found, err := Similar(ctx, client, name)
	if err != nil {
		return err
	}
	var names []string
	for _, edge := range found.Search.Edges {
		if entity, ok := edge.Node.(*SimilarSearchSearchConnectionEdgesSearchEdgeNodeEntity); ok {
			names = append(names, entity.Label)
		}
	}
	if names == nil {
		return errors.New("nothing is called " + name)
	}
	return fmt.Errorf("nothing is called %s; there is %s", name, strings.Join(names, ", "))
}
