package split

import (
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// Whether a sentence ends after a token is asked at every token but where a
// word in small letters follows a word that ends in one: in a hundred ends of
// the treebanks less than one is there. Nor is it asked, in paragraphs that end
// as prose does, between two words that may be one name: the treebanks' mail
// has signatures there, a newspaper has not.

// glimpse is what the sentence model sees of one token.
type glimpse struct {
	word  uint32 // hash of its characters, as classify reads them
	look  uint32 // what it looks like
	first class
	last  class
	mark  rune // the character of a token of one mark
	known bool // a word usually written small
}

// view is a paragraph's tokens as the sentence model goes through them.
type view struct {
	model  *Model
	text   string
	tokens []syntax.Token
	first  int // token where the paragraph's running text begins

	seen   [6]glimpse // tokens at-2 … at+3
	at     int
	prose  bool   // the paragraph ends with a mark
	quoted bool   // a quotation mark was opened and not closed in the paragraph
	start  int    // first token of the sentence under way
	opener uint32 // word of its first token
	opened int    // brackets opened and not closed in it
	lowers int    // words of it that begin with a lower-case letter
	words  int    // words of it
}

// addressWord stands for any address, ruleWord for any row of one mark, as a
// line is drawn on a typewriter.
const (
	addressWord = 0xADD2E55
	ruleWord    = 0x2A1E
)

// newView stands before token first of a paragraph.
func (m *Model) newView(text string, tokens []syntax.Token, first int) *view {
	v := &view{model: m, text: text, tokens: tokens, first: first, at: first - 1}
	v.prose = v.glimpse(len(tokens)-1).mark != 0
	for k := range v.seen {
		v.seen[k] = v.glimpse(first - 3 + k)
	}
	v.begin(first)
	return v
}

// begin starts a sentence at token i.
func (v *view) begin(i int) { v.start, v.opened, v.lowers, v.words = i, 0, 0, 0 }

// step moves on by one token and counts it.
func (v *view) step() {
	v.at++
	copy(v.seen[:], v.seen[1:])
	v.seen[5] = v.glimpse(v.at + 3)
	g := v.seen[2]
	if v.at == v.start {
		v.opener = g.word
	}
	switch g.mark {
	case '(', '[':
		v.opened++
	case ')', ']':
		v.opened = max(v.opened-1, 0)
	case '"':
		v.quoted = v.opensQuote()
	}
	if g.first.letter() {
		v.words++
		v.lowers += int(bit(g.first == lower))
	}
}

// opensQuote says whether the quotation mark at v.at begins a quotation: by its
// curl, by the space beside it, else in turn.
func (v *view) opensQuote() bool {
	t := v.tokens[v.at]
	switch first, _ := utf8.DecodeRuneInString(v.text[t.Start:]); first {
	case '“', '„', '«':
		return true
	case '”', '»':
		return false
	}
	before := v.at > v.first && v.tokens[v.at-1].End == t.Start
	after := v.at+1 < len(v.tokens) && v.tokens[v.at+1].Start == t.End
	if before != after {
		return after
	}
	return !v.quoted
}

// glimpse looks at a token, at nothing beyond the paragraph.
func (v *view) glimpse(i int) (g glimpse) {
	if i < v.first || i >= len(v.tokens) {
		return g
	}
	kind, count, same := none, 0, true
	for _, r := range v.text[v.tokens[i].Start:v.tokens[i].End] {
		r, k := classify(r)
		if g.word = mix(g.word, uint32(r)); g.first == none {
			g.first, g.mark = k, r
		}
		if k != kind || k == mark {
			g.look = mix(g.look, uint32(k)<<8|bit(k == mark)*uint32(r))
		}
		kind, g.last = k, k
		if r != g.mark {
			same = false
		}
		if count++; count == 64 {
			break
		}
	}
	if same && count > 3 && g.first == mark {
		g.word, g.look = ruleWord, ruleWord
	}
	if form := v.text[v.tokens[i].Start:v.tokens[i].End]; count > 4 && (isLink(form) || !v.prose && isAddress(form)) {
		g.word, g.look, g.first, g.last = addressWord, addressWord, symbol, symbol
	}
	if count > 1 || g.first != mark {
		g.mark = 0
	}
	g.known = v.model.isCommon(g.word)
	return g
}

// sentenceEnds says whether the sentence under way ends after token i. It is
// asked for every token in turn.
func (m *Model) sentenceEnds(v *view, f *features, i int) bool {
	v.step()
	if !v.asks() {
		return false
	}
	if ends, decided := v.rule(); decided {
		return ends
	}
	f.reset()
	v.features(f)
	return f.sum(m.sentence) >= 0
}

// asks says whether a sentence may end here at all: not between two words of
// small letters, nor, in prose, between two that may be one name.
func (v *view) asks() bool {
	a, b := &v.seen[2], &v.seen[3]
	if a.last == lower && b.first == lower {
		return false
	}
	name := a.first == upper && a.last.letter() && b.first == upper
	return !(name && v.prose && (v.lowers > 2 || v.words > 1 && v.seen[4].first == lower))
}

// features describes the place after token v.at.
func (v *view) features(f *features) {
	y, z, a, b, c, d := &v.seen[0], &v.seen[1], &v.seen[2], &v.seen[3], &v.seen[4], &v.seen[5]
	here, left := v.tokens[v.at], len(v.tokens)-v.at
	gap := bit(here.End < v.tokens[v.at+1].Start)
	length := bucket(v.at - v.start + 1)
	edge := a.look<<1 ^ b.look*3 ^ gap
	state := bit(v.quoted) | uint32(min(v.opened, 1))<<1
	title := bit(v.lowers == 0) | bit(v.words > 1)<<1 | bit(v.lowers*2 < v.words)<<2
	short := bit(here.Len() <= 4) | bit(abbreviation(a.word))<<1 // the stop is part of an abbreviation's token
	f.add(0)
	f.add(gap | 2)
	f.add(a.word)
	f.add(b.word)
	f.add(mix(a.word, b.word))
	f.add(mix(a.word, b.look))
	f.add(mix(a.look, b.word))
	f.add(mix(edge, 1))
	f.add(mix(edge, short))
	f.add(mix(z.word, a.word))
	f.add(mix(mix(z.word, a.word), b.look))
	f.add(mix(mix(z.look, a.look), b.look))
	f.add(mix(mix(z.look, a.word), b.look))
	f.add(mix(b.word, c.word))
	f.add(mix(mix(b.look, c.look), a.word))
	f.add(mix(mix(b.word, c.look), a.look))
	f.add(mix(mix(b.look, c.word), a.word))
	f.add(mix(mix(a.word, b.look), state|gap<<4))
	f.add(mix(mix(a.look, b.word), state|gap<<4))
	f.add(mix(edge, state|1<<8))
	f.add(mix(a.word, length|gap<<8))
	f.add(mix(edge, length))
	f.add(mix(mix(a.word, b.look), length))
	f.add(mix(edge, title))
	f.add(mix(mix(a.word, b.look), title|length<<8))
	f.add(mix(edge, bucket(left)))
	f.add(mix(mix(a.word, b.word), length))
	f.add(mix(uint32(min(v.start-v.first, 3)), a.word))
	f.add(mix(edge, uint32(min(here.Len(), 8))))
	f.add(mix(mix(z.word, b.word), a.look))
	f.add(mix(mix(y.look, z.look), mix(a.look, b.look)))
	f.add(mix(mix(a.look, b.look), mix(c.look, d.look)))
	f.add(mix(mix(mix(z.look, a.look), b.look), c.look))
	f.add(mix(mix(mix(y.look, z.look), mix(a.look, b.look)), mix(c.look, d.look)))
	known := bit(b.known) | bit(z.known)<<1 | bit(a.known)<<2 | bit(abbreviation(z.word))<<3
	f.add(mix(edge, known|1<<16))
	f.add(mix(edge, known|state<<8))
	f.add(mix(mix(a.word, b.look), known))
	f.add(mix(mix(edge, z.look), known))
	f.add(mix(mix(a.word, known), length))
	f.add(mix(mix(a.word, b.look), bit(v.prose)<<8|title))
	f.add(mix(edge, bit(v.prose)|known<<8))
	f.add(mix(v.opener, edge))
	f.add(mix(v.opener, mix(a.word, b.look)))
}

// bucket is a length on a rough logarithmic scale.
func bucket(n int) uint32 {
	switch {
	case n < 6:
		return uint32(n)
	case n < 10:
		return 6
	case n < 20:
		return 7
	case n < 40:
		return 8
	case n < 80:
		return 9
	}
	return 10
}
