package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"claimgraph/kg"

	"github.com/spf13/cobra"
)

// client asks a running server over GraphQL, where the store is its own.
type client struct{ url, keyFile string }

func (c *client) flag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.url, "server", "", "`URL` of a running server that holds the store, such as http://127.0.0.1:8080")
	cmd.Flags().StringVar(&c.keyFile, "key-file", "", "`file` with the key that lets in at --server; without it the environment's CLAIMGRAPH_KEY")
}

// given says whether there is a server to ask.
func (c *client) given() bool { return c.url != "" }

// asker answers GraphQL.
type asker interface {
	// ask gives the answer as it came, and whether it has no errors.
	ask(ctx context.Context, query string, variables map[string]any, operation string) (answer []byte, ok bool, err error)

	// place says where the answer comes from, "" for the store.
	place() string
}

func (c *client) place() string { return "--server " + c.url }

// at is an address of the server, also where the URL is that of its GraphQL.
func (c *client) at(path string) string {
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(c.url, "/"), "/graphql"), "/") + path
}

// ask gives the answer as it came, and whether it has no errors.
func (c *client) ask(ctx context.Context, query string, variables map[string]any, operation string) (answer []byte, ok bool, err error) {
	question, err := json.Marshal(map[string]any{"query": query, "variables": variables, "operationName": operation})
	if err != nil {
		return nil, false, err
	}
	response, err := c.do(ctx, func() (*http.Request, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.at("/graphql"), bytes.NewReader(question))
		if err == nil {
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", "application/graphql-response+json, application/json")
		}
		return r, err
	})
	if err != nil {
		return nil, false, fmt.Errorf("--server %w", err)
	}
	defer response.Body.Close()
	if answer, err = io.ReadAll(response.Body); err != nil {
		return nil, false, fmt.Errorf("--server %s: %w", c.url, err)
	}
	var parts struct{ Errors []struct{ Message string } }
	if json.Unmarshal(answer, &parts) != nil {
		return nil, false, fmt.Errorf("--server %s: %s, and %w", c.url, response.Status, errNoGraphQL)
	}
	return answer, len(parts.Errors) == 0, nil
}

// errNoGraphQL is what a proxy says for a server that it does not reach, or another server.
var errNoGraphQL = errors.New("no GraphQL")

// fieldOf runs an operation of one field, "result", and gives what that field says.
func fieldOf[T any](ctx context.Context, to asker, query string, variables map[string]any) (result T, err error) {
	answer, ok, err := to.ask(ctx, query, variables, "")
	if err != nil {
		return result, err
	}
	var parts struct {
		Data   struct{ Result T }
		Errors []struct {
			Message    string
			Extensions struct {
				Code       string
				Candidates []namedEntity
			}
		}
	}
	if err := json.Unmarshal(answer, &parts); err != nil {
		return result, fmt.Errorf("%s: %w", to.place(), err)
	}
	if !ok {
		why := parts.Errors[0].Message
		if closed := closedTo(parts.Errors[0].Extensions.Code); closed != nil {
			return result, fmt.Errorf("%s: %w: %s", to.place(), closed, why)
		}
		for _, e := range parts.Errors[0].Extensions.Candidates {
			why += "\n  " + e.IRI + " " + e.Label
			if e.Kind != "" {
				why += ", " + strings.ToLower(e.Kind)
			}
		}
		return result, &refusedError{to.place(), why}
	}
	return parts.Data.Result, nil
}

type userError struct{ Message, Code string }

// retract removes one article or load.
func (c *client) retract(ctx context.Context, id string) (claims int, err error) {
	const mutation = `mutation ($key: String!) { result: retract(input: {key: $key}) { retractedClaimCount userErrors { message code } } }`
	type payload struct {
		RetractedClaimCount int
		UserErrors          []userError
	}
	p, err := fieldOf[payload](ctx, c, mutation, map[string]any{"key": id})
	if err != nil {
		return 0, err
	}
	if len(p.UserErrors) > 0 {
		return 0, &refusedError{id, p.UserErrors[0].Message}
	}
	return p.RetractedClaimCount, nil
}

// refusedError is what the server would not do.
type refusedError struct{ what, why string }

func (e *refusedError) Error() string {
	if e.what == "" {
		return e.why
	}
	return e.what + ": " + e.why
}

// articleInput is the schema's ArticleInput.
type articleInput struct {
	Key         string  `json:"key"`
	Text        string  `json:"text"`
	URL         *string `json:"url,omitempty"`
	Title       *string `json:"title,omitempty"`
	Publisher   *string `json:"publisher,omitempty"`
	Byline      *string `json:"byline,omitempty"`
	PublishedAt *string `json:"publishedAt,omitempty"`
	Language    *string `json:"language,omitempty"`
}

func inputOf(a *kg.Article) articleInput {
	in := articleInput{
		Key: a.Key, Text: a.Text, URL: optional(a.URL), Title: optional(a.Title),
		Publisher: optional(a.Publisher), Byline: optional(a.Byline), Language: optional(a.Language),
	}
	if !a.Published.IsZero() {
		in.PublishedAt = optional(a.Published.Format(time.RFC3339Nano))
	}
	return in
}
