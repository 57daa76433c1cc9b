package extract

import (
	"strings"

	"claimgraph/loader/syntax"
)

// The frames of verbs.

// verb reads "DeepSeek trained V3 on H800 chips": train(subj DeepSeek, obj V3,
// on chips), in whatever clause the verb stands.
func (b *framer) verb(i int) {
	if !b.verbal(i) && !b.existential(i) || b.is(i, "aux", "cop", "case", "mark", "fixed", "compound", "flat", "cc", "amod", "nmod:desc") {
		return
	}
	if b.gerund(i) && b.child(i, "nsubj", "aux") < 0 && oneOf(b.lower(i), "owing", "regarding", "including", "excluding", "according") {
		return // prepositions in all but form
	}
	f := frame{form: verbFrame, head: i, lemma: b.particled(i), passive: b.passive(i), words: b.verbWords(i)}
	f.rule("verb")
	b.own(&f, i)
	b.presence(&f, i)
	b.subject(&f, i)
	b.noun(&f, i)
	b.gap(&f, i)
	b.shared(&f, i)
	b.instrument(&f, i)
	b.casualties(&f, i)
	b.keep(f)
	b.office(&f)
}

// office reads "serves as chief executive of X", "was named director", "became
// president": what the noun is said of is the verb's object, else its subject.
func (b *framer) office(f *frame) {
	noun, role := -1, "as"
	if a, ok := f.arg("as"); ok && b.reader.cues.has("verb", f.lemma, "holds") {
		noun = a.word
	} else if a, ok := f.arg(objRole); ok && oneOf(f.lemma, "become", "remain", "stay") {
		noun, role = a.word, objRole
	}
	if noun < 0 || !b.describes(noun) || b.held[noun] {
		return
	}
	holder, ok := f.arg(objRole)
	if !ok || role == objRole {
		holder, ok = f.arg(subjRole)
	}
	if ok && holder.word != noun {
		b.states(noun, holder.word, noun, "office", false)
	}
}

// existential says whether "be" itself is the predicate: "there are talks".
func (b *framer) existential(i int) bool {
	return b.Words[i].UPOS == "AUX" && b.lemma(i) == "be" && !b.is(i, "aux", "cop")
}

// passive reads "was acquired", "DeepSeek, founded in 2023, …".
func (b *framer) passive(i int) bool {
	if b.child(i, "aux:pass") >= 0 {
		return true
	}
	if b.child(i, "obl:agent") >= 0 {
		subject := b.child(i, "nsubj")
		return subject < 0 || b.Words[subject].Rel != "nsubj" || b.child(i, "obj") < 0 // "they gave blood by the hundreds"
	}
	if b.child(i, "nsubj:pass", "csubj:pass") >= 0 {
		return b.Part == syntax.Headline || b.is(i, "conj") || !b.participle(i) && b.Words[i].XPOS != "VBD" || b.child(i, "aux") >= 0 // a tense of its own needs an auxiliary
	}
	if !b.participle(i) || b.child(i, "aux", "nsubj") >= 0 {
		return false
	}
	if b.is(i, "conj") && b.parent[i] >= 0 && b.verbal(b.parent[i]) {
		return b.passive(b.parent[i]) || b.childForm(b.parent[i], "is", "are", "was", "were", "be", "been", "being")
	}
	if b.is(i, "conj") && b.parent[i] >= 0 && b.child(b.parent[i], "cop") >= 0 {
		return true // "is pending and expected in June"
	}
	return b.is(i, "acl", "advcl", "amod") || b.parent[i] < 0 || b.is(i, "xcomp", "ccomp", "parataxis")
}

// childForm says whether the word has an auxiliary or copula of that form.
func (s *sentence) childForm(i int, forms ...string) bool {
	for _, c := range s.children[i] {
		if s.is(c, "aux", "cop") && oneOf(s.lower(c), forms...) {
			return true
		}
	}
	return false
}

func (b *framer) verbWords(i int) []int {
	words := []int{i}
	if p := b.child(i, "compound:prt"); p >= 0 {
		words = append(words, p)
	}
	return words
}

// surface is the role of the subject position in the frame's voice.
func surface(passive bool) string {
	if passive {
		return objRole
	}
	return subjRole
}

