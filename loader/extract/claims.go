package extract

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// draft is a claim before it is entered.
type draft struct {
	subject, object kg.Argument
	predicate       kg.PredicateUse
	words           []int   // that express the predicate
	sure            float64 // what arcs and rules say of it; calibration.go makes a probability of it
	rules           []string
	qualifiers      []kg.Qualifier
	time            kg.Interval
	weak            bool // an alternative ("A or B"): possible at best
	loose           bool // the kind of one of the two does not fit
}

// enter adds a claim with its evidence, unless the sentence has made it
// before: then the more certain reading stays and both name their rules.
func (d *reading) enter(s *sentence, c context, x draft) {
	if x.subject.Entity == x.object.Entity && oneOf(x.predicate.Name, "known_as", "renamed_as", "renamed_to", "rebranded_as") { // a name, not another thing
		x.object.Entity, x.object.Value = 0, &kg.Value{Kind: kg.TextValue, Text: x.object.Text, Lang: "en"}
	}
	if x.subject.Entity == 0 || x.subject.Entity == x.object.Entity {
		d.trace.drop(&x, "subject and object are one thing, or the subject is none")
		return
	}
	g := d.groundsOf(s, &c, &x)
	sure, least := d.calibration.confidence(g)
	least = d.leastSure(least, g, &c)
	if sure < least {
		d.trace.unsure(&x, g, least)
		return
	}
	if g.family.open() == 1 && x.sure < d.leastOpenly(&c, &x) {
		d.trace.drop(&x, "its arcs are too unsure for what it says")
		return
	}
	if g.family.open() == 1 && unsaid(&c) {
		d.trace.drop(&x, "quoted from nobody")
		return
	}
	if d.ownWords(s, &c, x.subject) || d.ownWords(s, &c, x.object) {
		d.trace.drop(&x, "nobody calls himself he")
		return
	}
	known := strings.Contains(x.rules[0], ": ") && (x.object.Value == nil || x.object.Value.Kind != kg.TextValue)
	if d.nobody(x.subject, &c, known) || d.nobody(x.object, &c, known) {
		d.trace.drop(&x, "a pronoun that stands for nothing known")
		return
	}
	x.qualifiers = slices.DeleteFunc(x.qualifiers, func(q kg.Qualifier) bool {
		return q.Object.Span == x.subject.Span || q.Object.Span == x.object.Span ||
			q.Object.Entity > 0 && (q.Object.Entity == x.subject.Entity || q.Object.Entity == x.object.Entity) // "11 books, among them …"
	})
	claim := kg.Claim{
		Subject: x.subject, Object: x.object, Predicate: x.predicate, Qualifiers: x.qualifiers, Time: x.time,
		Polarity: kg.Affirmed, Modality: c.modality, Attribution: d.attribution(c.sources),
		Evidence: kg.Evidence{Span: d.Text.Points(s.Span), Text: d.Text.Quote(s.Span)},
		Model:    d.Model, Rules: unique(append(slices.Clone(x.rules), c.rules...)), Confidence: float64(sure) / certain,
	}
	if c.negated {
		claim.Polarity = kg.Negated
	}
	if x.weak && claim.Edge() {
		claim.Modality = kg.Possible
	}
	if len(x.words) > 0 {
		span := s.covering(x.words...)
		claim.Predicate.Span, claim.Predicate.Text = d.Text.Points(span), d.Text.Quote(span)
	}
	claim.ID = kg.ClaimID(d.IRI, d.sum, &claim)
	d.merge(claim, g)
}

// merge adds a claim or, where the sentence has made it before, what is new in
// it; the surer of the two says how sure.
func (d *reading) merge(claim kg.Claim, g grounds) {
	i, known := d.place[claim.ID]
	if !known {
		i = d.same(&claim)
	}
	if i < 0 {
		d.place[claim.ID] = len(d.claims)
		d.claims, d.grounds = append(d.claims, claim), append(d.grounds, g)
		return
	}
	old := &d.claims[i]
	if claim.Confidence > old.Confidence {
		old.Confidence, d.grounds[i] = claim.Confidence, g
	}
	old.Rules = unique(append(old.Rules, claim.Rules...))
	if len(old.Qualifiers) == 0 {
		old.Qualifiers = claim.Qualifiers
	}
	if old.Time == (kg.Interval{}) {
		old.Time = claim.Time
	}
}

