package parse

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A lemma is made in two steps from what treebanks show. First: is the case
// of the form kept (CEO, American) or not (Running)? Then: which ending is cut
// off the form, and what is put in its place? Either step is decided by the
// longest ending of the lower-cased form that the table knows for the word's
// tags; the longest ending of all is the whole word, so that exceptions
// (better, went) and rules (-ies becomes -y) are one thing. Tags that no
// treebank has together fall back on UPOS alone.
//
// The model file, all numbers little-endian:
//
//	8 bytes  "CGLEMMA1"
//	uint32   number of scripts, then each: cut (1 byte, runes; 255 is all),
//	         length of the replacement (1 byte), the replacement
//	uint32   number of entries, then of each the hash (uint32), ascending,
//	         and then of each its script (uint16)
//
// An entry's hash is that of the step, the tags, and the ending read from its
// end; a whole word ends with a zero byte. In the first step the script is 0
// where capitals are kept, 1 where they are lowered, 2 where the lemma has one
// and the form has none. Auxiliaries count as verbs.
//
//go:embed lemma.bin
var lemmaFile string

// Lemmas finds lemmas. It keeps what it has made, so that words seen again
// cost no memory: use one for each worker, never one for two goroutines.
type Lemmas struct {
	table *lemmaTable
	made  map[string]string
	buf   []byte
	lower []byte
}

// maxMade bounds the lemmas that are kept.
const maxMade = 1 << 16

// NewLemmas is a lemmatiser with the embedded model.
func NewLemmas() *Lemmas { return newLemmas(embeddedLemmas()) }

func newLemmas(t *lemmaTable) *Lemmas { return &Lemmas{table: t, made: map[string]string{}} }

var embeddedLemmas = sync.OnceValue(func() *lemmaTable {
	t, err := readLemmas(lemmaFile)
	if err != nil {
		panic(err) // a mistake of the build, found by any test
	}
	return t
})

// OpenLemmas is a lemmatiser with a model file of one's own.
func OpenLemmas(file string) (*Lemmas, error) {
	t, err := readLemmas(file)
	if err != nil {
		return nil, err
	}
	return newLemmas(t), nil
}

// Lemma is the lemma of a form with its universal and its Penn tag, never
// empty for a form that is not. Where it is the form or its beginning it
// shares the form's memory.
func (l *Lemmas) Lemma(form, upos, xpos string) string {
	if lemma := l.lemma(form, upos, xpos); lemma != "" {
		return lemma
	}
	return form
}

func (l *Lemmas) lemma(form, upos, xpos string) string {
	if upos == "NUM" && strings.IndexByte(form, ',') > 0 {
		return l.number(form)
	}
	l.lower = appendLower(l.lower[:0], form)
	s := l.table.script(upos, xpos, l.lower)
	shape := shapeOf(form)
	switch letters := l.table.letters(l.lower, shape, upos, xpos); {
	case letters == raised:
		return l.raise(s)
	case string(l.lower) == form || letters == kept && shape != lowerShape:
		return l.edit(form, s, shape == upperShape)
	}
	return l.keep(s.apply(l.buf[:0], l.lower))
}

// singular says whether a noun that is tagged as plural cannot be one: it is no
// plural of its own kind and does not end in the s that would be cut off ("app").
func (l *Lemmas) singular(form, upos, xpos string) bool {
	l.lower = appendLower(l.lower[:0], form)
	return !bytes.HasSuffix(l.lower, []byte("s")) && l.table.script(upos, xpos, l.lower) == lemmaScript{cut: 1}
}

// number is a number without the commas between its thousands.
func (l *Lemmas) number(form string) string {
	l.buf = l.buf[:0]
	for i := range len(form) {
		if form[i] != ',' {
			l.buf = append(l.buf, form[i])
		}
	}
	return l.keep(l.buf)
}

// raise is the script's result with its first letter made a capital.
func (l *Lemmas) raise(s lemmaScript) string {
	made := s.apply(l.buf[:0], l.lower)
	if len(made) > 0 && 'a' <= made[0] && made[0] <= 'z' {
		made[0] -= 'a' - 'A'
	}
	return l.keep(made)
}

// edit applies a script to the form itself.
func (l *Lemmas) edit(form string, s lemmaScript, upper bool) string {
	n := len(form) - s.cutBytes(form)
	if s.ending == "" && n > 0 {
		return form[:n]
	}
	l.buf = append(l.buf[:0], form[:n]...)
	if upper {
		return l.keep(append(l.buf, strings.ToUpper(s.ending)...))
	}
	return l.keep(append(l.buf, s.ending...))
}

// keep is the string of made bytes, the same one each time.
func (l *Lemmas) keep(made []byte) string {
	l.buf = made
	if kept, ok := l.made[string(made)]; ok {
		return kept
	}
	if len(l.made) == maxMade {
		clear(l.made)
	}
	s := string(made)
	l.made[s] = s
	return s
}

// lemmaScript says what to cut off the end and what to put there.
type lemmaScript struct {
	cut    byte // runes; cutAll is the whole form
	ending string
}

const cutAll = 255

func (s lemmaScript) cutBytes(form string) int {
	if s.cut == cutAll {
		return len(form)
	}
	n := 0
	for range s.cut {
		_, size := utf8.DecodeLastRuneInString(form[:len(form)-n])
		n += size
	}
	return n
}

func (s lemmaScript) apply(dst, lower []byte) []byte {
	n := len(lower)
	for range s.cut {
		_, size := utf8.DecodeLastRune(lower[:n])
		n -= size
	}
	return append(append(dst, lower[:n]...), s.ending...)
}

