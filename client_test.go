package main

import "testing"

// TestServerAddress holds that a server is found by its own address and by that of its GraphQL.
func TestServerAddress(t *testing.T) {
	for _, url := range []string{"http://h:8080", "http://h:8080/", "http://h:8080/graphql", "http://h:8080/graphql/"} {
		if got := (&client{url: url}).at("/graphql"); got != "http://h:8080/graphql" {
			t.Errorf("%s: %s", url, got)
		}
	}
	if got := (&client{url: "http://h/behind/"}).at("/backup"); got != "http://h/behind/backup" {
		t.Error(got)
	}
}
