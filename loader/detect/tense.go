package detect

import "strings"

// A date without a year, or a weekday, lies before or after the day of
// publication by what its clause speaks of: "will rule on Monday", "is due on
// Monday" and "opens on Monday" are to come, "ruled on Monday" is over, "would
// rule on Monday" may be either.

// tense is where a clause lies from the day of publication.
type tense uint8

const (
	past tense = iota
	either
	coming
)

// modals are auxiliaries by the tense that they give.
var modals = map[string]tense{
	"will": coming, "shall": coming, "'ll": coming, "’ll": coming, "wo": coming, "may": coming, "might": coming,
	"would": either, "could": either, "should": either,
}

// scheduled are verbs that speak in the present of what a calendar holds.
var scheduled = map[string]bool{
	"begin": true, "start": true, "open": true, "end": true, "close": true, "meet": true, "return": true, "resume": true,
	"expire": true, "run": true, "be": true, "take": true, "finish": true, "launch": true, "kick": true,
}

// dueWords are what is said of things to come: "is due", "scheduled for".
var dueWords = map[string]bool{"due": true, "scheduled": true, "slated": true, "expected": true, "planned": true, "set": true}

// prolonging are verbs that set a term when they happen: "appointed until January",
// "the talks were suspended until March" look ahead.
var prolonging = map[string]bool{
	"appoint": true, "elect": true, "extend": true, "suspend": true, "postpone": true, "adjourn": true, "delay": true, "prolong": true,
	"ban": true, "bar": true, "loan": true, "contract": true, "sign": true, "renew": true, "remand": true, "defer": true, "freeze": true,
}

// happening are verbs whose infinitive is the case when they are: "forced it to close on
// Friday", "managed to escape on Monday".
var happening = map[string]bool{
	"force": true, "cause": true, "lead": true, "manage": true, "prompt": true, "compel": true, "oblige": true, "help": true,
	"begin": true, "start": true, "continue": true, "fail": true, "refuse": true, "go": true,
}

// tense is that of the clause around word i.
func (s *sentence) tense(i int) tense {
	if i < 0 {
		return past
	}
	if h := s.head(i); h >= 0 && prolonging[s.lemma(h)] && s.until(i) {
		return coming
	}
	for range len(s.Words) {
		if i < 0 {
			return past
		}
		if s.upos(i) == "VERB" || s.upos(i) == "AUX" || s.child(i, "cop") >= 0 {
			t := s.tenseOf(i)
			if t != past || s.rel(i) != "conj" || s.child(i, "nsubj") >= 0 {
				return t
			}
		}
		i = s.head(i)
	}
	return past
}

// tenseOf is that of the verb or of what has a copula.
func (s *sentence) tenseOf(verb int) tense {
	t, present := past, s.isPresent(verb)
	s.Children(verb, func(c int) bool {
		rel := s.rel(c)
		switch lower := s.lower(c); {
		case rel == "mark" && lower == "to":
			t = coming
			if h := s.head(verb); h >= 0 && s.rel(verb) == "xcomp" && happening[s.lemma(h)] {
				t = s.tenseOf(h)
			}
		case rel != "aux" && rel != "cop":
		case modals[lower] != past:
			t = modals[lower]
		default:
			present = present || s.isPresent(c)
		}
		return t != coming
	})
	if t != past || !present {
		return t
	}
	if dueWords[s.lower(verb)] || s.child(verb, "cop") >= 0 && s.child(verb, "case") >= 0 || scheduled[s.lemma(verb)] && s.isPresent(verb) {
		return coming
	}
	return past
}

// until says whether a date's word stands behind "until".
func (s *sentence) until(i int) (found bool) {
	s.Children(i, func(c int) bool {
		found = s.rel(c) == "case" && (s.lower(c) == "until" || s.lower(c) == "till")
		return !found
	})
	return found
}

// isPresent says that the word is a finite verb in the present.
func (s *sentence) isPresent(i int) bool {
	feats := s.Words[i].Feats
	return strings.Contains(feats, "Tense=Pres") && strings.Contains(feats, "VerbForm=Fin")
}
