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
		if len(taken.args) == 0 || d.remains(s, f, taken) {
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

// remains says whether the frame's object was left unused.
func (d *reading) remains(s *sentence, f *frame, taken taken) bool {
	for i, a := range f.args {
		if a.role == objRole && slices.Contains(taken.args, i) {
			return false
		}
	}
	_, has := f.arg(objRole)
	return has
}

// action reads verbs: subject and object, else the subject with what each
// preposition governs, else what was done to the object.
func (d *reading) action(s *sentence, f *frame, c context, taken taken) {
	subject, acts := f.arg(subjRole)
	object, undergoes := f.arg(objRole)
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
	if d.cues.has("verb", name, "clausal") {
		return false
	}
	for _, xw := range s.conjuncts(x.word) {
		subject, ok := d.argument(d.thing(s, xw))
		if !ok || subject.Entity == 0 {
			d.trace.skip(s, xw, "subject refers to nothing known")
			continue
		}
		for _, yw := range s.conjuncts(y.word) {
			object, ok := d.argument(d.any(s, yw))
			if ok && d.cues.has("verb", name, "says") && object.Entity > 0 && oneOf(string(d.Entities[object.Entity-1].Kind), "Person", "Organization", "Group", "Other") && !oneOf(name, "tell", "inform", "warn", "remind", "assure", "advise", "quote", "cite", "describe") {
				ok = false // "claimed Spanton …": the object is a clause that the parser cut
			}
			if !ok || y.role == objRole && s.cutClause(f.head, yw) {
				d.trace.skip(s, yw, "object refers to nothing known, or is a clause's subject")
				continue
			}
			made = true
			d.enter(s, c, draft{
				subject: subject, object: object, words: f.words, predicate: d.vocabulary.Use(snake(name)),
				sure: d.certainty(s, f, x, y), rules: append([]string{"open"}, f.rules...),
				qualifiers: d.qualifiers(s, f, nil, x.word, y.word), time: d.time(s, f),
				weak: s.alternative(xw) || s.alternative(yw),
			})
		}
	}
	return made
}

// cutClause says whether an object is really the subject of a clause that the
// parser cut: a finite verb stands right behind it ("suggested a probe may …").
func (s *sentence) cutClause(head, object int) bool {
	_, last := s.reach(object)
	next := last + 1
	return object > head && s.parent[object] == head && !s.is(head, "acl:relcl") && next < len(s.Words) && oneOf(s.Words[next].XPOS, "VBD", "VBZ", "VBP", "MD")
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
		if s.child(f.head, "ccomp") >= 0 && !oneOf(a.role, "to", "with") {
			continue // "said in a statement that …" is about what was said
		}
		if a.word < f.head && f.form == verbFrame && !slices.Contains(f.rules, "copula-inverted") || a.role == "to" && len(s.children[a.word]) == 1 && s.Words[a.word].XPOS == "NN" && d.cues.has("verb", f.lemma, "plans") {
			continue // "under state law, he has …"; "attempt to land" read as a noun
		}
		if oneOf(a.role, circumstances...) || d.adverbial(s, a.word) || s.idiomatic(a.word) || len(f.args) > 2 && !d.concrete(s, a) && a.word > f.head && a.word != firstAfter(f) {
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

// circumstances are prepositions that tell when and why a verb's sentence
// holds, and make no relation of their own.
var circumstances = []string{"after", "before", "during", "despite", "since", "until", "till", "amid", "following", "without", "except",
	"including", "like", "such_as", "as_of", "in_advance_of", "in_addition_to", "instead_of", "per", "according_to", "because_of", "due_to"}

// adverbial reads "in addition", "in the event", "at trial": phrases that say
// how, not what.
func (d *reading) adverbial(s *sentence, word int) bool {
	return oneOf(s.lemma(word), "addition", "fact", "event", "particular", "general", "part", "order", "case", "turn", "way", "course", "contrast",
		"least", "all", "once", "end", "result", "spite", "lieu", "instance", "example", "effect", "mind", "line", "total", "rest", "response",
		"front", "favor", "favour", "behalf", "terms", "term", "regard", "respect", "manner", "purpose", "ground", "basis") && s.Words[word].UPOS == "NOUN"
}

// idiomatic reads "on track", "at risk", "in place": a bare noun after a
// preposition that says how, and stands for no thing.
func (s *sentence) idiomatic(word int) bool {
	return s.bare(word) && oneOf(s.lemma(word), "track", "hold", "display", "alert", "standby", "schedule", "record", "board", "par", "top", "need",
		"place", "doubt", "detail", "person", "advance", "public", "private", "practice", "theory", "principle", "vain", "risk", "stake", "odds",
		"sight", "sale", "offer", "course", "fire", "foot", "hand", "time", "demand", "reach", "control", "power", "charge", "force", "action",
		"trouble", "danger", "peace", "common", "essence", "reality", "depth", "length", "light", "view", "question", "issue", "work", "duty", "leave", "strike", "trial", "bail", "parole", "loan", "purpose", "average")
}

// bare says whether a common noun has nothing with it but its preposition: it
// names no place or thing by itself.
func (s *sentence) bare(word int) bool {
	if s.Words[word].XPOS != "NN" {
		return false
	}
	for _, c := range s.children[word] {
		if s.is(c, "det", "nmod:poss", "amod", "compound", "nummod") {
			return false
		}
	}
	return true
}

// concrete says whether an argument is an amount, a name, or a thing that can
// be pointed at: of several phrases, "on the grounds" is none to remember.
func (d *reading) concrete(s *sentence, a argument) bool {
	m := d.any(s, a.word)
	return m >= 0 && (d.Mentions[m].Value != nil || d.named(m) || oneOf(string(d.kind(m)), "Person", "Organization", "Group", "Place", "Product"))
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
	if s.child(f.head, "ccomp", "xcomp", "obj", "csubj", "expl") >= 0 || slices.Contains(f.rules, "reduced-relative") || slices.Contains(f.rules, "control") || oneOf(f.lemma, "be", "do", "have", "get", "make", "go", "remain", "stay", "become", "keep", "let", "put", "set", "take", "give", "include", "contain") || !f.passive && d.cues.class("verb", f.lemma, "reports", "believes", "knows", "plans", "seems", "asks", "fails", "denies") != "" {
		return
	}
	for _, w := range s.conjuncts(x.word) {
		subject, ok := d.argument(d.thing(s, w))
		if !ok || subject.Entity == 0 {
			continue
		}
		d.enter(s, c, draft{
			subject: subject, object: isTrue(), words: f.words, predicate: d.vocabulary.Use(snake(name)),
			sure: d.certainty(s, f, x), rules: append([]string{"open-state"}, f.rules...),
			qualifiers: d.qualifiers(s, f, nil, x.word, -1), time: d.time(s, f),
		})
	}
}

func isTrue() kg.Argument {
	return kg.Argument{Value: &kg.Value{Kind: kg.BooleanValue, Bool: true}}
}

// quality reads adjectives: "the app is available in China", "it was fatal".
func (d *reading) quality(s *sentence, f *frame, c context) {
	x, ok := f.arg(isRole)
	if !ok || s.child(f.head, "ccomp", "xcomp", "csubj") >= 0 || s.infinitiveBelow(f.head) {
		return
	}
	made := false
	for _, a := range f.args {
		if !oneOf(a.role, isRole, ofRole, modRole, measureRole, "according_to") {
			if d.thing(s, a.word) >= 0 && !d.adverbial(s, a.word) && !s.idiomatic(a.word) && !oneOf(a.role, circumstances...) {
				made = d.pair(s, f, c, x, a, f.lemma+"_"+a.role) || made
			}
		}
	}
	if !made && !slices.Contains(f.rules, "apposition") && s.Words[f.head].UPOS == "ADJ" && !d.inName(s, f.head) {
		d.bare(s, f, c, x, f.lemma)
	}
}

// class reads what a name is: "DeepSeek is a startup", "app research firm
// Sensor Tower", "Magnitogorsk, a city". Of a person it is an occupation.
func (d *reading) class(s *sentence, f *frame, c context, known bool) {
	if known || d.amount(s, f, c) || slices.Contains(f.rules, "relational-noun") || slices.Contains(f.rules, "copula-reversed") || s.Words[f.head].UPOS != "NOUN" || d.inName(s, f.head) {
		return
	}
	x, ok := f.arg(isRole)
	if !ok || d.selfOwned(s, f) {
		return
	}
	for _, w := range s.bearers(f, x.word) {
		m := d.thing(s, w)
		subject, ok := d.argument(m)
		if !ok || subject.Entity == 0 || !d.named(m) && f.presupposed {
			continue
		}
		name := "instance_of"
		if d.kind(m) == kg.Person && !oneOf(f.lemma, "man", "woman", "boy", "girl", "child", "guest", "victim", "native", "person", "member", "one", "resident", "suspect", "friend", "fan", "kid", "teenager", "adult") {
			name = "occupation"
		}
		d.enter(s, c, draft{
			subject: subject, object: d.description(s, f.head), words: f.words, predicate: d.vocabulary.Use(name),
			sure: d.certainty(s, f, x), rules: append([]string{name}, f.rules...), time: d.time(s, f),
			qualifiers: d.qualifiers(s, f, nil, w, f.head),
		})
	}
}

// examples reads "AI models like ChatGPT", "gods such as Zeus and Hera": each
// name is one of what the noun says.
func (d *reading) examples(s *sentence) {
	for i := range s.Words {
		noun := s.parent[i]
		if noun < 0 || !s.is(i, "nmod") || s.Words[noun].UPOS != "NOUN" || s.Words[noun].XPOS != "NNS" || !oneOf(s.preposition(i), "like", "such_as", "including") {
			continue
		}
		f := &frame{form: nounFrame, head: noun, presupposed: true, words: []int{noun}}
		c := d.contextOf(s, f)
		d.quoted(s, f, &c)
		for _, w := range s.conjuncts(i) {
			m := d.thing(s, w)
			if subject, ok := d.argument(m); ok && subject.Entity > 0 && d.named(m) {
				d.enter(s, c, draft{
					subject: subject, object: d.description(s, noun), words: f.words, predicate: d.vocabulary.Use("instance_of"),
					sure: s.sure(i), rules: []string{"examples"},
				})
			}
		}
	}
}

// amount reads "Apple's revenue was $90 billion": revenue(Apple, $90 billion).
func (d *reading) amount(s *sentence, f *frame, c context) bool {
	x, _ := f.arg(isRole)
	owner, owned := f.arg(ofRole)
	if !slices.Contains(f.rules, "copula") {
		return false
	}
	if d.value(s, f.head, syntax.Quantity) >= 0 && x.arcs != nil { // "the estimated cost is €2.5 billion"
		self := argument{selfRole, f.head, nil, 1}
		d.pair(s, f, c, x, self, "amount")
		return true
	}
	if x.arcs == nil || d.value(s, x.word, syntax.Quantity) < 0 {
		return false
	}
	if owned {
		d.pair(s, f, c, owner, x, f.lemma)
	}
	return true
}

// infinitiveBelow says whether an adjective has an infinitive of its own:
// "ready to leave" is no quality.
func (s *sentence) infinitiveBelow(i int) bool {
	for _, c := range s.children[i] {
		if s.is(c, "advcl", "xcomp", "csubj", "ccomp", "acl") && s.infinitive(c) {
			return true
		}
	}
	return false
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
