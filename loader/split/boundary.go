package split

import (
	"strings"
	"unicode/utf8"
)

// What is not left to the sentence model. The treebanks' mail, reviews and
// captions end sentences without a mark, and leave their line ends out; edited
// prose does neither, and there the model takes a name for a beginning:
//
//	Jeremy “Spike” | Cohen    the Kurdistan Workers' | Party    saying executing | Fields would

// rule decides some places after token v.at. Where words were left out, [...], a
// sentence ends before a capital: of 30 such places in news, each began one.
func (v *view) rule() (ends, decided bool) {
	switch {
	case v.afterClock() || v.afterQuotation():
		return true, true
	case v.prose && v.unmarked() || v.asideFollows():
		return false, true
	case v.words > 0 && omission(v.form(v.at)):
		return v.seen[3].first == upper, true
	}
	return false, false
}

// afterClock says whether a capital that begins a sentence follows a.m. or
// p.m., whose full stop hides the sentence's own: not a weekday, not a zone.
// A quotation mark may stand before the capital.
func (v *view) afterClock() bool {
	b := v.at + 1
	if clock := v.form(v.at); clock != "a.m." && clock != "p.m." {
		return false
	}
	if v.opens(b) {
		b++
	}
	next := v.form(b)
	if first, _ := utf8.DecodeRuneInString(next); len(next) < 2 || v.glimpse(b).first != upper || first >= utf8.RuneSelf {
		return false
	}
	return next[1] >= 'a' && !strings.Contains(dateWords+zoneWords, " "+strings.TrimRight(strings.ToLower(next), ".")+" ")
}

// zoneWords begin the names of time zones.
const zoneWords = ` eastern central mountain pacific atlantic greenwich `

// afterQuotation says whether a quotation has ended with a full stop and a
// capital follows: who spoke would follow a comma. The model has read that many
// speakers follow quotations.
func (v *view) afterQuotation() bool {
	return v.seen[1].mark == '.' && v.seen[2].mark == '"' && v.closes(v.at) && v.seen[3].first == upper
}

// unmarked says whether a word ends here, with quotation marks and brackets
// perhaps, and no mark that ends a sentence. Not where figures end, of notes [6]
// or captions, nor before a first word in small letters: labels, heads of mail;
// nor where a label follows (Image: …).
func (v *view) unmarked() bool {
	i := v.at
	for i > v.start && v.at-i < maxClosers && closers[v.glimpse(i).mark] {
		i--
	}
	g := v.glimpse(i)
	return v.lowers > 0 && v.seen[4].mark != ':' && (g.last.letter() || g.mark == ',')
}

const maxClosers = 4

var closers = map[rune]bool{'"': true, '\'': true, ')': true, ']': true}

// asideFollows says whether brackets follow after which the sentence goes on:
// HDT Kft. (HDT Limited) acquired.
func (v *view) asideFollows() bool {
	if v.seen[3].mark != '(' {
		return false
	}
	for i := v.at + 2; i < min(v.at+maxAside, len(v.tokens)-1); i++ {
		if v.form(i) == ")" {
			return v.glimpse(i+1).first == lower
		}
	}
	return false
}

// maxAside is the most tokens of brackets within a sentence.
const maxAside = 16

// form is a token's text, "" beyond the paragraph.
func (v *view) form(i int) string {
	if i >= len(v.tokens) {
		return ""
	}
	return v.text[v.tokens[i].Start:v.tokens[i].End]
}

// opens says whether token i is a quotation mark that touches the word after it
// and not the one before it; closes, the other way round.
func (v *view) opens(i int) bool {
	return v.glimpse(i).mark == '"' && !v.touches(i-1) && v.touches(i)
}

func (v *view) closes(i int) bool {
	return v.glimpse(i).mark == '"' && v.touches(i-1) && !v.touches(i)
}

// touches says whether no white space stands between tokens i and i+1.
func (v *view) touches(i int) bool {
	return i >= v.first && i+1 < len(v.tokens) && v.tokens[i].End == v.tokens[i+1].Start
}
