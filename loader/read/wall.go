package read

import (
	"fmt"
	"regexp"

	"golang.org/x/net/html"
)

// Pages that stand in the way of an article: what servers send to whom they take for a program, or where there is
// nothing. They are short, and told by their words.

// ErrWall is a page that a server sends instead of an article.
var ErrWall = fmt.Errorf("%w: the page is a notice of the server (blocked, not found, or asking for a browser)", ErrNoText)

const longestWall = 600 // letters of all that such a page shows

var wallWords = regexp.MustCompile(`(?i)^(?:just a moment|attention required|access (?:to this page has been )?denied|(?:40[134]|50[023])\b|(?:page |file )?not found|forbidden|are you a (?:human|robot)|robot check|security check|service unavailable|bad gateway|ddos-guard)|` +
	`\b(?:incapsula incident id|enable javascript and cookies to continue|checking (?:if the site connection is secure|your browser)|verify(?:ing)? (?:that )?you are (?:a )?human|complete the captcha|you don't have permission to access)\b`)

// isWall says whether a page is one. title is what the page says it is called.
func isWall(body *html.Node, title string) bool {
	if body == nil {
		return false
	}
	p := proseWriter{most: 4 * longestWall} // bytes
	p.write(body)
	text := oneLine(p.text.String())
	return len(text) <= p.most && lettersIn(text) <= longestWall && (wallWords.MatchString(title) || wallWords.MatchString(text))
}
