package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"claimgraph/kg"
)

// trace writes down what a reading tried; a nil trace is silent.
type trace struct {
	strings.Builder
	told int // claims that the sentences before have made
}

// Trace tells how an article was read: for each sentence its words with their
// heads, the mentions, each frame with its context, the patterns that were
// tried and whether they fired, what was dropped and why, and the claims.
func (r *Reader) Trace(in Input) string {
	t := &trace{}
	r.read(in, t)
	return t.String()
}

func (t *trace) sentence(d *reading, s *sentence) {
	if t == nil {
		return
	}
	fmt.Fprintf(t, "# %s\n", strings.Join(strings.Fields(d.Text.Quote(s.Span)), " "))
	for i := range s.Words {
		w := &s.Words[i]
		fmt.Fprintf(t, "word %d\t%s\t%s\t%s\t%d\t%s\t%.2f\n", i+1, w.Form, w.Lemma, w.UPOS, w.Head, w.Rel, w.Sure)
	}
	for _, m := range d.mentionsOf(s) {
		at := &d.Mentions[m]
		fmt.Fprintf(t, "mention %q %s %s", d.Text.Quote(at.Span), at.Form, d.kind(m))
		if e := d.entity[m]; e >= 0 {
			fmt.Fprintf(t, " = e%d %s", e+1, d.Entities[e].Label)
		}
		t.WriteByte('\n')
	}
}

// mentionsOf are a sentence's mentions in text order.
func (d *document) mentionsOf(s *sentence) []int {
	var list []int
	for _, at := range d.mentions[s.index] {
		list = append(list, at...)
	}
	slices.SortFunc(list, func(a, b int) int { return cmp.Compare(d.Mentions[a].Start, d.Mentions[b].Start) })
	return list
}

func (t *trace) frame(s *sentence, f *frame, c *context) {
	if t == nil {
		return
	}
	args := make([]string, len(f.args))
	for i, a := range f.args {
		args[i] = a.role + " " + s.Words[a.word].Form
	}
	fmt.Fprintf(t, "frame %s(%s) by %s\n    %s", f.lemma, strings.Join(args, ", "), strings.Join(f.rules, ", "), c.modality)
	if c.negated {
		t.WriteString(", negated")
	}
	for _, from := range c.sources {
		fmt.Fprintf(t, ", of %s", from.agentForm())
	}
	fmt.Fprintf(t, " by %s\n", cmp.Or(strings.Join(c.rules, ", "), "nothing above it"))
}

func (s source) agentForm() string {
	if s.agent < 0 {
		return "someone unnamed"
	}
	return s.in.Words[s.agent].Form
}

func (t *trace) tried(p *pattern, fired bool) {
	if t == nil {
		return
	}
	outcome := "fired"
	if !fired {
		outcome = "matched, but its arguments refer to nothing that fits"
	}
	fmt.Fprintf(t, "    rule %s: %s\n", p.ruleName(), outcome)
}

func (t *trace) drop(predicate, subject, object, why string) {
	if t != nil {
		fmt.Fprintf(t, "    dropped %s(%s, %s): %s\n", predicate, subject, object, why)
	}
}

func (t *trace) skip(s *sentence, word int, why string) {
	if t != nil {
		fmt.Fprintf(t, "    skipped %q: %s\n", s.Words[word].Form, why)
	}
}

// claims lists what the sentence has added.
func (t *trace) claims(d *reading, s *sentence) {
	if t == nil {
		return
	}
	for i := range d.claims[t.told:] {
		fmt.Fprintf(t, "claim %s\n", Describe(&d.claims[t.told+i]))
	}
	t.told = len(d.claims)
	t.WriteByte('\n')
}

// Describe is a claim on one line, for people: the words of its arguments, its
// qualifiers and time, then how it stands, whose it is, and how sure.
func Describe(c *kg.Claim) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s | %s", c.Subject.Text, c.Predicate.Name, object(&c.Object))
	for _, q := range c.Qualifiers {
		fmt.Fprintf(&b, " ; %s %s", q.Predicate.Name, object(&q.Object))
	}
	if c.Time != (kg.Interval{}) {
		fmt.Fprintf(&b, " @ %s..%s", c.Time.Start, c.Time.End)
	}
	if c.Polarity == kg.Negated {
		b.WriteString(" NOT")
	}
	fmt.Fprintf(&b, " [%s", c.Modality)
	for a := c.Attribution; a != nil; a = a.Via {
		fmt.Fprintf(&b, " <%s: %s>", a.Text, a.Cue)
	}
	fmt.Fprintf(&b, "] %.2f %s", c.Confidence, strings.Join(c.Rules, ", "))
	return b.String()
}

func object(a *kg.Argument) string {
	switch {
	case a.Claim != "":
		return a.Text + " -> " + a.Claim[strings.LastIndexByte(a.Claim, '#')+1:]
	case a.Value == nil:
		return a.Text
	case a.Value.Kind == kg.QuantityValue:
		return a.Text + " {" + amount(a.Value) + "}"
	case a.Value.Kind == kg.TimeValue:
		return a.Text + " {" + a.Value.EDTF + "}"
	case a.Value.Kind == kg.BooleanValue:
		return "true"
	}
	return fmt.Sprintf("%q", a.Text)
}

// amount is a quantity in short: "< 6000000 USD", "5..6 day".
func amount(v *kg.Value) string {
	number := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	if v.Op == kg.Range {
		return strings.TrimSpace(number(v.Amount) + ".." + number(v.High) + " " + v.Unit)
	}
	return strings.TrimSpace(string(v.Op) + " " + number(v.Amount) + " " + v.Unit)
}
