package syntax

// CoNLL-U (https://universaldependencies.org/format.html), read here and
// written in conllu_append.go.
//
// A file is a run of sentences, each a block of "# " comments and of lines of
// ten columns apart by tabs, closed by an empty line:
//
//	# newdoc id = weblog-1
//	# newpar
//	# text = It can't be.
//	# start_char = 0
//	1	It	it	PRON	PRP	Case=Nom|…	4	nsubj	_	_
//	2-3	can't	_	_	_	_	_	_	_	SpaceAfter=No
//	2	ca	can	AUX	MD	VerbForm=Fin	4	aux	_	SpaceAfter=No
//	…
//
// The reader builds one text per document: sentences apart by one space (by
// none where the last word says SpaceAfter=No), paragraphs by an empty line.
// Lines of multiword tokens (2-3) only tell where their words stand; empty
// nodes (8.1), enhanced dependencies and other comments are left out.

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Document is one "# newdoc" of a CoNLL-U file.
type Document struct {
	ID    string // of "# newdoc id = …", "" where there is none
	Text  *Text
	Trees []Tree
	// Misc[i][j] is the MISC column of Trees[i].Words[j] as it stands,
	// "" for "_": what SpaceAfter and Name do not carry (Entity=, Discourse=).
	Misc [][]string
}

// maxLine bounds a line, and so the memory that one line can claim.
const maxLine = 64 << 20

// ReadCoNLLU reads documents one after the other. A file without "# newdoc"
// is one document. The first error, with its line number, ends the sequence;
// the document it stands in is not yielded.
func ReadCoNLLU(r io.Reader) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, maxLine)
		c := conlluReader{strings: map[string]string{}}
		for lines.Scan() {
			c.line++
			doc, err := c.take(clean(lines.Text()))
			if err != nil {
				yield(Document{}, fmt.Errorf("line %d: %w", c.line, err))
				return
			}
			if doc != nil && !yield(*doc, nil) {
				return
			}
		}
		err := lines.Err()
		if err == nil {
			err = c.endSentence()
		}
		if err != nil {
			yield(Document{}, fmt.Errorf("line %d: %w", c.line+1, err))
			return
		}
		if doc := c.endDocument(); doc != nil {
			yield(*doc, nil)
		}
	}
}

// conlluReader holds the document and the sentence that are being read.
type conlluReader struct {
	line    int
	strings map[string]string // tags and lemmas, each kept once

	doc   Document
	text  strings.Builder
	space bool // the last word of the last sentence is followed by space

	words     []Word
	misc      []string
	multi     []multiword
	quote     string // "# text"
	quoted    bool
	paragraph bool
}

// clean drops what is no part of the line's content and, as everywhere that
// claimgraph reads, puts U+FFFD where bytes are not UTF-8.
func clean(line string) string {
	line = strings.TrimPrefix(line, "\ufeff")
	return strings.ToValidUTF8(strings.TrimSuffix(line, "\r"), "\ufffd")
}

// multiword is a line 2-3: first and last word, counted from 1.
type multiword struct {
	first, last int
	form, misc  string
}

// take reads one line and returns the document that it ended, if any.
func (c *conlluReader) take(line string) (*Document, error) {
	switch {
	case line == "":
		return nil, c.endSentence()
	case line[0] == '#':
		if len(c.words) > 0 {
			return nil, nil
		}
		return c.comment(strings.TrimSpace(line[1:])), nil
	}
	return nil, c.row(strings.Split(line, "\t"))
}

func (c *conlluReader) comment(s string) (ended *Document) {
	key, value, _ := strings.Cut(s, "=")
	switch key, value = strings.TrimSpace(key), strings.TrimSpace(value); key {
	case "newdoc", "newdoc id":
		ended = c.endDocument()
		c.doc.ID, c.paragraph = value, true
	case "newpar", "newpar id":
		c.paragraph = true
	case "text":
		c.quote, c.quoted = value, true
	}
	return ended
}