// own takes the arguments that hang on the verb itself.
func (b *framer) own(f *frame, i int) {
	for _, c := range b.children[i] {
		switch {
		case b.is(c, "obj") && b.idiom(i) == b.lemma(c):
		case b.is(c, "obj"):
			role := objRole
			if first := b.child(i, "obj", "iobj"); (first != c || b.child(i, "iobj") >= 0) && calls(b.lemma(i)) {
				role = "as" // "declared the outbreak an emergency"
			}
			if f.passive { // "was fined $5 million": what is left of two objects
				role = measureRole
			}
			f.add(role, b.referent(c), 1, c)
		case b.is(c, "iobj"):
			role := iobjRole
			if calls(b.lemma(i)) || b.child(i, "obj", "ccomp", "xcomp") < 0 {
				role = objRole // "called Biden a decent man"; "asked Ann Lee for help"
			}
			f.add(role, b.referent(c), 1, c)
		case b.is(c, "obl:agent") && (b.means(c) || !f.passive):
			f.add("by", c, 1, c)
		case b.is(c, "obl:agent"):
			f.add(subjRole, b.referent(c), 1, c)
			f.rule("agent")
		case b.is(c, "obl", "nmod") && b.nominal(c):
			b.oblique(f, c, 1)
			b.suspicion(f, c)
		case b.is(c, "advcl") && b.gerund(c) && c > i:
			b.deed(f, c)
		case b.is(c, "xcomp") && b.nominal(c) && b.child(c, "cop", "mark") < 0:
			b.become(f, i, c)
		case b.is(c, "xcomp") && strings.HasSuffix(f.lemma, "_"+b.verdict(c)): // "pleaded guilty to fraud"
			for _, o := range b.children[c] {
				switch {
				case b.is(o, "obl") && b.nominal(o):
					b.oblique(f, o, 1)
				case b.is(o, "advcl") && b.gerund(o):
					b.deed(f, o)
				}
			}
		}
	}
}

// deed reads "charged with taking a bribe", "pleaded guilty to killing two": the
// clause is what its verb is about, and stands in the role of its preposition.
func (b *framer) deed(f *frame, c int) {
	m := b.child(c, "mark", "case")
	if m >= 0 && m < c && oneOf(b.lower(m), "of", "with", "to", "for", "on") && b.child(c, "nsubj") < 0 {
		f.add(b.lower(m), c, 0.95, c)
	}
}

// suspicion reads "arrested on suspicion of helping the thief".
func (b *framer) suspicion(f *frame, c int) {
	if oneOf(b.lemma(c), "suspicion", "charge", "count", "allegation") {
		for _, g := range b.children[c] {
			if b.is(g, "acl", "advcl") && b.gerund(g) {
				b.deed(f, g)
			}
		}
	}
}

// presence reads "there was an explosion at the plant": where the thing is, the
// phrase behind it says, whether it hangs on the verb or on the noun.
func (b *framer) presence(f *frame, i int) {
	there, thing := b.child(i, "expl"), b.child(i, "nsubj")
	if f.lemma != "be" || there < 0 || thing < i || b.lower(there) != "there" {
		return
	}
	for _, c := range b.children[thing] {
		if b.is(c, "nmod") && b.nominal(c) && oneOf(b.preposition(c), "at", "in", "near", "outside", "inside", "across") {
			b.oblique(f, c, 1)
			f.rule("presence")
		}
	}
}

// calls says whether the verb has its subject give something a name.
func calls(verb string) bool {
	return oneOf(verb, "call", "name", "dub", "label", "consider", "brand", "term", "deem", "declare")
}

// gives says whether the verb has someone get something.
func gives(verb string) bool { return oneOf(verb, "give", "grant", "award", "offer", "lend", "hand") }

// become reads "became president", "was named chief executive", "called the
// law a mistake": the noun is the verb's object where it has no other.
func (b *framer) become(f *frame, i, c int) {
	switch role := b.preposition(c); {
	case role != "":
		f.add(role, c, 1, c)
	case !f.passive && b.child(i, "obj") < 0:
		f.add(objRole, c, 1, c)
	case f.passive && oneOf(b.lemma(i), "give", "award", "grant", "offer", "pay", "send", "hand", "deny", "fine", "charge", "assign", "lend"):
		f.add(measureRole, c, 1, c) // "was given a sentence": the other object
	default:
		f.add("as", c, 1, c)
	}
}

// oblique keeps the preposition as the role: "on H800 chips". The agent of a
// passive counts as its subject however the parser named the arc.
func (b *framer) oblique(f *frame, c int, sure float64) {
	role := b.preposition(c)
	switch {
	case role == "" && b.is(c, "obl"):
		f.add(measureRole, c, sure, c)
	case role == "by" && f.passive && !b.means(c):
		if _, known := f.arg(subjRole); !known {
			f.add(subjRole, b.referent(c), 0.9*sure, c)
			return
		}
		f.add("by", b.referent(c), sure, c)
	case role != "":
		f.add(role, b.referent(c), sure, c)
	}
}

// means reads "by mail", "by train": a bare noun is no agent.
func (b *framer) means(c int) bool {
	return b.Words[c].XPOS == "NN" && len(b.children[c]) == 1
}

