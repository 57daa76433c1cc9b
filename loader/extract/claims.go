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
		return q.Object.Span == x.subject.Span || q.Object.Span == x.object.Span
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
		a.Span, a.Text, a.Entity = d.Text.Points(at.Span), d.Text.Quote(at.Span), d.entity[m]+1
		return a
	}
	span := s.in.phrase(s.agent)
	a.Span, a.Text = d.Text.Points(span), d.Text.Quote(span)
	return a
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

// known enters what the vocabulary reads in a frame and returns the frame's
// arguments that it has used.
func (d *reading) known(s *sentence, f *frame, c context) (taken taken) {
	for _, b := range d.match(s, f) {
		made := d.bound(s, b, c)
		d.trace.tried(b.pattern, made)
		if made {
			taken.args = append(taken.args, b.filled...)
			taken.noun = taken.noun || !b.strict
		}
	}
	return taken
}

// taken is what known relations have used of a frame.
type taken struct {
	args []int // its arguments, by index
	noun bool  // its own word
}

// linked enters what the vocabulary reads between neighbouring nouns.
func (d *reading) linked(s *sentence) {
	for _, b := range d.grammar.links(s) {
		c := d.contextOf(s, b.frame)
		d.quoted(s, b.frame, &c)
		d.trace.linked(s, &b, d.bound(s, b, c))
	}
}

// bound enters the claims of a pattern that matched: one for each member of a
// coordination.
func (d *reading) bound(s *sentence, b binding, c context) (made bool) {
	p := b.pattern.predicate
	if slices.Contains(p.Range, "claim") { // about.go
		return false
	}
	if d.selfOwned(s, b.frame) {
		return false
	}
	for _, xw := range s.bearers(b.frame, b.x.word) {
		x, loose := d.filled(s, xw, b.x, b.strict)
		subject, ok := d.argument(x)
		link := b.pattern.form == linkPattern
		if x >= 0 && slices.Contains(b.frame.rules, "relational-noun") && d.unnamedKin(x, b) {
			continue
		}
		if x >= 0 && b.strict && d.kind(x) == kg.Person && !d.named(x) && slices.Contains(b.frame.rules, "relational-noun") {
			continue // "US users" are not said to be citizens
		}
		if !ok || subject.Entity == 0 || link && !d.named(x) {
			continue
		}
		if link && xw != b.x.word && s.Words[xw].UPOS == "PROPN" {
			continue // "Franklin Partners' TechCelerator, Y-Combinator": the second is nobody's
		}
		if slices.ContainsFunc(c.sources, func(at source) bool { return at.in == s && at.cue == xw }) || s.bare(xw) && d.adverbial(s, xw) {
			continue // "in his view, the firm killed two", "in addition, it killed two": no view did
		}
		if slices.Contains(p.Domain, string(kg.Place)) && s.idiomatic(xw) {
			continue // "on track in Germany": no track is in Germany
		}
		for _, yw := range d.places(s, b, s.objects(b)) {
			if s.idiomatic(yw) || slices.Contains(p.Range, string(kg.Place)) && d.adverbial(s, yw) {
				continue
			}
			if c.negated && b.frame.form != verbFrame && p.Name == "employer" {
				continue // who does not head a firm may yet work for it
			}
			object, looseY, ok := d.object(s, yw, b)
			if !ok || link && object.Entity > 0 && !d.Entities[object.Entity-1].Named {
				continue
			}
			if p.Name == "employer" && object.Entity > 0 && partisan(object.Text) {
				continue // who joins a party does not work for it
			}
			// "exceeds 300 tons" has overtaken no thing.
			if p.Name == "funding" && !money(object.Value) || p.Name == "lay_off" && object.Value != nil && stretch(object.Value) || p.Name == "overtake" && object.Value != nil || c.negated && isText(p) && s.belongs(yw) {
				continue // "secured 12 delegates"; "is not the head of government" heads something
			}
			made = true
			d.enter(s, c, draft{
				subject: subject, object: object, words: b.frame.words, weak: s.alternative(xw) || s.alternative(yw),
				predicate: kg.PredicateUse{Name: p.Name, IRI: p.IRI}, sure: b.sure, loose: loose || looseY,
				rules:      append([]string{b.pattern.ruleName()}, b.frame.rules...),
				qualifiers: d.qualifiers(s, b.frame, b.spent(), xw, yw), time: d.time(s, b.frame),
			})
		}
	}
	return made
}

