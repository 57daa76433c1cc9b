package main

import (
	"strings"

	"claimgraph/kg"

	"github.com/spf13/cobra"
)

// completeFlags tells the shell which values flags take, where they take a few.
// Names of things in the store are not completed: that would open it.
func completeFlags(root *cobra.Command) {
	var formats []string
	for _, f := range append(kg.ExportFormats(), kg.Markdown) {
		formats = append(formats, string(f))
	}
	for _, flag := range []struct {
		verb, name string
		values     []string
	}{
		{"", "sync", syncNames[:]},
		{"", "log-level", []string{"debug", "info", "warn", "error"}},
		{"export", "format", formats},
		{"key add", "role", []string{"read", "write", "admin"}},
		{"tasks list", "state", taskStates},
	} {
		cmd, _, err := root.Find(strings.Fields(flag.verb))
		if err == nil {
			err = cmd.RegisterFlagCompletionFunc(flag.name, cobra.FixedCompletions(flag.values, cobra.ShellCompDirectiveNoFileComp))
		}
		if err != nil {
			panic(err) // a verb or a flag that was renamed
		}
	}
	for _, cmd := range root.Commands() {
		if cmd.ValidArgsFunction == nil && len(cmd.ValidArgs) == 0 && !takesFiles(cmd) {
			cmd.ValidArgsFunction = cobra.NoFileCompletions
		}
	}
}

// takesFiles says whether a verb's arguments are files.
func takesFiles(cmd *cobra.Command) bool {
	switch cmd.Name() {
	case "load", "enqueue", "extract", "parse", "restore", "backup", "vocabulary", "man", "retract", "split":
		return true
	}
	return false
}