// same is the claim of the same sentence that says the same of the same
// entities, -1 for none.
func (d *reading) same(c *kg.Claim) int {
	for i := len(d.claims) - 1; i >= 0 && d.claims[i].Evidence.Span == c.Evidence.Span; i-- {
		o := &d.claims[i]
		if o.Subject.Entity == c.Subject.Entity && o.Object.Entity == c.Object.Entity && o.Predicate.IRI == c.Predicate.IRI &&
			o.Polarity == c.Polarity && o.Modality == c.Modality && sameValue(o.Object.Value, c.Object.Value) && o.Object.Claim == c.Object.Claim {
			return i
		}
	}
	return -1
}

func sameValue(a, b *kg.Value) bool {
	return a == b || a != nil && b != nil && *a == *b
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// attribution is the sources as the claim keeps them: who said it first, via
// those through whom it came.
func (d *reading) attribution(sources []source) *kg.Attribution {
	if len(sources) == 0 {
		return nil
	}
	s := sources[0]
	a := &kg.Attribution{Via: d.attribution(sources[1:])}
	if s.cue >= 0 {
		a.Cue = d.cue(s)
	}
	if s.agent < 0 {
		return a
	}
	m := d.thing(s.in, s.agent)
	if name := d.thing(s.in, s.in.named(s.agent)); name >= 0 && (m < 0 || d.Mentions[m].Form != syntax.Name) {
		m = name // "one of the prisoners, Kasim Hilas, said"
	}
	if m >= 0 {
		at := &d.Mentions[m]
		span := at.Span
		if at.Form == syntax.Nominal && at.Head == s.agent && at.Tree == s.in.index {
			span.End = max(span.End, d.describedTo(s.in, s.agent))
		}
		a.Span, a.Text, a.Entity = d.Text.Points(span), d.Text.Quote(span), d.entity[m]+1
		return a
	}
	span := s.in.phrase(s.agent)
	a.Span, a.Text = d.Text.Points(span), d.Text.Quote(span)
	return a
}

// describedTo is where the words end that tell whose or which source it is: "a spokesman
// for Boeing", "people familiar with the matter", "a person with knowledge of the talks".
func (d *reading) describedTo(s *sentence, i int) int {
	const farthest = 12 // words
	end, at := s.Words[i].End, i
	for _, c := range s.children[i] {
		first, last := s.reach(c)
		if c < i {
			continue
		}
		if first != at+1 || last > i+farthest || !s.is(c, "nmod", "amod", "acl") || s.is(c, "acl:relcl", "nmod:unmarked") || d.value(s, c, syntax.Date) >= 0 || s.broken(first, last) {
			break
		}
		at, end = last, s.Words[last].End
	}
	return end
}

// broken says whether a comma or another mark stands among the words, or a relative clause:
// what goes on behind it is no part of the description.
func (s *sentence) broken(first, last int) bool {
	for j := first; j <= last; j++ {
		if s.Words[j].UPOS == "PUNCT" && s.Words[j].Form != "-" || s.relative(j) {
			return true
		}
	}
	return false
}

// named is the name in apposition to a noun, or to those of whom it is one: "one of
// the prisoners, Kasim Hilas"; -1 for none.
func (s *sentence) named(i int) int {
	if name := s.nameBeside(i); name >= 0 || s.lower(i) != "one" {
		return name
	}
	for _, c := range s.children[i] {
		if s.is(c, "nmod") && s.preposition(c) == "of" {
			return s.nameBeside(c)
		}
	}
	return -1
}

// phrase is a noun with what stands before it and what it is of: "more than 95%
// of the participants".
func (s *sentence) phrase(i int) syntax.Span {
	words := []int{i}
	for _, c := range s.children[i] {
		if first, last := s.reach(c); c < i && s.is(c, "det", "amod", "compound", "nummod", "nmod", "flat") || s.is(c, "nmod") && s.preposition(c) == "of" {
			words = append(words, first, last)
		}
	}
	return s.covering(words...)
}

// cue is the words that attribute: "claimed", "according to".
func (d *reading) cue(s source) string {
	words := []int{s.cue}
	for _, c := range s.in.children[s.cue] {
		if s.in.is(c, "fixed", "compound:prt") {
			words = append(words, c)
		}
	}
	return d.Text.Quote(s.in.covering(words...))
}

// taken is what known relations have used of a frame.
type taken struct {
	args []int // its arguments, by index
	noun bool  // its own word
}
