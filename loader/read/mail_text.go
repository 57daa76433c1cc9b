package read

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The text of a mail is what its sender wrote. What it answers, in lines that begin
// with ">" or in HTML's quotations, with the line that says who wrote that, and what stands below
// the line "-- " are other people's words, or none. A mail that has nothing else keeps
// them, and what is forwarded stays: it is why the mail was sent.

// mailPlain is the plain text of a part.
func mailPlain(s string, params map[string]string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if strings.EqualFold(params["format"], "flowed") {
		s = unflowed(s, strings.EqualFold(params["delsp"], "yes"))
	}
	own := strings.TrimSpace(strings.Join(withoutFooter(withoutQuoted(strings.Split(s, "\n"))), "\n"))
	if s = strings.TrimSpace(s); own != "" || strings.HasPrefix(s, listLine) {
		return manyBreaks.ReplaceAllString(own, "\n\n")
	}
	return s
}

var manyBreaks = regexp.MustCompile(`\n{3,}`)

const (
	signature = "-- "
	listLine  = "____________________" // that mailing lists put below, or more
)

// unflowed joins lines that end with a space to the next one (RFC 3676).
func unflowed(s string, delSp bool) string {
	var lines []string
	open, openDepth := false, 0
	for _, line := range strings.Split(s, "\n") {
		depth := len(line) - len(strings.TrimLeft(line, ">"))
		text := strings.TrimPrefix(line[depth:], " ") // one was put before where the line began so
		last := len(lines) - 1
		if open && depth == openDepth && text != signature {
			lines[last] += text
		} else if depth > 0 {
			lines = append(lines, line[:depth]+" "+text)
		} else {
			lines = append(lines, text)
		}
		open, openDepth = strings.HasSuffix(text, " ") && text != signature, depth
		if last = len(lines) - 1; open && delSp {
			lines[last] = strings.TrimSuffix(lines[last], " ")
		}
	}
	for i, line := range lines {
		if line != signature {
			lines[i] = strings.TrimRight(line, " ")
		}
	}
	return strings.Join(lines, "\n")
}

// withoutQuoted leaves out what is quoted and who is said to have written it.
func withoutQuoted(lines []string) []string {
	var own []string
	quoted := false
	for _, line := range lines {
		if isQuoted := strings.HasPrefix(line, ">"); isQuoted {
			if !quoted {
				own = withoutIntroduction(own)
			}
			quoted = true
			continue
		}
		quoted = quoted && strings.TrimSpace(line) == ""
		own = append(own, line)
	}
	return own
}

// introduction is a line, or what is left of one that was broken, that says who
// wrote what follows: it ends with a colon, and has a date, an address or the verb.
var introduction = regexp.MustCompile(`(?s)(?:\d|@|wrote|writes|schrieb|écrit|escribió).*:$|^[^\n]*\bwrote:$`)

const longestIntroduction = 3 // lines

// withoutIntroduction takes off the lines before a quotation that say whose it is.
func withoutIntroduction(lines []string) []string {
	end := len(lines)
	for end > 0 && strings.TrimSpace(lines[end-1]) == "" {
		end--
	}
	begin := end
	for begin > 0 && end-begin < longestIntroduction && strings.TrimSpace(lines[begin-1]) != "" {
		begin--
	}
	if begin < end && (begin == 0 || strings.TrimSpace(lines[begin-1]) == "") && introduction.MatchString(strings.TrimSpace(strings.Join(lines[begin:end], "\n"))) {
		return lines[:begin]
	}
	return lines
}

const (
	longestSignature  = 12 // lines below "--" without the space that belongs there
	longestListFooter = 8  // lines below a line of underscores
)

// withoutFooter leaves out a signature, and the lines that a mailing list puts below.
func withoutFooter(lines []string) []string {
	for i, line := range lines {
		left := len(lines) - i - 1
		if line == signature || line == "--" && left <= longestSignature ||
			strings.HasPrefix(line, listLine) && strings.Trim(line, "_") == "" && left <= longestListFooter {
			return lines[:i]
		}
	}
	return lines
}

// mailMarked is the text of a part in HTML.
func mailMarked(s string) (string, error) {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil || tooDeep(root, deepestHTML) {
		return "", ErrUnsupported
	}
	all := prose(root)
	var others []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && othersWords(n) {
			others = append(others, n)
		} else if n.DataAtom == atom.A && newsletterLink.MatchString(visibleText(n)) {
			others = append(others, smallBlock(n))
		}
	}
	for _, n := range others {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	return firstOf(prose(root), all), nil
}

// othersClasses are what mail programs call quotations, who wrote them, and signatures.
var othersClasses = []string{"gmail_quote", "gmail_attr", "gmail_signature", "moz-cite-prefix", "moz-signature", "yahoo_quoted", "protonmail_quote"}

// othersWords says whether an element of a mail holds what its sender did not write.
func othersWords(n *html.Node) bool {
	if n.DataAtom == atom.Blockquote && strings.EqualFold(attribute(n, "type"), "cite") {
		return true
	}
	for _, class := range strings.Fields(attribute(n, "class")) {
		if slices.Contains(othersClasses, class) {
			return !strings.Contains(textOf(n), "Forwarded message")
		}
	}
	return false
}

// newsletterLink is the text of a link that newsletters have above and below.
var newsletterLink = regexp.MustCompile(`(?i)^(?:un-?subscribe|(?:manage|update|change) (?:your |my )?(?:e-?mail |subscription )?(?:preferences|settings|subscriptions?)|(?:view|read|open|see) (?:this|it|online|in)\b.*(?:browser|online|web ?page|web)|view in browser|web version|abmelden|se désabonner|darse de baja)`)

const longestNotice = 400 // bytes of what stands around such a link

// smallBlock is the block that a link stands in, where it says little else.
func smallBlock(n *html.Node) *html.Node {
	for block := n.Parent; block != nil; block = block.Parent {
		if blockElements[block.DataAtom] || block.DataAtom == atom.Td {
			if len(textOf(block)) <= longestNotice && block.DataAtom != atom.Body {
				return block
			}
			break
		}
	}
	return n
}