// subject takes the verb's own subject, or that of its coordination: "Google
// bought YouTube and sold Motorola".
func (b *framer) subject(f *frame, i int) {
	if c := b.child(i, "nsubj"); c >= 0 {
		if b.is(c, "nsubj:outer") {
			return
		}
		f.add(b.subjectRole(f, c), b.referent(c), 1, c)
		return
	}
	if w := b.parent[i]; w >= 0 && b.is(i, "conj") && !b.gapped(i) {
		if c := b.child(w, "nsubj"); c >= 0 {
			f.add(surface(f.passive), b.referent(c), 0.95, c, i)
			f.rule("shared-subject")
		}
		// "arrested and questioned the student": the object after both is both's.
		if o := b.child(w, "obj"); o > i && b.child(i, "obj", "ccomp", "xcomp", "obl") < 0 && !f.passive {
			f.add(objRole, b.referent(o), 0.9, o, i)
			f.rule("shared-object")
		}
	}
}

// subjectRole trusts the verb's form over the arc's name where they differ.
func (b *framer) subjectRole(f *frame, c int) string {
	if b.is(c, "nsubj:pass") {
		return objRole
	}
	return surface(f.passive)
}

// gapped says whether a conjunct starts a clause without subject on purpose.
func (b *framer) gapped(i int) bool {
	if b.gerund(i) && b.child(i, "aux", "cop") < 0 && b.parent[i] >= 0 && b.verbal(b.parent[i]) && !b.gerund(b.parent[i]) && b.finite(b.parent[i]) {
		return true // "charges include homicide and possessing a firearm"
	}
	return b.child(i, "expl", "csubj") >= 0 || b.Words[i].XPOS == "VB" && b.child(i, "aux", "mark") < 0 && b.parent[i] >= 0 && b.finite(b.parent[i]) && b.child(b.parent[i], "aux") < 0
}

// noun reads reduced relative clauses: "a lab founded in 2023", "a firm making
// chips".
func (b *framer) noun(f *frame, i int) {
	w := b.parent[i]
	if w < 0 || !b.is(i, "acl") || b.is(i, "acl:relcl") || b.infinitive(i) || b.child(i, "nsubj", "mark") >= 0 || !b.nominal(w) {
		return
	}
	if f.passive || b.gerund(i) && !oneOf(b.lemma(w), "difficulty", "trouble", "time", "fun", "experience", "success", "problem", "luck", "way", "history", "policy", "idea", "habit", "practice", "risk", "cost", "process", "job", "task", "case") {
		f.add(surface(f.passive), b.referent(w), 0.95, i)
		f.rule("reduced-relative")
	}
}

// gap reads "the chips they used": the noun is the object that the relative
// clause lacks.
func (b *framer) gap(f *frame, i int) {
	w := b.parent[i]
	if w < 0 || !b.is(i, "acl:relcl") || f.passive || b.child(i, "obj", "ccomp", "xcomp") >= 0 || oneOf(b.lemma(w), "time", "day", "year", "way", "reason", "place", "moment", "month", "week") {
		return
	}
	if b.child(i, "nsubj") < 0 {
		return
	}
	for c := range b.Words {
		if (b.relative(c) || oneOf(b.Words[c].XPOS, "WRB")) && b.above(i, c) {
			return
		}
	}
	f.add(objRole, w, 0.8, i)
	f.rule("relative-gap")
}

// shared recovers the subject of a clause that leaves it out.
func (b *framer) shared(f *frame, i int) {
	if _, known := f.arg(surface(f.passive)); known || b.child(i, "nsubj", "expl") >= 0 {
		return
	}
	if w, sure := b.controller(i, 0); w >= 0 {
		f.add(surface(f.passive), b.referent(w), sure, w, i)
		f.rule("control")
	}
}

