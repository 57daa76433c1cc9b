package detect

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// What an amount is of: a currency, a share, a measure or things that are counted.

// unit finds what the amount is of, and the last word of it. measured says that
// the unit's words are no phrase of their own.
func (s *sentence) unit(v *kg.Value, n number, currency string) (head, last int, measured bool) {
	next := s.hyphened(n.last)
	switch {
	case currency != "":
		v.Unit = currency
		return n.first, n.last, true
	case n.fraction:
		return n.last, n.last, false
	case s.lower(n.first-1) == "magnitude": // "a magnitude 6.4 earthquake"
		v.Unit = "magnitude"
		return n.last, n.last, false
	}
	switch word := s.lower(next); {
	case word == "%" || word == "percent" || word == "pc":
		v.Unit = "%"
		return next, s.points(v, next), true
	case word == "per" && s.lower(next+1) == "cent":
		v.Unit = "%"
		return next + 1, s.points(v, next+1), true
	case word == "percentage" && strings.HasPrefix(s.lower(s.hyphened(next)), "point"):
		v.Unit = "percentage point"
		next = s.hyphened(next)
		return next, next, true
	}
	return s.counted(v, n, next)
}

// hyphened is the word after i, over a hyphen that joins the two.
func (s *sentence) hyphened(i int) int {
	if isDash(s.lower(i+1)) && !s.Words[i].SpaceAfter && !s.Words[i+1].SpaceAfter {
		return i + 2
	}
	return i + 1
}

// points reads "% points" and leaves "%" otherwise.
func (s *sentence) points(v *kg.Value, at int) int {
	if next := s.lower(at + 1); next == "point" || next == "points" {
		v.Unit = "percentage point"
		return at + 1
	}
	return at
}

// counted finds the noun that the number modifies, by the tree, else the next
// noun over adjectives and modifiers. "hundreds of people" counts people, and
// "36 of its tanks" tanks.
func (s *sentence) counted(v *kg.Value, n number, next int) (head, last int, measured bool) {
	noun := s.countedNoun(n, next)
	if noun < 0 || s.taken[noun] != free || s.lower(noun) == "more" {
		if of := s.someOf(n); of >= 0 {
			v.Unit = s.counting(of, of)
		}
		return n.last, n.last, false
	}
	if n.op == kg.About && s.head(noun) == n.last && !s.namesake(noun) {
		v.Unit = s.counting(noun, next) // the phrase's head is "thousands": leave it to the nominal
		return noun, noun, false
	}
	if c, part := s.coin(noun, next, n.low); c != "" {
		v.Unit, v.Amount, v.High = c, v.Amount*part, v.High*part
		return noun, noun, true
	}
	if next := noun + 1; isCode(s.Words[noun].Form) && next < len(s.Words) && s.taken[next] == free && (s.upos(next) == "NOUN" || commonCapitals[strings.TrimSuffix(s.Words[next].Form, "s")]) {
		noun = next // "2,048 H800 GPUs"
	}
	if measures[s.lemma(noun)] != "" {
		v.Unit, last = s.measure(next, noun)
		return noun, last, true
	}
	v.Unit = s.counting(noun, next)
	return n.last, noun, false
}

// countedNoun is the noun that the number modifies, -1 for none.
func (s *sentence) countedNoun(n number, next int) int {
	if measures[s.lower(next)] != "" { // "500 MW", whatever its tag
		return next
	}
	if s.upos(next) == "ADJ" && next+1 < len(s.Words) && s.taken[next+1] == free && s.isCoin(next+1) { // "100,000 Georgian lari"
		return next + 1
	}
	for i := n.first; i <= n.last; i++ {
		if h := s.head(i); s.rel(i) == "nummod" && h > n.last && h <= n.last+6 && !s.punctuated(n.last, h) {
			return s.compoundHead(h, n)
		}
	}
	if s.lower(next) == "of" && n.op == kg.About {
		next++
	}
	if noun := s.nextNoun(next); noun >= 0 {
		return s.compoundHead(noun, n)
	}
	return -1
}

// compoundHead is the noun that the noun only describes: fans in "thousands of
// anime and manga fans", aircraft in "50 Boeing 737 aircraft". A unit joined by
// a hyphen stays: "a ten-storey building".
func (s *sentence) compoundHead(noun int, n number) int {
	for range 3 {
		h := s.head(noun)
		if s.rel(noun) != "compound" || h <= noun || h > noun+4 || s.upos(h) != "NOUN" || s.taken[h] != free ||
			s.hyphened(n.last) == noun && noun > n.last+1 || measures[s.lemma(noun)] != "" || s.isCoin(noun) || s.punctuated(noun, h) {
			return noun
		}
		noun = h
	}
	return noun
}

// someOf is the noun of which the number counts some: tanks in "36 of its
// tanks".
func (s *sentence) someOf(n number) int {
	if s.lower(n.last+1) != "of" || n.high != 0 {
		return -1
	}
	for i := n.last + 2; i < min(n.last+7, len(s.Words)); i++ {
		if s.upos(i) == "NOUN" && s.head(i) == n.last && s.rel(i) == "nmod" && s.taken[i] == free {
			return i
		}
	}
	return -1
}

// namesake says that the noun will be a name: "thousands of Americans".
func (s *sentence) namesake(noun int) bool {
	_, demonym := s.demonym(noun)
	return demonym || s.proper(noun) || s.Words[noun].Name.Kind != syntax.NoName
}

// counting is what is counted: the noun's singular with the nouns that belong
// to it: "health facility".
func (s *sentence) counting(noun, from int) string {
	unit := s.one(noun)
	for i := noun - 1; i >= from && s.upos(i) == "NOUN" && s.rel(i) == "compound" && s.head(i) == noun && !isCode(s.Words[i].Form) && !isDash(s.lower(i-1)); i-- {
		unit = s.Words[i].Form + " " + unit
	}
	return unit
}

// one is the singular by which a counted noun goes: "person", but "GPU" as it is
// written.
func (s *sentence) one(noun int) string {
	w := &s.Words[noun]
	if one, many := strings.CutSuffix(w.Form, "s"); many && commonCapitals[one] {
		return one
	}
	if w.Lemma != "" {
		return w.Lemma
	}
	return s.lower(noun)
}

func (s *sentence) punctuated(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if s.upos(i) == "PUNCT" && !isDash(s.lower(i)) {
			return true
		}
	}
	return false
}

// nextNoun is the end of the noun phrase that starts at word i, -1 for none.
func (s *sentence) nextNoun(i int) int {
	noun := -1
	for ; i < len(s.Words) && s.taken[i] == free; i++ {
		switch s.upos(i) {
		case "NOUN":
			noun = i
		case "ADJ", "PROPN":
			if noun >= 0 {
				return noun
			}
		default:
			return noun
		}
	}
	return noun
}
