// Package model holds what training and inference must agree on: how a token
// becomes numbers, which labels there are, and how the trained network lies in
// its file.
package model

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sizes are the numbers of rows of the hashed tables: character n-grams and
// traits (affixes, shape, case).
const (
	GramRows  = 1 << 14
	TraitRows = 1 << 12
	maxRunes  = 24 // of a form: longer ones keep both ends
)

// Features are the rows of the three embedding tables that a form activates.
// Their word row is looked up by Key. The gram rows are averaged, the trait
// rows summed.
type Features struct {
	Known  Known  // may be empty
	Key    []byte // lower-cased, digits as 0, quotes and dashes as in ASCII
	Grams  []uint32
	Traits []uint32
	runes  []rune
	lower  []rune
	stem   []byte
	class  []rune
}

// Context is what a form's features know of its sentence.
type Context uint8

// ContextRows is the number of contexts: the first trait rows are theirs.
const ContextRows = 8

// ContextOf returns the context of the i-th of a sentence's forms: the style
// of its letters and whether the word is the first.
func ContextOf(style Context, i int) Context {
	if i == 0 {
		return style*2 + 1
	}
	return style * 2
}

// Style says how a sentence is written: 0 as usual, 1 all capitals, 2 no
// capitals at all, 3 Most Words With Capitals.
func Style(forms func(yield func(form string) bool)) Context {
	var words, upper, title, long int
	forms(func(form string) bool {
		r, size := utf8.DecodeRuneInString(form)
		if !unicode.IsLetter(r) {
			return true
		}
		words++
		if len(form) > 3 {
			long++
		}
		if !unicode.IsUpper(r) {
			return true
		}
		if rest := form[size:]; rest != "" && strings.ToUpper(rest) == rest {
			upper++
		} else if len(form) > 3 {
			title++
		}
		return true
	})
	switch {
	case words < 3:
		return 0
	case upper*5 >= words*4:
		return 1
	case upper+title == 0:
		return 2
	case long >= 3 && title*10 >= long*8:
		return 3
	}
	return 0
}

// Read fills f with the features of a form.
func (f *Features) Read(form string, context Context) {
	f.runes, f.lower = f.runes[:0], f.lower[:0]
	for _, r := range form {
		f.runes = append(f.runes, plain(r))
	}
	if n := len(f.runes); n > maxRunes {
		f.runes = append(f.runes[:maxRunes/2], f.runes[n-maxRunes/2:]...)
	}
	f.lower = append(f.lower, '^')
	for _, r := range f.runes {
		f.lower = append(f.lower, digit(unicode.ToLower(r)))
	}
	f.lower = append(f.lower, '$')
	f.Key = f.Key[:0]
	for _, r := range f.lower[1 : len(f.lower)-1] {
		f.Key = utf8.AppendRune(f.Key, r)
	}
	f.grams()
	f.traits(context)
	f.known(form)
}

// known adds what the lists say of the form as written, and of the words that
// it may be a form of.
func (f *Features) known(form string) {
	letters := f.Known.Letters(form)
	for _, l := range letters {
		if !isClass(l) {
			f.Traits = append(f.Traits, knownTrait(l))
		}
	}
	if sort, same := f.noun(letters); sort != 0 && !same {
		f.Traits = append(f.Traits, knownTrait(sort))
	}
	f.classes()
}

// The letters of Known that say what a common word may stand as, and what
// sort of thing a noun names.
const (
	classLetters = "NVJR0123456789"
	sortLetters  = "PFMOGLDEWAXC"
)

func isClass(letter rune) bool { return strings.ContainsRune(classLetters, letter) }

// endings are those of English inflection, with what a lemma has in their
// place. Where twice is set, the lemma lacks the consonant's double.
var endings = [...]struct {
	ending, lemma string
	twice         bool
}{
	{"", "", false}, {"s", "", false}, {"es", "", false}, {"ies", "y", false},
	{"ed", "", false}, {"ed", "e", false}, {"ed", "", true}, {"ied", "y", false},
	{"ing", "", false}, {"ing", "e", false}, {"ing", "", true},
	{"er", "", false}, {"er", "e", false}, {"er", "", true}, {"ier", "y", false},
	{"est", "", false}, {"est", "e", false}, {"est", "", true}, {"iest", "y", false}, {"ly", "", false},
}