// controller reads "agreed to buy", "helped Google build", "…, killing five":
// the subject that an infinitive or participle shares with the clause above.
func (b *framer) controller(i, depth int) (word int, sure float64) {
	w := b.parent[i]
	if w >= 0 && b.is(i, "acl") && !b.is(i, "acl:relcl") {
		return b.suspect(i, w), 0.85
	}
	if w < 0 || depth > 4 || b.is(i, "ccomp", "acl", "parataxis", "csubj") {
		return -1, 0
	}
	sure = 0.9
	switch {
	case b.is(i, "xcomp"):
		if o := b.child(w, "obj", "iobj"); o >= 0 && !b.passive(w) && (!b.infinitive(i) || b.reader.cues.has("verb", b.lemma(w), "objects")) {
			return o, sure
		}
	case b.is(i, "advcl") && b.forWhom(i, w) >= 0:
		return b.forWhom(i, w), sure
	case b.is(i, "advcl") && b.charged(i, w) >= 0: // "credited Leonov with making"
		return b.charged(i, w), sure
	case b.is(i, "advcl"):
		if b.child(i, "mark") >= 0 && !b.infinitive(i) && !b.gerund(i) && !b.passive(i) || b.child(i, "advmod") >= 0 && b.Words[b.child(i, "advmod")].XPOS == "WRB" && b.finite(i) {
			return -1, 0
		}
		if m := b.child(i, "mark", "case"); m >= 0 && oneOf(b.lower(m), "like", "unlike", "than") {
			return -1, 0 // "like scoring a plate of glass" compares
		}
		if sure = 0.75; b.gerund(i) && b.child(i, "mark") < 0 {
			sure = 0.85 // "…, killing five"
		} else if b.gerund(i) && b.passive(w) && b.reader.cues.has("verb", b.lemma(w), "accuses") {
			sure = 0.9 // "was accused of stealing"
		}
	case b.is(i, "conj"):
	default:
		return -1, 0
	}
	if c := b.child(w, "nsubj"); c >= 0 {
		return c, sure
	}
	if b.is(w, "acl") && !b.is(w, "acl:relcl") && !b.infinitive(w) && (b.passive(w) || b.gerund(w)) {
		return b.parent[w], sure * 0.9
	}
	c, s := b.controller(w, depth+1)
	return c, s * sure
}

// suspect is who did what stands behind "suspicion of", "charges of", "allegations of":
// whoever is arrested on it, faces it or denies it; -1 for none.
func (b *framer) suspect(i, noun int) int {
	v := b.parent[noun]
	if v < 0 || !b.gerund(i) || b.child(i, "mark") < 0 || !b.verbal(v) || !oneOf(b.lemma(noun), "suspicion", "charge", "allegation", "accusation", "claim", "count") {
		return -1
	}
	switch {
	case b.is(noun, "obj") && oneOf(b.lemma(v), "deny", "reject", "refute", "face", "admit", "dispute", "dismiss"):
		return b.child(v, "nsubj")
	case b.is(noun, "obl") && b.passive(v):
		return b.child(v, "nsubj")
	case b.is(noun, "obl"):
		return b.child(v, "obj")
	}
	return -1
}

// forWhom is the noun after "for" right before an infinitive, whose subject it is:
// "paid for Boseman to attend"; -1 for none.
func (b *framer) forWhom(i, w int) int {
	to := b.childLemma(i, "mark", "to")
	if to < 1 {
		return -1
	}
	for _, c := range b.children[w] {
		if _, last := b.reach(c); b.is(c, "obl", "nmod") && b.preposition(c) == "for" && last+1 == to {
			return c
		}
	}
	return -1
}

// charged is the object that a gerund after "of", "for" or "with" is said of, where
// the verb above accuses, judges or hinders it: "accused Ann of leaving"; -1 for
// none.
func (b *framer) charged(i, w int) int {
	mark := b.child(i, "mark", "case")
	if b.gerund(i) && mark >= 0 && b.lower(mark) == "as" && !b.passive(w) {
		return b.child(w, "obj") // "lists it as belonging to the state"
	}
	if !b.gerund(i) || b.passive(w) || mark < 0 || !oneOf(b.lower(mark), "of", "for", "with", "from") || b.reader.cues.class("verb", b.lemma(w), "accuses", "clears", "judges", "fails") == "" {
		return -1
	}
	return b.child(w, "obj")
}

// casualties reads "two were killed and five wounded in the attack": what stands behind
// the last tells of all where it was.
func (b *framer) casualties(f *frame, i int) {
	if !f.passive || !harms(b.lemma(i)) || b.child(i, "obl") >= 0 {
		return
	}
	for _, c := range b.children[i] {
		if !b.is(c, "conj") || !b.verbal(c) || !harms(b.lemma(c)) {
			continue
		}
		for _, o := range b.children[c] {
			if b.is(o, "obl") && o > c && b.nominal(o) {
				b.oblique(f, o, 0.9)
			}
		}
	}
}

func harms(verb string) bool { return oneOf(verb, "kill", "injure", "wound", "hurt") }

// instrument reads "trained the model using H800 chips": train(using chips).
func (b *framer) instrument(f *frame, i int) {
	for _, c := range b.children[i] {
		if b.is(c, "advcl") && b.lower(c) == "using" {
			if o := b.child(c, "obj"); o >= 0 {
				f.add("using", b.referent(o), 0.95, c, o)
				f.rule("instrument")
			}
			for _, o := range b.children[c] {
				if b.is(o, "obl") && b.nominal(o) { // a phrase after the instrument may belong to the verb
					b.oblique(f, o, 0.85)
				}
			}
		}
	}
}
