package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
)

// keyVariable is the environment's key. There is no flag for the key itself: all
// on the machine can read the command lines of processes.
const keyVariable = environmentPrefix + "KEY"

// errKeyNeeded says that a server does not let this client in.
var errKeyNeeded = errors.New("the server did not let this in")

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