// classes adds, for each ending that parts the key from a listed lemma, what
// that lemma may stand as: each class and frame, and the classes together.
func (f *Features) classes() {
	for i, e := range endings {
		stem, ok := bytes.CutSuffix(f.Key, []byte(e.ending))
		if !ok || len(stem) < 2 {
			continue
		}
		if e.twice {
			last := len(stem) - 1
			if stem[last] != stem[last-1] {
				continue
			}
			stem = stem[:last]
		}
		f.stem = append(append(f.stem[:0], stem...), e.lemma...)
		kind := rune(i + 1)
		f.class = f.class[:0]
		for _, l := range f.Known.Letters(string(f.stem)) {
			if isClass(l) {
				f.class = append(f.class, l)
				f.Traits = append(f.Traits, trait(kind, f.class[len(f.class)-1:]))
			}
		}
		if len(f.class) > 0 {
			f.Traits = append(f.Traits, trait(-kind, f.class))
		}
	}
}

// noun looks the key up as a noun, then its endings -s, -es and -ies, and
// returns its sort, 0 where it has none; same says that it was found under
// letters, those of the form as written.
func (f *Features) noun(letters string) (sort rune, same bool) {
	word := f.Key
	for _, end := range [...]struct{ plural, singular string }{{"", ""}, {"s", ""}, {"es", ""}, {"ies", "y"}} {
		stem, ok := bytes.CutSuffix(word, []byte(end.plural))
		if !ok || len(stem) < 3 {
			continue
		}
		f.stem = append(append(f.stem[:0], stem...), end.singular...)
		l := f.Known.Letters(string(f.stem))
		if at := strings.IndexAny(l, sortLetters); at >= 0 {
			return rune(l[at]), l == letters
		}
	}
	return 0, false
}

func knownTrait(letter rune) uint32 { return trait('K', []rune{letter}) }

// trait is the row of a family's feature.
func trait(family rune, s []rune) uint32 {
	return ContextRows + hash(family, s)%(TraitRows-ContextRows)
}

func (f *Features) grams() {
	f.Grams = append(f.Grams[:0], hash('=', f.runes)%GramRows)
	for n := 3; n <= 5; n++ {
		for i := 0; i+n <= len(f.lower); i++ {
			f.Grams = append(f.Grams, hash(rune(n), f.lower[i:i+n])%GramRows)
		}
	}
}

func (f *Features) traits(context Context) {
	f.Traits = append(f.Traits[:0], uint32(context))
	add := func(kind rune, s []rune) {
		f.Traits = append(f.Traits, trait(kind, s))
	}
	inner := f.lower[1 : len(f.lower)-1]
	for n := 1; n <= 3 && n <= len(inner); n++ {
		add('p', inner[:n])
		add('s', inner[len(inner)-n:])
	}
	var shape [maxRunes]rune
	add('S', collapse(shape[:0], f.runes, 2))
	add('C', collapse(shape[:0], f.runes, 1))
}

// collapse appends the shape of s, runs of one class cut to at most longest:
// "McDonald's" is "XxXxx'x".
func collapse(shape, s []rune, longest int) []rune {
	run := 0
	last := rune(-1)
	for _, r := range s {
		c := class(r)
		if c == last {
			run++
		} else {
			last, run = c, 1
		}
		if run <= longest {
			shape = append(shape, c)
		}
	}
	return shape
}

func class(r rune) rune {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	case unicode.IsDigit(r):
		return '0'
	}
	return r
}

func digit(r rune) rune {
	if unicode.IsDigit(r) {
		return '0'
	}
	return r
}

// plain gives typographic quotes and dashes the form that treebanks of web
// text know.
func plain(r rune) rune {
	switch r {
	case '’', '‘', '‛', '′', '`', '´':
		return '\''
	case '“', '”', '„', '‟', '″', '«', '»':
		return '"'
	case '–', '—', '‒', '―', '−', '‐', '‑':
		return '-'
	case '\u00a0', '\u2009', '\u202f':
		return ' '
	}
	return r
}

// hash is FNV-1a over runes, with a kind that keeps feature families apart.
func hash(kind rune, s []rune) uint32 {
	h := uint32(2166136261)
	h = (h ^ uint32(kind)) * 16777619
	for _, r := range s {
		h = (h ^ uint32(r)) * 16777619
		h ^= h >> 13
	}
	h ^= h >> 16
	h *= 0x85ebca6b
	return h ^ h>>13
}
