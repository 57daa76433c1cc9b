package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestFlagsAreNamed holds that help names what a flag takes, and not Go's type of it.
func TestFlagsAreNamed(t *testing.T) {
	var look func(*cobra.Command)
	look = func(cmd *cobra.Command) {
		check := func(f *pflag.Flag) {
			if name, _ := pflag.UnquoteUsage(f); strings.Contains(" int string float duration value uint ", " "+name+" ") && name != "" {
				t.Errorf("%s --%s %s", cmd.CommandPath(), f.Name, name)
			}
		}
		cmd.Flags().VisitAll(check)
		cmd.PersistentFlags().VisitAll(check)
		for _, sub := range cmd.Commands() {
			look(sub)
		}
	}
	look((&app{cache: defaultCache}).command())
}

// TestInterruptedVerb holds that Ctrl-C is told in words, whichever part of a verb it met.
func TestInterruptedVerb(t *testing.T) {
	var said bytes.Buffer
	a := &app{errors: &said, inVerb: true, hinted: map[string]bool{}}
	if code := a.exitCode(fmt.Errorf("a.nq: %w", context.Canceled), func() string { return "" }); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	if text := said.String(); !strings.Contains(text, "interrupted") || strings.Contains(text, "context") {
		t.Error(text)
	}
}
