package kg

import (
	"encoding/binary"
	"encoding/hex"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Story is what tells an article's text from others whatever stands around it:
// the set of its shingles, runs of five words each, as 64-bit hashes. Case,
// punctuation and white space do not count; in scripts without spaces each
// letter is a word. Lines that tell whose the text is or what to read next are
// left out (imprint), since thousands of stories share them. Of a text of more
// than storyWords words the rest is not looked at.
//
// One text is a copy of another where the longer holds most of the shorter's
// shingles, so that a copy may be cut, edited, or part of a longer piece. Both
// halves of the shorter must be held: a paragraph that many articles begin or
// end with is not the story.
type Story struct {
	// shingles are ascending. The lowest bit is no part of the hash: it tells
	// that the shingle stands in the second half of the text.
	shingles []uint64
}

const (
	shingleWords = 5
	storyWords   = 100_000

	// A copy of a text is found by a few of its shingles, its sketch: those whose hashes
	// lie in the lowest of so many parts of all hashes, which a longer piece has too,
	// and the lowest few in any case.
	sketchParts = 32
	sketchLeast = 8
	sketchMost  = 256

	// What the longer must hold of the shorter. The first figures are for texts of a
	// usual length; where less is shared than a long quotation (sharedWords), it must
	// be nearly all of the text; where it is less than a sentence, all.
	heldShare, heldWords     = 0.6, 40
	nearlyShare, nearlyWords = 0.8, 16
	halfShare                = 0.3
)

// NewStory reads a text's shingles.
func NewStory(text string) *Story {
	words := storyWordsOf(text)
	n := max(len(words)-shingleWords+1, min(len(words), 1))
	set := make([]uint64, n)
	for i := range set {
		h := uint64(0)
		for _, w := range words[i:min(i+shingleWords, len(words))] {
			h = mixed(h ^ w)
		}
		set[i] = h &^ 1
		if 2*i >= n {
			set[i] |= 1
		}
	}
	slices.Sort(set) // the earlier of two alike first
	set = slices.CompactFunc(set, func(a, b uint64) bool { return a>>1 == b>>1 })
	return &Story{slices.Clip(set)}
}

// CopyOf says whether one of two texts is a copy of the other or of the most of it.
func (s *Story) CopyOf(other *Story) bool {
	shorter, longer := s.shingles, other.shingles
	if len(shorter) > len(longer) {
		shorter, longer = longer, shorter
	}
	var held, whole [2]int // by the halves of the shorter
	for _, h := range shorter {
		whole[h&1]++
	}
	for i, j := 0, 0; i < len(shorter) && j < len(longer); {
		switch a, b := shorter[i]>>1, longer[j]>>1; {
		case a < b:
			i++
		case a > b:
			j++
		default:
			held[shorter[i]&1]++
			i, j = i+1, j+1
		}
	}
	return isMost(held, whole, len(longer))
}

// isMost says whether what the longer text holds of the two halves of the shorter makes it a copy.
func isMost(held, whole [2]int, longer int) bool {
	shared, all := held[0]+held[1], whole[0]+whole[1]
	if all == 0 {
		return false
	}
	if shared == all && all == longer {
		return true
	}
	for i := range whole {
		if float64(held[i]) < halfShare*float64(whole[i]) {
			return false
		}
	}
	share := float64(shared) / float64(all)
	return share >= heldShare && shared >= heldWords || share >= nearlyShare && shared >= nearlyWords
}

// sketch are the shingles by which copies are found.
func (s *Story) sketch() []uint64 {
	n := 0
	for n < len(s.shingles) && s.shingles[n] < ^uint64(0)/sketchParts {
		n++
	}
	return s.shingles[:min(max(n, sketchLeast), sketchMost, len(s.shingles))]
}

// SketchKeys are the sketch as the store has it.
func (s *Story) SketchKeys() []string {
	var keys []string
	for _, h := range s.sketch() {
		keys = append(keys, hex.EncodeToString(binary.BigEndian.AppendUint64(nil, h)[:sketchBytes]))
	}
	return slices.Compact(keys) // cut off, two may be alike
}

const sketchBytes = 6 // among a million articles few keys are alike by chance, and copies are verified

// storyWordsOf are the hashes of the words that count.
func storyWordsOf(text string) []uint64 {
	words := make([]uint64, 0, min(len(text)/6, storyWords)+1)
	for line := range strings.Lines(text) {
		for len(line) > 0 && len(words) < storyWords {
			var part string
			if part, line = passage(line); !imprint(part) {
				words = appendWords(words, part)
			}
		}
	}
	return words[:min(len(words), storyWords)]
}

// passage cuts what is looked at as one off the start of a line: the line, or
// a sentence where it is long, for there are texts that have but one line.
func passage(line string) (first, rest string) {
	if len(line) <= longLine {
		return line, ""
	}
	if i := strings.Index(line, ". "); i >= 0 {
		return line[:i+2], line[i+2:]
	}
	return line, ""
}

const longLine = 600 // bytes

// imprints are words of lines that belong to the publisher and not to the story.
var imprints = [...]string{
	"all rights reserved", "copyright 1", "copyright 2", "copyright by", "©", "(c) ", "may not be published, broadcast", "may not be reproduced", "terms of use", "terms of service", "privacy policy",
	"reporting by", "editing by", "additional reporting", "our standards:", "sign up for", "subscribe to", "newsletter", "follow us on", "click here", "read more:",
}

// imprint says whether a passage tells whose the text is or where to read on.
func imprint(passage string) bool {
	if len(passage) > longLine {
		return false
	}
	passage = strings.ToLower(passage)
	return slices.ContainsFunc(imprints[:], func(mark string) bool { return strings.Contains(passage, mark) })
}

// appendWords appends the hashes of a passage's words: runs of letters and digits in
// lower case, or single letters where the script has no spaces.
func appendWords(words []uint64, passage string) []uint64 {
	h := uint64(0) // 0 between words
	for i := 0; i < len(passage) && len(words) < storyWords; {
		r, size := rune(passage[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(passage[i:])
		}
		i += size
		switch {
		case r < utf8.RuneSelf && lower[r] != 0:
			h = (h ^ uint64(lower[r])) * hashPrime
		case r < utf8.RuneSelf || !unicode.In(r, unicode.L, unicode.M, unicode.N):
			if h != 0 && r != '\'' && r != '’' { // don't is dont
				words, h = append(words, h), 0
			}
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			if h != 0 {
				words = append(words, h)
			}
			words, h = append(words, uint64(r)*hashPrime), 0
		default:
			h = (h ^ uint64(unicode.ToLower(r))) * hashPrime
		}
	}
	if h != 0 {
		words = append(words, h)
	}
	return words
}

// lower are the ASCII letters and digits in lower case, 0 for all else.
var lower = func() (table [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		if r := rune(c); unicode.IsLetter(r) || unicode.IsDigit(r) {
			table[c] = byte(unicode.ToLower(r))
		}
	}
	return table
}()

const hashPrime = 0x100000001b3 // FNV's

// mixed spreads a hash over all bits, the same on every machine.
func mixed(h uint64) uint64 {
	hi, lo := bits.Mul64(h^0x9e3779b97f4a7c15, 0xd1342543de82ef95)
	h = hi ^ lo
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}
