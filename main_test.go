package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
)

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
