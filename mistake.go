package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// usageHint says what to write instead of a command line that cannot be meant.
// cmd is the verb as far as it was understood.
func usageHint(cmd *cobra.Command, args []string) string {
	root := cmd.Root()
	if cmd != root {
		return "usage: " + cmd.UseLine() + "; claimgraph help " + strings.TrimPrefix(cmd.CommandPath(), root.Name()+" ") + " has examples"
	}
	verb := firstWord(args)
	if near := root.SuggestionsFor(verb); verb != "" && len(near) > 0 {
		return fmt.Sprintf("did you mean claimgraph %s?", near[0])
	}
	if _, err := os.Stat(verb); verb != "" && err == nil {
		return fmt.Sprintf("to read it: claimgraph load %s, or claimgraph extract %s to see what is read", verb, verb)
	}
	return "claimgraph help shows the verbs, claimgraph help VERB one of them"
}

// firstWord is the first argument that is no flag.
func firstWord(args []string) string {
	for _, arg := range args {
		if !strings.HasPrefix(arg, "-") {
			return arg
		}
	}
	return ""
}

// advised is an error that knows what to do about it.
type advised struct {
	error
	advice string
}

func (e advised) Unwrap() error { return e.error }

// advise adds advice to an error, where there is one.
func advise(err error, advice string) error {
	if err == nil {
		return nil
	}
	return advised{err, advice}
}
