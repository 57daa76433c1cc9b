package detect

// Units of measure go by one name however they are written: "km", "kilometers"
// and "kilometres" are kilometres, so that equal quantities are equal.

// measures are the names by lemma and abbreviation.
var measures = map[string]string{
	"second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year",
	"decade": "decade", "century": "century",
	"millimeter": "millimetre", "millimetre": "millimetre", "mm": "millimetre", "centimeter": "centimetre", "centimetre": "centimetre",
	"cm": "centimetre", "meter": "metre", "metre": "metre", "m": "metre", "kilometer": "kilometre", "kilometre": "kilometre",
	"km": "kilometre", "nanometer": "nanometre", "nanometre": "nanometre", "nm": "nanometre", "inch": "inch", "foot": "foot",
	"feet": "foot", "ft": "foot", "yard": "yard", "mile": "mile", "acre": "acre", "hectare": "hectare", "ha": "hectare",
	"km2": "square kilometre", "km²": "square kilometre", "m2": "square metre", "m²": "square metre", "m3": "cubic metre", "m³": "cubic metre",
	"milligram": "milligram", "mg": "milligram", "gram": "gram", "kilogram": "kilogram", "kg": "kilogram", "kilo": "kilogram",
	"ton": "ton", "tonne": "tonne", "pound": "pound", "lb": "pound", "lbs": "pound", "ounce": "ounce", "oz": "ounce",
	"milliliter": "millilitre", "millilitre": "millilitre", "ml": "millilitre", "liter": "litre", "litre": "litre",
	"gallon": "gallon", "barrel": "barrel", "watt": "watt", "kilowatt": "kilowatt", "kw": "kilowatt", "megawatt": "megawatt",
	"mw": "megawatt", "gigawatt": "gigawatt", "gw": "gigawatt", "kwh": "kilowatt hour", "mwh": "megawatt hour", "degree": "degree",
	"°": "degree", "°c": "degree Celsius", "°f": "degree Fahrenheit", "celsius": "degree Celsius", "fahrenheit": "degree Fahrenheit",
	"mph": "mile per hour", "kph": "kilometre per hour", "km/h": "kilometre per hour", "kmh": "kilometre per hour", "knot": "knot",
	"megabyte": "megabyte", "mb": "megabyte", "gigabyte": "gigabyte", "gb": "gigabyte", "terabyte": "terabyte", "tb": "terabyte",
	"magnitude": "magnitude", "point": "point", "percentage": "percentage",
}

// shaped are adjectives that belong to a measure.
var shaped = map[string]bool{"square": true, "cubic": true, "nautical": true, "metric": true}

// dimensions are adjectives that a length stands before: in "5m long" the m is
// no million.
var dimensions = map[string]bool{"long": true, "wide": true, "high": true, "tall": true, "deep": true, "thick": true, "away": true}

// perAbbreviations are how a rate is abbreviated after the stroke: "km/h".
var perAbbreviations = map[string]string{"h": "hour", "hr": "hour", "s": "second", "sec": "second", "min": "minute", "day": "day", "year": "year"}

// measure is the name of the unit at the noun with the nouns that say of what
// it is an hour ("GPU hour"), and the last word of it: "square kilometre per
// hour", "degree Celsius".
func (s *sentence) measure(from, noun int) (unit string, last int) {
	unit, last = measures[s.lemma(noun)], noun
	for i := noun - 1; i >= from; i-- {
		switch {
		case shaped[s.lower(i)]:
			unit = s.lower(i) + " " + unit
			continue
		case (s.upos(i) == "NOUN" || s.upos(i) == "PROPN") && s.head(i) == noun:
			unit = s.Words[i].Form + " " + unit
			continue
		}
		break
	}
	next := s.lower(noun + 1)
	switch {
	case unit == "degree" && (next == "celsius" || next == "centigrade" || next == "c"):
		return "degree Celsius", noun + 1
	case unit == "degree" && (next == "fahrenheit" || next == "f"):
		return "degree Fahrenheit", noun + 1
	case next == "per" && (s.upos(noun+2) == "NOUN" || measures[s.lower(noun+2)] != ""):
		return unit + " per " + s.nameOf(noun+2), noun + 2
	case next == "/" && perAbbreviations[s.lower(noun+2)] != "":
		return unit + " per " + perAbbreviations[s.lower(noun+2)], noun + 2
	}
	return unit, last
}

// nameOf is the measure's name, for other nouns their singular.
func (s *sentence) nameOf(noun int) string {
	if name := measures[s.lemma(noun)]; name != "" {
		return name
	}
	return s.one(noun)
}

// isMeasure says whether the word is a unit that can follow "half a".
func (s *sentence) isMeasure(i int) bool {
	if i >= len(s.Words) {
		return false
	}
	word := s.lower(i)
	return word == "percent" || len(word) > 2 && measures[s.lemma(i)] != ""
}
