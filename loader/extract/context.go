package extract

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
)

// A context says how the article stands to a frame: whether it affirms it, with
// what force, and whose words it is. It is found by walking from the frame's
// word up to the root: each clause above may weaken, negate or attribute what
// stands below it.
//
//	Reuters reported that officials said X may close.
//	close: possible (may), of officials (said), via Reuters (reported)
type context struct {
	negated  bool
	modality kg.Modality
	sources  []source // the innermost first
	gainsaid source   // who said what the innermost source denies, where that is told
	rules    []string
}

// said says whether somebody is named whose words or beliefs these are.
func (c *context) said() bool {
	return slices.ContainsFunc(c.sources, func(s source) bool { return s.agent >= 0 })
}

// hearsay says whether a word says that these are words or beliefs of somebody whom it
// does not name: "allegedly", "was accused of".
func (c *context) hearsay() bool {
	return !c.said() && slices.ContainsFunc(c.sources, func(s source) bool { return s.cue >= 0 })
}

// source is whom a clause has say something.
type source struct {
	in    *sentence
	agent int // the word that heads the agent, -1 for an unnamed source
	cue   int // the word that says so, -1 for none
}

// force orders modalities from the strongest; the weakest of a sentence wins.
var force = []kg.Modality{kg.Asserted, kg.Reported, kg.Planned, kg.Possible, kg.Conditional, kg.Questioned}

func (c *context) weaken(m kg.Modality, rule string) {
	if slices.Index(force, m) > slices.Index(force, c.modality) {
		c.modality = m
	}
	c.rule(rule)
}

func (c *context) negate(rule string) {
	c.negated = !c.negated
	c.rule(rule)
}

func (c *context) attribute(in *sentence, agent, cue int, rule string) {
	c.sources = append(c.sources, source{in, agent, cue})
	c.weaken(kg.Reported, rule)
}

func (c *context) rule(name string) {
	if !slices.Contains(c.rules, name) {
		c.rules = append(c.rules, name)
	}
}

// scope says what of the clauses above still reaches the frame.
type scope uint8

const (
	everything scope = iota
	forceOnly        // modality, not negation
	sourceOnly       // whose words it is
)

// walker reads one frame's context.
type walker struct {
	*sentence
	cues *cues
	context
	scope    scope
	start    int  // the frame's word
	answered int  // the noun whose verb has been read already: "denied reports of"
	event    bool // the frame is an event noun's
	vague    bool // it stands in a relative clause of a noun that need not exist
}

// contextOf reads the context of a frame.
func (r *Reader) contextOf(s *sentence, f *frame) context { return r.walked(s, f, nil) }

// walked reads the context of a frame and, where asked, shows what it has become
// at each word on the way up, at last (-1) for the sentence as a whole.
func (r *Reader) walked(s *sentence, f *frame, see func(word int, c *context)) context {
	w := &walker{sentence: s, cues: r.cues, context: context{modality: kg.Asserted, gainsaid: nobody}, start: f.head, answered: -1, event: slices.Contains(f.rules, "event-noun")}
	if f.presupposed {
		w.scope = sourceOnly
	}
	w.modifiers(f.head)
	if f.presupposed && w.childLemma(f.head, "advmod", "not", "never") >= 0 { // "Smith, not the founder, …"
		w.negate("negation")
	}
	w.nobody(f)
	if f.form == nounFrame && w.running(f.head) {
		w.weaken(kg.Planned, "office-sought")
	}
	if f.form != nounFrame || !f.presupposed {
		w.clauseWord(f.head)
	}
	if see != nil {
		see(f.head, &w.context)
	}
	for i, depth := f.head, 0; depth < len(s.Words) && s.parent[i] >= 0 && !w.severed(i); i, depth = s.parent[i], depth+1 {
		w.step(i, s.parent[i])
		if see != nil {
			see(s.parent[i], &w.context)
		}
	}
	w.question(f.presupposed)
	w.wholeSentence(f.head)
	w.hearsayFirst()
	if f.form == verbFrame && !w.negated {
		w.alternative(f.head)
	}
	if see != nil {
		see(-1, &w.context)
	}
	w.sources = named(w.sources)
	w.hypothetical()
	if f.presupposed && !s.inQuotes(f.head) {
		w.sources = nil
		if w.modality == kg.Reported && !slices.Contains(w.rules, "hearsay-adjective") {
			w.modality = kg.Asserted
		}
	}
	return w.context
}

