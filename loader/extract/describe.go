package extract

import (
	"fmt"
	"strconv"
	"strings"

	"claimgraph/kg"
)

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
	return fmt.Sprintf("%q", a.Value.Text)
}

// amount is a quantity in short: "< 6000000 USD", "5..6 day".
func amount(v *kg.Value) string {
	number := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	if v.Op == kg.Range {
		return strings.TrimSpace(number(v.Amount) + ".." + number(v.High) + " " + v.Unit)
	}
	return strings.TrimSpace(string(v.Op) + " " + number(v.Amount) + " " + v.Unit)
}
