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
// the tree says is counted. Ordinals, times of day, scores ("2-1"), numbers of a
// series ("category 5") or a model ("Boeing 737") and numbers in square brackets
// are no quantities.

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
	n, ok := s.number(i, at)
	if !ok || s.bracketed(n) || s.clockTime(n) || s.suffixed(n) || currency == "" && s.label(n) {
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
	first := s.bound(&v, i)
	n.last = s.boundAfter(&v, n.last) // "40 or more people"
	head, last, measured := s.unit(&v, n, currency)
	if v.Unit == "" && s.scoreOrCode(n) {
		return m, i
	}
	first = s.below(&v, first)
	last = s.boundAfter(&v, last)
	s.take(first, n.last, amount)
	if measured {
		s.take(n.last+1, last, unit)
	}
	m = syntax.Mention{Form: syntax.Quantity, Value: &v, First: first, Last: last, Head: head}
	return m, max(last+1, i+1)
}

// bracketed says that the number is a footnote's: [17].
func (s *sentence) bracketed(n number) bool {
	return s.lower(n.first-1) == "[" && s.lower(n.last+1) == "]"
}

// clockTime says that the number is a time of day: 6am, 10 p.m., 5 o'clock.
func (s *sentence) clockTime(n number) bool {
	switch next := strings.ReplaceAll(s.lower(n.last+1), ".", ""); next {
	case "am", "pm", "o'clock", "o’clock", ":":
		return true
	default:
		return zones[next] && next != "hours"
	}
}

// labels are nouns that a number after them names one of: "category 5".
var labels = map[string]bool{
	"category": true, "number": true, "no.": true, "phase": true, "level": true, "chapter": true, "article": true, "section": true,
	"route": true, "type": true, "class": true, "grade": true, "stage": true, "flight": true, "page": true, "channel": true,
	"volume": true, "season": true, "episode": true, "round": true, "group": true, "proposition": true,
}

// label says that the number names one of a series ("category 5") or a model
// ("Boeing 737").
func (s *sentence) label(n number) bool {
	return n.high == 0 && (labels[s.lower(n.first-1)] || s.rel(n.first) == "flat" && s.head(n.first) == n.first-1)
}

// below reads the sign of an amount below zero, for degrees and shares: "minus
// 5 degrees".
func (s *sentence) below(v *kg.Value, first int) int {
	sign := s.lower(first - 1)
	spaced := first < 2 || s.Words[first-2].SpaceAfter
	switch {
	case v.High != 0 || !strings.HasPrefix(v.Unit, "degree") && v.Unit != "%":
	case sign == "minus", (sign == "-" || sign == "−") && spaced && !s.Words[first-1].SpaceAfter:
		v.Amount = -v.Amount
		return first - 1
	}
	return first
}

// suffixed says that the number is the tail of a name: COVID-19.
func (s *sentence) suffixed(n number) bool {
	i := n.first
	return i > 1 && isDash(s.lower(i-1)) && !s.Words[i-1].SpaceAfter && !s.Words[i-2].SpaceAfter && s.upos(i-2) == "PROPN"
}

// scoreOrCode says that a number without unit counts nothing: the 2-1 of a
// match, Boeing 737, chapter 5.
func (s *sentence) scoreOrCode(n number) bool {
	if n.high != 0 {
		return n.high < 1000 && s.lower(n.before-1) != "between"
	}
	if n.last > n.first && s.isScale(n.last) {
		return false // "20 million" is no code, whatever it hangs on
	}
	if s.upos(n.first) == "PROPN" {
		return true
	}
	if isDash(s.lower(n.last+1)) && !s.Words[n.last].SpaceAfter && !s.Words[n.last+1].SpaceAfter && s.upos(n.last+2) == "NUM" {
		return true
	}
	top := s.topOf(n.first, n.last) // the scale, of "20 million"
	switch s.rel(top) {
	case "flat", "compound", "dep", "discourse", "goeswith", "list", "appos", "parataxis":
		return true
	case "nmod":
		c := s.child(top, "case") // "a population of 12,500" counts, "Apollo 11" does not
		return c < 0 || isDash(s.lower(c)) || c > top
	}
	return n.first > 0 && !s.Words[n.first-1].SpaceAfter || s.rel(top) == "nummod" && s.head(top) < n.first
}