// objects are the members of a coordination that fill a pattern's Y. Of a person's
// roles each is a frame of its own.
func (s *sentence) objects(b binding) []int {
	if isText(b.pattern.predicate) && b.frame.form != verbFrame {
		return []int{b.y.word}
	}
	return s.conjuncts(b.y.word)
}

// bearers are those that a frame's argument names: all of a coordination, but of
// "President Trump and former President Obama" each has his own title.
func (s *sentence) bearers(f *frame, word int) []int {
	a, ok := f.arg(isRole)
	if !ok || a.word != word || !f.presupposed {
		return s.conjuncts(word)
	}
	if slices.Contains(f.rules, "title") && oneOf(s.Words[f.head].XPOS, "NN", "NNP") {
		return []int{word}
	}
	// "Kelly, the chief of staff, and Baroni": what stands behind the first is the first's.
	return slices.DeleteFunc(s.conjuncts(word), func(w int) bool { return w != word && (s.titled(w) || word < f.head && f.head < w) })
}

// titled says whether a name has a title or description of its own.
func (s *sentence) titled(w int) bool {
	return slices.ContainsFunc(s.children[w], func(c int) bool {
		return s.is(c, "nmod:desc", "appos") || c < w && s.Words[c].UPOS == "NOUN" && s.is(c, "compound", "flat")
	})
}

// selfOwned says whether a frame has someone be what belongs to himself: of
// "Hagan's spokeswoman, Hagan said" no reader takes that.
func (d *reading) selfOwned(s *sentence, f *frame) bool {
	x, described := f.arg(isRole)
	owner, owned := f.arg(ofRole)
	if !described || !owned || f.form == verbFrame {
		return false
	}
	a, b := d.thing(s, x.word), d.thing(s, owner.word)
	return a >= 0 && b >= 0 && a != b && d.entity[a] >= 0 && d.entity[a] == d.entity[b]
}

// unnamedKin leaves out "their children", "the company's director": relations
// in which the related one is only described tell a reader nothing to keep.
func (d *reading) unnamedKin(x int, b binding) bool {
	self := b.frame.head
	if b.pattern.ofNation() || self != b.x.word && self != b.y.word { // "Apple's deal with IBM"
		return false
	}
	for _, m := range d.mentions[d.Mentions[x].Tree][self] {
		if e := d.entity[m]; e >= 0 && d.Entities[e].Named {
			return false
		}
	}
	return true
}

// places adds, where a place is asked for, the places that the text names
// around it ("in Dallas, Texas" is in Texas too), and takes the name out of "the
// suburbs of Houston".
func (d *reading) places(s *sentence, b binding, words []int) []int {
	if b.strict || !slices.Contains(b.y.kinds, string(kg.Place)) || slices.Contains(b.y.kinds, string(kg.Person)) {
		return words
	}
	var all []int
	for _, w := range words {
		if c := below(s, w, []string{"of"}, func(c int) bool { m := d.thing(s, c); return m >= 0 && d.named(m) && d.kind(m) == kg.Place }); c >= 0 && s.Words[w].UPOS == "NOUN" {
			w = c
		}
		if !slices.Contains(all, w) {
			all = append(all, w)
		}
		for next := d.around(s, w); next >= 0 && !slices.Contains(all, next); next = d.around(s, next) {
			all = append(all, next)
		}
	}
	return all
}

// around is the head of the place that follows a place after a comma, -1 for
// none; in a list only a well-known country or state is one.
func (d *reading) around(s *sentence, word int) int {
	m := d.thing(s, word)
	if m < 0 || d.Mentions[m].Form != syntax.Name {
		return -1
	}
	comma := d.Mentions[m].Last + 1
	if comma+1 >= len(s.Words) || s.Words[comma].Form != "," {
		return -1
	}
	for _, n := range d.mentionsOf(s) {
		at := &d.Mentions[n]
		if at.First == comma+1 && at.Form == syntax.Name && d.kind(n) == kg.Place {
			known := d.gazetteer[n]
			if s.is(at.Head, "conj") && s.child(at.Head, "cc") >= 0 || known.What == 0 && at.Last+1 < len(s.Words) && oneOf(s.lower(at.Last+1), "and", "or") {
				return -1
			}
			return at.Head
		}
	}
	return -1
}

