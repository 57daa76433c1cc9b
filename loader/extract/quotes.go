package extract

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Quotes over several sentences.
//
//	"The model is the best we ever built," Liang said. "It cost little."
//
// The second sentence stands between quotation marks and says nothing of who
// speaks: it is Liang's.

// nobody is the source that is not known.
var nobody = source{agent: -1, cue: -1}

// quotes finds, for each sentence with a quotation, whose words they are.
func (d *reading) quotes() {
	d.speakers = make([]source, len(d.sentences))
	open, last := false, nobody
	for i, s := range d.sentences {
		if s.NewParagraph {
			if !open && (i == 0 || !d.sentences[i-1].hasQuotes()) {
				last = nobody
			}
			if i > 0 && s.startsMarked() {
				if at, ends := d.introduces(d.sentences[i-1]); ends {
					last = at
				}
			}
			open = open && !s.startsMarked() && s.marks()%2 == 1 // one that runs on begins its paragraph with a mark, or closes in it
		}
		s.quoted = open
		open = s.quotedAfter(len(s.Words)) && (s.quoted || d.closes(i))
		switch own := d.ownSpeaker(s); {
		case own.in != nil:
			last, d.speakers[i] = own, own
		case s.startsQuoted():
			if last.in == nil {
				last = d.nextSpeaker(i)
			}
			if at := d.actorBefore(i); at.in != nil {
				last = at
			}
			d.speakers[i] = last
		default:
			d.speakers[i] = nobody
		}
	}
}

// closes says whether a quotation that is open at a sentence's end has its closing
// mark in the paragraph, or goes on in the next: one that has not was a stray mark.
func (d *reading) closes(i int) bool {
	for _, s := range d.sentences[i+1:] {
		if s.NewParagraph {
			return s.startsMarked()
		}
		if s.hasQuotes() {
			return !s.startsMarked()
		}
	}
	return false
}

// ownSpeaker is the speaker that a sentence with a quotation names.
func (d *reading) ownSpeaker(s *sentence) source {
	if !s.quoted && !s.hasQuotes() {
		return nobody
	}
	own, nearest := nobody, len(s.Words)
	for i := range s.Words {
		if s.verbal(i) && d.cues.has("verb", s.particled(i), "says") && !s.inQuotes(i) {
			if agent := s.speaker(i); agent >= 0 && (own.in == nil || s.fromMark(i) < nearest && !s.passesOn(i)) {
				own, nearest = source{s, agent, i}, s.fromMark(i)
			}
		}
	}
	return own
}

// passesOn says whether a verb stands in a clause that only passes something on:
// "which the BBC noted", "as reported by the Daily News".
func (s *sentence) passesOn(i int) bool {
	return s.is(i, "acl") || s.is(i, "advcl") && s.childLemma(i, "mark", "as") >= 0
}

// fromMark is how many words part a word from the nearest quotation mark: "They
// noted that: Ann said, “X”" quotes Ann.
func (s *sentence) fromMark(i int) int {
	nearest := len(s.Words)
	for j := range s.Words {
		if oneOf(s.Words[j].Form, "“", "”", "\"", "``", "''") {
			nearest = min(nearest, max(i-j, j-i))
		}
	}
	return nearest
}

// nextSpeaker looks ahead in the paragraph: `"It cost little. It runs," he said.`
func (d *reading) nextSpeaker(i int) source {
	for _, s := range d.sentences[i+1:] {
		if s.NewParagraph {
			break
		}
		if own := d.ownSpeaker(s); own.in != nil {
			return own
		}
	}
	return nobody
}

// actorBefore is the person that the sentence before tells of, for what is all
// quotation: `Lee was angry. "They copied our app. They broke the law."`
func (d *reading) actorBefore(i int) source {
	if i == 0 || d.sentences[i].NewParagraph || !d.wholeQuotation(i) {
		return nobody
	}
	before := d.sentences[i-1]
	for w := range before.Words {
		if before.parent[w] >= 0 {
			continue
		}
		who := before.child(w, "nsubj")
		if m := d.thing(before, who); m >= 0 && d.kind(m) == kg.Person && d.canSpeak(before, who) && before.Words[who].XPOS != "NNS" && !before.hasQuotes() {
			return source{before, who, -1}
		}
	}
	return nobody
}

// wholeQuotation says whether a quotation begins with the sentence and ends with it or a
// later one of its paragraph, none of which says whose it is.
func (d *reading) wholeQuotation(i int) bool {
	if !d.sentences[i].startsMarked() {
		return false
	}
	for j, s := range d.sentences[i:] {
		if j > 0 && (s.NewParagraph || s.startsMarked()) || d.ownSpeaker(s).in != nil {
			return false
		}
		if s.endsMarked() {
			return true
		}
		if s.marks() > 1 || j > 0 && s.marks() > 0 { // it closes within
			return false
		}
	}
	return false
}

