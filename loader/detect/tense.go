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

// tense is that of the clause around word i.
func (s *sentence) tense(i int) tense {
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

// isPresent says that the word is a finite verb in the present.
func (s *sentence) isPresent(i int) bool {
	feats := s.Words[i].Feats
	return strings.Contains(feats, "Tense=Pres") && strings.Contains(feats, "VerbForm=Fin")
}
