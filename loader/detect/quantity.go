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

// boundWords are phrases before an amount. Longer ones stand first.
var boundWords = []struct {
	words []string
	op    kg.Op
}{
	{[]string{"no", "more", "than"}, kg.LessOrEqual}, {[]string{"no", "less", "than"}, kg.GreaterOrEqual},
	{[]string{"no", "fewer", "than"}, kg.GreaterOrEqual}, {[]string{"not", "more", "than"}, kg.LessOrEqual},
	{[]string{"less", "than"}, kg.Less}, {[]string{"fewer", "than"}, kg.Less}, {[]string{"lower", "than"}, kg.Less},
	{[]string{"more", "than"}, kg.Greater}, {[]string{"greater", "than"}, kg.Greater}, {[]string{"higher", "than"}, kg.Greater},
	{[]string{"at", "least"}, kg.GreaterOrEqual}, {[]string{"at", "most"}, kg.LessOrEqual}, {[]string{"up", "to"}, kg.LessOrEqual},
	{[]string{"as", "many", "as"}, kg.LessOrEqual}, {[]string{"as", "much", "as"}, kg.LessOrEqual},
	{[]string{"close", "to"}, kg.About}, {[]string{"an", "estimated"}, kg.About}, {[]string{"a", "minimum", "of"}, kg.GreaterOrEqual},
	{[]string{"a", "maximum", "of"}, kg.LessOrEqual}, {[]string{"in", "excess", "of"}, kg.Greater},
	{[]string{"under"}, kg.Less}, {[]string{"below"}, kg.Less}, {[]string{"over"}, kg.Greater}, {[]string{"above"}, kg.Greater},
	{[]string{"nearly"}, kg.About}, {[]string{"almost"}, kg.About}, {[]string{"about"}, kg.About}, {[]string{"around"}, kg.About},
	{[]string{"roughly"}, kg.About}, {[]string{"approximately"}, kg.About}, {[]string{"some"}, kg.About}, {[]string{"circa"}, kg.About},
	{[]string{"estimated"}, kg.About}, {[]string{"~"}, kg.About}, {[]string{"<"}, kg.Less}, {[]string{">"}, kg.Greater},
}

// bound reads the phrase that ends before word i and returns its first word. A
// range keeps its two ends.
func (s *sentence) bound(v *kg.Value, i int) int {
	if v.Op == kg.Range {
		if s.lower(i-1) == "between" {
			return i - 1
		}
		return i
	}
	for _, b := range boundWords {
		first := i - len(b.words)
		if first >= 0 && s.spells(first, b.words) && s.taken[first] == free {
			v.Op = b.op
			return first
		}
	}
	return i
}

func (s *sentence) spells(at int, words []string) bool {
	for j, w := range words {
		if s.lower(at+j) != w {
			return false
		}
	}
	return true
}

// boundAfter reads "or more", "or less", "or so".
func (s *sentence) boundAfter(v *kg.Value, last int) int {
	if s.lower(last+1) != "or" {
		return last
	}
	switch s.lower(last + 2) {
	case "more", "above":
		v.Op = kg.GreaterOrEqual
	case "less", "fewer", "below":
		v.Op = kg.LessOrEqual
	case "so":
		v.Op = kg.About
	default:
		return last
	}
	return last + 2
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
