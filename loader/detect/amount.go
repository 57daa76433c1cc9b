package detect

import (
	"strconv"
	"strings"

	"claimgraph/kg"
)

// An amount in figures or words: "6", "2.788M", "two dozen", "half a million",
// "three-and-a-half million", "tens of thousands", "a third of", "one in five",
// "5 to 6 billion".

// number is an amount as it stands in the sentence.
type number struct {
	before      int // the first word, also of the currency
	first, last int // words of the amount
	low, high   float64
	op          kg.Op // where the words themselves bound it: "hundreds"
	fraction    bool
}

// number reads an amount at word i; before is its currency's word, else the same.
func (s *sentence) number(before, i int) (number, bool) {
	if i >= len(s.Words) || s.taken[i] != free {
		return number{}, false
	}
	n := number{before: before, first: i, last: i}
	word := s.lower(i)
	if many, ok := manyWords[word]; ok {
		return s.many(n, many)
	}
	if s.ratio(&n) || s.several(&n) {
		return n, true
	}
	low, high, scaled, ok := digits(word)
	switch {
	case ok:
		n.low, n.high = low, high
		if word[len(word)-1] == 'm' && dimensions[s.lower(s.hyphened(i))] {
			return n, false
		}
	case s.fraction(&n):
		return n, true
	case s.wordNumber(&n):
	default:
		return n, false
	}
	s.andHalf(&n)
	if !scaled {
		s.scale(&n)
	}
	if n.high == 0 {
		s.range_(&n)
	}
	return n, n.last >= i
}

// many reads "hundreds", "tens of thousands": about that much.
func (s *sentence) many(n number, v float64) (number, bool) {
	n.low, n.op = v, kg.About
	if more, ok := manyWords[s.lower(n.last+2)]; ok && s.lower(n.last+1) == "of" {
		n.low, n.last = v*more, n.last+2
	}
	return n, true
}

// wordNumber reads "five", "twenty-one", "a dozen", "half a million", "a
// hundred".
func (s *sentence) wordNumber(n *number) bool {
	i := n.first
	if v, ok := digitWords[s.lower(i)]; ok {
		if v == 1 && (s.rel(i) != "nummod" && scaleWords[s.lower(i+1)] == 0 || s.upos(i) == "PRON") {
			return false
		}
		n.low = v
		if isDash(s.lower(i + 1)) {
			if ones, ok := digitWords[s.lower(i+2)]; ok && v >= 20 && ones < 10 {
				n.low, n.last = v+ones, i+2
			}
		} else if ones, ok := digitWords[s.lower(i+1)]; ok && v >= 20 && ones > 0 && ones < 10 {
			n.low, n.last = v+ones, i+1
		}
		return true
	}
	if tens, ones, ok := strings.Cut(s.lower(i), "-"); ok && digitWords[tens] >= 20 && digitWords[ones] > 0 {
		n.low = digitWords[tens] + digitWords[ones]
		return true
	}
	if a := s.lower(i + 1); s.lower(i) == "half" && (a == "a" || a == "an") && (s.isScale(i+2) || s.isMeasure(i+2)) {
		n.low, n.last = .5, i+1
		return true
	}
	if s.lower(i) == "a" && s.lower(i+1) == "quarter" && s.isScale(i+2) { // "a quarter million"
		n.low, n.last = .25, i+1
		return true
	}
	if a := s.lower(i); (a == "a" || a == "an") && s.isScale(i+1) {
		n.low = 1
		return true
	}
	return false
}

// isScale says whether the word is a scale written in full.
func (s *sentence) isScale(i int) bool { return len(s.lower(i)) > 2 && scaleWords[s.lower(i)] > 0 }

// andHalf reads on in "two and a half", "three-and-a-half".
func (s *sentence) andHalf(n *number) {
	if n.high != 0 {
		return
	}
	at := n.last
	for _, word := range [...]string{"and", "a"} {
		if at = s.pastDash(at + 1); s.lower(at) != word {
			return
		}
	}
	switch at = s.pastDash(at + 1); s.lower(at) {
	case "half":
		n.low, n.last = n.low+.5, at
	case "quarter":
		n.low, n.last = n.low+.25, at
	}
}

// several reads "several hundred", "a few thousand", "a couple of hundred":
// about that much.
func (s *sentence) several(n *number) bool {
	at, times := n.first, 1.
	if s.lower(at) == "a" {
		at++
	}
	switch s.lower(at) {
	case "several", "few", "many":
		at++
	case "couple":
		at, times = at+1, 2
		if s.lower(at) == "of" {
			at++
		}
	default:
		return false
	}
	if !s.isScale(at) || s.taken[at] != free {
		return false
	}
	n.low, n.last, n.op = times, at-1, kg.About
	s.scale(n)
	return true
}

