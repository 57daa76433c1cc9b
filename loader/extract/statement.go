package extract

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Statements that are printed after who made them.
//
//	Foreign Office Minister Tobias Ellwood said:
//
//	The UK condemns the attack. We will go on helping those in need.
//
//	More than 60 countries help, too.
//
// A paragraph that ends in a reporting verb and a colon gives its speaker to the
// paragraphs that follow, until the article itself tells of somebody again who
// speaks, or a heading stands there. Where the words come on the same line, they
// are those of that paragraph: "The minister said: We will help. It is right."
// Words between quotation marks are read by quotes.go, which asks here who was
// introduced.

// statements finds whose statement each sentence is, in an article that is no
// transcript.
func (d *reading) statements() {
	now, whole := turn{source: nobody}, false // whole: it goes on over paragraphs
	speech := false                           // the article itself says "I" or "we", so that this tells nothing
	for i, s := range d.sentences {
		if s.NewParagraph && !whole || s.Part == syntax.Headline || s.Part == syntax.Boilerplate {
			now = turn{source: nobody}
		}
		at, ends := d.introduces(s)
		switch {
		case at.in != nil:
			// A quotation has marks that say how far it goes; who introduces is not in the statement.
			now, whole = turn{at, !speech && !s.opensAfterColon(), "statement"}, ends
			continue
		case now.spoken && s.NewParagraph && s.startsMarked():
			now = turn{source: nobody}
		case now.spoken && d.tells(s):
			now = turn{source: nobody}
		}
		if now.spoken && !d.turns[i].spoken {
			d.turns[i] = now
		}
		speech = speech || !now.spoken && s.inOwnVoice()
	}
}

// inOwnVoice says that a sentence says "I" or "we" outside quotation marks.
func (s *sentence) inOwnVoice() bool {
	for i := range s.Words {
		if oneOf(s.lower(i), "i", "we", "my", "our", "us", "me") && !s.inQuotes(i) {
			return true
		}
	}
	return false
}

// introduces is who speaks in what a colon after a reporting verb introduces; ends
// says that the colon ends the sentence and its paragraph.
func (d *reading) introduces(s *sentence) (at source, ends bool) {
	for colon := range s.Words {
		if s.Words[colon].Form != ":" || s.inQuotes(colon) {
			continue
		}
		for verb := colon - 1; verb >= 0 && verb >= colon-farthestColon; verb-- {
			if !s.verbal(verb) || !d.cues.has("verb", s.particled(verb), "says") || s.inQuotes(verb) {
				continue
			}
			if agent := s.speaker(verb); agent >= 0 && agent < colon && d.canSpeak(s, agent) {
				return source{s, agent, verb}, colon == len(s.Words)-1
			}
		}
		return nobody, false
	}
	return nobody, false
}

// farthestColon is how many words may stand between the verb and the colon: "said
// in a statement on Monday:".
const farthestColon = 8

// opensAfterColon says that a quotation opens right after the colon.
func (s *sentence) opensAfterColon() bool {
	colon := slices.IndexFunc(s.Words, func(w syntax.Word) bool { return w.Form == ":" })
	return colon >= 0 && colon+1 < len(s.Words) && oneOf(s.Words[colon+1].Form, "“", "\"", "``")
}

// tells says that a sentence tells, outside quotation marks, of somebody else who
// speaks: the article goes on.
func (d *reading) tells(s *sentence) bool {
	for i := range s.Words {
		if !s.verbal(i) || s.inQuotes(i) || !d.cues.has("verb", s.particled(i), "says") || s.parent[i] >= 0 && !s.is(i, "parataxis") {
			continue
		}
		if agent := s.speaker(i); agent >= 0 && !oneOf(s.lower(agent), "i", "we") {
			return true
		}
	}
	return false
}

// canSpeak says that a word is somebody: a person or body, or a pronoun for one.
func (d *reading) canSpeak(s *sentence, word int) bool {
	if oneOf(s.lower(word), "he", "she", "they") {
		return true
	}
	m := d.thing(s, word)
	return m >= 0 && oneOf(string(d.kind(m)), string(kg.Person), string(kg.Organization), string(kg.Group))
}