// hearsayFirst reads "Reportedly, two were killed and eight were injured": at the
// start of a sentence it speaks for all of it.
func (w *walker) hearsayFirst() {
	if w.scope != sourceOnly && len(w.sources) == 0 && len(w.Words) > 1 && w.Words[1].Form == "," && w.cues.has("adverb", w.lower(0), "reported") {
		w.attribute(w.sentence, -1, 0, "hearsay")
	}
}

// modifiers reads "the alleged founder", "a possible deal", "no agreement".
func (w *walker) modifiers(i int) {
	if !w.nominal(i) {
		return
	}
	if w.wouldBe(i) {
		w.weaken(kg.Planned, "planned-adjective")
	}
	for _, c := range w.children[i] {
		switch {
		case w.is(c, "amod", "compound"):
			switch w.quality(c) {
			case "reported":
				w.weaken(kg.Reported, "hearsay-adjective")
			case "possible":
				w.weaken(kg.Possible, "possible-adjective")
			case "planned":
				w.weaken(kg.Planned, "planned-adjective")
			case "fails":
				w.negate("negative-adjective")
			case "coming":
				if sort, known := lexicon.Noun(w.lemma(i)); known && sort.Kind() == kg.Person {
					w.weaken(kg.Planned, "planned-adjective")
				}
			case "undone":
				if w.event {
					w.weaken(kg.Possible, "undone-event")
				}
			}
		case w.is(c, "det") && oneOf(w.lower(c), "no", "neither"):
			w.negate("no")
		case w.is(c, "det") && w.lower(c) == "any":
			w.weaken(kg.Possible, "any")
		}
	}
}

// quality is what an adjective, or a participle by its form, makes of its noun.
func (w *walker) quality(c int) string {
	classes := []string{"reported", "possible", "planned", "fails", "coming", "undone"}
	if class := w.cues.class("adjective", w.lemma(c), classes...); class != "" {
		return class
	}
	return w.cues.class("adjective", w.lower(c), classes...)
}

// clauseWord reads what stands at a clause's own word: negation, modals,
// adverbs, subordinators, an "if" clause below it, an inserted "he said".
func (w *walker) clauseWord(i int) {
	if w.scope != sourceOnly {
		w.auxiliaries(i)
		w.adverbs(i)
		if i != w.start { // its own arguments are the frame's
			w.negativeArguments(i)
		}
		w.subordinator(i)
		w.inverted(i)
		w.condition(i)
		w.content(i)
	}
	w.parenthesis(i)
	w.inserted(i)
	w.accordingTo(i)
}

// content reads "the lie is that X", "the fear was that X": a clause behind "that"
// whose word has another subject outside of it is what that subject says.
func (w *walker) content(i int) {
	that := w.childLemma(i, "mark", "that")
	if that < 0 {
		return
	}
	for _, c := range w.children[i] {
		if c < that && w.is(c, "nsubj", "dislocated") && w.Words[c].UPOS == "NOUN" {
			w.contained(i, c)
			return
		}
	}
}

func (w *walker) auxiliaries(i int) {
	for _, c := range w.children[i] {
		if !w.is(c, "aux") || w.is(c, "aux:pass") {
			continue
		}
		word := w.lower(c)
		if w.childLemma(i, "advmod", "better", "well") >= 0 && oneOf(word, "had", "'d", "’d") && w.Words[i].XPOS == "VB" { // "had better leave"
			w.weaken(kg.Possible, "modal")
			continue
		}
		if word == "'d" || word == "’d" {
			if w.participle(i) { // had
				continue
			}
			word = "would"
		}
		switch w.cues.class("modal", word, "possible", "planned", "conditional") {
		case "possible":
			w.weaken(kg.Possible, "modal")
		case "planned":
			w.weaken(kg.Planned, "future")
		case "conditional":
			w.weaken(w.would(i), "would")
		}
	}
	if w.bareBe(i) || w.bareVerb(i) || w.optative(i) {
		w.weaken(kg.Planned, "subjunctive")
	}
	if w.gerund(i) && w.child(i, "cop", "aux") >= 0 && oneOf(w.led(i), "against", "for", "about") { // "is against selling"
		w.weaken(kg.Possible, "gerund-"+w.led(i))
	}
	if (w.parent[i] < 0 || w.is(i, "conj", "parataxis") || w.child(i, "cop") >= 0 && !w.is(i, "xcomp") || w.beTo(i)) && w.infinitive(i) { // "US to ban chips", "is to open"
		w.weaken(kg.Planned, "root-infinitive")
	}
}

