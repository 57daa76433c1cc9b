package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimgraph/loader/syntax"
)

// A trace tells how an article was read, sentence by sentence, as a reader would
// check it: the tree; the mentions and what they refer to; each proposition with
// the rules that built it, what weakened it and which patterns were tried on it
// (trace_context.go, trace_pattern.go); what learned relations scored; and the
// claims, what their confidence is made of, and what was dropped for which reason
// (trace_score.go). docs/trace.md reads one aloud. A nil trace is silent and costs
// nothing but the question whether there is one.
type trace struct {
	strings.Builder
	reading *reading
	match   string // only sentences that hold it
	quiet   bool   // the sentence does not
	told    int    // claims that the sentences before have made
	links   []linkTried
	dropped []string
	scores  []pairScore
}

// Trace tells how an article was read; where match is not empty, only of
// sentences that hold it.
func (r *Reader) Trace(in Input, match string) string {
	t := &trace{match: match}
	t.reading = r.start(in, t)
	t.reading.all()
	return t.String()
}

// on says whether anybody wants to know.
func (t *trace) on() bool { return t != nil && !t.quiet }

// sentence opens a sentence: its words and mentions.
func (t *trace) sentence(s *sentence) {
	if t == nil {
		return
	}
	text := strings.Join(strings.Fields(t.reading.Text.Quote(s.Span)), " ")
	if t.quiet = !strings.Contains(text, t.match); t.quiet {
		return
	}
	fmt.Fprintf(t, "# %s\n\n", text)
	t.tree(s)
	t.mentions(s)
}

// tree draws the words in their order, each as far to the right as it hangs
// deep, with its relation, the word it hangs on and how sure the arc is.
func (t *trace) tree(s *sentence) {
	t.WriteString("tree\n")
	lines, widest := make([]string, len(s.Words)), 0
	for i := range s.Words {
		depth := 0
		for w := s.parent[i]; w >= 0 && depth < len(s.Words); w = s.parent[w] {
			depth++
		}
		lines[i] = strings.Repeat("· ", depth) + s.Words[i].Form
		widest = max(widest, len([]rune(lines[i])))
	}
	for i, line := range lines {
		w := &s.Words[i]
		fmt.Fprintf(t, "    %-*s  %-5s %s", widest, line, w.UPOS, w.Rel)
		if p := s.parent[i]; p >= 0 {
			fmt.Fprintf(t, " of %s", s.Words[p].Form)
		}
		if sure := s.sure(i); sure < 0.995 {
			fmt.Fprintf(t, "  %.2f", sure)
		}
		t.WriteByte('\n')
	}
}

func (t *trace) mentions(s *sentence) {
	d := t.reading
	t.WriteString("mentions\n")
	for _, m := range d.mentionsOf(s) {
		at := &d.Mentions[m]
		fmt.Fprintf(t, "    %q %s", d.Text.Quote(at.Span), at.Form)
		switch e := d.entity[m]; {
		case at.Form == syntax.Date && (at.Value == nil || at.Value.EDTF == ""):
			t.WriteString(": when that is, the text does not say")
		case at.Value != nil:
			a, _ := d.argument(m)
			fmt.Fprintf(t, ":%s", strings.TrimPrefix(object(&a), a.Text))
		case e < 0:
			t.WriteString(": refers to nothing known")
		default:
			fmt.Fprintf(t, ": %s e%d %s%s", d.kind(m), e+1, d.Entities[e].Label, t.antecedent(m, e))
		}
		t.WriteByte('\n')
	}
}

// antecedent says which mention before a pronoun or description has its entity.
func (t *trace) antecedent(m, e int) string {
	d := t.reading
	list := d.Entities[e].Mentions
	i := slices.Index(list, m)
	if i < 1 || d.Mentions[m].Form == syntax.Name {
		return ""
	}
	back := d.Mentions[m].Tree - d.Mentions[list[i-1]].Tree
	where := "before it"
	if back > 0 {
		where = fmt.Sprintf("%d sentences back", back)
		if back == 1 {
			where = "in the sentence before"
		}
	}
	return fmt.Sprintf(", by %q %s", d.Text.Quote(d.Mentions[list[i-1]].Span), where)
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

// frame opens a proposition: its arguments, with how sure their places are.
func (t *trace) frame(s *sentence, f *frame, c *context) {
	if !t.on() {
		return
	}
	args := make([]string, len(f.args))
	for i, a := range f.args {
		args[i] = a.role + " " + s.Words[a.word].Form
		sure := a.sure
		for _, w := range a.arcs {
			sure *= s.sure(w)
		}
		if sure < 0.995 {
			args[i] += fmt.Sprintf(" %.2f", sure)
		}
	}
	fmt.Fprintf(t, "proposition %s(%s) by %s\n", f.lemma, strings.Join(args, ", "), strings.Join(f.rules, ", "))
	t.context(s, f, c)
	t.patterns(s, f)
}

func (t *trace) tried(p *pattern, fired bool) {
	if !t.on() {
		return
	}
	outcome := "fired"
	if !fired {
		outcome = "matched, but its arguments refer to nothing that fits, or are not to be told"
	}
	fmt.Fprintf(t, "    rule %s: %s\n", p.ruleName(), outcome)
}

func (t *trace) skip(s *sentence, word int, why string) {
	if t.on() {
		fmt.Fprintf(t, "    skipped %q: %s\n", s.Words[word].Form, why)
	}
}

// claims ends a sentence with what it has added and what was dropped.
func (t *trace) claims() {
	if t == nil {
		return
	}
	d := t.reading
	if t.on() {
		t.neighbours()
		t.learned()
		for i := range d.claims[t.told:] {
			fmt.Fprintf(t, "claim %s\n", Describe(&d.claims[t.told+i]))
			fmt.Fprintf(t, "    %s\n", d.calibration.explain(d.grounds[t.told+i]))
		}
		for _, line := range t.dropped {
			fmt.Fprintf(t, "dropped %s\n", line)
		}
		t.WriteByte('\n')
	}
	t.told, t.links, t.dropped, t.scores = len(d.claims), nil, nil, nil
}