// row reads one line of ten columns.
func (c *conlluReader) row(f []string) error {
	if len(f) != 10 {
		return fmt.Errorf("%d columns, not 10", len(f))
	}
	if f[1] == "" {
		return fmt.Errorf("word %s has no form", f[0])
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	if first, last, ok := strings.Cut(f[0], "-"); ok {
		return c.multiwordRow(first, last, f)
	}
	if f[0] != strconv.Itoa(len(c.words)+1) {
		return fmt.Errorf("word id %q where %d is due", f[0], len(c.words)+1)
	}
	head, err := strconv.Atoi(blank(f[6], "0"))
	if err != nil || head < 0 {
		return fmt.Errorf("head %q is not a number", f[6])
	}
	c.words = append(c.words, Word{
		Form: f[1], Lemma: c.intern(lemmaOf(f)), UPOS: c.intern(blank(f[3], "")), XPOS: c.intern(blank(f[4], "")),
		Feats: c.intern(blank(f[5], "")), Head: head, Rel: c.intern(blank(f[7], "")),
		Name: nameTag(f[9]), Sure: 1, NameSure: 1, SpaceAfter: spaceAfter(f[9]),
	})
	c.misc = append(c.misc, blank(f[9], ""))
	return nil
}

func (c *conlluReader) multiwordRow(first, last string, f []string) error {
	from, err := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	overlaps := len(c.multi) > 0 && c.multi[len(c.multi)-1].last >= from
	if err != nil || err2 != nil || overlaps || from != len(c.words)+1 || to < from {
		return fmt.Errorf("multiword token %q where word %d is due", f[0], len(c.words)+1)
	}
	c.multi = append(c.multi, multiword{from, to, f[1], f[9]})
	return nil
}

// endSentence places the words that were read into the document's text.
func (c *conlluReader) endSentence() error {
	if len(c.words) == 0 {
		c.multi = c.multi[:0]
		return nil
	}
	if err := c.checkHeads(); err != nil {
		return err
	}
	c.separate()
	start := c.text.Len()
	if !c.quoted {
		c.quote = c.spelled()
	}
	if err := c.place(start); err != nil {
		return err
	}
	c.text.WriteString(c.quote)
	tokens := make([]Token, len(c.words))
	for i := range c.words {
		tokens[i].Span = c.words[i].Span
	}
	c.doc.Trees = append(c.doc.Trees, Tree{
		Sentence: Sentence{Span: Span{start, c.text.Len()}, Tokens: tokens, NewParagraph: c.paragraph},
		Words:    slices.Clone(c.words),
	})
	c.doc.Misc = append(c.doc.Misc, slices.Clone(c.misc))
	c.space = c.words[len(c.words)-1].SpaceAfter
	c.words, c.misc, c.multi, c.quoted, c.paragraph = c.words[:0], c.misc[:0], c.multi[:0], false, false
	return nil
}

func (c *conlluReader) checkHeads() error {
	for i := range c.words {
		if c.words[i].Head > len(c.words) {
			return fmt.Errorf("word %d has head %d in a sentence of %d words", i+1, c.words[i].Head, len(c.words))
		}
	}
	if n := len(c.multi); n > 0 && c.multi[n-1].last > len(c.words) {
		return fmt.Errorf("multiword token %d-%d in a sentence of %d words", c.multi[n-1].first, c.multi[n-1].last, len(c.words))
	}
	return nil
}

// separate writes what stands between the last sentence and this one.
func (c *conlluReader) separate() {
	switch {
	case len(c.doc.Trees) == 0:
		c.paragraph = true
	case c.paragraph:
		c.text.WriteString("\n\n")
	case c.space:
		c.text.WriteByte(' ')
	}
}

// surface calls yield with each stretch of words [first, last) that is spelled
// as one, its spelling, and whether space follows.
func (c *conlluReader) surface(yield func(first, last int, form string, space bool) error) error {
	multi := c.multi
	for i := 0; i < len(c.words); {
		first, last, form, space := i, i+1, c.words[i].Form, c.words[i].SpaceAfter
		if len(multi) > 0 && multi[0].first == i+1 {
			last, form, space = multi[0].last, multi[0].form, spaceAfter(multi[0].misc)
			multi = multi[1:]
		}
		if err := yield(first, last, form, space); err != nil {
			return err
		}
		i = last
	}
	return nil
}

// spelled is the sentence's text where there is no "# text".
func (c *conlluReader) spelled() string {
	var b strings.Builder
	c.surface(func(_, _ int, form string, space bool) error {
		b.WriteString(form)
		if space {
			b.WriteByte(' ')
		}
		return nil
	})
	return strings.TrimRightFunc(b.String(), unicode.IsSpace)
}

// place finds every word in c.quote, which stands at byte start of the text.
func (c *conlluReader) place(start int) error {
	at := 0
	return c.surface(func(first, last int, form string, space bool) error {
		at += spaces(c.quote[at:])
		n := spelledLen(c.quote[at:], form)
		if n < 0 {
			return fmt.Errorf("word %d %q does not follow in the sentence's text", first+1, form)
		}
		if err := c.divide(c.words[first:last], at, at+n, start); err != nil {
			return err
		}
		at += n
		w := &c.words[last-1]
		w.SpaceAfter = at < len(c.quote) && spaces(c.quote[at:]) > 0 || at == len(c.quote) && space
		return nil
	})
}

// divide shares the bytes [from, to) of c.quote among the words of one
// surface token, by their lengths, none of them empty. Words that do not spell
// the token (French au = à + le) get the spelling of their share as form: a
// form is always the text at its span.
func (c *conlluReader) divide(words []Word, from, to, start int) error {
	left := utf8.RuneCountInString(c.quote[from:to]) - len(words)
	if left < 0 {
		return fmt.Errorf("%d words in the multiword token %q", len(words), c.quote[from:to])
	}
	for i := range words {
		more := min(left, utf8.RuneCountInString(words[i].Form)-1)
		if left -= more; i == len(words)-1 {
			more += left
		}
		end := from
		for range 1 + more {
			_, n := utf8.DecodeRuneInString(c.quote[end:to])
			end += n
		}
		words[i].Span, words[i].SpaceAfter = Span{start + from, start + end}, false
		from = end
	}
	return nil
}

// endDocument hands out the document read so far, nil where it is empty.
// Forms become slices of its text.
func (c *conlluReader) endDocument() *Document {
	if len(c.doc.Trees) == 0 {
		c.doc = Document{}
		return nil
	}
	doc := c.doc
	doc.Text = NewText(c.text.String())
	for i := range doc.Trees {
		for j := range doc.Trees[i].Words {
			w := &doc.Trees[i].Words[j]
			w.Form = doc.Text.Quote(w.Span)
		}
	}
	c.doc, c.space = Document{}, false
	c.text.Reset()
	return &doc
}

func (c *conlluReader) intern(s string) string {
	if kept, ok := c.strings[s]; ok {
		return kept
	}
	s = strings.Clone(s)
	c.strings[s] = s
	return s
}

// lemmaOf is the lemma column; "_" is the lemma of "_" alone.
func lemmaOf(f []string) string {
	if f[1] == "_" {
		return f[2]
	}
	return blank(f[2], "")
}

// blank is a column's value, or other where it is left blank.
func blank(column, other string) string {
	if column == "_" {
		return other
	}
	return column
}

func spaceAfter(misc string) bool { return miscValue(misc, "SpaceAfter") != "No" }

// miscValue is the value of a key in a MISC column, "" where it is missing.
func miscValue(misc, key string) string {
	for part := range strings.SplitSeq(misc, "|") {
		if k, v, ok := strings.Cut(part, "="); ok && k == key {
			return v
		}
	}
	return ""
}

// spaces is the length in bytes of the white space that s begins with.
func spaces(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
}

// spelledLen is the length of the prefix of s that spells form, white space
// aside (treebanks write "10 000" in either way), -1 where there is none.
func spelledLen(s, form string) int {
	at := 0
	for _, r := range form {
		if unicode.IsSpace(r) {
			continue
		}
		at += spaces(s[at:])
		if !strings.HasPrefix(s[at:], string(r)) {
			return -1
		}
		at += utf8.RuneLen(r)
	}
	if at == 0 {
		return -1
	}
	return at
}