func (w *walker) adverbs(i int) {
	for _, c := range w.children[i] {
		if !w.is(c, "advmod", "obl", "cc", "discourse") && !(w.is(c, "xcomp") && w.lower(c) == "short") {
			continue
		}
		switch w.cues.class("adverb", w.lower(c), "negated", "possible", "reported") {
		case "negated":
			switch {
			case c+1 < len(w.Words) && w.lower(c+1) == "necessarily":
				w.weaken(kg.Possible, "not-necessarily")
			case w.scope == everything && !w.notOnly(c):
				w.negate("negation")
			}
		case "possible":
			w.weaken(kg.Possible, "adverb")
		case "reported":
			if w.scope == everything { // "was reportedly rejected as it would cost too much": the reason is not hearsay
				w.attribute(w.sentence, -1, c, "hearsay")
			}
		}
		w.within(i, c)
		if w.whateverWay(i, c) {
			w.weaken(kg.Conditional, "concession")
		}
		if w.scope == everything && w.lower(c) == "short" && oneOf(w.lemma(i), "fall", "stop", "come") {
			w.negate("short-of")
		}
		if w.scope == everything && w.noLonger(c) && (w.child(i, "cop") < 0 || w.Words[i].UPOS != "NOUN") {
			w.negate("no-longer") // "no longer the mayor" has ended instead
		}
	}
}

// notOnly reads "not only", "not just": no negation.
func (w *walker) notOnly(c int) bool {
	return c+1 < len(w.Words) && oneOf(w.lower(c+1), "only", "just", "merely", "simply")
}

// nobody reads "no casualties left", "none of the firms": an argument that
// there is none of negates its frame, wherever the frame found it, and "a
// suspected leak" makes what it did possible at best. What was done to a thing of
// which nobody says that it is untrue, only that it is yet to be, was done: "the
// planned trip was cancelled", "she announced the upcoming vote".
func (w *walker) nobody(f *frame) {
	if f.form != verbFrame && f.presupposed {
		return
	}
	for _, a := range f.args {
		if a.word != f.head && oneOf(a.role, subjRole, objRole, isRole, "to", "for", "with") && w.none(a.word) {
			w.negate("no")
		}
		if oneOf(a.role, subjRole, objRole) && (oneOf(w.lower(a.word), "anyone", "anybody", "anything", "whoever") || a.role == subjRole && w.childLemma(a.word, "det", "any") >= 0) {
			w.weaken(kg.Possible, "any")
		}
		if oneOf(a.role, subjRole, objRole) && w.few(a.word) {
			w.weaken(kg.Possible, "few")
		}
		if oneOf(a.role, subjRole, objRole, isRole) && a.word != f.head && w.interrogative(a.word) {
			w.weaken(kg.Questioned, "asked-argument") // "depending on which skills it needs"
		}
		if oneOf(a.role, objRole, "as") {
			w.qualified(a.word)
		}
		for _, c := range w.children[a.word] {
			if oneOf(a.role, subjRole, objRole) && w.is(c, "amod") && w.cues.has("adjective", w.lower(c), "doubtful") && !(w.past(f.head) && w.cues.has("adjective", w.lower(c), "unrealized")) {
				w.weaken(kg.Possible, "doubtful-argument")
			}
		}
	}
}

func (w *walker) none(c int) bool {
	d := w.child(c, "det")
	return d >= 0 && oneOf(w.lower(d), "no", "neither") || w.denies(c) || oneOf(w.lower(c), "nobody", "nothing", "none", "neither", "no-one")
}

// negativeArguments reads "no one said", "nothing suggests".
func (w *walker) negativeArguments(i int) {
	for _, c := range w.children[i] {
		if w.is(c, "nsubj", "obj") && w.none(c) && w.scope == everything {
			w.negate("no")
		}
	}
}

// named leaves out unnamed sources beside named ones: "police claimed that he
// allegedly left" is the police's.
func named(sources []source) []source {
	isNamed := func(s source) bool { return s.agent >= 0 }
	if !slices.ContainsFunc(sources, isNamed) {
		return sources
	}
	sources = slices.DeleteFunc(sources, func(s source) bool { return !isNamed(s) })
	for i := len(sources) - 2; i >= 0; i-- { // "admitted leaking it, according to documents": the documents pass it on, once
		if slices.ContainsFunc(sources[i+1:], func(s source) bool { return s.in == sources[i].in && s.agent == sources[i].agent }) {
			sources = slices.Delete(sources, i, i+1)
		}
	}
	if len(sources) > 1 && oneOf(sources[0].in.lower(sources[0].agent), "i", "we") {
		return sources[1:] // `"I think it is strong," Liang said`: both are Liang
	}
	return sources
}
