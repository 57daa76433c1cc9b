package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/syntax"
)

// writeTrace shows what each stage made of an article: sentence by sentence
// the tree, the mentions with their entities, and the claims with the rules
// that made them.
func writeTrace(out io.Writer, an *loader.Analysis) error {
	t := tracer{errWriter{w: out}, lineWriter{an}, lineWriter{an}.entityOf()}
	t.printf("%s\n", an.IRI)
	for i := range an.Trees {
		t.sentence(i)
	}
	t.printf("\nentities\n")
	for i := range an.Entities {
		e := &an.Entities[i]
		t.printf("  e%d\t%s\t%s\t%s\n", i+1, e.Kind, e.Label, strings.Join(e.Aliases, ", "))
	}
	t.printf("\n")
	return t.err
}

type tracer struct {
	errWriter
	lines    lineWriter
	entityOf []int // by mention
}

func (t *tracer) sentence(i int) {
	tree := &t.lines.Trees[i]
	t.printf("\n%d. %s\n", i+1, t.lines.Text.Quote(tree.Span))
	t.tree(tree)
	for m := range t.lines.Mentions {
		if t.lines.Mentions[m].Tree == i {
			t.mention(m)
		}
	}
	sentence := t.lines.Text.Points(tree.Span)
	for c := range t.lines.Claims {
		if at := t.lines.Claims[c].Predicate.Start; sentence.Start <= at && at < sentence.End {
			t.claim(&t.lines.Claims[c])
		}
	}
}

func (t *tracer) tree(tree *syntax.Tree) {
	table := tabwriter.NewWriter(t.w, 0, 0, 2, ' ', 0)
	for i := range tree.Words {
		w := &tree.Words[i]
		name := w.Name.Kind.Label()
		fmt.Fprintf(table, "   %d\t%s\t%s\t%s\t%s\t%d\t%s\t%s\t\n", i+1, w.Form, w.Lemma, w.UPOS, w.XPOS, w.Head, w.Rel, name)
	}
	if err := table.Flush(); t.err == nil {
		t.err = err
	}
}

func (t *tracer) mention(i int) {
	m := &t.lines.Mentions[i]
	entity := "no entity"
	if e := t.entityOf[i]; e >= 0 {
		entity = fmt.Sprintf("e%d %s", e+1, t.lines.Entities[e].Label)
	}
	if m.Value != nil {
		entity = string(m.Value.Kind) + " " + m.Value.Term().String()
	}
	t.printf("   %-8s %-12s %q = %s\n", m.Form, m.Kind, t.lines.Text.Quote(m.Span), entity)
}

func (t *tracer) claim(c *kg.Claim) {
	t.printf("   => %s %s %s\n", t.argument(&c.Subject), c.Predicate.Name, t.argument(&c.Object))
	for i := range c.Qualifiers {
		q := &c.Qualifiers[i]
		t.printf("      %s %s\n", q.Predicate.Name, t.argument(&q.Object))
	}
	t.printf("      %s, %s", c.Polarity, c.Modality)
	for a := c.Attribution; a != nil; a = a.Via {
		t.printf(", %q %s", a.Text, a.Cue)
	}
	t.printf(", confidence %.2f\n      rules: %s\n", c.Confidence, strings.Join(c.Rules, ", "))
}

func (t *tracer) argument(a *kg.Argument) string {
	f := t.lines.argument(a)
	switch {
	case a.Value != nil:
		return a.Value.Term().String()
	case a.Claim != "":
		return "claim " + a.Claim
	}
	return fmt.Sprintf("e%d %s", a.Entity, f.Name)
}
