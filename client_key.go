package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"claimgraph/access"
	"claimgraph/graph"
)

// keyVariable is the environment's key. There is no flag for the key itself: all
// on the machine can read the command lines of processes.
const keyVariable = environmentPrefix + "KEY"

// Why a server does nothing of this client's, whatever it asks.
var (
	errKeyNeeded     = errors.New("the server did not let this in")
	errNotForChanges = errors.New("the server takes no changes")
)

// closedTo is what a code says of all requests of this kind, nil for a code that
// speaks of one request alone.
func closedTo(code string) error {
	switch code {
	case access.CodeUnauthenticated, access.CodeForbidden, graph.CodeDocumentsOnly:
		return errKeyNeeded
	case graph.CodeReadOnly:
		return errNotForChanges
	}
	return nil
}

// authorize shows the client's key: that of --key-file, else the environment's.
func (c *client) authorize(r *http.Request) error {
	key, source := os.Getenv(keyVariable), keyVariable
	if c.keyFile != "" {
		content, err := os.ReadFile(c.keyFile)
		if err != nil {
			return fmt.Errorf("--key-file %w", err)
		}
		key, source = string(content), "--key-file "+c.keyFile
	}
	key = strings.TrimSpace(key)
	switch {
	case key == "" && c.keyFile != "":
		return fmt.Errorf("%s: there is no key in it", source)
	case strings.ContainsFunc(key, func(c rune) bool { return c <= ' ' || c > '~' }):
		return fmt.Errorf("%s: a key is one word", source)
	case key != "":
		r.Header.Set("Authorization", "Bearer "+key)
	}
	return nil
}
