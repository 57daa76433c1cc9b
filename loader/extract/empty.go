package extract

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// What nobody would sign: claims that are well formed and tell nothing, because
// what they are about is not in them.
//
//	It was 89%.                        "it" is nothing that the article names
//	That made it more expansive.       make(that, it), without what it was made
//	The unmasking came to light.       come(the unmasking)
//	He looked for ways to counter it.  look_for(he, ways)

// pronounOnly says of each entity whether only pronouns mention it.
func (d *document) pronounOnly() []bool {
	only := make([]bool, len(d.Entities))
	for e := range d.Entities {
		only[e] = !slices.ContainsFunc(d.Entities[e].Mentions, func(m int) bool {
			return m < 0 || m >= len(d.Mentions) || d.Mentions[m].Form != syntax.Pronoun
		})
	}
	return only
}

// nobody says whether an argument is a pronoun that stands for nothing a reader
// could name. Who "I" and "we" are, the source of their words tells. A relation
// that the vocabulary knows is worth keeping of "they" and "I" too, but for a "they"
// that a quotation brought along; and of a sentence that is the whole text, its pronouns are all there is to name.
func (d *reading) nobody(a kg.Argument, c *context, known bool) bool {
	if a.Entity == 0 || len(a.Text) > len("yourselves") || len(d.sentences) < 2 {
		return false
	}
	switch strings.ToLower(a.Text) {
	case "it", "this", "that", "these", "those", "its", "itself", "you", "your", "yourself", "yourselves":
		return d.unknown[a.Entity-1]
	case "they", "them", "their", "themselves":
		return (!known || slices.Contains(c.rules, "quotation")) && d.unknown[a.Entity-1]
	case "i", "we", "me", "us", "my", "our", "myself", "ourselves":
		if known {
			return false
		}
		return !c.said() && !d.Entities[a.Entity-1].Named
	}
	return false
}

// hollow says whether a noun only points at what its phrase or another sentence
// tells: "ways to counter submarines", "the latter", "a lot".
func (s *sentence) hollow(i int) bool {
	if p := s.child(i, "nmod:poss"); p >= 0 && s.lemma(i) == "way" {
		return true // "made its way"
	}
	switch s.lemma(i) {
	case "something", "anything", "everything", "nothing", "thing", "stuff", "kind", "sort", "type":
		return true
	case "number", "amount", "extent", "total":
		return s.Words[i].XPOS == "NN" && s.container(i) == i // of what, another phrase tells
	case "issue", "matter", "question", "problem", "aspect", "factor":
		return s.child(i, "acl") >= 0
	case "way", "chance", "opportunity", "ability", "right", "reason", "need", "attempt", "effort", "time", "place", "one", "option", "choice", "step", "power", "capacity", "tendency", "potential", "intent", "intention", "desire", "willingness", "permission":
		return s.infinitiveBelow(i) || s.child(i, "acl:relcl") >= 0
	}
	return false
}

// unfinished says whether a clause behind the object tells what becomes of it,
// without which the verb says little: "makes the atmosphere more expansive", "let
// them look", "enables users to play videos".
func (d *reading) unfinished(s *sentence, f *frame, y argument) bool {
	if d.countless(s, f, y.word) {
		return true
	}
	if y.role != objRole || f.passive || y.word < f.head || f.lemma == "help" {
		return false
	}
	if (calls(f.lemma) || oneOf(f.lemma, "find", "rule")) && s.told(f, y.word) || gives(f.lemma) && d.receiver(s, f, y.word) {
		return true
	}
	if _, recipient := f.arg(iobjRole); recipient && (calls(f.lemma) || oneOf(f.lemma, "render", "make", "find")) {
		return true // "rendered him a danger" renders no danger
	}
	moves := d.cues.has("verb", f.lemma, "objects") && !d.cues.has("verb", f.lemma, "hires") // "retained a firm to act for it": it did retain it
	for _, c := range s.children[f.head] {
		switch {
		case c < y.word:
		case s.is(c, "xcomp") && !(s.nominal(c) && s.child(c, "cop") < 0):
			if moves && !(oneOf(f.lemma, "require", "need", "demand") && !d.acts(s, y.word)) || !s.infinitive(c) {
				return true
			}
		case s.is(c, "advcl", "ccomp") && s.infinitive(c) && s.child(c, "nsubj") < 0:
			if calls(f.lemma) || moves && d.acts(s, y.word) && (d.cues.has("verb", f.lemma, "plans") || oneOf(f.lemma, "make", "force", "cause", "get", "have", "compel", "persuade", "convince")) {
				return true
			}
		}
	}
	return moves && d.cues.has("verb", f.lemma, "plans") && s.infinitiveBelow(y.word)
}

