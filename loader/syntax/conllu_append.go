package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// nameLabels are the labels that MISC's Name= carries, by NameKind.
var nameLabels = [...]string{"", "PER", "ORG", "LOC", "PRODUCT", "EVENT", "WORK", "GROUP"}

// Label is the kind as CoNLL-U output spells it, "" for NoName.
func (k NameKind) Label() string { return nameLabels[k] }

// NameKindOf is the kind with the label, NoName where there is none.
func NameKindOf(label string) NameKind {
	for k, l := range nameLabels {
		if l == label {
			return NameKind(k)
		}
	}
	return NoName
}

// nameTag reads Name=B-ORG out of a MISC column.
func nameTag(misc string) NameTag {
	place, label, _ := strings.Cut(miscValue(misc, "Name"), "-")
	if kind := NameKindOf(label); kind != NoName && (place == "B" || place == "I") {
		return NameTag{Kind: kind, Begin: place == "B"}
	}
	return NameTag{}
}

// AppendNewDoc appends the comment that begins a document.
func AppendNewDoc(dst []byte, id string) []byte {
	if id == "" {
		return append(dst, "# newdoc\n"...)
	}
	return append(appendField(append(dst, "# newdoc id = "...), id), '\n')
}

// AppendCoNLLU appends a tree of text as one CoNLL-U sentence with the empty
// line that closes it. "# start_char" counts code points from 0; a sentence
// that opens a paragraph has "# newpar"; MISC carries SpaceAfter=No and the
// word's place in a name, B- or I- before PER, ORG, LOC, PRODUCT, EVENT, WORK
// or GROUP. White space within the sentence is printed as one space.
func AppendCoNLLU(dst []byte, text *Text, t *Tree) []byte {
	if t.NewParagraph {
		dst = append(dst, "# newpar\n"...)
	}
	dst = appendField(append(dst, "# text = "...), text.Quote(t.Span))
	dst = append(dst, "\n# start_char = "...)
	dst = strconv.AppendInt(dst, int64(text.Points(t.Span).Start), 10)
	dst = append(dst, '\n')
	for i := range t.Words {
		dst = appendWord(dst, i+1, &t.Words[i])
	}
	return append(dst, '\n')
}

func appendWord(dst []byte, id int, w *Word) []byte {
	dst = strconv.AppendInt(dst, int64(id), 10)
	for _, column := range [...]string{w.Form, w.Lemma, w.UPOS, w.XPOS, w.Feats} {
		dst = appendColumn(append(dst, '\t'), column)
	}
	dst = strconv.AppendInt(append(dst, '\t'), int64(w.Head), 10)
	dst = appendColumn(append(dst, '\t'), w.Rel)
	dst = append(dst, "\t_\t"...)
	return append(appendMisc(dst, w), '\n')
}

// appendColumn appends a value or, where there is none, "_".
func appendColumn(dst []byte, value string) []byte {
	if value == "" {
		return append(dst, '_')
	}
	return appendField(dst, value)
}

func appendMisc(dst []byte, w *Word) []byte {
	if w.Name.Kind == NoName && w.SpaceAfter {
		return append(dst, '_')
	}
	if w.Name.Kind != NoName {
		place := "Name=I-"
		if w.Name.Begin {
			place = "Name=B-"
		}
		dst = append(append(dst, place...), w.Name.Kind.Label()...)
		if !w.SpaceAfter {
			dst = append(dst, '|')
		}
	}
	if !w.SpaceAfter {
		dst = append(dst, "SpaceAfter=No"...)
	}
	return dst
}

// appendField appends s with every run of the white space that would break a
// line or a column, for any reader's notion of a line, as one space.
func appendField(dst []byte, s string) []byte {
	if isPrintable(s) || !strings.ContainsAny(s, breaking) {
		return append(dst, s...)
	}
	gap := false
	for _, r := range s {
		if !strings.ContainsRune(breaking, r) {
			dst, gap = utf8.AppendRune(dst, r), false
		} else if !gap {
			dst, gap = append(dst, ' '), true
		}
	}
	return dst
}

const breaking = "\t\n\v\f\r\x1c\x1d\x1e\u0085\u2028\u2029"

// isPrintable says whether s is ASCII without control characters, as nearly
// all that is written is.
func isPrintable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x80 {
			return false
		}
	}
	return true
}
