// Package syntax holds what the reading stages hand each other: text with
// byte spans, sentences, tokens, Universal Dependencies trees and mentions.
// It decides nothing: each stage fills in what it has found out.
package syntax

import (
	"sort"
	"unicode/utf8"

	"claimgraph/kg"
)

// Span is the half-open byte range [Start, End) of a text. Everything that
// reads speaks bytes; kg.Span, which everything after reading speaks, counts
// Unicode code points. Text.Points is the only bridge.
type Span struct{ Start, End int }

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains says whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps says whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Cover is the smallest span that contains both s and t.
func (s Span) Cover(t Span) Span { return Span{min(s.Start, t.Start), max(s.End, t.End)} }

// Text is an article's text, valid UTF-8, with an index from bytes to points.
type Text struct {
	String string
	marks  []mark // nil for ASCII
}

// mark says that byte offset at is code point offset point.
type mark struct{ at, point int }

const markEvery = 256 // bytes between marks: one short count per conversion

// NewText indexes a valid UTF-8 text.
func NewText(s string) *Text {
	t := &Text{String: s}
	if utf8.RuneCountInString(s) == len(s) {
		return t
	}
	point, next := 0, 0
	for at := range s {
		if at >= next {
			t.marks = append(t.marks, mark{at, point})
			next = at + markEvery
		}
		point++
	}
	return t
}

// Quote is the text at a span.
func (t *Text) Quote(s Span) string { return t.String[s.Start:s.End] }

// Points turns a span of bytes into the same span in code points.
func (t *Text) Points(s Span) kg.Span { return kg.Span{Start: t.point(s.Start), End: t.point(s.End)} }

func (t *Text) point(at int) int {
	if t.marks == nil {
		return at
	}
	i := sort.Search(len(t.marks), func(i int) bool { return t.marks[i].at > at }) - 1
	m := t.marks[i]
	return m.point + utf8.RuneCountInString(t.String[m.at:at])
}
