package extract

import "slices"

// What a phrase behind a preposition tells: a thing, or only when, why and how.

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

// completing is the deed right behind the frame's word and a preposition, without which
// the word says little or something else: "specialized in removing people", "capable of
// spreading"; -1 for none.
func (s *sentence) completing(f *frame) (deed int, led string) {
	last := slices.Max(f.words)
	for _, c := range s.children[f.head] {
		m := s.child(c, "mark", "case")
		if s.is(c, "advcl", "acl") && s.gerund(c) && m == last+1 && m < c && s.child(c, "nsubj") < 0 && s.deedEnd(c) > c &&
			oneOf(s.lower(m), "in", "of", "for", "from", "to", "with", "about", "against", "on", "at") {
			return c, s.lower(m)
		}
	}
	return -1, ""
}