// acts says whether an object may do something itself: "required the firm to report", but
// "requires consent to report" says why it is asked for.
func (d *reading) acts(s *sentence, object int) bool {
	m := d.thing(s, object)
	return m < 0 || !oneOf(string(d.kind(m)), string(kg.Concept), string(kg.Event), string(kg.Law), string(kg.Work))
}

// countless says whether an object is a bare number whose noun another sentence
// names, "Italy had around 27,000", or only measures how long.
func (d *reading) countless(s *sentence, f *frame, object int) bool {
	m := d.value(s, object, syntax.Quantity)
	if m >= 0 && f.passive && stretch(d.Mentions[m].Value) {
		return true // "was kept in a cell 23 hours per day" says how long
	}
	return m >= 0 && d.Mentions[m].Value.Unit == "" && oneOf(f.lemma, "have", "get", "see", "take", "give", "come")
}

// receiver says whether the object of a verb of giving is only who gets something.
func (d *reading) receiver(s *sentence, f *frame, object int) bool {
	if _, given := f.arg(iobjRole); given {
		return false
	}
	m := d.thing(s, object)
	return m >= 0 && oneOf(string(d.kind(m)), string(kg.Person), string(kg.Organization), string(kg.Group))
}

// nameCut says whether a mention is only a part of a name that goes on beside it:
// "American" of "Equally American", "Fall" of "Fall of Grace".
func (d *reading) nameCut(s *sentence, m int) bool {
	at := &d.Mentions[m]
	if at.Form != syntax.Name || at.Tree != s.index {
		return false
	}
	capital := func(i int) bool {
		return i >= 0 && i < len(s.Words) && s.Words[i].Form != strings.ToLower(s.Words[i].Form)
	}
	if kind := d.kind(m); kind == kg.Work && at.Last+2 < len(s.Words) && oneOf(s.lower(at.Last+1), "of", "for", "in") && capital(at.Last+2) {
		return true
	}
	if d.torn(m) {
		return true
	}
	if at.First == at.Last && d.kind(m) != kg.Person {
		before, after := at.First-1, at.Last+1
		return before > 0 && capital(before) && !s.is(before, "nmod:desc") && oneOf(s.Words[before].UPOS, "ADV", "ADJ", "PROPN", "VERB") && !s.nationality(before) || capital(after) && s.Words[after].UPOS == "PROPN"
	}
	return false
}

// torn says whether a hyphen ties a name to what was left out of it: "General Jens
// Stoltenberg" of "Secretary-General Jens Stoltenberg". Places may stand in an
// adjective: "US-led", "then-U.S.-president".
func (d *document) torn(m int) bool {
	at := &d.Mentions[m]
	s := d.sentences[at.Tree]
	return at.Form == syntax.Name && d.kind(m) != kg.Place && (s.hyphenated(at.First-1) || s.hyphenated(at.Last+1))
}

// hyphenated says whether a word is a hyphen that joins the two beside it.
func (s *sentence) hyphenated(i int) bool {
	return i > 0 && i+1 < len(s.Words) && s.Words[i].Form == "-" && s.Words[i-1].Span.End == s.Words[i].Span.Start && s.Words[i].Span.End == s.Words[i+1].Span.Start
}

// nationality says whether a word is a demonym, which may stand before any name.
func (s *sentence) nationality(i int) bool {
	known, ok := lexicon.Name(s.Words[i].Form)
	return ok && known.What != 'o'
}

