package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// maxDateline is the most tokens of a dateline.
const maxDateline = 24

// datelineEnd is the number of tokens of the dateline that a paragraph begins
// with, its dash included, 0 where there is none:
//
//	LONDON (Reuters) — …    WASHINGTON, Jan. 5 (AP) - …    NEW DELHI — …    Paris (AFP) – …
//
// The place is in capitals, or an agency in brackets follows it. What comes
// after the dash is a sentence of its own and begins as one, unlike "NASA — the
// agency that …".
func datelineEnd(text string, tokens []syntax.Token) int {
	form := func(i int) string { return text[tokens[i].Start:tokens[i].End] }
	place := 0
	for place < len(tokens) && place < 5 && allCapitals(form(place)) {
		place++
	}
	agency := false
	for i := 0; i+1 < min(len(tokens), maxDateline); i++ {
		switch f := form(i); {
		case f == "(":
			end := closing(i, min(len(tokens), i+6), form)
			if end == 0 || i == 0 {
				return 0
			}
			agency, i = true, end
		case f == "—" || f == "–" || f == "--" || f == "-" && spaced(tokens, i):
			if i > 0 && (agency || place > 0 && placeLike(form, place)) && opens(form(i+1)) {
				return i + 1
			}
			return 0
		case !datelineWord(f):
			return 0
		}
	}
	return 0
}

// opens says whether a token begins a sentence: not in lower case.
func opens(f string) bool {
	r, _ := utf8.DecodeRuneInString(f)
	return !unicode.IsLower(r)
}

// closing is the index of the bracket that closes the one at i, 0 where there
// is none before limit.
func closing(i, limit int, form func(int) string) int {
	for j := i + 1; j < limit; j++ {
		if form(j) == ")" {
			return j
		}
	}
	return 0
}

// allCapitals says whether a token is two capitals or more.
func allCapitals(f string) bool {
	return len(f) >= 2 && f == strings.ToUpper(f) && strings.IndexFunc(f, unicode.IsLetter) == 0
}

// placeLike keeps initials and abbreviations (AI — …, US — …) from being taken
// for a place: one of the words in capitals must have four letters.
func placeLike(form func(int) string, place int) bool {
	for i := range place {
		if utf8.RuneCountInString(form(i)) >= 4 {
			return true
		}
	}
	return false
}

// datelineWord says whether a token may stand in a dateline.
func datelineWord(f string) bool {
	r, _ := utf8.DecodeRuneInString(f)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || f == "," || f == "/" || f == "." || f == "of" || f == "and" || f == "de"
}

// spaced says whether white space stands on both sides of token i.
func spaced(tokens []syntax.Token, i int) bool {
	return i > 0 && i+1 < len(tokens) && tokens[i-1].End < tokens[i].Start && tokens[i].End < tokens[i+1].Start
}
