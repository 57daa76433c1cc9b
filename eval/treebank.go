package eval

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Treebank is a CoNLL-U file as the shared task of 2018 compares them
// (https://universaldependencies.org/conll18/evaluation.html): by the places of
// words in the text without white space, so that two ways to cut it can be laid
// side by side. The trees of loader/syntax do not tell which words share a
// token that is written once ("don't"), which the alignment must know.
type Treebank struct {
	chars     string // all tokens, one after the other
	tokens    []stretch
	sentences []stretch
	words     []treebankWord
}

// stretch is [from, to) of a treebank's chars.
type stretch struct{ from, to int }

type treebankWord struct {
	stretch                  // of its token
	multi             bool   // the token holds more words
	form              string // in lower case
	lemma, upos, xpos string
	feats             string // universal ones alone, sorted
	head              int    // index of a word, or one of the two below
	rel               string // without subtype
}

const (
	headRoot    = -1
	headNowhere = -2 // not a number, or of no word
)

// ReadTreebank reads CoNLL-U. It takes what claimgraph's own reader refuses: a
// system's output is scored, not judged.
func ReadTreebank(r io.Reader) (*Treebank, error) {
	t := &treebankReader{bank: &Treebank{}, universal: universalFeatures()}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	n := 0
	for lines.Scan() {
		n++
		if err := t.take(strings.TrimRight(lines.Text(), "\r")); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	t.endSentence()
	t.bank.chars = t.chars.String()
	return t.bank, lines.Err()
}

type treebankReader struct {
	bank      *Treebank
	chars     strings.Builder
	universal []string

	first int // word of the sentence
	start int // of the sentence in chars
	rows  int
	upto  int     // last word of the multiword token that is open
	token stretch // that a word stands in
}

func (t *treebankReader) take(line string) error {
	switch {
	case strings.HasPrefix(line, "#"):
		return nil
	case line == "":
		t.endSentence()
		return nil
	}
	c := strings.Split(line, "\t")
	if len(c) < 8 {
		return fmt.Errorf("%d columns, not 10", len(c))
	}
	t.rows++
	if strings.Contains(c[0], ".") {
		return nil
	}
	return t.row(c)
}

func (t *treebankReader) row(c []string) (err error) {
	if _, last, ok := strings.Cut(c[0], "-"); ok {
		if t.upto, err = strconv.Atoi(last); err != nil {
			return err
		}
		return t.addToken(c[1])
	}
	id, err := strconv.Atoi(c[0])
	if err != nil || id < 1 {
		return fmt.Errorf("word id %q is no number from 1 on", c[0])
	}
	if id > t.upto {
		if err := t.addToken(c[1]); err != nil {
			return err
		}
	}
	rel, _, _ := strings.Cut(c[7], ":")
	t.bank.words = append(t.bank.words, treebankWord{
		stretch: t.token, multi: id <= t.upto, form: strings.ToLower(c[1]), lemma: c[2], upos: c[3], xpos: c[4],
		feats: t.features(c[5]), head: headOf(c[6]), rel: rel,
	})
	return nil
}

// addToken refuses a token that has no place: nothing could be aligned with it.
func (t *treebankReader) addToken(form string) error {
	from := t.chars.Len()
	for _, r := range form {
		if !unicode.Is(unicode.Zs, r) {
			t.chars.WriteRune(r)
		}
	}
	if t.chars.Len() == from {
		return errors.New("a token without a form")
	}
	t.token = stretch{from, t.chars.Len()}
	t.bank.tokens = append(t.bank.tokens, t.token)
	return nil
}

// headOf is 0 for the root, else the head counted from 1 in the sentence.
func headOf(column string) int {
	if head, err := strconv.Atoi(column); err == nil && head >= 0 {
		return head
	}
	return headNowhere
}

func (t *treebankReader) endSentence() {
	if t.rows == 0 {
		return
	}
	words := t.bank.words[t.first:]
	for i := range words {
		switch head := words[i].head; {
		case head == 0:
			words[i].head = headRoot
		case head > len(words) || head < 0:
			words[i].head = headNowhere
		default:
			words[i].head = t.first + head - 1
		}
	}
	t.bank.sentences = append(t.bank.sentences, stretch{t.start, t.chars.Len()})
	t.first, t.start, t.rows, t.upto = len(t.bank.words), t.chars.Len(), 0, 0
}

func (t *treebankReader) features(column string) string {
	list := slices.DeleteFunc(strings.Split(column, "|"), func(f string) bool {
		name, _, _ := strings.Cut(f, "=")
		return !slices.Contains(t.universal, name)
	})
	slices.Sort(list)
	return strings.Join(list, "|")
}

func universalFeatures() []string {
	return strings.Fields(`PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm Mood
		Tense Aspect Voice Evident Polarity Person Polite`)
}
