package main

import (
	"errors"
	"fmt"
	"io"
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
	verb := firstWord(root, args)
	if near := root.SuggestionsFor(verb); verb != "" && len(near) > 0 {
		return fmt.Sprintf("did you mean claimgraph %s?", near[0])
	}
	if _, err := os.Stat(verb); verb != "" && err == nil {
		return fmt.Sprintf("to read it: claimgraph load %s, or claimgraph extract %s to see what is read", verb, verb)
	}
	return "claimgraph help shows the verbs, claimgraph help VERB one of them"
}

// wordArguments has verbs say in words what they lack, or were given too much of.
func wordArguments(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		wordArguments(cmd)
		counts := cmd.Args
		if counts == nil || cmd.HasSubCommands() {
			continue
		}
		_, takes, _ := strings.Cut(cmd.Use, " ")
		if strings.HasPrefix(takes, "--") { // flags alone
			takes = ""
		}
		verb := strings.TrimPrefix(cmd.CommandPath(), root.Root().Name()+" ")
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			err := counts(cmd, args)
			var own usageError
			switch {
			case err == nil || errors.As(err, &own) || strings.HasPrefix(err.Error(), "invalid argument"): // which names one
				return err
			case takes == "":
				return fmt.Errorf("%s takes no arguments, and %q was given", verb, args[0])
			case len(args) == 0:
				return fmt.Errorf("%s: say what: %s", verb, takes)
			}
			return fmt.Errorf("%s takes %s; given: %s", verb, takes, strings.Join(args, " "))
		}
	}
}

// fitFlags lets the descriptions of flags fit a terminal's width. Elsewhere each has a line.
func fitFlags(root *cobra.Command, out io.Writer) {
	width := flagWidth(out)
	if width == 0 {
		return
	}
	fitting := fmt.Sprintf("FlagUsagesWrapped %d", width)
	root.SetUsageTemplate(strings.NewReplacer("LocalFlags.FlagUsages", "LocalFlags."+fitting, "InheritedFlags.FlagUsages", "InheritedFlags."+fitting).Replace(root.UsageTemplate()))
}

// flagWidth is the width of a terminal, 0 for what is none.
func flagWidth(out io.Writer) int {
	if terminalOf(out) == nil {
		return 0
	}
	return newPage(out).width
}

// firstWord is the first argument that is no flag and no flag's value.
func firstWord(root *cobra.Command, args []string) string {
	isValue := false
	for _, arg := range args {
		switch {
		case isValue:
			isValue = false
		case !strings.HasPrefix(arg, "-"):
			return arg
		default:
			flag := root.Flags().Lookup(strings.TrimLeft(arg, "-"))
			isValue = flag != nil && flag.NoOptDefVal == ""
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
