package read

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Lines at the beginning and the end of a text that are none of it: who wrote it and when,
// credits of pictures, and what asks to subscribe, to share or to read on. Only whole
// blocks go, and none behind or before a block that stays.

// lastLines is how a block begins that asks for something or gives a credit.
var lastLines = regexp.MustCompile(`(?i)^(?:sign up\b|subscribe\b|follow (?:us|me|@|\w+ on)\b|like us\b|find us\b|join (?:us|our|the conversation)\b|download (?:the|our)\b|` +
	`get (?:the latest|our|all|more)\b.*\b(?:app|newsletter|inbox|phone|email)\b|(?:do you )?want (?:to|more)\b.*\?|if you (?:enjoyed|liked?)\b|read (?:more|next|also|on)\b|more (?:on|from)\b|click here\b|share this\b|` +
	`tags?:|topics?:|filed under\b|posted (?:by|in|on)\b|leave a (?:comment|reply)\b|(?:photo|(?:featured )?image|picture)s?(?: source| credits?| courtesy)?(?: by)?:|©|copyright\b|all rights reserved|` +
	`weiterlesen\b|mehr zum thema\b|meistgelesen\b|folgen sie\b|(?:bild|foto)(?:quelle)?\s?\d*:|rubriklistenbild:|stand:|créé:|crédits? photos?\b)`)

// Letters of such lines.
const (
	longestFirst  = 40
	longestMargin = 200
)

// trim leaves them out.
func (t *mainText) trim(authors []string) {
	blocks := t.blocks()
	for _, b := range blocks {
		text := t.textIn(b)
		if lettersIn(text) >= fewestLetters || endsSentence(text) && !isFirstLine(text, authors) {
			break
		}
		if isFirstLine(text, authors) {
			clear(t.kept[b.from:b.to])
		}
	}
	for _, b := range slices.Backward(blocks) {
		if text := t.textIn(b); lettersIn(text) > longestMargin || !lastLines.MatchString(text) {
			break
		}
		clear(t.kept[b.from:b.to])
	}
}

// isFirstLine says whether a line is a byline or a dateline.
func isFirstLine(text string, authors []string) bool {
	if lettersIn(text) <= longestFirst && (by.MatchString(text) || !dateIn(text).IsZero()) {
		return true
	}
	return slices.ContainsFunc(authors, func(name string) bool { return strings.EqualFold(name, strings.Trim(text, " ,|")) })
}

// blocks are the kept pieces that stand together, in the order of the page.
func (t *mainText) blocks() []place {
	var list []place
	var around *html.Node
	for i, n := range t.texts {
		if !t.kept[i] {
			continue
		}
		if block := blockOf(n); block != around || len(list) == 0 {
			list, around = append(list, place{from: i}), block
		}
		list[len(list)-1].to = i + 1
	}
	return list
}

func blockOf(n *html.Node) *html.Node {
	for n = n.Parent; n != nil && !blockElements[n.DataAtom]; n = n.Parent {
	}
	return n
}

// textIn is what is kept of a block, in one line.
func (t *mainText) textIn(b place) string {
	var text strings.Builder
	for i := b.from; i < b.to; i++ {
		if t.kept[i] {
			text.WriteString(t.texts[i].Data)
		}
	}
	return oneLine(text.String())
}
