package split

import (
	"strings"

	"claimgraph/loader/syntax"
)

// A chunk is cut where the model says so, asked only where a token may end: at
// a change of class (5|%), between marks, before n't, and within the few
// letter runs that the treebanks cut (can|not). Everything else is one token,
// and most chunks are nothing but letters.

// tokens appends the tokens of a chunk.
func (m *Model) tokens(c *chunk, f *features, dst []syntax.Token) []syntax.Token {
	from := 0
	for i := 1; i <= len(c.chars); i++ {
		if i == len(c.chars) || m.ends(c, f, from, i) {
			dst = append(dst, syntax.Token{Span: syntax.Span{Start: c.start + int(c.at[from]), End: c.start + int(c.at[i])}})
			from = i
		}
	}
	return dst
}

// ends says whether a token that begins at character from ends before i.
func (m *Model) ends(c *chunk, f *features, from, i int) bool {
	if ends, decided := c.rule(i); decided {
		return ends
	}
	if c.binds(i - 1) {
		return from == i-1 // a hyphen that was cut off before is cut off behind
	}
	if !m.asks(c, i) {
		return false
	}
	f.reset()
	m.chunkFeatures(f, c, from, i)
	return f.sum(m.token) >= 0
}

// binds says whether character i is a single hyphen or slash within a word.
func (c *chunk) binds(i int) bool {
	if c.chars[i] != '-' && c.chars[i] != '/' || i == 0 {
		return false
	}
	a, b := c.class[i-1], c.kind(i+1)
	return (a.letter() || a == digit) && (b.letter() || b == digit)
}

// initial says whether character i is a run of one letter.
func (c *chunk) initial(i int) bool {
	if !c.kind(i).letter() {
		return false
	}
	return !c.kind(i-1).letter() && !c.kind(i+1).letter()
}

// figure says whether character i separates the parts of one figure: a slash
// between digits, a comma before thousands, or a hyphen between digits that is
// not the only one or stands as in a telephone number or postal code.
func (c *chunk) figure(i int) bool {
	if i < 1 || c.class[i-1] != digit || c.kind(i+1) != digit {
		return false
	}
	l, r := c.runs[c.runOf[i-1]], c.runs[c.runOf[i+1]]
	switch c.chars[i] {
	case '/':
		return true
	case ',':
		return r.end-r.first == 3 && l.end-l.first <= 3
	case '-':
		if n := r.end - r.first; n == 4 && (l.end-l.first == 3 || l.end-l.first == 5) {
			return true // 853-9499
		}
		return c.char(l.first-1) == '-' && c.kind(l.first-2) == digit || c.char(r.end) == '-' && c.kind(r.end+1) == digit
	}
	return false
}

// fraction says whether a full stop at i begins a figure: .265, $.04.
func (c *chunk) fraction(i int) bool {
	return i >= 0 && c.chars[i] == '.' && c.kind(i+1) == digit && (i == 0 || c.class[i-1] == mark && strings.ContainsRune("$£€(['\"=<>~+-", c.chars[i-1]))
}

// ampersand says whether character i joins capitals: R&D, AT&T.
func (c *chunk) ampersand(i int) bool {
	return i >= 1 && c.chars[i] == '&' && c.class[i-1] == upper && c.kind(i+1) == upper
}

// smiles says whether the row of brackets that character i is in belongs to a
// face :)) ;((
func (c *chunk) smiles(i int) bool {
	return strings.ContainsRune(":;=-", rune(c.char(c.runs[c.runOf[i]].first-1)))
}

// rule decides what is not left to the model: characters that join, addresses,
// rows of brackets, initials (J.K., U.S.), figures with separators (2024-01-05, 9/11, 58,825),
// R&D, and scripts that write no spaces.
func (c *chunk) rule(i int) (ends, decided bool) {
	switch {
	case c.class[i] == joiner || c.chars[i-1] == '\u200d' && c.class[i] != mark:
		return false, true
	case c.whole.Start < i && i < c.whole.End:
		return false, true
	case c.whole.End > 0 && (i == c.whole.Start || i == c.whole.End):
		return true, true
	case c.chars[i] == c.chars[i-1] && strings.ContainsRune("([)]", c.chars[i]):
		return !c.smiles(i), true
	case c.chars[i] == '.' && c.initial(i-1) && (c.initial(i-3) && c.char(i-2) == '.' || c.initial(i+1) && c.char(i+2) == '.'):
		return false, true
	case c.chars[i-1] == '.' && c.initial(i) && c.initial(i-2) && (c.char(i+1) == '.' || i+1 == len(c.chars)):
		return false, true
	case c.figure(i) || c.figure(i-1) || c.fraction(i-1) || c.ampersand(i) || c.ampersand(i-1):
		return false, true
	case c.class[i] == ideograph || c.class[i-1] == ideograph:
		return true, true
	}
	return false, false
}

// asks says whether a token may end before character i at all.
func (m *Model) asks(c *chunk, i int) bool {
	a, b := c.class[i-1], c.class[i]
	switch {
	case a.letter() && b.letter():
		return c.chars[i] == 'n' && c.char(i+1) == '\'' && c.char(i+2) == 't' || m.divides(c.runs[c.runOf[i]].hash, i-c.runs[c.runOf[i]].first)
	case a == digit && b == digit, a.letter() && b == digit: // H800, COVID-19's 19
		return false
	case a == digit && b.letter(): // 5bn may be cut, R2D2 not
		l := c.runs[c.runOf[i-1]]
		return !c.kind(l.first - 1).letter()
	case c.chars[i] == '\'':
		return !c.elides(i)
	case c.chars[i-1] == '\'':
		return !c.elides(i - 1)
	}
	return true
}

