// Package examples holds operations that show what can be asked, one in a
// file: NAME.graphql begins with a comment that says in words what it asks,
// NAME.variables.json has its variables, NAME.answer.json what a server with
// the bundled articles answers, where those that change something come last.
// Tests of every client run the same files, and the playground offers ten of
// them as a tour.
package examples

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed operations/*.graphql operations/*.variables.json
var files embed.FS

// Operation is one example.
type Operation struct {
	// Name is that of its file.
	Name string `json:"name"`
	// Asks is its question, in words.
	Asks string `json:"asks"`
	// Query is the document, with the comment.
	Query string `json:"query"`
	// Variables is an object.
	Variables json.RawMessage `json:"variables"`
}

// Names are the names of all examples, sorted.
func Names() ([]string, error) {
	found, err := fs.Glob(files, "operations/*.graphql")
	for i, name := range found {
		found[i] = strings.TrimSuffix(strings.TrimPrefix(name, "operations/"), ".graphql")
	}
	return found, err
}

// Read gives one example.
func Read(name string) (Operation, error) {
	query, err := fs.ReadFile(files, "operations/"+name+".graphql")
	if err != nil {
		return Operation{}, err
	}
	variables, err := fs.ReadFile(files, "operations/"+name+".variables.json")
	if errors.Is(err, fs.ErrNotExist) {
		variables, err = []byte("{}"), nil
	}
	if err != nil {
		return Operation{}, err
	}
	asks, err := question(string(query))
	if err != nil {
		return Operation{}, fmt.Errorf("%s: %w", name, err)
	}
	return Operation{Name: name, Asks: asks, Query: string(query), Variables: variables}, nil
}

// question is the comment at the start, as one line.
func question(query string) (string, error) {
	var words []string
	for line := range strings.Lines(query) {
		text, comment := strings.CutPrefix(line, "#")
		if !comment {
			break
		}
		words = append(words, strings.TrimSpace(text))
	}
	if words == nil {
		return "", errors.New("it does not say what it asks")
	}
	return strings.Join(words, " "), nil
}

// tour is the order in which one gets to know the graph.
var tour = [...]string{
	"WhoClaims", "WhatCanBeAsked", "ReadArticle", "ReportedClaims", "Conflicts",
	"Match", "PropertyPath", "NestedFilter", "Paths", "Timeline",
}

// Tour gives the examples of the playground, in their order.
func Tour() ([]Operation, error) {
	steps := make([]Operation, len(tour))
	for i, name := range tour {
		var err error
		if steps[i], err = Read(name); err != nil {
			return nil, err
		}
	}
	return steps, nil
}
