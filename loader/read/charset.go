package read

import (
	"bytes"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
)

// utf8Text decodes bytes of an unknown encoding: what a header or a <meta> says
// (https://encoding.spec.whatwg.org), UTF-8 where it is that, else what the
// bytes look like. contentType may be "".
func utf8Text(b []byte, contentType string) []byte {
	encoding, name, certain := charset.DetermineEncoding(b, contentType)
	if name == "utf-8" || !certain && mostlyUTF8(b) {
		return b
	}
	if !certain {
		if guess, err := chardet.NewHtmlDetector().DetectBest(b); err == nil && guess.Confidence >= leastCharsetConfidence {
			if looked, _ := charset.Lookup(guess.Charset); looked != nil {
				encoding = looked
			}
		}
	}
	decoded, err := encoding.NewDecoder().Bytes(b)
	if err != nil {
		return b // what is not UTF-8 is counted and replaced by whoever stores the text
	}
	return bytes.TrimPrefix(decoded, []byte("\ufeff"))
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
