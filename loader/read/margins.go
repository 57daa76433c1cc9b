package read

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Lines at the beginning and the end of a text that are none of it: who wrote it and when,
// who the author is, credits of pictures, what asks to subscribe, to share or to read on, and
// what stands under a heading such as "About the author". Only whole blocks go, and none
// behind or before a block that stays.

// lastLines is how a block begins that asks for something or gives a credit.
var lastLines = regexp.MustCompile(`(?i)^(?:sign up\b|subscribe\b|follow (?:us|me|@|\w+ on)\b|like us\b|find us\b|join (?:us|our|the conversation)\b|download (?:the|our)\b|` +
	`get (?:the latest|the best|our|all|more|[\w ]{0,20}news)\b.*\b(?:app|newsletter|inbox|phone|email)\b|we(?:'|’)d (?:love|like) to (?:hear|get)\b|do you have (?:a|any) (?:story|news|tip)|have (?:a|any) (?:story|tip|news)\b.*\?|` +
	`(?:to )?(?:continue|keep) reading\b|already (?:a|have)\b.{0,60}\?|(?:the rest of )?this (?:article|story|content) is (?:for|only|reserved|exclusive|available)\b|(?:log|sign) ?in\b|register (?:to|for|now)\b|` +
	`please (?:follow|like|share|support|subscribe|consider|donate)\b|you can (?:also )?(?:follow|reach|contact|email|e-mail)\b|contact (?:the )?(?:reporter|writer|author|us)\b|\(?(?:additional )?(?:reporting|writing|editing) by\b|(?:do you )?want (?:to|more)\b.*\?|if you (?:enjoyed|liked?)\b|read (?:more|next|also|on)\b|click here\b|share this\b|` +
	`tags?:|topics?:|filed under\b|posted (?:by|in|on)\b|leave a (?:comment|reply)\b|(?:photo|(?:featured )?image|picture)s?(?: source| credits?| courtesy)?(?: by)?:|©|copyright (?:©|\(c\)|\d{4})|all rights reserved|` +
	`weiterlesen\b|mehr zum thema\b|meistgelesen\b|folgen sie\b|(?:bild|foto)(?:quelle)?\s?\d*:|rubriklistenbild:|stand:|créé:|crédits? photos?\b)`)

// lastHeadings are lines over what follows a text and is none of it.
var lastHeadings = regexp.MustCompile(`(?i)^(?:about (?:the )?(?:author|writer|reporter)s?|about us|meet the author|author bio|(?:über|zu) (?:den|die|der|dem) (?:autor(?:in)?|person)(?:en)?|zur person|zum autor|über uns|newsletter|` +
	`(?:(?:keine|no|\d+) )?(?:comments?|kommentare?|responses)|kommentar (?:verfassen|schreiben)|leave a (?:reply|comment)|join the (?:discussion|conversation)|(?:media |press )?contacts?|kontakt|(?:ihr(?:e)? )?ansprechpartner(?:in)?|pressekontakt|` +
	`zum weiterlesen|further reading|related (?:stories|articles|content|posts|news|coverage|links|reading|topics)|recommended(?: for you| reading| stories)?|mehr zum thema|more (?:on this|stories|news|from|to read|coverage)\b.{0,30}|` +
	`you (?:may|might) also (?:like|be interested in)|most (?:read|popular)|trending(?: now| stories| topics)?|quick links|related (?:information|videos?|posts)|latest videos|top (?:stories|videos)|updates|meistgelesen|neueste artikel|latest (?:news|stories|articles)|read next|up next|what to read next|see also|share this|sign up)\s*[:.>»]*$`)

// lastWords are such lines by what stands anywhere in them or at their ends.
var lastWords = regexp.MustCompile(`(?i)\ball rights reserved\.?$|\b(?:delivered|straight|direct(?:ly)?) (?:to|into) your (?:e-?mail )?inbox\b|\bfor as little as [£$€]\s?\d|\bcontributed to this (?:report|story|article)\.?\)?$|` +
	`[.!?] (?-i:Order|Subscribe|Buy|Shop|Sign [Uu]p|Learn|Register|Download|Donate|Click)(?-i: Now| Today| Here| More| now| here)[.!>»]*$`)

// shareLine is a row of buttons, or of signs.
var shareLine = regexp.MustCompile(`(?i)^(?:facebook|twitter|linkedin|e-?mail|whatsapp|pinterest|reddit|telegram|flipboard|print|copy link|share|tweet|sms|[\s\d\p{P}\p{S}])+$`)

// timeLine is when a text was written or how long it takes to read, before its first paragraph.
var timeLine = regexp.MustCompile(`(?i)^(?:(?:posted|published|updated|last (?:updated|modified))\b.*|(?:category|kategorie|rubrik|filed under):.*|(?:an?|\d+)\+? (?:min(?:ute)?|hr|hour|day|week|month|year)s? ago|\d{1,2}[:.]\d\d\b.*|(?:ca\.? )?\d+ ?-?min(?:ute)?[sn]?\.?(?: read(?:ing time)?)?|(?:lesezeit|read(?:ing)? time|temps de lecture|tiempo de lectura)\b.*)$`)

