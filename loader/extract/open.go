package extract

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
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

// circumstances are prepositions that tell when and why a verb's sentence
// holds, and make no relation of their own.
var circumstances = []string{"after", "before", "during", "despite", "since", "until", "till", "amid", "following", "without", "except",
	"including", "like", "unlike", "such_as", "as_of", "in_advance_of", "in_addition_to", "instead_of", "per", "according_to", "because_of", "due_to"}

// adverbial reads "in addition", "in the event", "at trial": phrases that say
// how, not what.
func (d *reading) adverbial(s *sentence, word int) bool {
	return oneOf(s.lemma(word), "addition", "fact", "event", "particular", "general", "part", "order", "case", "turn", "way", "course", "contrast",
		"least", "all", "once", "end", "result", "spite", "lieu", "instance", "example", "effect", "mind", "line", "total", "rest", "response",
		"front", "favor", "favour", "behalf", "terms", "term", "regard", "respect", "manner", "word", "view", "opinion", "purpose", "ground", "basis", "midst", "wake", "aftermath", "face", "meantime") && s.Words[word].UPOS == "NOUN"
}

// idiomatic reads "on track", "at risk", "in place": a bare noun after a
// preposition that says how, and stands for no thing.
func (s *sentence) idiomatic(word int) bool {
	return s.bare(word) && oneOf(s.lemma(word), "track", "hold", "display", "alert", "standby", "schedule", "record", "board", "par", "top", "need",
		"place", "doubt", "detail", "person", "advance", "public", "private", "practice", "theory", "principle", "vain", "risk", "stake", "odds",
		"sight", "sale", "offer", "course", "fire", "foot", "hand", "time", "demand", "reach", "control", "power", "charge", "force", "action",
		"trouble", "danger", "peace", "common", "essence", "reality", "depth", "length", "light", "view", "question", "issue", "work", "duty", "leave", "strike", "trial", "bail", "parole", "loan", "purpose", "average", "conjunction", "tandem", "touch", "session", "benefit")
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
	if first, _ := s.result(f); first >= 0 { // "voted 78 to 61 to remove the government"
		d.alone(s, f, c, x, name)
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
	d.alone(s, f, c, x, name)
}

// alone enters what is said of a subject, each member of a coordination by itself.
func (d *reading) alone(s *sentence, f *frame, c context, x argument, name string) {
	for _, w := range s.conjuncts(x.word) {
		subject, share, ok := d.subject(s, w)
		if !ok {
			continue
		}
		d.enter(s, c, draft{
			subject: subject, object: isTrue(), words: f.words, predicate: d.vocabulary.Use(snake(name)),
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

// quality reads adjectives: "the app is available in China", "it was fatal".
func (d *reading) quality(s *sentence, f *frame, c context) {
	x, ok := f.arg(isRole)
	if !ok || s.child(f.head, "ccomp", "xcomp", "csubj") >= 0 || s.infinitiveBelow(f.head) || oneOf(f.lemma, "first", "last", "next") || f.lemma == "old" && s.child(f.head, "obl:unmarked", "nmod:unmarked", "nummod") >= 0 {
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
	if !made && s.plainly(f, &c) && s.Words[f.head].UPOS == "ADJ" && s.child(f.head, "det") < 0 && !d.inName(s, f.head) && !oneOf(f.lemma, vague...) {
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
	bearers := s.bearers(f, x.word)
	if s.pairedOff(bearers) {
		return
	}
	for _, w := range bearers {
		m := d.thing(s, w)
		subject, ok := d.argument(m)
		if !ok || subject.Entity == 0 || d.nameCut(s, m) || !d.named(m) && (f.presupposed || !d.opinion(s, x.word, m, &c) && !s.belongs(f.head) && (d.abstract(s, f.head) || d.itself(s, m, f.head))) {
			continue
		}
		name, class, ok := d.classOf(s, m, f)
		if !ok {
			continue
		}
		d.enter(s, c, draft{
			subject: subject, object: class, words: f.words, predicate: d.vocabulary.Use(name),
			sure: d.certainty(s, f, x), rules: append([]string{name}, f.rules...), time: d.time(s, f),
			qualifiers: d.qualifiers(s, f, nil, w, f.head),
		})
	}
}

// classOf is what a noun says of a mention: of a person what he does, of another
// thing what it is. No person is an announcement.
func (d *reading) classOf(s *sentence, m int, f *frame) (name string, class kg.Argument, ok bool) {
	sort, _ := lexicon.Noun(f.lemma)
	person := d.kind(m) == kg.Person
	if person && d.abstract(s, f.head) {
		return "", class, false
	}
	if oneOf(f.lemma, "rival", "competitor") {
		return "", class, false
	}
	if d.surelyPerson(m) && oneOf(string(sort.Kind()), "Organization", "Group", "Place") {
		return "", class, false // "lawmakers of the party, Ann Lee and Tom Lee": nobody is a party
	}
	if !person || sort.Kind() != kg.Person { // a ship that was taken for a person by its name
		class, ok = d.className(s, f.head)
		return "instance_of", class, ok
	}
	if oneOf(f.lemma, relatedTo...) {
		return "", class, false // whose is all that matters, and relations tell that
	}
	if oneOf(f.lemma, notOccupations...) {
		return "instance_of", d.description(s, f.head), true
	}
	return "occupation", d.single(s, f.head), true
}

// single is a description of one of several: each of "the architects Fellner and
// Helmer" is an architect.
func (d *reading) single(s *sentence, word int) kg.Argument {
	a := d.description(s, word)
	if form := s.Words[word].Form; s.plural(word) && strings.HasSuffix(a.Text, form) {
		a.Value.Text = strings.TrimSuffix(a.Text, form) + s.lemma(word)
	}
	return a
}

// notOccupations say what someone is, not what he does.
var notOccupations = strings.Fields("man woman boy girl guest victim native person member one resident suspect friend fan kid teenager adult " +
	"voter supporter critic opponent survivor attendee participant protester demonstrator passenger tourist citizen witness eyewitness nominee finalist " +
	"contender candidate recipient character liar incumbent winner addict smoker drinker lover enthusiast")

// relatedTo say whose someone is.
var relatedTo = strings.Fields("wife husband widow widower spouse fiancé fiancée mother father parent son daughter child brother sister sibling relative " +
	"colleague associate counterpart countryman contemporary namesake successor predecessor neighbor neighbour")

// opinion says whether somebody is named who takes a thing for something, as in "the
// agreement is a framework, he said": that is worth knowing be it never so abstract.
func (d *reading) opinion(s *sentence, subject, m int, c *context) bool {
	return c.said() && d.Mentions[m].Form != syntax.Pronoun && s.child(subject, "acl:relcl") < 0 && !oneOf(s.lemma(subject), "example", "alternative", "exception")
}

// itself says whether an unnamed thing is the very noun that shall tell what it is:
// "this" in "this was the first launch".
func (d *reading) itself(s *sentence, m, noun int) bool {
	other := d.thing(s, noun)
	return other >= 0 && d.entity[other] == d.entity[m]
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
			if subject, ok := d.argument(m); ok && subject.Entity > 0 && d.named(m) && !d.nameCut(s, m) {
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
		if m := d.thing(s, x.word); m >= 0 && d.kind(m) == kg.Person {
			if _, ok := s.ageAt(f.head); ok {
				return true // "she was 79"
			}
		}
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