// told says whether what something is called stands behind it, where the parser did
// not see it: 'called the investigation "Soviet-style"'.
func (s *sentence) told(f *frame, object int) bool {
	if _, as := f.arg("as"); as {
		return false
	}
	_, last := s.reach(object)
	if last != object && oneOf(s.Words[last].Form, "\"", "”", "''") {
		return true
	}
	next := last + 1
	return next < len(s.Words) && (oneOf(s.Words[next].Form, "\"", "“", "``") || oneOf(s.Words[next].UPOS, "ADJ", "DET", "NOUN", "VERB"))
}

// aside says whether a phrase is no argument of its verb: "with the number
// rising", "with as little as a millionth", "in conjunction with".
func (s *sentence) aside(a argument) bool {
	if next := a.word + 1; next < len(s.Words) && oneOf(s.lower(next), "being", "having") {
		return true // "apologised for its site being out of reach"
	}
	switch a.role {
	case "with":
		v := s.child(a.word, "acl", "advcl")
		return v > a.word && s.gerund(v) && !s.is(v, "acl:relcl")
	case "as":
		if first, _ := s.reach(a.word); first > 0 && oneOf(s.lemma(first-1), "role", "position", "job", "work", "career", "tenure", "time", "status", "capacity", "experience", "term", "reputation", "life", "stint") {
			return true // "known for his role as king": no one is known as king
		}
		for _, c := range s.children[a.word] {
			if s.is(c, "case") && s.lower(c) == "as" && (c >= 2 && s.lower(c-2) == "as" || c+2 < len(s.Words) && s.lower(c+2) == "as") {
				return true
			}
		}
	}
	return false
}

// partly says whether what is denied of a noun is denied only of what its clause
// tells: "had never seen a pandemic sparked by a coronavirus".
func (s *sentence) partly(noun int) bool {
	if s.Words[noun].UPOS != "NOUN" || s.child(noun, "nmod:poss") >= 0 {
		return false
	}
	det := s.child(noun, "det")
	for _, c := range s.children[noun] {
		if c > noun && oneOf(s.preposition(c), "than", "except", "besides", "other_than") {
			return true
		}
	}
	return s.child(noun, "acl") > noun && (det < 0 || oneOf(s.lower(det), "a", "an", "any", "no"))
}

// container is the noun that a noun of number or measure only counts: "questions"
// in "a series of questions", "three days of mourning"; the word itself for others.
func (s *sentence) container(i int) int {
	span := s.child(i, "nummod") >= 0 && oneOf(s.lemma(i), timeNouns...)
	if s.Words[i].UPOS != "NOUN" || !span && !oneOf(s.lemma(i), "series", "number", "amount", "deal", "degree", "total", "couple", "lot", "variety", "range", "handful", "bit", "majority", "set", "array", "host", "plenty", "dozens", "hundreds", "thousands", "types", "kinds", "sorts", "type", "kind", "sort", "form", "piece", "aspect", "part") {
		return i
	}
	if d := s.child(i, "det"); d >= 0 && oneOf(s.lemma(i), "number", "amount", "degree") && !oneOf(s.lower(d), "a", "an") {
		return i // "the number of women" is a number
	}
	for _, c := range s.children[i] {
		if c > i && s.is(c, "nmod") && s.preposition(c) == "of" && s.nominal(c) {
			if span && s.child(c, "det", "nmod:poss") >= 0 {
				return i // "served eight years of a sentence" served a part
			}
			return c
		}
	}
	return i
}

// respective says whether "respectively" pairs the members of two lists, so that
// what is said of the lists holds of no member of both.
func (s *sentence) respective() bool {
	return slices.ContainsFunc(s.Words, func(w syntax.Word) bool { return strings.EqualFold(w.Form, "respectively") })
}

// pairedOff says whether one of two lists that "respectively" pairs is here.
func (s *sentence) pairedOff(lists ...[]int) bool {
	return slices.ContainsFunc(lists, func(l []int) bool { return len(l) > 1 }) && s.respective()
}

// vague are adjectives that tell nothing of a thing by themselves.
var vague = strings.Fields("first second third last next same such other more most less least many much few several own able unable open sure due " +
	"likely unlikely ready willing true clear unclear certain aware fine okay ok worth similar different right wrong only various")

