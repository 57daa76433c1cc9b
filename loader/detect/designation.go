package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Where a name goes on although the tagger stopped, or begins before it: numbers
// of versions and models, firms of two names, laws, storms, and armed groups that
// are called by where they fight.

// designated extends a tagged name over what designates it further: the "4o" of
// "GPT-4o", the "1.5 Pro" of "Gemini 1.5 Pro", the second Johnson of "Johnson &
// Johnson", the Act of "the Affordable Care Act".
func (s *sentence) designated(last int) int {
	for {
		next := last + 1
		switch {
		case s.lower(next) == "&" && s.ampersand(last):
			next++
		case isDash(s.lower(next)) && s.touches(last) && s.touches(next) && next+1 < len(s.Words) && s.upos(next+1) == "NUM" && s.taken[next+1] == free && isNumeral(s.Words[next+1].Form):
			next = s.letterBehind(next + 1)
		case last > 1 && isDash(s.lower(last-1)) && isNumeral(s.Words[last].Form) && s.letterBehind(last) > last:
		case s.numbered(next) && s.version(next):
			if s.proper(next+1) && s.sameName(next, next+1) {
				next++
			}
		case s.upos(next) == "NOUN" && s.taken[next] == free && s.capital(next) && s.head(last) == next && s.rel(last) == "compound" && (laws[s.lower(next)] || wars[s.lower(next)]):
		default:
			return last
		}
		last = next
	}
}

// lawEnd is the last word of the law whose name begins behind "the" or an owner, all
// in capitals but for small words: "the Emergency Medical Treatment and Active Labor
// Act"; -1 for none.
func (s *sentence) lawEnd(i int) int {
	if s.lower(i-1) != "the" && !(i > 0 && s.possessive(i-1)) || !s.capital(i) {
		return none
	}
	end := none
	for j := i; j < min(i+10, len(s.Words)) && s.taken[j] == free; j++ {
		switch {
		case laws[s.lower(j)] && s.capital(j) && j > i:
			end = j
		case !s.capital(j) && !inLaws[s.lower(j)]:
			return end
		}
	}
	return end
}

// inLaws are small words inside the names of laws.
var inLaws = wordSet("and of for on in the against to")

// crew says that a plural of a title is a team's name: the Kansas City Chiefs.
func (s *sentence) crew(i int) bool {
	return (s.lower(i) == "chiefs" || s.lower(i) == "kings") && s.capital(i) && s.Words[i].Name.Kind == syntax.OrganizationName
}

// nounBefore says that a sentence's first word is a noun beside the name of a known
// body, and has its capital from its place: "Rival Airbus".
func (s *sentence) nounBefore(first, last int) bool {
	if first >= last || !s.nouns(first, first) || s.wellKnown(first) || isKnown(s.joined(first, last)) {
		return false
	}
	k, known := lexicon.Name(s.joined(first+1, last))
	return known && k.What == 'o'
}

// ampersand says that the "&" behind word i joins two words of one name, and not
// two people.
func (s *sentence) ampersand(i int) bool {
	return i+2 < len(s.Words) && s.taken[i+2] == free && s.upos(i) == "PROPN" && s.upos(i+2) == "PROPN" && s.capital(i+2) &&
		(s.Words[i].Form == s.Words[i+2].Form || !s.given(i) || !s.given(i+2))
}

// version says that a number names one of a series of things, not how many of
// what follows there are, nor a year.
func (s *sentence) version(i int) bool {
	return len(s.Words[i].Form) < 4 && s.upos(i-1) == "PROPN" && s.Words[i-1].SpaceAfter && s.upos(i+1) != "NOUN" && s.upos(i+1) != "SYM" && !isDash(s.lower(i+1))
}

// touches says that no space parts the word from the next.
func (s *sentence) touches(i int) bool { return !s.Words[i].SpaceAfter }

// letterBehind is the letter that a version ends in, as a word of its own, or
// the number: "4o".
func (s *sentence) letterBehind(i int) int {
	if next := i + 1; next < len(s.Words) && s.touches(i) && s.taken[next] == free {
		if r, size := utf8.DecodeRuneInString(s.Words[next].Form); size == len(s.Words[next].Form) && unicode.IsLetter(r) {
			return next
		}
	}
	return i
}

// stormBefore is the word that says that a name is a storm's, or its first word:
// the Cyclone of "Cyclone Nargis".
func (s *sentence) stormBefore(first int) int {
	if before := first - 1; before >= 0 && s.storm(before) && s.taken[before] == free {
		return before
	}
	return first
}

// groupIn extends the name of an armed group over the place that its branch is
// called by: "al Qaeda in the Arabian Peninsula".
func (s *sentence) groupIn(last int) int {
	in := last + 1
	if s.lower(in) != "in" || s.taken[in] != free || !groups[s.lower(last-1)+" "+s.lower(last)] && !groups[strings.ReplaceAll(s.lower(last-2)+" "+s.lower(last), "- ", " ")] {
		return last
	}
	at := in + 1
	if s.lower(at) == "the" {
		at++
	}
	if !s.proper(at) {
		return last
	}
	end := at
	for next := s.nextProper(end); next > end && s.sameName(end, next); next = s.nextProper(end) {
		end = next
	}
	if top := s.topOf(at, end); s.rel(top) != "nmod" || s.head(top) > last {
		return last
	}
	return end
}

// model is where the name of a maker's model begins in a run of words: "Boeing 737"
// in "Ethiopian Airlines Boeing 737"; -1 for nowhere else than at its beginning.
func (s *sentence) model(first, last int) int {
	for i := first + 1; i < last; i++ {
		if k, known := lexicon.Name(s.Words[i].Form); known && k.What == 'o' && strings.ContainsAny(s.Words[i+1].Form, "0123456789") {
			return i
		}
	}
	return none
}

// groups are armed groups with branches.
var groups = map[string]bool{"al qaeda": true, "al qaida": true, "islamic state": true}

// visible drops what is not seen of a name, so that it is spelled in one way: joiners,
// soft hyphens, marks of direction.
func visible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// legalForm extends a company's name over ", Inc." and over the point of the
// abbreviation, where that is also the end of the sentence.
func (s *sentence) legalForm(last int) int {
	at := last + 1
	if s.lower(at) == "," {
		at++
	}
	if legalForms[strings.TrimSuffix(s.lower(at), ".")] && s.taken[at] == free && !s.counts[at] {
		last = at
	}
	if legalForms[s.lower(last)] && s.lower(last+1) == "." && !s.Words[last].SpaceAfter {
		last++
	}
	return last
}

var legalForms = map[string]bool{"inc": true, "ltd": true, "llc": true, "plc": true, "corp": true}
