package read

import "regexp"

// Captions that nothing but their words tells: "File photo of …", "Representative image", and lines that end
// with who took or sold the picture ("… in Paris. REUTERS/Jane Roe", "(Credits: PTI)").

var captionStart = regexp.MustCompile(`(?i)^(?:file (?:photo|pic(?:ture)?|image)\b|representat(?:ive|ional) (?:image|photo|picture)|(?:photo|image|picture|pic)s?(?: (?:credits?|source|courtesy|by|via))?\s?:|photograph:|(?:photo|image) credits?\b)`)

var captionEnd = regexp.MustCompile(`(?:\((?i:ap photo|file photo|photo|image|picture|pic|credits?)\b[^()]{0,80}\)|` +
	`[A-Z][\w.'’ -]+ ?/ ?(?:Getty Images|AFP|AP|Reuters|REUTERS|EPA|Shutterstock|Bloomberg)(?: (?:via|/) .{2,30})?|\b(?:REUTERS|AFP|EPA) ?/ ?[A-Z][\w.'’ -]{2,30}|\bvia (?:REUTERS|Reuters|AP|AFP|Getty(?: Images)?)|` +
	`\bSource: (?:Getty|AP|AAP|AFP|Reuters|Supplied)\b.{0,20}|\bGetty Images|\biStock|\bShutterstock)\)?\.?$`)

const longestCaption = 400 // letters

// isCaption says whether a line stands beside a picture.
func isCaption(text string) bool {
	return lettersIn(text) <= longestCaption && (captionStart.MatchString(text) || captionEnd.MatchString(text))
}