// ratio reads "one in five", "four out of ten" as a share. "In" is that only
// where no verb has the first number as its object and the second counts no
// time: not "killed three in five days".
func (s *sentence) ratio(n *number) bool {
	at := n.first + 1
	switch {
	case s.lower(at) == "out" && s.lower(at+1) == "of":
		at += 2
	case s.lower(at) == "in" && s.upos(n.first-1) != "VERB" && measures[s.lemma(min(at+2, len(s.Words)-1))] == "":
		at++
	default:
		return false
	}
	part, whole := smallNumber(s.lower(n.first)), smallNumber(s.lower(at))
	if part == 0 || whole <= part || s.taken[at] != free {
		return false
	}
	n.low, n.last, n.fraction = part/whole, at, true
	return true
}

// smallNumber reads a whole number to a thousand in words or digits, 0 for any
// other word.
func smallNumber(word string) float64 {
	if v := digitWords[word]; v > 0 {
		return v
	}
	if v, err := strconv.Atoi(word); err == nil && v > 0 && v <= 1000 {
		return float64(v)
	}
	return 0
}

func (s *sentence) pastDash(i int) int {
	if isDash(s.lower(i)) {
		return i + 1
	}
	return i
}

// scale multiplies by the scale words that follow.
func (s *sentence) scale(n *number) {
	for n.last+1 < len(s.Words) && s.taken[n.last+1] == free {
		word := s.lower(n.last + 1)
		scale, ok := scaleWords[word]
		if !ok || len(word) == 1 && n.before == n.first && (s.Words[n.last].SpaceAfter || dimensions[s.lower(s.hyphened(n.last+1))]) {
			return
		}
		n.low, n.high, n.last = n.low*scale, n.high*scale, n.last+1
	}
}

// fraction reads "a third of", "two-thirds", "half of". Of one thing it is an
// amount: "a quarter of a million", "half of a percent".
func (s *sentence) fraction(n *number) bool {
	if !s.share(n) {
		return false
	}
	n.fraction = true
	if a := s.lower(n.last + 2); s.lower(n.last+1) == "of" && (a == "a" || a == "an") && (s.isScale(n.last+3) || s.isMeasure(n.last+3)) {
		n.last, n.fraction = n.last+2, false
		s.scale(n)
	}
	return true
}

// share reads the fraction itself.
func (s *sentence) share(n *number) bool {
	i := n.first
	word := s.lower(i)
	if count, part, ok := strings.Cut(word, "-"); ok && digitWords[count] > 0 && fractionWords[part] > 0 {
		n.low = digitWords[count] * fractionWords[part]
		return true
	}
	if at := s.pastDash(i + 1); digitWords[word] > 0 && fractionWords[s.lower(at)] > 0 && s.lower(at+1) == "of" {
		n.low, n.last = digitWords[word]*fractionWords[s.lower(at)], at
		return true
	}
	if word == "a" && fractionWords[s.lower(i+1)] > 0 && s.lower(i+2) == "of" {
		n.low, n.last = fractionWords[s.lower(i+1)], i+1
		return true
	}
	if word == "half" && (s.lower(i+1) == "of" || s.lower(i+1) == "the") {
		n.low = .5
		return true
	}
	return false
}

// range_ reads the other end of "5 to 6", "5 – 6", "between 5 and 6".
func (s *sentence) range_(n *number) {
	to := s.lower(n.last + 1)
	switch {
	case to == "to" && s.lower(n.before-1) != "from" && (s.lower(n.before-1) != "by" || n.last == n.first), isDash(to): // not "by 2 million to 8 million"
	case to == "and" && s.lower(n.before-1) == "between":
	default:
		return
	}
	at := n.last + 2
	if at < len(s.Words) {
		_, at = s.currencyBefore(at)
	}
	if at >= len(s.Words) || s.taken[at] != free {
		return
	}
	other := number{before: n.last + 2, first: at, last: at}
	low, high, scaled, ok := digits(s.lower(at))
	if !ok || high != 0 {
		if !s.wordNumber(&other) {
			return
		}
		low = other.low
	}
	other.low = low
	plain := other.low
	if !scaled {
		s.scale(&other)
	}
	if scale := other.low / plain; plain > 0 && n.low < plain && scale > 1 {
		n.low *= scale // "5 to 6 billion"
	} else if scaled && n.low < other.low/scaleOf(s.lower(at)) {
		n.low *= scaleOf(s.lower(at))
	}
	if other.low > n.low {
		n.high, n.last = other.low, other.last
	}
}
