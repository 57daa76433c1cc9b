package read

import (
	"bufio"
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// utf8Text decodes bytes of an unknown encoding: what a header or a <meta> says
// (https://encoding.spec.whatwg.org), UTF-8 where it is that, else what the
// bytes look like. Much UTF-8 is said to be ASCII, Latin-1 or what its country wrote before, as which it makes
// no sense, and some of that is said to be UTF-8. contentType may be "".
func utf8Text(b []byte, contentType string) []byte {
	encoding, name, certain := charset.DetermineEncoding(b, contentType)
	switch {
	case name == "utf-8":
		if mostlyUTF8(b) {
			return b
		}
		certain = false
	case !certain && mostlyUTF8(b) || name == "windows-1252" && utf8.Valid(b) || isUTF8(b) && !strings.HasPrefix(name, "utf-16"):
		return b
	}
	if !certain {
		switch looked := looksLike(b, chardet.NewHtmlDetector()); {
		case looked != nil:
			encoding = looked
		case name == "utf-8":
			return b // damaged
		}
	}
	decoded, err := encoding.NewDecoder().Bytes(b)
	if err != nil {
		return b // what is not UTF-8 is counted and replaced by whoever stores the text
	}
	return bytes.TrimPrefix(decoded, []byte("\ufeff"))
}

// isUTF8 says whether a text has so many letters in UTF-8, and nothing else, that it is no chance.
func isUTF8(b []byte) bool {
	return len(b)-utf8.RuneCount(b) >= fewestUTF8 && utf8.Valid(b)
}

const fewestUTF8 = 20 // bytes more than letters

// looksLike is the encoding that bytes seem to have, nil where that is not clear.
func looksLike(b []byte, detector *chardet.Detector) encoding.Encoding {
	guess, err := detector.DetectBest(b)
	if err != nil || guess.Confidence < leastCharsetConfidence {
		return nil
	}
	looked, _ := charset.Lookup(guess.Charset)
	return looked
}

// leastCharsetConfidence is in percent, as chardet counts.
const leastCharsetConfidence = 50

// mostlyUTF8 says whether what is not ASCII is UTF-8 rather than not. A text
// that was damaged in one place is not read anew as Latin.
func mostlyUTF8(b []byte) bool {
	right, wrong := 0, 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			wrong++
		case size > 1:
			right++
		}
		b = b[size:]
	}
	return right >= wrong
}

// oldText is a text in UTF-8 that does not say its encoding.
func oldText(b []byte) []byte {
	if e := oldEncoding(b); e != nil {
		if decoded, err := e.NewDecoder().Bytes(b); err == nil {
			return decoded
		}
	}
	return b
}

// oldEncoding is the encoding of a text that does not say it and is not UTF-8, nil
// where what is not ASCII does not read well in any: such bytes are damage.
func oldEncoding(b []byte) encoding.Encoding {
	if mostlyUTF8(b) {
		return nil
	}
	first := bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf })
	b = b[max(0, first-1):]
	b = b[:min(len(b), headBytes)]
	latin, _ := charset.Lookup("windows-1252")
	for _, e := range [...]encoding.Encoding{looksLike(b, chardet.NewTextDetector()), latin} {
		if e == nil {
			continue
		}
		if decoded, err := e.NewDecoder().Bytes(b); err == nil && readsWell([]rune(string(decoded))) {
			return e
		}
	}
	return nil
}

// typographic are signs of prose that ASCII lacks.
const typographic = "‘’‚“”„«»‹›–—…•·°§©®™€£¥¿¡\u00a0、。「」，"

// readsWell says whether letters that are not ASCII stand in words: Latin ones beside
// those of ASCII, others beside their like.
func readsWell(text []rune) bool {
	well, badly := 0, 0
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf:
		case strings.ContainsRune(typographic, r) || unicode.IsLetter(r) && (i > 0 && together(text[i-1], r) || i+1 < len(text) && together(r, text[i+1])):
			well++
		default:
			badly++
		}
	}
	return well >= leastWell && well > 10*badly
}

const leastWell = 3 // letters: one or two may be damage

func together(a, b rune) bool {
	ascii := min(a, b)
	if ascii < utf8.RuneSelf {
		return unicode.IsLetter(ascii) && unicode.Is(unicode.Latin, max(a, b))
	}
	return unicode.IsLetter(a) && unicode.IsLetter(b) && !unicode.Is(unicode.Latin, a) && !unicode.Is(unicode.Latin, b)
}

// decodeOld reads the rest of a text as UTF-8, where it has an old encoding.
func (d *decoded) decodeOld() {
	if e := oldEncoding(d.head); e != nil {
		d.Reader = bufio.NewReaderSize(e.NewDecoder().Reader(d.Reader), headBytes)
	}
}
