package eval

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// NamedSpan is a name with its kind: PER, ORG, LOC, or whatever a data set
// says. Offsets are code points.
type NamedSpan struct {
	Start, End int
	Kind       string
}

// TaggedSentence is a sentence of a column file, its words one space apart.
type TaggedSentence struct {
	Text  string
	Names []NamedSpan
}

// Columns says where a column file has words and tags, 0 for the first column,
// -1 for the last.
type Columns struct{ Word, Tag int }

// Read reads a file of one word a line with an empty line after each sentence
// (CoNLL 2003 and its heirs).
func (c Columns) Read(r io.Reader) iter.Seq2[TaggedSentence, error] {
	return func(yield func(TaggedSentence, error) bool) {
		var words, tags []string
		lines := bufio.NewScanner(r)
		for n := 1; lines.Scan(); n++ {
			line := strings.TrimRight(lines.Text(), "\r")
			switch {
			case strings.TrimSpace(line) == "":
				if len(words) > 0 && !yield(taggedSentence(words, tags), nil) {
					return
				}
				words, tags = nil, nil
				continue
			case strings.HasPrefix(line, "-DOCSTART-") || strings.HasPrefix(line, "# "):
				continue
			}
			word, tag, err := c.row(line)
			if err != nil {
				yield(TaggedSentence{}, fmt.Errorf("line %d: %w", n, err))
				return
			}
			words, tags = append(words, word), append(tags, tag)
		}
		if err := lines.Err(); err != nil {
			yield(TaggedSentence{}, err)
			return
		}
		if len(words) > 0 {
			yield(taggedSentence(words, tags), nil)
		}
	}
}

func (c Columns) row(line string) (word, tag string, err error) {
	columns := strings.Fields(line)
	if strings.Contains(line, "\t") {
		columns = strings.Split(line, "\t")
	}
	at := func(i int) string {
		if i < 0 {
			i += len(columns)
		}
		if i < 0 || i >= len(columns) {
			err = fmt.Errorf("%d columns: too few", len(columns))
			return ""
		}
		return columns[i]
	}
	return at(c.Word), at(c.Tag), err
}

func taggedSentence(words, tags []string) TaggedSentence {
	starts, ends := make([]int, len(words)), make([]int, len(words))
	at := 0
	for i, w := range words {
		starts[i], ends[i] = at, at+utf8.RuneCountInString(w)
		at = ends[i] + 1
	}
	s := TaggedSentence{Text: strings.Join(words, " ")}
	for _, c := range chunks(tags) {
		s.Names = append(s.Names, NamedSpan{starts[c.Start], ends[c.End-1], c.Kind})
	}
	return s
}

// chunks are the names of a sentence as conlleval cuts them, counted in words.
// IOB1, IOB2, BIOES, BILOU and tags that are bare kinds are all understood.
func chunks(tags []string) []NamedSpan {
	var done []NamedSpan
	open, before := NamedSpan{Start: -1}, "O"
	for i, tag := range append(tags[:len(tags):len(tags)], "O") {
		place, kind := cutTag(tag)
		inside := place != "O"
		begins := place == "B" || place == "S" || place == "" ||
			(place == "I" || place == "E") && (before == "O" || before == "E" || before == "S" || before == "" || kind != open.Kind)
		if open.Start >= 0 && (!inside || begins) {
			open.End = i
			done, open = append(done, open), NamedSpan{Start: -1}
		}
		if inside && begins {
			open = NamedSpan{Start: i, Kind: kind}
		}
		before = place
	}
	return done
}

// cutTag cuts B-PER; U and L are other letters for S and E, and a tag without a
// place is a kind.
func cutTag(tag string) (place, kind string) {
	if tag == "O" || tag == "_" || tag == "" {
		return "O", ""
	}
	place, kind, _ = strings.Cut(tag, "-")
	switch {
	case place == "U":
		place = "S"
	case place == "L":
		place = "E"
	}
	if kind == "" && place != "O" {
		return "I", tag
	}
	return place, kind
}
