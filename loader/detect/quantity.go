package detect

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// A quantity is read from left to right:
//
//	[bound] [currency] amount [dash|to|and amount] [scale] [unit] [or more|or less|or so]
//
// bound is what stands before ("under", "at least", "nearly"), amount digits or
// words ("two dozen", "half a million", "a third of"), unit a currency, a
// percentage, a measure with what it measures ("GPU hours"), or the noun that
// the tree says is counted. Ordinals, times of day, scores ("2-1") and numbers
// in square brackets are no quantities.

type number struct {
	first, last int // words
	low, high   float64
	op          kg.Op // where the words themselves bound it: "hundreds"
	fraction    bool
}

func (a *article) quantities(s *sentence) {
	for i := 0; i < len(s.Words); {
		q, next := s.quantity(i)
		if next > i {
			a.add(s, q.First, q.Last, q.Head, q)
			s.counts[q.Head] = true
			i = next
			continue
		}
		i++
	}
}

// quantity reads the quantity whose amount or currency begins at word i.
func (s *sentence) quantity(i int) (m syntax.Mention, next int) {
	currency, at := s.currencyBefore(i)
	n, ok := s.number(at)
	if !ok || s.bracketed(n) || s.clockTime(n) || s.age(n) || s.suffixed(n) {
		return m, i
	}
	n.first = i
	v := kg.Value{Kind: kg.QuantityValue, Op: kg.Equal, Amount: n.low, High: n.high}
	if n.op != "" {
		v.Op = n.op
	}
	if n.high != 0 {
		v.Op = kg.Range
	}
	head, last, measured := s.unit(&v, n, currency)
	if v.Unit == "" && s.scoreOrCode(n) {
		return m, i
	}
	first := s.bound(&v, i)
	last = s.boundAfter(&v, last)
	s.take(first, n.last, amount)
	if measured {
		s.take(n.last+1, last, unit)
	}
	m = syntax.Mention{Form: syntax.Quantity, Value: &v, First: first, Last: last, Head: head}
	return m, max(last+1, i+1)
}

// number reads an amount at word i.
func (s *sentence) number(i int) (number, bool) {
	if i >= len(s.Words) || s.taken[i] != free {
		return number{}, false
	}
	n := number{first: i, last: i}
	word := s.lower(i)
	if many, ok := manyWords[word]; ok {
		return s.many(n, many)
	}
	low, high, scaled, ok := digits(word)
	switch {
	case ok:
		n.low, n.high = low, high
	case s.fraction(&n):
		return n, true
	case s.wordNumber(&n):
	default:
		return n, false
	}
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
	if s.lower(i) == "half" && s.lower(i+1) == "a" && len(s.lower(i+2)) > 2 && scaleWords[s.lower(i+2)] > 0 {
		n.low, n.last = .5, i+1
		return true
	}
	if a := s.lower(i); (a == "a" || a == "an") && len(s.lower(i+1)) > 2 && scaleWords[s.lower(i+1)] > 0 {
		n.low = 1
		return true
	}
	return false
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
		if !ok || len(word) == 1 && s.Words[n.last].SpaceAfter {
			return
		}
		n.low, n.high, n.last = n.low*scale, n.high*scale, n.last+1
	}
}

// fraction reads "a third of", "two-thirds", "half of".
func (s *sentence) fraction(n *number) bool {
	i := n.first
	word := s.lower(i)
	if count, part, ok := strings.Cut(word, "-"); ok && digitWords[count] > 0 && fractionWords[part] > 0 {
		n.low, n.fraction = digitWords[count]*fractionWords[part], true
		return true
	}
	if at := s.pastDash(i + 1); digitWords[word] > 0 && fractionWords[s.lower(at)] > 0 && s.lower(at+1) == "of" {
		n.low, n.last, n.fraction = digitWords[word]*fractionWords[s.lower(at)], at, true
		return true
	}
	if word == "a" && fractionWords[s.lower(i+1)] > 0 && s.lower(i+2) == "of" {
		n.low, n.last, n.fraction = fractionWords[s.lower(i+1)], i+1, true
		return true
	}
	if word == "half" && (s.lower(i+1) == "of" || s.lower(i+1) == "the") {
		n.low, n.fraction = .5, true
		return true
	}
	return false
}

// range_ reads the other end of "5 to 6", "5 – 6", "between 5 and 6".
func (s *sentence) range_(n *number) {
	to := s.lower(n.last + 1)
	switch {
	case to == "to" && s.lower(n.first-1) != "from", isDash(to):
	case to == "and" && s.lower(n.first-1) == "between":
	default:
		return
	}
	at := n.last + 2
	if at < len(s.Words) && currencies[s.lower(at)] != "" && s.upos(at) != "NOUN" {
		at++
	}
	if at >= len(s.Words) || s.taken[at] != free {
		return
	}
	other := number{first: at, last: at}
	low, high, scaled, ok := digits(s.lower(at))
	if !ok || high != 0 {
		other.first = at
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

// bracketed says that the number is a footnote's: [17].
func (s *sentence) bracketed(n number) bool {
	return s.lower(n.first-1) == "[" && s.lower(n.last+1) == "]"
}

// clockTime says that the number is a time of day: 6am, 10 p.m., 5 o'clock.
func (s *sentence) clockTime(n number) bool {
	switch strings.ReplaceAll(s.lower(n.last+1), ".", "") {
	case "am", "pm", "o'clock", "gmt", "utc", "est", "edt", ":":
		return true
	}
	return false
}

// age says that the number is of an attribute: "a nine-month-old child".
func (s *sentence) age(n number) bool {
	old := s.Words[n.last].Form
	for i := n.last + 1; i < min(n.last+5, len(s.Words)) && !s.Words[i-1].SpaceAfter; i++ {
		old = s.lower(i)
	}
	return old == "old" || strings.HasSuffix(old, "-old")
}

// suffixed says that the number is the tail of a name: COVID-19.
func (s *sentence) suffixed(n number) bool {
	i := n.first
	return i > 1 && isDash(s.lower(i-1)) && !s.Words[i-1].SpaceAfter && !s.Words[i-2].SpaceAfter && s.upos(i-2) == "PROPN"
}

// scoreOrCode says that a number without unit counts nothing: the 2-1 of a
// match, Boeing 737, chapter 5.
func (s *sentence) scoreOrCode(n number) bool {
	if n.high != 0 || s.upos(n.first) == "PROPN" {
		return true
	}
	if isDash(s.lower(n.last+1)) && !s.Words[n.last].SpaceAfter && !s.Words[n.last+1].SpaceAfter && s.upos(n.last+2) == "NUM" {
		return true
	}
	switch s.rel(n.first) {
	case "flat", "compound", "dep", "discourse", "goeswith", "nmod", "list", "appos", "parataxis":
		return true
	}
	return n.first > 0 && !s.Words[n.first-1].SpaceAfter || s.rel(n.first) == "nummod" && s.head(n.first) < n.first
}
