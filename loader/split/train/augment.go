package main

import (
	"strings"

	"claimgraph/loader/syntax"
)

// augment adds a copy of each document with the marks of today's typesetting
// where the treebanks, web text of the 2000s, write what a typewriter has.
// Curly quotes and en dashes need no copy: features read them as straight.
func augment(docs []syntax.Document) []syntax.Document {
	all := docs
	for i := range docs {
		if doc, changed := typeset(&docs[i]); changed {
			all = append(all, doc)
		}
	}
	return all
}

// typeset writes — for -- and … for three full stops.
func typeset(doc *syntax.Document) (syntax.Document, bool) {
	var b strings.Builder
	copied, changed := syntax.Document{ID: doc.ID}, false
	at := 0
	for _, tree := range doc.Trees {
		tokens := make([]syntax.Token, len(tree.Tokens))
		for j, t := range tree.Tokens {
			b.WriteString(doc.Text.String[at:t.Start])
			start := b.Len()
			form := doc.Text.Quote(t.Span)
			if new := modern(form); new != form {
				form, changed = new, true
			}
			b.WriteString(form)
			tokens[j].Span = syntax.Span{Start: start, End: b.Len()}
			at = t.End
		}
		tree.Tokens = tokens
		tree.Span = syntax.Span{Start: tokens[0].Start, End: b.Len()}
		copied.Trees = append(copied.Trees, tree)
	}
	copied.Text = syntax.NewText(b.String())
	return copied, changed
}

func modern(form string) string {
	switch form {
	case "--", "---":
		return "—"
	case "...":
		return "…"
	}
	return form
}
