package read

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Lines at the beginning and the end of a text that are none of it: who wrote it and when,
// who the author is, credits of pictures, what asks to subscribe, to share or to read on, and
// what stands under a heading such as "About the author". Only whole blocks go, and none
// behind or before a block that stays.

// lastLines is how a block begins that asks for something or gives a credit.
var lastLines = regexp.MustCompile(`(?i)^(?:sign up\b|subscribe\b|follow (?:us|me|@|\w+ on)\b|like us\b|find us\b|join (?:us|our|the conversation)\b|download (?:the|our)\b|` +
	`get (?:the latest|our|all|more)\b.*\b(?:app|newsletter|inbox|phone|email)\b|(?:do you )?want (?:to|more)\b.*\?|if you (?:enjoyed|liked?)\b|read (?:more|next|also|on)\b|click here\b|share this\b|` +
	`tags?:|topics?:|filed under\b|posted (?:by|in|on)\b|leave a (?:comment|reply)\b|(?:photo|(?:featured )?image|picture)s?(?: source| credits?| courtesy)?(?: by)?:|©|copyright (?:©|\(c\)|\d{4})|all rights reserved|` +
	`weiterlesen\b|mehr zum thema\b|meistgelesen\b|folgen sie\b|(?:bild|foto)(?:quelle)?\s?\d*:|rubriklistenbild:|stand:|créé:|crédits? photos?\b)`)

// lastHeadings are lines over what follows a text and is none of it.
var lastHeadings = regexp.MustCompile(`(?i)^(?:about (?:the )?(?:author|writer|reporter)s?|about us|meet the author|author bio|(?:über|zu) (?:den|die|der|dem) (?:autor(?:in)?|person)(?:en)?|zur person|zum autor|über uns|newsletter|` +
	`(?:(?:keine|no|\d+) )?(?:comments?|kommentare?|responses)|kommentar (?:verfassen|schreiben)|leave a (?:reply|comment)|join the (?:discussion|conversation)|(?:media |press )?contacts?|kontakt|(?:ihr(?:e)? )?ansprechpartner(?:in)?|pressekontakt|` +
	`zum weiterlesen|further reading|related (?:stories|articles|content|posts|news|coverage|links|reading|topics)|recommended(?: for you| reading| stories)?|mehr zum thema|more (?:on this|stories|news|from|to read|coverage)\b.{0,30}|` +
	`you (?:may|might) also (?:like|be interested in)|most (?:read|popular)|trending(?: now)?|meistgelesen|neueste artikel|latest (?:news|stories|articles)|read next|up next|what to read next|see also|share this|sign up)\s*[:.>»]*$`)

// Letters of such lines.
const (
	longestHeading = 60
	longestFirst   = 40
	longestMargin  = 200
	longestBio     = 500
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
	t.cut(blocks)
	for _, b := range slices.Backward(blocks) {
		if text := t.textIn(b); text != "" && !isLastLine(text, authors) {
			break
		}
		clear(t.kept[b.from:b.to])
	}
}

// isLastLine says whether a block asks for something, gives a credit or says who the author is.
func isLastLine(text string, authors []string) bool {
	letters := lettersIn(text)
	return letters <= longestMargin && lastLines.MatchString(text) || letters <= longestBio && slices.ContainsFunc(authors, func(name string) bool {
		rest, ok := strings.CutPrefix(text, name)
		return ok && strings.Contains(name, " ") && bio.MatchString(rest)
	})
}

// bio is how a line goes on that begins with the name of the author.
var bio = regexp.MustCompile(`^,? (?:is|was|are|covers|writes|reports|has|can be|joined|contributed|lives|ist|schreibt|arbeitet|est|es)\b`)

// cut leaves out what stands under a heading of the last fifth of the text that says it is none.
func (t *mainText) cut(blocks []place) {
	after, all := 0, t.keptLetters()
	from := -1
	for i, b := range slices.Backward(blocks) {
		text := t.textIn(b)
		if after += lettersIn(text); 5*after > all {
			break
		}
		if lettersIn(text) <= longestHeading && lastHeadings.MatchString(text) {
			from = i
		}
	}
	if from > 0 {
		clear(t.kept[blocks[from].from:])
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
