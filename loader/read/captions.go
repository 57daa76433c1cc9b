package read

import (
	"regexp"
	"slices"
	"strings"
)

// Captions that nothing but their words tells: "File photo of …", "Representative image", and lines that end
// with who took or sold the picture ("… in Paris. REUTERS/Jane Roe", "(Credits: PTI)").

var captionStart = regexp.MustCompile(`(?i)^(?:file (?:photo|pic(?:ture)?|image)\b|representat(?:ive|ional) (?:image|photo|picture)|(?:photo|image|picture|pic)s?(?: (?:credits?|source|courtesy|by|via))?\s?:|photograph:|(?:photo|image) credits?\b)`)

var captionEnd = regexp.MustCompile(`(?:\((?i:ap photo|file photo|photo|image|picture|pic|credits?)\b[^()]{0,80}\)|` +
	`[A-Z][\w.'’ -]+ ?/ ?(?:Getty Images|AFP|AP|Reuters|REUTERS|EPA|Shutterstock|Bloomberg)(?: (?:via|/) .{2,30})?|\b(?:REUTERS|AFP|EPA) ?/ ?[A-Z][\w.'’ -]{2,30}|\bvia (?:REUTERS|Reuters|AP|AFP|Getty(?: Images)?)|` +
	`\bSource: (?:Getty|AP|AAP|AFP|Reuters|Supplied)\b.{0,20}|\bGetty Images|\biStock|\bShutterstock)\)?\.?$`)

// captionWords are what captionEnd needs one of: most lines have none, and are soon done with.
var captionWords = [...]string{"AP", "EPA", "Getty", "euters", "EUTERS", "AFP", "tock", "Bloomberg", "Source: ", "(photo", "(Photo", "(PHOTO", "(image", "(Image", "(pic", "(Pic", "(credit", "(Credit", "(File", "(file"}

const (
	longestCaption = 400 // letters
	captionTail    = 150 // bytes of a line in which its end is looked for
)

// isCaption says whether a line stands beside a picture.
func isCaption(text string) bool {
	if lettersIn(text) > longestCaption {
		return false
	}
	tail := text[max(0, len(text)-captionTail):]
	return captionStart.MatchString(text) || slices.ContainsFunc(captionWords[:], func(word string) bool { return strings.Contains(tail, word) }) && captionEnd.MatchString(tail)
}
