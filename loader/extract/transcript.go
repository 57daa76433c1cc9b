package extract

import "strings"

// Who speaks in an interview that is printed as such.
//
//	((Reporter)) Why was CentOS made?
//
//	((Gregory Kurtzer)) It was made because Red Hat gave it up.
//
//	One of our developers rebuilt it.
//
// A paragraph begins with a label, in double brackets or before a colon; one
// without is still the speaker's, and after a question that of somebody who is
// not named, if it says "I" or "we". Nothing in it is the article's own.

// turn is whose words a sentence is, spoken false for the article's own, and the
// rule that says so.
type turn struct {
	source
	spoken bool
	rule   string
}

// leastLabels is how many paragraphs are labelled in what counts as a transcript.
const leastLabels = 3

// transcript finds the turns of an interview, by sentence.
func (d *document) transcript() []turn {
	turns := make([]turn, len(d.sentences))
	labels := make(map[string]int)
	for _, s := range d.sentences {
		if _, name := s.label(); name != "" {
			labels[name]++
		}
	}
	total := 0
	for _, s := range d.sentences {
		if _, name := s.label(); labels[name] > 1 || name != "" && s.bracketed() {
			total++
		}
	}
	if total < leastLabels {
		return turns
	}
	now := turn{source: nobody}
	for i, s := range d.sentences {
		switch word, name := s.label(); {
		case labels[name] > 1 || name != "" && s.bracketed():
			now = turn{source{s, word, -1}, true, "transcript"}
		case s.NewParagraph && i > 0 && now.spoken && (s.asks() || d.sentences[i-1].asks()):
			now = turn{nobody, s.asks() || d.firstPerson(i), "transcript"} // the other one, without label; else the article goes on
		}
		turns[i] = now
	}
	return turns
}

// firstPerson says whether the paragraph that begins with sentence i speaks of
// "I" or "we", as an answer does.
func (d *document) firstPerson(i int) bool {
	for j := i; j < len(d.sentences) && (j == i || !d.sentences[j].NewParagraph); j++ {
		if d.sentences[j].inOwnVoice() {
			return true
		}
	}
	return false
}

// asks says whether the sentence ends with a question mark.
func (s *sentence) asks() bool {
	for j := len(s.Words) - 1; j >= 0 && s.Words[j].UPOS == "PUNCT"; j-- {
		if s.Words[j].Form == "?" {
			return true
		}
	}
	return false
}

// bracketed says whether the sentence begins with double brackets.
func (s *sentence) bracketed() bool {
	return len(s.Words) > 2 && s.Words[0].Form == "(" && s.Words[1].Form == "("
}

// label is the first word of a paragraph's label and the label itself, "" for
// none.
func (s *sentence) label() (int, string) {
	const longest = 5
	if !s.NewParagraph {
		return -1, ""
	}
	first, closing := 0, ":"
	if s.bracketed() {
		first, closing = 2, ")"
	}
	name := ""
	for j := first; j < len(s.Words) && j <= first+longest; j++ {
		if s.Words[j].Form == closing {
			return first, name
		}
		if form := s.Words[j].Form; closing == ":" && s.Words[j].UPOS != "PROPN" && form != strings.ToUpper(form) {
			break
		}
		name += s.Words[j].Form + " "
	}
	return -1, ""
}