// Letters of such lines.
const (
	longestHeading  = 60
	longestFirst    = 40
	longestTime     = 60
	longestInitials = 3
	longestMargin   = 200
	longestWords    = 300
	longestBio      = 500
)

// trim leaves them out, and captions wherever they stand. What would leave little of the text is not done; what
// would leave headings only leaves nothing.
func (t *mainText) trim(authors []string) {
	before, letters := slices.Clone(t.kept), t.keptLetters()
	blocks := t.blocks()
	for _, b := range blocks {
		if isCaption(t.textIn(b)) {
			clear(t.kept[b.from:b.to])
		}
	}
	t.trimStart(blocks, authors)
	t.cut(blocks)
	for _, b := range slices.Backward(blocks) {
		if text := t.textIn(b); text != "" && !t.isLastLine(b, text, authors) {
			break
		}
		clear(t.kept[b.from:b.to])
	}
	if 2*t.keptLetters() < letters {
		t.kept = before
	}
	if !slices.ContainsFunc(t.blocks(), t.isProse) {
		clear(t.kept) // headings over nothing
	}
}

// isProse says whether a block is no heading, or a sentence that is set as one.
func (t *mainText) isProse(b place) bool {
	text := t.textIn(b)
	return !t.isHeader(b, text) || lettersIn(text) >= fewestLetters && endsSentence(text)
}

func (t *mainText) trimStart(blocks []place, authors []string) {
	for _, b := range blocks {
		text := t.textIn(b)
		is := isFirstLine(text, authors)
		if lettersIn(text) >= fewestLetters || endsSentence(text) && !is {
			break
		}
		if is {
			clear(t.kept[b.from:b.to])
		}
	}
}

// isLastLine says whether a block asks for something, gives a credit, says who the author is, leads elsewhere or is a
// heading over nothing.
func (t *mainText) isLastLine(b place, text string, authors []string) bool {
	letters := lettersIn(text)
	if letters <= longestMargin && (lastLines.MatchString(text) || shareLine.MatchString(text) || t.isLinked(b) && !endsSentence(text)) || letters <= longestWords && lastWords.MatchString(text) {
		return true
	}
	return letters <= longestHeading && t.isHeader(b, text) || letters <= longestBio && slices.ContainsFunc(authors, func(name string) bool {
		rest, ok := strings.CutPrefix(text, name)
		return ok && strings.Contains(name, " ") && bio.MatchString(rest)
	})
}

// isLinked says whether most of a block is links.
func (t *mainText) isLinked(b place) bool {
	linked, letters := 0, 0
	for i := b.from; i < b.to; i++ {
		if t.kept[i] {
			n := lettersIn(t.texts[i].Data)
			if letters += n; isIn(t.texts[i], atom.A) {
				linked += n
			}
		}
	}
	return 3*linked > 2*letters
}

// isHeader says whether a block is a heading, or no sentence and all of it stressed.
func (t *mainText) isHeader(b place, text string) bool {
	for i := b.from; i < b.to; i++ {
		n := t.texts[i]
		if t.kept[i] && !isIn(n, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) && (endsSentence(text) || !isIn(n, atom.B, atom.Strong)) {
			return false
		}
	}
	return true
}

// isIn says whether a node stands in one of some elements, within the block around it.
func isIn(n *html.Node, atoms ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if slices.Contains(atoms, p.DataAtom) {
			return true
		}
		if blockElements[p.DataAtom] && p.DataAtom != atom.Div && p.DataAtom != atom.P && p.DataAtom != atom.Li {
			return false
		}
	}
	return false
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
	letters := lettersIn(text)
	if letters <= longestFirst && (by.MatchString(text) || !dateIn(text, "").IsZero()) || letters <= longestTime && (timeLine.MatchString(text) || shareLine.MatchString(text)) {
		return true
	}
	if letters <= longestInitials && strings.ToUpper(text) == text {
		return true // in place of a picture of the author
	}
	return slices.ContainsFunc(authors, func(name string) bool {
		return len(text) >= len(name) && strings.EqualFold(name, text[:len(name)]) && (len(text) == len(name) || letters <= longestTime && !endsSentence(text))
	})
}

// blocks are the kept pieces that stand in one line together, in the order of the page.
func (t *mainText) blocks() []place {
	var list []place
	var around *html.Node
	for i, n := range t.texts {
		if !t.kept[i] {
			continue
		}
		if block := blockOf(n); block != around || t.gaps[i] == lineGap || len(list) == 0 {
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
			if t.gaps[i] != noGap {
				text.WriteByte(' ')
			}
			text.WriteString(t.texts[i].Data)
		}
	}
	return oneLine(text.String())
}