// elides says whether the apostrophe at i belongs to a name: O'Neill, N'Golo,
// D'Arcy, Eto'o, Xi'an. What stands behind it there is none of the endings that
// are words of their own (clitics).
func (c *chunk) elides(i int) bool {
	if !c.kind(i-1).letter() || !c.kind(i+1).letter() {
		return false
	}
	l, r := c.runs[c.runOf[i-1]], c.runs[c.runOf[i+1]]
	if a := c.char(i - 1); l.end-l.first == 1 && (a == 'o' || a == 'd' || a == 'l') {
		return r.end-r.first >= 3
	}
	if c.kind(l.first) != upper || c.clitic(r) {
		return false
	}
	if l.end-l.first == 1 {
		return c.kind(r.first) == upper && r.end-r.first >= 2
	}
	return c.kind(r.first) != upper || c.capitals(l)
}

// clitic says whether a run behind an apostrophe is a word of its own: 's, 'll,
// 'em, or what is left of one.
func (c *chunk) clitic(r run) bool {
	switch string(c.chars[r.first:r.end]) {
	case "s", "t", "d", "m", "n", "re", "ve", "ll", "em", "am", "all", "cha", "er", "im", "is", "ma", "se", "twas", "til", "cause", "bout":
		return true
	}
	return false
}

// capitals says whether a run has no small letters.
func (c *chunk) capitals(r run) bool {
	for i := r.first; i < r.end; i++ {
		if c.class[i] != upper {
			return false
		}
	}
	return true
}

// chunkFeatures describes the place before character i, where the token under
// way begins at from.
func (m *Model) chunkFeatures(f *features, c *chunk, from, i int) {
	l, r := c.runs[c.runOf[i-1]], c.runs[c.runOf[i]]
	a, b := c.char(i-1), c.char(i)
	aa, bb := c.char(i-2), c.char(i+1)
	ka, kb := c.kind(i-1), c.kind(i)
	kaa, kbb := c.kind(i-2), c.kind(i+1)
	kinds := uint32(ka)<<4 | uint32(kb)
	wide := kinds<<8 | uint32(kaa)<<4 | uint32(kbb)
	atEnd := r.end == len(c.chars)
	next := uint32(15)
	if atEnd {
		next = uint32(c.after.class)
	}
	pair := mix(a, b)
	f.add(0)
	f.add(pair)
	f.add(mix(pair, aa))
	f.add(mix(pair, bb))
	f.add(mix(mix(pair, aa), bb))
	f.add(wide)
	f.add(wide<<8 | uint32(c.kind(i-3))<<4 | uint32(c.kind(i+2)))
	f.add(mix(l.hash, b))
	f.add(mix(r.hash, a))
	f.add(mix(l.hash, r.hash))
	f.add(mix(c.left[i], c.right[i]))
	f.add(mix(c.right[i], kinds))
	f.add(mix(c.left[i], b))
	f.add(mix(mix(c.left[i], b), next))
	f.add(mix(pair, next) ^ uint32(min(i, 8))<<20)
	f.add(mix(mix(pair, next), c.looksLeft(from, i)))
	f.add(mix(c.looksLeft(0, i), c.looksRight(i)))
	f.add(mix(c.looksLeft(0, i), pair))
	f.add(mix(c.looksRight(i), pair))
	f.add(mix(c.hashOf(max(from, i-16), i), b))
	f.add(mix(c.char(l.first-1), mix(kinds, b)))
	f.add(mix(c.char(r.end), mix(kinds, a)))
	f.add(mix(mix(c.char(l.first-1), c.char(r.end)), pair))
	f.add(mix(mix(c.left[i], c.right[i]), c.after.word))
	f.add(mix(mix(c.left[i], c.right[i]), c.before.word))
	f.add(mix(mix(pair, next), bit(b == '.' && abbreviation(l.hash))|bit(i == len(c.chars)-1)<<1))
	f.add(mix(pair, uint32(min(l.end-l.first, 5))<<3|uint32(min(r.end-r.first, 5))) ^ next<<24)
	f.add(mix(pair, bit(from == 0)<<8|uint32(c.seen[i])))
	f.add(mix(mix(pair, uint32(c.before.class)), bit(i == 1)))
	f.add(mix(mix(b, next), bit(abbreviation(l.hash))|bit(i == len(c.chars)-1)<<1|bit(atEnd)<<2))
	f.add(mix(mix(mix(a, b), l.form), r.form<<4|uint32(c.before.class)))
	beyond := r // the run beyond a mark
	if k := int(c.runOf[i]); kb == mark && k+1 < len(c.runs) {
		beyond = c.runs[k+1]
	}
	known := bit(m.isCommon(l.hash)) | bit(m.isCommon(beyond.hash))<<1
	f.add(mix(mix(mix(kinds, b), known), mix(l.form, beyond.form)))
	f.add(mix(mix(mix(kinds, b), known), mix(l.form, beyond.form)^uint32(c.before.class)))
	f.add(mix(mix(kinds, b), known<<4|next))
	f.add(mix(mix(mix(kinds, b), l.form), mix(uint32(c.before.class)<<4|next, c.looksRight(i))))
	f.add(mix(mix(c.looksLeft(0, i), c.looksRight(i)), uint32(c.before.class)<<4|next))
}
