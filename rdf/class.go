package rdf

// class says in which tokens a byte may stand as it is. Bytes from 0x80 on have
// no class: they begin a character that must be decoded.
var class = classes()

const (
	inIRI      = 1 << iota // N-Quads IRIREF
	inLiteral              // stands in a canonical literal without an escape
	inLabel                // blank node label, beyond its first character
	inLanguage             // language tag
	inScheme               // RFC 3986, section 3.1, beyond its first letter
	isAlpha
	isAlnum
	isHex
)

func classes() (c [256]uint8) {
	for b := 0x21; b < 0x7F; b++ {
		c[b] = inIRI | inLiteral
	}
	c[' '] = inLiteral
	unset(&c, `<>"{}|^`+"`\\", inIRI)
	unset(&c, `"\`, inLiteral)
	for b := byte('a'); b <= 'z'; b++ {
		c[b] |= inLabel | inLanguage | inScheme | isAlpha | isAlnum
		c[b-'a'+'A'] |= inLabel | inLanguage | inScheme | isAlpha | isAlnum
	}
	set(&c, "0123456789", inLabel|inLanguage|inScheme|isAlnum)
	set(&c, "0123456789abcdefABCDEF", isHex)
	set(&c, "_-.", inLabel)
	set(&c, "-", inLanguage)
	set(&c, "+-.", inScheme)
	return c
}

func set(c *[256]uint8, bytes string, bits uint8) {
	for i := range len(bytes) {
		c[bytes[i]] |= bits
	}
}

func unset(c *[256]uint8, bytes string, bits uint8) {
	for i := range len(bytes) {
		c[bytes[i]] &^= bits
	}
}

// labelRune says whether a character beyond ASCII may stand in a blank node
// label: PN_CHARS_BASE, and beyond the label's start also the three further
// ranges of PN_CHARS.
func labelRune(r rune, first bool) bool {
	switch {
	case 0xC0 <= r && r <= 0x2FF:
		return r != 0xD7 && r != 0xF7
	case r == 0xB7, 0x300 <= r && r <= 0x36F, 0x203F <= r && r <= 0x2040:
		return !first
	}
	return 0x370 <= r && r <= 0x1FFF && r != 0x37E ||
		0x200C <= r && r <= 0x200D || 0x2070 <= r && r <= 0x218F ||
		0x2C00 <= r && r <= 0x2FEF || 0x3001 <= r && r <= 0xD7FF ||
		0xF900 <= r && r <= 0xFDCF || 0xFDF0 <= r && r <= 0xFFFD ||
		0x10000 <= r && r <= 0xEFFFF
}