// plainly says whether a sentence tells a quality outright: "the app is free" does,
// "it apologised for being late" and "it can be open" do not.
func (s *sentence) plainly(f *frame, c *context) bool {
	strong := c.modality == kg.Asserted || c.modality == kg.Reported || c.modality == kg.Conditional && len(c.sources) > 0
	return strong && slices.Contains(f.rules, "copula") && s.finite(f.head) && (s.parent[f.head] < 0 || s.is(f.head, "ccomp", "conj", "parataxis"))
}

// passing says whether a clause without object tells no news: one under a
// condition or a question, or one that only says when, where or which.
func (s *sentence) passing(f *frame, c *context) bool {
	if len(c.sources) == 0 && (c.modality == kg.Conditional || c.modality == kg.Questioned) {
		return true
	}
	w := f.head
	for s.is(w, "conj") && s.parent[w] >= 0 {
		w = s.parent[w]
	}
	if s.is(w, "advcl") && c.modality != kg.Asserted && c.modality != kg.Reported {
		return true
	}
	if s.is(w, "advcl") && s.Words[w].XPOS != "VBD" && !s.childForm(w, "was", "were", "had", "did") && s.whenBelow(w) {
		return true
	}
	return s.is(w, "acl:relcl") && (oneOf(s.lemma(s.parent[w]), timeNouns...) || s.whenBelow(w))
}

// whenBelow says whether "when", "where" or the like opens the clause.
func (s *sentence) whenBelow(w int) bool {
	for _, c := range s.children[w] {
		if s.is(c, "advmod", "mark") && oneOf(s.lower(c), "when", "where", "whenever", "wherever", "before", "until", "till", "as", "once") {
			return true
		}
	}
	return false
}

// class is the words that name a class: the noun with what stands before it and,
// where the noun alone would say something else, with what it is of: "first
// launch of a crewed spacecraft", "hub of activity". False where even that leaves
// out what makes it one.
func (d *reading) className(s *sentence, word int) (kg.Argument, bool) {
	one, such := false, false // of its kind
	for _, c := range s.children[word] {
		if c < word && s.is(c, "amod", "advmod", "det", "nummod") {
			one = one || s.feature(c, "NumType=Ord") || oneOf(s.Words[c].XPOS, "JJS", "RBS") || oneOf(s.lower(c), "only", "sole", "last", "next", "same") || s.child(c, "advmod") >= 0 && s.Words[s.child(c, "advmod")].XPOS == "RBS"
			such = such || oneOf(s.lower(c), "such", "other", "another", "this", "that", "these", "those")
		}
	}
	defined := s.child(word, "acl") > word || s.infinitiveBelow(word)
	if such || s.hollow(word) || defined && (one || d.abstract(s, word)) {
		return kg.Argument{}, false
	}
	words := []int{word}
	for _, c := range s.children[word] {
		switch {
		case c < word && s.is(c, "amod", "compound", "nmod:desc", "flat"):
			first, _ := s.reach(c)
			words = append(words, first)
		case c > word && s.is(c, "nmod") && (one || s.preposition(c) == "of"):
			if last := s.phraseEnd(c); last-word <= 12 {
				words = append(words, last)
			} else if one {
				return kg.Argument{}, false // too long to keep, and another thing without it
			}
		}
	}
	return d.text(s.covering(words...), "en"), true
}

// phraseEnd is the last word of a noun's phrase without clauses and asides.
func (s *sentence) phraseEnd(i int) int {
	last := i
	for _, c := range s.children[i] {
		if c > i && s.is(c, "nmod", "compound", "flat", "nummod", "conj") {
			last = max(last, s.phraseEnd(c))
		}
	}
	return last
}

// abstract says whether a common noun names nothing that can be seen or met.
func (d *reading) abstract(s *sentence, word int) bool {
	sort, known := lexicon.Noun(s.lemma(word))
	return !known || sort.Kind() == kg.Concept || sort.Kind() == kg.Event || sort.Kind() == kg.Law
}

// belongs says whether the text tells what a noun is of.
func (s *sentence) belongs(word int) bool {
	return slices.ContainsFunc(s.children[word], func(c int) bool { return s.is(c, "nmod") && (s.preposition(c) == "of" || s.is(c, "nmod:poss")) })
}