// lemmaTable is a model file opened: entries in a hash table with linear
// probing, at most half full. Hash 0 marks an empty place.
type lemmaTable struct {
	scripts []lemmaScript
	hashes  []uint32
	values  []uint16
}

// readLemmas opens a model file.
func readLemmas(file string) (*lemmaTable, error) {
	const magic = lemmaMagic
	bad := fmt.Errorf("parse: lemma model of %d bytes is not of version %s", len(file), magic)
	if len(file) < 16 || file[:8] != magic {
		return nil, bad
	}
	data := []byte(file[8:])
	count := int(binary.LittleEndian.Uint32(data))
	if count > len(data)/2 {
		return nil, bad
	}
	t := &lemmaTable{scripts: make([]lemmaScript, count)}
	data = data[4:]
	for i := range t.scripts {
		if len(data) < 2 || len(data) < 2+int(data[1]) {
			return nil, bad
		}
		n := 2 + int(data[1])
		t.scripts[i] = lemmaScript{data[0], string(data[2:n])}
		data = data[n:]
	}
	if len(data) < 4 || len(data) != 4+6*int(binary.LittleEndian.Uint32(data)) {
		return nil, bad
	}
	n := int(binary.LittleEndian.Uint32(data))
	t.fill(data[4:][:4*n], data[4+4*n:], n)
	return t, nil
}

func (t *lemmaTable) fill(hashes, values []byte, n int) {
	size := 2
	for size < 2*n {
		size *= 2
	}
	t.hashes, t.values = make([]uint32, size), make([]uint16, size)
	for i := range n {
		h := binary.LittleEndian.Uint32(hashes[4*i:])
		at := h & uint32(size-1)
		for t.hashes[at] != 0 {
			at = (at + 1) & uint32(size-1)
		}
		t.hashes[at], t.values[at] = h, binary.LittleEndian.Uint16(values[2*i:])
	}
}

// find is the value of a hash.
func (t *lemmaTable) find(h uint32) (uint16, bool) {
	for at := h & uint32(len(t.hashes)-1); t.hashes[at] != 0; at = (at + 1) & uint32(len(t.hashes)-1) {
		if t.hashes[at] == h {
			return t.values[at], true
		}
	}
	return 0, false
}

// longest is the value of the longest ending of word that is known after h.
func (t *lemmaTable) longest(h uint32, word []byte) (value uint16, ok bool) {
	if value, ok = t.find(h); !ok {
		return 0, false
	}
	for i := len(word) - 1; i >= max(0, len(word)-maxEnding); i-- {
		h = hashByte(h, word[i])
		if v, found := t.find(h); found {
			value = v
		}
	}
	if len(word) <= maxEnding {
		if v, found := t.find(hashByte(h, 0)); found {
			value = v
		}
	}
	return value, true
}

// maxEnding is the longest ending, in bytes, that is looked up.
const maxEnding = 20

// script is the script for a word under its tags, else under UPOS alone.
func (t *lemmaTable) script(upos, xpos string, lower []byte) lemmaScript {
	v, ok := t.either(stepEnding, 0, upos, xpos, lower)
	if !ok {
		return lemmaScript{}
	}
	return t.scripts[v]
}

// letters says what becomes of a form's capitals.
func (t *lemmaTable) letters(lower []byte, shape byte, upos, xpos string) uint16 {
	v, ok := t.either(stepCase, shape, upos, xpos, lower)
	if !ok && (upos == "PROPN" || shape == lowerShape) {
		return kept
	}
	if !ok {
		return lowered
	}
	return v
}

// either is the value under both tags, else under UPOS alone.
func (t *lemmaTable) either(step, shape byte, upos, xpos string, lower []byte) (uint16, bool) {
	if v, ok := t.longest(tagsHash(step, upos, xpos, shape), lower); ok {
		return v, true
	}
	return t.longest(tagsHash(step, upos, "", shape), lower)
}

// What becomes of a form's capitals in its lemma.
const (
	kept    = 0
	lowered = 1
	raised  = 2 // i is I, american is American
)

const lemmaMagic = "CGLEMMA1"

// The steps and shapes that hashes begin with.
const (
	stepEnding = 1
	stepCase   = 2

	lowerShape = 0 // no capital
	titleShape = 1 // capital first and none after
	upperShape = 2 // two capitals or more, no small letter
	mixedShape = 3
)

func shapeOf(form string) byte {
	first, uppers, lowers, n := false, 0, 0, 0
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			uppers++
			first = first || n == 0
		case unicode.IsLower(r):
			lowers++
		}
		n++
	}
	switch {
	case uppers == 0:
		return lowerShape
	case uppers == 1 && first:
		return titleShape
	case lowers == 0 && uppers > 1:
		return upperShape
	}
	return mixedShape
}

// appendLower appends the form in lower case, its quotes straight.
func appendLower(dst []byte, form string) []byte {
	for _, r := range form {
		switch {
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r == '’' || r == '‘':
			r = '\''
		case r >= 0x80:
			r = unicode.ToLower(r)
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

func tagsHash(step byte, upos, xpos string, shape byte) uint32 {
	if upos == "AUX" {
		upos = "VERB"
	}
	h := hashByte(hashByte(0x811C9DC5, step), shape)
	for i := range len(upos) {
		h = hashByte(h, upos[i])
	}
	h = hashByte(h, '/')
	for i := range len(xpos) {
		h = hashByte(h, xpos[i])
	}
	return hashByte(h, '/')
}

// hashByte is one step of a hash that is never 0.
func hashByte(h uint32, b byte) uint32 {
	h = (h ^ uint32(b)) * 0x9E3779B1
	h ^= h >> 15
	if h == 0 {
		return 1
	}
	return h
}