// object is the claim's object at a word: an entity, a value, or the words.
func (d *reading) object(s *sentence, word int, b binding) (a kg.Argument, loose, ok bool) {
	if m, loose := d.filled(s, word, b.y, b.strict); m >= 0 {
		if a, ok := d.argument(m); ok {
			return a, loose, true
		}
	}
	if isText(b.pattern.predicate) && s.nominal(word) {
		return d.description(s, word), false, true
	}
	return kg.Argument{}, false, false
}

// filled is the mention that fills a slot, and whether its kind does not.
func (d *reading) filled(s *sentence, word int, f filler, strict bool) (m int, loose bool) {
	if m := d.fill(s, word, f.kinds, strict); m >= 0 || !f.loose {
		return m, false
	}
	return d.loose(s, word, f.kinds), true
}

// description is a noun with what stands before it, as text: "young company".
func (d *reading) description(s *sentence, word int) kg.Argument {
	words := []int{word}
	for _, c := range s.children[word] {
		if c < word && s.is(c, "amod", "compound", "nmod:desc", "flat") {
			first, _ := s.reach(c)
			words = append(words, first)
		}
		if c == word+2 && s.is(c, "nmod") && s.preposition(c) == "of" && s.bare(c) {
			words = append(words, c) // "chief of staff"
		}
	}
	return d.text(s.covering(words...), "en")
}

// qualifiers are the frame's other arguments, and what hangs on its object.
func (d *reading) qualifiers(s *sentence, f *frame, used []int, x, y int) []kg.Qualifier {
	var list []kg.Qualifier
	for i, a := range f.args {
		if slices.Contains(used, i) || a.word == x || a.word == y || !qualifies(f, a.role) {
			if slices.Contains(used, i) && a.word != x && a.word != y {
				list = d.qualifyBelow(list, s, a.word, 0)
			}
			continue
		}
		list = d.qualify(list, s, a.role, a.word)
		if s.Words[a.word].UPOS == "NOUN" {
			list = d.qualifyBelow(list, s, a.word, 2)
		}
	}
	if f.form == verbFrame && y > f.head {
		list = d.qualifyBelow(list, s, y, 0)
	}
	return list
}

func qualifies(f *frame, role string) bool {
	switch role {
	case subjRole, isRole, modRole, "according_to", "per":
		return false
	case objRole, iobjRole, measureRole:
		return true
	}
	return f.form == verbFrame || role != ofRole
}

// qualifierNames say what roles without preposition are called.
func qualifierName(role string) string {
	switch role {
	case objRole:
		return "object"
	case iobjRole:
		return "recipient"
	case measureRole:
		return "amount"
	}
	return role
}

func (d *reading) qualify(list []kg.Qualifier, s *sentence, role string, word int) []kg.Qualifier {
	if d.adverbial(s, word) {
		return list
	}
	m := d.thing(s, word)
	if m < 0 || d.entity[m] < 0 {
		m = d.value(s, word, syntax.Quantity)
	}
	a, ok := d.argument(m)
	if !ok {
		return list
	}
	q := kg.Qualifier{Predicate: d.vocabulary.Use(qualifierName(role)), Object: a}
	for _, old := range list {
		if old.Object.Span == q.Object.Span {
			return list
		}
	}
	return append(list, q)
}

// qualifyBelow keeps what narrows the object: "restrictions on the export of
// chips to China" gives on, of and to.
func (d *reading) qualifyBelow(list []kg.Qualifier, s *sentence, noun, depth int) []kg.Qualifier {
	if depth > 3 || s.Words[noun].UPOS == "PROPN" {
		return list
	}
	for _, c := range s.children[noun] {
		if s.is(c, "nmod") && !s.is(c, "nmod:poss", "nmod:desc") && s.preposition(c) != "" && s.nominal(c) {
			list = d.qualify(list, s, s.preposition(c), c)
			list = d.qualifyBelow(list, s, c, depth+1)
		}
	}
	return list
}