// endsMarked says whether the sentence ends with a closing quotation mark.
func (s *sentence) endsMarked() bool {
	n := len(s.Words)
	return n > 1 && oneOf(s.Words[n-1].Form, "”", "\"", "''")
}

// quoted gives a frame between quotation marks its speaker, where nothing in
// the sentence's grammar did.
func (d *reading) quoted(s *sentence, f *frame, c *context) {
	if len(c.sources) > 0 {
		return
	}
	if !s.inQuotes(f.head) {
		if at := d.headlined(s, f.head); at.in != nil {
			c.attribute(at.in, at.agent, at.cue, "headline-source")
			return
		}
		if t := d.turns[s.index]; t.spoken {
			c.attribute(t.in, t.agent, t.cue, t.rule)
		}
		return
	}
	at := d.speakers[s.index]
	if at.in == nil && !s.startsQuoted() {
		if !s.afterColon(f.head) {
			return // a few words in marks are no speech
		}
		at = s.presenter()
	}
	c.attribute(at.in, at.agent, at.cue, "quotation")
}

// headlined reads "Police: firm killed two", "Firm killed two: police": who tells what a
// headline says stands alone on the other side of its colon. The name of a firm or place
// before it may be what it is about.
func (d *reading) headlined(s *sentence, word int) source {
	if s.Part != syntax.Headline {
		return nobody
	}
	colon := slices.IndexFunc(s.Words, func(w syntax.Word) bool { return w.Form == ":" })
	if last := len(s.Words) - 1; last > 2 && word < last-1 && s.is(last, "parataxis") && oneOf(s.Words[last-1].Form, ":", "-", "–", "—") && s.Words[last].UPOS == "NOUN" && d.cues.class("noun", s.lemma(last), "data", "tells") != "" {
		return source{s, last, -1} // "X to sell Y: report"
	}
	for _, m := range d.mentionsOf(s) {
		at, kind := &d.Mentions[m], string(d.kind(m))
		if at.Value != nil || at.Form != syntax.Name && at.Form != syntax.Nominal {
			continue
		}
		leads := at.First == 0 && at.Last == colon-1 && word > colon
		ends := at.First == colon+1 && s.ends(at.Last+1) && word < colon
		switch {
		case (leads || ends) && (kind == string(kg.Person) || at.Form == syntax.Nominal && oneOf(kind, string(kg.Organization), string(kg.Group), string(kg.Work))),
			ends && kind == string(kg.Organization):
			return source{s, at.Head, -1}
		}
	}
	return nobody
}

// afterColon says whether the quotation around a word opens after a colon.
func (s *sentence) afterColon(i int) bool {
	for j := i - 1; j > 0; j-- {
		if oneOf(s.Words[j].Form, "“", "\"", "``") {
			return s.Words[j-1].Form == ":"
		}
	}
	return false
}

// presenter is the subject of `She spoke of the mission: "It is fun"`, or who is
// named before the colon: `Ann Lee: "It is fun"`.
func (s *sentence) presenter() source {
	for i := range s.Words {
		switch {
		case s.parent[i] >= 0:
		case s.verbal(i):
			return source{s, s.speaker(i), i}
		case s.Words[i].UPOS == "PROPN":
			return source{s, i, -1}
		}
	}
	return nobody
}

func (s *sentence) hasQuotes() bool { return s.marks() > 0 }

// startsQuoted says whether the sentence begins inside a quotation.
func (s *sentence) startsQuoted() bool {
	return s.quoted || s.startsMarked()
}

func (s *sentence) startsMarked() bool {
	return len(s.Words) > 0 && oneOf(s.Words[0].Form, "“", "\"", "``", "‘")
}

// marks counts the sentence's quotation marks.
func (s *sentence) marks() int {
	n := 0
	for i := range s.Words {
		if oneOf(s.Words[i].Form, "“", "”", "\"", "``", "''") {
			n++
		}
	}
	return n
}

// inQuotes says whether the word stands between quotation marks.
func (s *sentence) inQuotes(i int) bool { return s.quotedAfter(i) }

// quotedAfter says whether a quotation is open after the first n words.
func (s *sentence) quotedAfter(n int) bool {
	open := s.quoted
	for j := range n {
		switch s.Words[j].Form {
		case "“", "``":
			open = true
		case "”", "''":
			open = false
		case "\"":
			switch s.leans(j) {
			case 1:
				open = true
			case -1:
				open = false
			default:
				open = !open
			}
		}
	}
	return open
}

// leans says on which side of a straight mark the quotation is: 1 where the mark
// touches only the word behind it, -1 where it touches only the one before it, 0
// where spaces do not tell.
func (s *sentence) leans(j int) int {
	before := j > 0 && s.Words[j-1].End == s.Words[j].Start
	behind := j+1 < len(s.Words) && s.Words[j+1].Start == s.Words[j].End && s.Words[j+1].UPOS != "PUNCT"
	switch {
	case behind && !before:
		return 1
	case before && !behind:
		return -1
	}
	return 0
}
