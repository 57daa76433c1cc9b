package main

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestWrappedLinesFit(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, nil},
		{"one two three", 7, []string{"one two", "three"}},
		{"one urn:claimgraph:article:story two", 8, []string{"one", "urn:claimgraph:article:story", "two"}},
		{"“größer” ist", 8, []string{"“größer”", "ist"}},
	} {
		if got := wrapped(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q at %d: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestNoMarksWithoutTerminal(t *testing.T) {
	var out bytes.Buffer
	p := newPage(&out)
	p.paragraph("  ", bold, strings.Repeat("word ", 40))
	if strings.Contains(out.String(), "\x1b") {
		t.Errorf("marks in what is no terminal: %q", out.String())
	}
	for line := range strings.Lines(out.String()) {
		if len(line) > plainWidth+1 {
			t.Errorf("too wide: %q", line)
		}
	}
}

func TestBarsOnlyOnATerminal(t *testing.T) {
	var out bytes.Buffer
	b := newBar(&out, "loading", 100)
	b.add(50)
	b.clear()
	if _, err := io.Copy(io.Discard, b.reader(strings.NewReader("text"))); err != nil {
		t.Fatal(err)
	}
	b.finish()
	waiting := newWait(&out, "checking")
	waiting.finish()
	if out.Len() > 0 {
		t.Errorf("a bar in what is no terminal: %q", out.String())
	}
}
