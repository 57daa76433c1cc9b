package extract

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Open predicates: relations that the vocabulary does not know, named by the
// words that express them, in one regular way.
//
//	the subject acts          the verb's lemma, its particle, the preposition of
//	                          the object: overtake, take_over, invest_in
//	the subject undergoes     the past participle in the lemma's place: sent_to,
//	                          accused_of, rescued_from
//	the subject is something  the adjective or noun: available_in, life_threatening
//
// A passive with its agent is told in the active direction. A verb or adjective
// with a subject alone becomes a claim whose object is the boolean true.

// open enters what a frame says by itself; taken are the arguments that known
// relations have used.
func (d *reading) open(s *sentence, f *frame, c context, taken taken) {
	switch f.form {
	case verbFrame:
		if len(taken.args) == 0 || d.remains(f, taken) {
			d.action(s, f, c, taken)
		}
	case adjectiveFrame:
		if len(taken.args) == 0 {
			d.quality(s, f, c)
		}
	case nounFrame:
		d.class(s, f, c, taken.noun)
	}
}

// remains says whether the frame's object was left unused, or its subject where the
// object was not: of "Ann Lee sold the hotel to Bosko" it is told who bought it, and yet
// to tell who sold.
func (d *reading) remains(f *frame, taken taken) bool {
	has, used := map[string]bool{}, map[string]bool{}
	for i, a := range f.args {
		has[a.role] = true
		used[a.role] = used[a.role] || slices.Contains(taken.args, i)
	}
	return has[objRole] && (!used[objRole] || has[subjRole] && !used[subjRole])
}

// action reads verbs: subject and object, else the subject with what each
// preposition governs, else what was done to the object.
func (d *reading) action(s *sentence, f *frame, c context, taken taken) {
	subject, acts := f.arg(subjRole)
	object, undergoes := f.arg(objRole)
	undergoes = undergoes && !s.inResult(f, object.word)
	event := slices.Contains(f.rules, "event-noun")
	switch {
	case acts && undergoes:
		d.pair(s, f, c, subject, object, f.lemma)
	case acts && !event && !f.passive:
		if !d.oblique(s, f, c, subject, f.lemma, taken) && len(taken.args) == 0 {
			d.bare(s, f, c, subject, f.lemma)
		}
	case undergoes && f.passive:
		name := d.participle(s, f)
		if !d.oblique(s, f, c, object, name, taken) && len(taken.args) == 0 {
			d.bare(s, f, c, object, name)
		}
	}
}

// pair enters subject and object, each member of a coordination by itself.
func (d *reading) pair(s *sentence, f *frame, c context, x, y argument, name string) bool {
	made := false
	if d.cues.has("verb", name, "clausal") && !f.adds(y) || d.unfinished(s, f, y) || s.hollow(y.word) || s.tellsAge(f, y.word) || s.pairedOff(s.conjuncts(x.word), s.conjuncts(y.word)) {
		d.trace.skip(s, y.word, "says little without what follows")
		return false
	}
	for _, xw := range s.conjuncts(x.word) {
		subject, share, ok := d.subject(s, xw)
		if !ok {
			d.trace.skip(s, xw, "subject refers to nothing known")
			continue
		}
		for _, yw := range s.conjuncts(y.word) {
			if yw != y.word && s.quoteBetween(y.word, yw) || c.negated && s.partly(yw) {
				continue
			}
			object, ok := d.argument(d.any(s, s.container(yw)))
			if ok && d.cues.has("verb", name, "says") && object.Entity > 0 && oneOf(string(d.Entities[object.Entity-1].Kind), "Person", "Organization", "Group", "Other") && !oneOf(name, "tell", "inform", "warn", "remind", "assure", "advise", "quote", "cite", "describe") {
				ok = false // "claimed Spanton …": the object is a clause that the parser cut
			}
			cut := y.role == objRole && s.cutClause(f.head, yw) && (!s.is(f.head, "acl") || d.cues.class("verb", f.lemma, "reports", "believes", "denies") != "")
			if !ok || cut {
				d.trace.skip(s, yw, "object refers to nothing known, or is a clause's subject")
				continue
			}
			made = true
			d.enter(s, c, draft{
				subject: subject, object: object, words: f.words, predicate: d.vocabulary.Use(snake(name)),
				sure: d.certainty(s, f, x, y), rules: append([]string{"open"}, f.rules...),
				qualifiers: append(share, d.qualifiers(s, f, nil, x.word, y.word)...), time: d.time(s, f),
				weak: s.alternative(xw) || s.alternative(yw),
			})
		}
	}
	return made
}

