package detect

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// What an amount is of: a currency, a share, a measure or things that are counted.

var currencies = map[string]string{
	"$": "USD", "us$": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "c$": "CAD", "cad": "CAD", "nz$": "NZD",
	"hk$": "HKD", "s$": "SGD", "nt$": "TWD", "r$": "BRL", "£": "GBP", "gbp": "GBP", "€": "EUR", "eur": "EUR", "¥": "JPY",
	"jpy": "JPY", "rmb": "CNY", "cny": "CNY", "₹": "INR", "inr": "INR", "₽": "RUB", "₩": "KRW", "chf": "CHF",
	"dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "ruble": "RUB",
	"rouble": "RUB", "franc": "CHF", "krona": "SEK", "zloty": "PLN", "lira": "TRY", "naira": "NGN", "baht": "THB", "cent": "USD",
}

// measures are nouns whose modifiers belong to the unit: "GPU hours".
var measures = map[string]bool{
	"hour": true, "day": true, "week": true, "month": true, "year": true, "minute": true, "second": true, "decade": true,
	"century": true, "mile": true, "kilometer": true, "kilometre": true, "km": true, "meter": true, "metre": true, "m": true,
	"cm": true, "centimeter": true, "centimetre": true, "mm": true, "foot": true, "feet": true, "inch": true, "yard": true,
	"acre": true, "hectare": true, "ton": true, "tonne": true, "kg": true, "kilogram": true, "gram": true, "pound": true,
	"ounce": true, "liter": true, "litre": true, "gallon": true, "barrel": true, "watt": true, "megawatt": true,
	"gigawatt": true, "mw": true, "kwh": true, "degree": true, "celsius": true, "fahrenheit": true, "mph": true,
	"km/h": true, "gb": true, "mb": true, "tb": true, "gigabyte": true, "nanometer": true, "nm": true, "magnitude": true,
	"mg": true, "milligram": true, "ml": true, "milliliter": true, "millilitre": true, "gw": true, "kw": true, "kilowatt": true,
	"point": true, "percentage": true, "°c": true, "°f": true, "knot": true,
}

func (s *sentence) currencyBefore(i int) (currency string, at int) {
	if s.taken[i] != free {
		return "", i
	}
	c, ok := currencies[s.lower(i)]
	if !ok || i+1 >= len(s.Words) || s.upos(i) == "NOUN" && s.lower(i) == s.Words[i].Form && s.lower(i)[0] >= 'a' {
		return "", i
	}
	return c, i + 1
}

// unit finds what the amount is of, and the last word of it. measured says that
// the unit's words are no phrase of their own.
func (s *sentence) unit(v *kg.Value, n number, currency string) (head, last int, measured bool) {
	next := n.last + 1
	if currency != "" {
		v.Unit = currency
		return n.first, n.last, true
	}
	if n.fraction {
		return n.last, n.last, false
	}
	if s.lower(next) == "us" && s.lemma(min(next+1, len(s.Words)-1)) == "dollar" {
		next++
	}
	switch word := s.lower(next); {
	case word == "%" || word == "percent" || word == "pc":
		v.Unit = "%"
		return next, s.points(v, next), true
	case word == "per" && s.lower(next+1) == "cent":
		v.Unit = "%"
		return next + 1, s.points(v, next+1), true
	case word == "percentage" && strings.HasPrefix(s.lower(next+1), "point"):
		v.Unit = "percentage point"
		return next + 1, next + 1, true
	}
	return s.counted(v, n, next)
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
// noun over adjectives and modifiers. "hundreds of people" counts people.
func (s *sentence) counted(v *kg.Value, n number, next int) (head, last int, measured bool) {
	noun := -1
	for i := n.first; i <= n.last; i++ {
		if h := s.head(i); s.rel(i) == "nummod" && h > n.last && h <= n.last+6 && !s.punctuated(n.last, h) {
			noun = h
		}
	}
	if noun < 0 && s.lower(next) == "of" && n.op == kg.About {
		next++
	}
	if noun < 0 {
		noun = s.nextNoun(next)
	}
	if noun < 0 || s.taken[noun] != free || s.lower(noun) == "more" {
		return n.last, n.last, false
	}
	if n.op == kg.About && s.head(noun) == n.last && !s.namesake(noun) {
		v.Unit = s.lemma(noun) // the phrase's head is "thousands": leave it to the nominal
		return noun, noun, false
	}
	lemma := s.lemma(noun)
	if c, ok := currencies[lemma]; ok {
		v.Unit = c
		return noun, noun, true
	}
	if next := noun + 1; isCode(s.Words[noun].Form) && next < len(s.Words) && s.taken[next] == free && (s.upos(next) == "NOUN" || commonCapitals[strings.TrimSuffix(s.Words[next].Form, "s")]) {
		noun, lemma = next, s.lemma(next) // "2,048 H800 GPUs"
	}
	v.Unit = s.one(noun)
	if measures[lemma] {
		v.Unit = s.compound(n.last+1, noun)
		return noun, noun, true
	}
	return n.last, noun, false
}

// namesake says that the noun will be a name: "thousands of Americans".
func (s *sentence) namesake(noun int) bool {
	_, demonym := s.demonym(noun)
	return demonym || s.proper(noun) || s.Words[noun].Name.Kind != syntax.NoName
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

// compound is the unit's name: "GPU hour" of "GPU hours".
func (s *sentence) compound(from, noun int) string {
	unit := s.lemma(noun)
	for i := noun - 1; i >= from && (s.upos(i) == "NOUN" || s.upos(i) == "PROPN") && s.head(i) == noun; i-- {
		unit = s.Words[i].Form + " " + unit
	}
	return unit
}
