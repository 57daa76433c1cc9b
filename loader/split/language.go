package split

import (
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// languageSample is the most bytes of a text that its language is told from.
const languageSample = 4096

// The fewest letters that are evidence of a language. Scripts speak for
// themselves; in Latin letters a sentence or two, names and figures among them,
// are taken for Afrikaans or Javanese.
const (
	minLetters      = 40
	minLatinLetters = 200
)

// Language is the ISO 639-1 code of the language that a text begins in ("en",
// "de"; the ISO 639-3 code where there is no shorter one), and whether that is
// sure. A text of few letters is "" and never sure: read it as what it should
// be. The answer is by script and trigrams (Cavnar and Trenkle 1994).
func Language(text string) (code string, sure bool) {
	text = text[:sampleEnd(text)]
	if !hasLetters(text, minLetters) {
		return "", false
	}
	info := whatlanggo.Detect(text)
	if code = info.Lang.Iso6391(); code == "" {
		code = info.Lang.Iso6393()
	}
	if info.Script == unicode.Latin && !hasLetters(text, minLatinLetters) {
		return code, false
	}
	return code, code != "" && info.IsReliable()
}

// sampleEnd is where the sample ends, at a character's edge.
func sampleEnd(text string) int {
	if len(text) <= languageSample {
		return len(text)
	}
	end := languageSample
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}

// hasLetters says whether a text has n letters.
func hasLetters(text string, n int) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			if n--; n <= 0 {
				return true
			}
		}
	}
	return false
}