// subject is the entity at a word. Of "60 % of the workers left", "half of them" it is the workers,
// and how many of them did is told by a qualifier.
func (d *reading) subject(s *sentence, word int) (a kg.Argument, share []kg.Qualifier, ok bool) {
	word = s.container(word)
	if of := s.noneOf(word); of >= 0 {
		word = of
	}
	if a, ok = d.argument(d.thing(s, word)); ok && a.Entity > 0 {
		return a, nil, true
	}
	if a, ok = d.teller(s, word); ok {
		return a, nil, true
	}
	part, ok := d.argument(d.value(s, word, syntax.Quantity))
	if !ok || part.Value.Unit != "%" && !money(part.Value) && !(part.Value.Unit == "" && part.Value.Amount < 1) {
		return a, nil, false
	}
	for _, c := range s.children[word] {
		if c > word && s.is(c, "nmod") && s.preposition(c) == "of" {
			a, ok = d.argument(d.thing(s, c))
			return a, []kg.Qualifier{{Predicate: d.vocabulary.Use(qualifierName(measureRole)), Object: part}}, ok && a.Entity > 0
		}
	}
	return a, nil, false
}

// noneOf is "suspects" of "none of the suspects", of all of whom it is said that they
// did not; -1 for none.
func (s *sentence) noneOf(word int) int {
	if oneOf(s.lower(word), "none", "neither") {
		for _, c := range s.children[word] {
			if c > word && s.is(c, "nmod") && s.preposition(c) == "of" {
				return c
			}
		}
	}
	return -1
}

// cutClause says whether an object is really the subject of a clause that the
// parser cut: a finite verb stands right behind it ("suggested a probe may …").
func (s *sentence) cutClause(head, object int) bool {
	_, last := s.reach(object)
	next := last + 1
	if next < len(s.Words) && oneOf(s.Words[next].Form, "“", "\"", "``") {
		next++ // 'found his advice "was motivated by'
	}
	return object > head && s.parent[object] == head && !s.is(head, "acl:relcl") && next < len(s.Words) && oneOf(s.Words[next].XPOS, "VBD", "VBZ", "VBP", "MD")
}

// quoteBetween says whether a quotation begins or ends between two words: what is
// in it is not coordinated with what is not.
func (s *sentence) quoteBetween(a, b int) bool {
	return slices.ContainsFunc(s.Words[min(a, b):max(a, b)], func(w syntax.Word) bool { return oneOf(w.Form, "“", "”", "\"", "``", "''") })
}

func (d *reading) certainty(s *sentence, f *frame, args ...argument) float64 {
	sure := 1.0
	for _, a := range args {
		sure *= a.sure
		for _, w := range a.arcs {
			sure *= s.sure(w)
		}
	}
	return sure
}

// oblique enters the subject with each phrase: invest_in, rose by.
func (d *reading) oblique(s *sentence, f *frame, c context, x argument, name string, taken taken) (made bool) {
	for i, a := range f.args {
		if a.word == x.word || slices.Contains(taken.args, i) || oneOf(a.role, subjRole, objRole) {
			continue
		}
		if _, last := s.reach(a.word); a.role == "for" && (last+1 < len(s.Words) && s.Words[last+1].XPOS == "TO" || s.infinitiveBelow(a.word)) {
			continue // "called for members to spend more": the subject of what shall be done
		}
		if s.inQuotes(a.word) && !s.inQuotes(f.head) && d.cues.has("verb", f.lemma, "says") {
			continue // of what was said, not of the saying
		}
		if (s.child(f.head, "ccomp") >= 0 || a.role == "as" && !f.passive && d.cues.has("verb", f.lemma, "says")) && !oneOf(a.role, "to", "with") {
			continue // "said in a statement that …", "said as a teenager she …" is about what was said
		}
		if a.word < f.head && f.form == verbFrame && !slices.Contains(f.rules, "copula-inverted") || a.role == "to" && len(s.children[a.word]) == 1 && s.Words[a.word].XPOS == "NN" && d.cues.has("verb", f.lemma, "plans") {
			continue // "under state law, he has …"; "attempt to land" read as a noun
		}
		if oneOf(a.role, circumstances...) || s.aside(a) || d.adverbial(s, a.word) || s.idiomatic(a.word) || len(f.args) > 2 && !d.concrete(s, a) && a.word > f.head && a.word != firstAfter(f) {
			continue
		}
		predicate := name
		if !oneOf(a.role, measureRole, iobjRole) {
			predicate += "_" + a.role
		}
		if m := d.any(s, a.word); m < 0 || d.Mentions[m].Form == syntax.Date {
			continue
		}
		made = d.pair(s, f, c, x, a, predicate) || made
	}
	return made
}

