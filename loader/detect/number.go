package detect

import (
	"strconv"
	"strings"
)

// Numbers as words and digits spell them.

var digitWords = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var scaleWords = map[string]float64{
	"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
	"lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
}

var manyWords = map[string]float64{
	"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12,
}

var fractionWords = map[string]float64{
	"half": 1. / 2, "third": 1. / 3, "thirds": 1. / 3, "quarter": 1. / 4, "quarters": 1. / 4, "fourth": 1. / 4, "fourths": 1. / 4,
	"fifth": 1. / 5, "fifths": 1. / 5, "tenth": 1. / 10, "tenths": 1. / 10,
}

// digits reads "6", "1,234.5", "2.788M", "6bn", and "5-6bn" as a range. scaled
// says that the number carries its own scale.
func digits(s string) (low, high float64, scaled, ok bool) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, 0, false, false
	}
	if left, right, isRange := cutDash(s); isRange {
		low, _, _, ok1 := digits(left)
		high, _, scaled, ok2 := digits(right)
		if !ok1 || !ok2 || high <= low {
			return 0, 0, false, false
		}
		if scale := scaleOf(right); scaleOf(left) == 1 {
			low *= scale
		}
		return low, high, scaled, true
	}
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	scale := scaleOf(s)
	if len(number) < len(s) && scale == 1 {
		return 0, 0, false, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", ""), 64)
	if err != nil || strings.HasSuffix(number, ",") {
		return 0, 0, false, false
	}
	return v * scale, 0, scale != 1, true
}

// scaleOf is the scale that a number's suffix names, 1 where it has none.
func scaleOf(s string) float64 {
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if scale, ok := scaleWords[strings.ToLower(s[len(number):])]; ok && len(s)-len(number) <= 3 {
		return scale
	}
	return 1
}

// cutDash cuts a range at its dash: "5–6", "5-6".
func cutDash(s string) (left, right string, ok bool) {
	i := strings.IndexAny(s, "-–—")
	if i <= 0 {
		return s, "", false
	}
	right = strings.TrimLeft(s[i:], "-–—")
	return s[:i], right, right != ""
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" || s == "--" }

// ordinal reads "10th", "1st", 0 where the word is none.
func ordinal(s string) int {
	if len(s) < 3 {
		return 0
	}
	switch s[len(s)-2:] {
	case "st", "nd", "rd", "th":
		if n, err := strconv.Atoi(s[:len(s)-2]); err == nil && n > 0 {
			return n
		}
	}
	return 0
}
