package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// How tests ask servers and listen to them, with codes, statuses and cursors.

// asked is an answer of GraphQL.
type asked struct {
	status int
	header http.Header
	Data   map[string]any
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
}

func (a asked) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return a.Errors[0].Extensions.Code
}

// at follows names, and numbers of lists, into the data.
func (a asked) at(path ...any) any {
	var v any = a.Data
	for _, step := range path {
		switch s := step.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[s]
		case int:
			l, _ := v.([]any)
			if s >= len(l) {
				return nil
			}
			v = l[s]
		}
	}
	return v
}

func askWith(t *testing.T, address, query string, variables map[string]any) (a asked) {
	t.Helper()
	a, err := tryAsk(address, query, variables)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func tryAsk(address, query string, variables map[string]any) (a asked, err error) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return a, err
	}
	answer, err := http.Post("http://"+address+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		return a, err
	}
	defer answer.Body.Close()
	a.status, a.header = answer.StatusCode, answer.Header
	return a, json.NewDecoder(answer.Body).Decode(&a)
}

// heard is an event of claimAdded.
type heard struct {
	Label   string
	Article string
	Cursor  string
}

// listenTo tells what a claimAdded subscription does until it ends or ctx does; an error
// where it could not begin.
func listenTo(ctx context.Context, address, after string, tell func(heard)) error {
	query := `subscription { claimAdded { label article { key } } }`
	if after != "" {
		query = fmt.Sprintf(`subscription { claimAdded(after: %q) { label article { key } } }`, after)
	}
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, "POST", "http://"+address+"/graphql", bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(answer.Body)
		return fmt.Errorf("%s: %s", answer.Status, said)
	}
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		var e struct {
			Data struct {
				ClaimAdded *struct {
					Label   string
					Article struct{ Key string }
				}
			}
			Extensions struct{ Cursor string }
		}
		if err := json.Unmarshal([]byte(data), &e); err != nil || e.Data.ClaimAdded == nil {
			return fmt.Errorf("an event that tells no claim: %s", data)
		}
		tell(heard{e.Data.ClaimAdded.Label, e.Data.ClaimAdded.Article.Key, e.Extensions.Cursor})
	}
	return nil
}

// twoServers starts two servers over one database.
func twoServers(t *testing.T, url string, args ...string) (a, b string) {
	t.Helper()
	_, a = server(t, t.TempDir(), append([]string{"--data", url}, args...)...)
	_, b = server(t, t.TempDir(), append([]string{"--data", url}, args...)...)
	return a, b
}

const ingestOne = `mutation($key: String!, $text: String!, $wait: Boolean! = true, $once: String) {
	ingestArticles(input: {articles: [{key: $key, text: $text}], wait: $wait, idempotencyKey: $once}) { claimCount job { id state } userErrors { code } articleEdges { node { id key } } }
}`

func textOf(n int) string {
	return fmt.Sprintf("Company %d was founded in %d by Maria Lopez. Analysts said that it makes chips for Nvidia.", n, 1900+n%100)
}

// askedClaims are the labels of the claims of articles.
func askedClaims(t *testing.T, address string, keys []string) (labels []string) {
	t.Helper()
	for _, key := range keys {
		list, _ := askWith(t, address, `query($key: String!) { article(key: $key) { claims { nodes { label } } } }`, map[string]any{"key": key}).at("article", "claims", "nodes").([]any)
		for _, claim := range list {
			labels = append(labels, claim.(map[string]any)["label"].(string))
		}
	}
	return labels
}
