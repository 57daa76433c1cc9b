package extract

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// What the patterns of the vocabulary have bound becomes drafts of claims.

// known enters what the vocabulary reads in a frame and returns the frame's
// arguments that it has used.
func (d *reading) known(s *sentence, f *frame, c context) (taken taken) {
	for _, b := range d.match(s, f) {
		made := d.bound(s, b, c)
		d.trace.tried(b.pattern, made)
		if made {
			taken.args = append(taken.args, b.filled...)
			if slices.Equal(b.pattern.predicate.Range, []string{"quantity"}) {
				taken.args = append(taken.args, b.fixed...) // "reported a profit of $3 billion" reports nothing else
			}
			taken.noun = taken.noun || !b.strict
		}
	}
	return taken
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
	for _, xw := range d.withExamples(s, b, c, b.x.word, s.bearers(b.frame, b.x.word)) {
		x, loose := d.filled(s, xw, b.x, b.strict)
		subject, ok := d.argument(x)
		link := b.pattern.form == linkPattern
		if x >= 0 && slices.Contains(b.frame.rules, "relational-noun") && d.unnamedKin(x, b) {
			continue
		}
		if x >= 0 && b.strict && d.kind(x) == kg.Person && !d.named(x) && slices.Contains(b.frame.rules, "relational-noun") {
			continue // "US users" are not said to be citizens
		}
		if !ok || subject.Entity == 0 || link && (!d.named(x) || b.pattern.keys[0] == "of" && !d.byName(x)) {
			continue // "the head of the agency": what the head is, other patterns tell
		}
		if b.frame.form == nounFrame && !link && xw != b.frame.head && !b.frame.isSaidOf(b.x.word) && !d.named(x) && s.unmarkedNoun(xw) {
			continue // "chief of staff", "head of research" head nothing
		}
		if link && d.mislinked(s, b, x, xw) {
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
		for _, yw := range d.withExamples(s, b, c, b.y.word, d.places(s, b, s.objects(b))) {
			if yw != b.y.word && s.Words[yw].UPOS == "NOUN" && b.y.words != nil && !s.spells(yw, b.y.words) {
				continue // "survived by two sons and five grandchildren"
			}
			if s.idiomatic(yw) || slices.Contains(p.Range, string(kg.Place)) && d.adverbial(s, yw) {
				continue
			}
			object, looseY, ok := d.object(s, yw, b)
			if !ok || link && object.Entity > 0 && !d.Entities[object.Entity-1].Named || d.misled(s, &c, b, x, yw, &object) {
				continue
			}
			made = true
			d.enter(s, c, draft{
				subject: subject, object: object, words: b.frame.words, weak: s.alternative(xw) || s.alternative(yw),
				predicate: kg.PredicateUse{Name: p.Name, IRI: p.IRI}, sure: b.sure, loose: loose || looseY,
				rules:      append([]string{b.pattern.ruleName()}, b.frame.rules...),
				qualifiers: d.qualifiers(s, b.frame, b.spent(), xw, yw), time: d.phase(s, b.frame, p.Name),
			})
		}
	}
	return made
}

// withExamples adds the names that a plural is said to include: "backed by investors
// including Sequoia and Temasek" has both back it.
func (d *reading) withExamples(s *sentence, b binding, c context, word int, words []int) []int {
	if c.negated || b.pattern.form != verbPattern || b.frame.form != verbFrame || s.Words[word].XPOS != "NNS" {
		return words
	}
	for _, i := range s.children[word] {
		if i < word || !s.is(i, "nmod") || s.preposition(i) != "including" {
			continue
		}
		for _, w := range s.conjuncts(i) {
			if m := d.thing(s, w); m >= 0 && d.Mentions[m].Form == syntax.Name && !d.nameCut(s, m) {
				words = append(words, w)
			}
		}
	}
	return words
}

// portfolio says whether a phrase tells what an office is for: "chief of staff",
// "secretary of the interior", "head of equity research". Whose it is, other relations
// tell.
func (d *reading) portfolio(s *sentence, office, c int) bool {
	if !oneOf(s.preposition(c), "of", "for") || s.child(c, "nmod:poss") >= 0 || s.portfolioEnd(c)-office > 6 || s.child(c, "acl", "acl:relcl", "appos") >= 0 {
		return false
	}
	first, _ := s.reach(c)
	if first != office+1 {
		return false
	}
	m := d.thing(s, c)
	return m < 0 || s.bare(c) || !d.named(m) && oneOf(string(d.kind(m)), "Concept", "Event", "Other", "Law", "Work")
}

func (s *sentence) portfolioEnd(i int) int {
	last := i
	for _, c := range s.children[i] {
		if c > i && (s.is(c, "compound", "flat", "conj") || s.is(c, "nmod") && s.preposition(c) == "of") {
			last = max(last, s.portfolioEnd(c))
		}
	}
	return last
}

// byName says whether a mention has a name of its entity in it: "Professor Ann Lee",
// but not "the Speaker".
func (d *reading) byName(m int) bool {
	at := &d.Mentions[m]
	return at.Form == syntax.Name || slices.ContainsFunc(d.Entities[d.entity[m]].Mentions, func(n int) bool {
		o := &d.Mentions[n]
		return o.Form == syntax.Name && o.Tree == at.Tree && at.First <= o.First && o.Last <= at.Last
	})
}

// unmarkedNoun says whether a common noun stands without article or owner, and names
// no thing that one could point at.
func (s *sentence) unmarkedNoun(i int) bool {
	return oneOf(s.Words[i].XPOS, "NN", "NNS") && s.child(i, "det", "nmod:poss", "nummod") < 0
}

// objects are the members of a coordination that fill a pattern's Y. Of a person's
// roles each is a frame of its own.
func (s *sentence) objects(b binding) []int {
	if isText(b.pattern.predicate) && b.frame.form != verbFrame {
		return []int{b.y.word}
	}
	return s.bearers(b.frame, b.y.word)
}

// bearers are those that a frame's argument names: all of a coordination, but of
// "President Trump and former President Obama" each has his own title.
func (s *sentence) bearers(f *frame, word int) []int {
	a, ok := f.arg(isRole)
	if !ok || a.word != word || !f.presupposed {
		return s.conjuncts(word)
	}
	several := oneOf(s.Words[f.head].XPOS, "NNS", "NNPS") // "daughters Ann, Mary and Eve"
	if slices.Contains(f.rules, "title") && !several {
		return []int{word}
	}
	// "Kelly, the chief of staff, and Baroni": what stands behind the first is the first's.
	return slices.DeleteFunc(s.conjuncts(word), func(w int) bool { return w != word && (s.titled(w) || !several && word < f.head && f.head < w) })
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
	return a >= 0 && b >= 0 && a != b && d.entity[a] >= 0 && d.entity[a] == d.entity[b] && d.stands[a] != b // "the city of Lviv"
}

// unnamedKin leaves out "their children", "the company's director": relations
// in which the related one is only described tell a reader nothing to keep.
func (d *reading) unnamedKin(x int, b binding) bool {
	self := b.frame.head
	if _, made := b.frame.arg("by"); made && self == b.x.word {
		return false // "a novel by Hector Paz": that it is his is what tells which
	}
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
		if inside := d.placeIn(s, w); inside >= 0 && b.pattern.predicate.Functional {
			w = inside
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

// placeIn is the named place in which a place is that is only described: "her home in
// Potsdam"; -1 for none.
func (d *reading) placeIn(s *sentence, word int) int {
	if s.Words[word].UPOS != "NOUN" {
		return -1
	}
	return below(s, word, []string{"in"}, func(c int) bool { m := d.thing(s, c); return m >= 0 && d.named(m) && d.kind(m) == kg.Place })
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
	if oneOf(s.lemma(word), "count", "charge") && isText(b.pattern.predicate) {
		for _, crime := range s.children[word] {
			if s.is(crime, "nmod") && s.preposition(crime) == "of" {
				word = crime // "guilty of two counts of murder"
				break
			}
		}
	}
	if m, loose := d.filled(s, word, b.y, b.strict); m >= 0 {
		if a, ok := d.argument(m); ok {
			return a, loose, true
		}
	}
	switch {
	case !isText(b.pattern.predicate):
	case s.gerund(word) && b.frame.form == verbFrame:
		return d.deed(s, word), false, true
	case s.nominal(word), s.is(word, "nmod:desc"): // "Chief Executive Ann Lee", which may be taken for adjectives
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

// deed is what a gerund says that somebody did, as text: "taking a bribe".
func (d *reading) deed(s *sentence, gerund int) kg.Argument {
	first := gerund
	for _, c := range s.children[gerund] {
		if c < first && s.is(c, "advmod") { // "not doing her job"
			first = c
		}
	}
	return d.text(s.covering(first, s.deedEnd(gerund)), "en")
}

func (s *sentence) deedEnd(verb int) int {
	last := verb
	for _, c := range s.children[verb] {
		switch {
		case c < verb, s.preposition(c) == "according_to":
		case s.is(c, "obj", "iobj", "obl", "compound:prt", "advmod"):
			last = max(last, s.phraseEnd(c))
		case s.is(c, "xcomp"):
			last = max(last, s.deedEnd(c))
		}
	}
	return last
}

// description is a noun with what stands before it, as text: "young company".
func (d *reading) description(s *sentence, word int) kg.Argument {
	words := []int{word}
	for _, c := range s.children[word] {
		if c < word && s.is(c, "amod", "compound", "nmod:desc", "flat") && !(s.lower(c) == "old" && s.form(c-2, "year")) && d.value(s, c, syntax.Date) < 0 { // his age is told elsewhere, and when
			first, _ := s.reach(c)
			words = append(words, first)
		}
		if s.is(c, "nmod:poss") && c+2 == word && s.Words[c].UPOS == "NOUN" && s.lemma(word) == "degree" {
			words = append(words, c) // "bachelor's degree"
		}
		if c > word && s.is(c, "nmod") && d.portfolio(s, word, c) {
			words = append(words, s.portfolioEnd(c))
		}
	}
	return d.text(s.covering(words...), "en")
}
