package extract

import (
	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// How contests and votes ended is told by a pair of numbers behind their verb, which
// trees hang on whatever stands before them:
//
//	beat Mali 3-0      won 6-4, 3-6, 7-5      by a vote of 51 to 48      voted 78 to 61
//
// It qualifies what the verb says.

// contests are verbs that a result may follow.
var contests = map[string]bool{"beat": true, "defeat": true, "thrash": true, "rout": true, "trounce": true, "edge": true, "win": true, "draw": true,
	"lose": true, "tie": true, "overcome": true, "crush": true, "stun": true, "lead": true, "trail": true, "vote": true, "pass": true, "approve": true,
	"confirm": true, "reject": true, "adopt": true, "rule": true, "elect": true, "knock_out": true, "see_off": true}

// resultReach is how many words behind its verb a result may stand.
const resultReach = 24

// result is the first and last word of the result that a frame's verb had, -1 for none.
func (s *sentence) result(f *frame) (first, last int) {
	if f.form != verbFrame || !contests[f.lemma] {
		return -1, -1
	}
	for i := f.head + 1; i < min(f.head+resultReach, len(s.Words)) && !s.verbal(i); i++ {
		last := s.score(i)
		if last < 0 || s.Words[last-1].Form == "to" && f.lemma != "vote" && !(s.form(i-1, "of") && s.form(i-2, "vote", "count", "margin", "majority")) {
			continue
		}
		for last+1 < len(s.Words) && s.Words[last+1].Form == "," && s.score(last+2) > 0 { // of the next set
			last = s.score(last + 2)
		}
		return i, last
	}
	return -1, -1
}

// score is the last word of a pair of numbers that begins at a word, -1 for none.
func (s *sentence) score(i int) int {
	if !s.count(i) || !s.form(i+1, "-", "–", "to") || !s.count(i+2) || s.form(i+3, "-", "–", "%", "percent", "per", "million", "years", "year") || s.form(i-1, "$", "-", "–", "from") {
		return -1
	}
	return i + 2
}

// count says whether a word is a whole number below a thousand in figures.
func (s *sentence) count(i int) bool {
	if i < 0 || i >= len(s.Words) || len(s.Words[i].Form) > 3 {
		return false
	}
	for _, c := range []byte(s.Words[i].Form) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// ended adds a frame's result to the qualifiers of its claims, in place of its numbers.
func (d *reading) ended(list []kg.Qualifier, s *sentence, f *frame) []kg.Qualifier {
	first, last := s.result(f)
	if first < 0 {
		return list
	}
	span := d.Text.Points(s.covering(first, last))
	kept := list[:0]
	for _, q := range list {
		if q.Object.Start >= span.End || q.Object.End <= span.Start {
			kept = append(kept, q)
		}
	}
	return append(kept, kg.Qualifier{Predicate: d.vocabulary.Use("result"), Object: d.text(syntax.Span{Start: s.Words[first].Start, End: s.Words[last].End}, "en")})
}

// inResult says whether a word is a number of a frame's result, and nothing by itself.
func (s *sentence) inResult(f *frame, word int) bool {
	first, last := s.result(f)
	return first >= 0 && first <= word && word <= last
}
