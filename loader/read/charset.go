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
// bytes look like. Much UTF-8 is said to be ASCII or Latin-1, as which it makes no
// sense. contentType may be "".
func utf8Text(b []byte, contentType string) []byte {
	encoding, name, certain := charset.DetermineEncoding(b, contentType)
	if name == "utf-8" || !certain && mostlyUTF8(b) || name == "windows-1252" && utf8.Valid(b) {
		return b
	}
	if !certain {
		if looked := looksLike(b, chardet.NewHtmlDetector()); looked != nil {
			encoding = looked
		}
	}
	decoded, err := encoding.NewDecoder().Bytes(b)
	if err != nil {
		return b // what is not UTF-8 is counted and replaced by whoever stores the text
	}
	return bytes.TrimPrefix(decoded, []byte("\ufeff"))
}

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