// firstAfter is the first argument after the verb, which belongs to it most.
func firstAfter(f *frame) int {
	best := -1
	for _, a := range f.args {
		if a.word > f.head && (best < 0 || a.word < best) {
			best = a.word
		}
	}
	return best
}

// bare enters what is said of a subject alone: "the building collapsed".
func (d *reading) bare(s *sentence, f *frame, c context, x argument, name string) {
	if first, _ := s.result(f); first >= 0 { // "voted 78 to 61 to remove the government"
		d.alone(s, f, c, x, name, isTrue())
		return
	}
	if deed, led := s.completing(f); deed >= 0 {
		d.alone(s, f, c, x, name+"_"+led, d.deed(s, deed))
		return
	}
	if s.child(f.head, "ccomp", "xcomp", "obj", "csubj", "expl") >= 0 || slices.Contains(f.rules, "reduced-relative") || slices.Contains(f.rules, "control") && !d.raised(s, f.head) || oneOf(f.lemma, "be", "do", "have", "get", "make", "go", "remain", "stay", "come", "last", "enter", "stand", "lead", "leave", "become", "keep", "let", "put", "set", "take", "give", "include", "contain") || !f.passive && d.cues.class("verb", f.lemma, "reports", "believes", "knows", "plans", "seems", "asks", "fails", "denies") != "" {
		return
	}
	if f.lemma == "go_on" && !s.gerund(f.head) {
		return // "went on"; but "the war is going on"
	}
	if w := s.child(f.head, "obl"); w > f.head && s.child(w, "acl:relcl") >= 0 && s.Words[w].XPOS == "WP" {
		return // "was met with what some called fury"
	}
	if s.passing(f, &c) || s.childForm(f.head, "how", "why") || c.negated && s.partly(x.word) || slices.ContainsFunc(f.args, func(a argument) bool { return a.word > f.head && (s.idiomatic(a.word) || a.role == "as" && s.aside(a)) }) {
		return // "before they could fly"; "came to light" is no coming; "survive with as little as"
	}
	d.alone(s, f, c, x, name, isTrue())
}

// alone enters what is said of a subject, each member of a coordination by itself.
func (d *reading) alone(s *sentence, f *frame, c context, x argument, name string, object kg.Argument) {
	for _, w := range s.conjuncts(x.word) {
		subject, share, ok := d.subject(s, w)
		if !ok {
			continue
		}
		d.enter(s, c, draft{
			subject: subject, object: object, words: f.words, predicate: d.vocabulary.Use(snake(name)),
			sure: d.certainty(s, f, x), rules: append([]string{"open-state"}, f.rules...),
			qualifiers: append(share, d.qualifiers(s, f, nil, x.word, -1)...), time: d.time(s, f),
		})
	}
}

// raised says whether the infinitive at a word is said of its subject by a word
// that says only how likely, planned or failed it is: "is unlikely to meet", "is set
// to close", "refused to resign".
func (d *reading) raised(s *sentence, i int) bool {
	p := s.parent[i]
	if p < 0 || !s.is(i, "xcomp") || !s.infinitive(i) || s.child(p, "obj", "iobj") >= 0 {
		return false
	}
	return d.cues.class("adjective", s.lemma(p), "possible", "planned", "fails") != "" || d.cues.class("verb", s.particled(p), "seems", "fails", "plans") != ""
}

func isTrue() kg.Argument {
	return kg.Argument{Value: &kg.Value{Kind: kg.BooleanValue, Bool: true}}
}

// snake is a phrase as a predicate's name.
func snake(phrase string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-' || r == '.' || r == '\'' || r == '’':
			return '_'
		}
		return r
	}, strings.ToLower(phrase))
}

// participle is the past participle of the frame's verb with its particle.
func (d *reading) participle(s *sentence, f *frame) string {
	_, particle, _ := strings.Cut(f.lemma, "_")
	form := s.lower(f.head)
	if particle != "" {
		return form + "_" + particle
	}
	return form
}
