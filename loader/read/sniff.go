package read

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/rdf"
)

type format int

const (
	plainText format = iota
	jsonLines
	jsonDocument
	nQuads
	turtle
	triG
	jsonLD
	htmlPage
	markdownText
	newsFeed
	mailMessage
	mailFolder
	commaTable
	tabTable
	zipArchive
	webArchive
	pdfDocument
)

// roots are the elements that XML begins with; rootElement calls RSS in RDF rss, too.
var roots = map[string]format{"rss": newsFeed, "feed": newsFeed, "html": htmlPage}

// rssInRDF begin the namespaces of RSS 1.0 and 0.9.
var rssInRDF = [...]string{"http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"}

// extensions are names that decide where the content does not.
var extensions = map[string]format{
	".nq": nQuads, ".nt": nQuads, ".ttl": turtle, ".trig": triG, ".jsonld": jsonLD,
	".jsonl": jsonLines, ".ndjson": jsonLines, ".json": jsonLines,
	".html": htmlPage, ".htm": htmlPage, ".xhtml": htmlPage, ".md": markdownText, ".markdown": markdownText,
	".rss": newsFeed, ".atom": newsFeed, ".eml": mailMessage, ".mht": mailMessage, ".mhtml": mailMessage, ".mbox": mailFolder, ".csv": commaTable, ".tsv": tabTable,
}

// unsupported are names whose content would be misread as an article.
var unsupported = map[string]string{
	".xml": "XML", ".rdf": "RDF/XML", ".pdf": "PDF", ".docx": "DOCX",
	".zip": "a zip file", ".warc": "WARC", ".conllu": "CoNLL-U", ".css": "a style sheet", ".js": "a script",
}

// sniff tells the format of a file from its first bytes and its name.
func sniff(head []byte, name string) (format, error) {
	if len(bytes.TrimSpace(head)) == 0 && len(head) < headBytes {
		return 0, ErrEmpty
	}
	extension := strings.ToLower(filepath.Ext(name))
	if is := extensions[extension]; is == turtle || is == triG || is == jsonLD {
		return is, textual(head) // a line of them may look like N-Quads, or like an article
	}
	switch first := firstMember(head); {
	case beginsWithStatement(head):
		return nQuads, nil
	case (first == "id" || first == "text") && extension != ".jsonl" && extension != ".ndjson" && !objectInLine(head):
		return jsonDocument, nil
	case first == "id" || first == "text" || first != "" && (extension == ".jsonl" || extension == ".ndjson"):
		return jsonLines, nil
	case first == "version":
		return newsFeed, nil
	case first != "":
		return jsonLD, nil
	}
	start := withoutComments(head)
	if is, err := signed(start); is != plainText || err != nil {
		return is, err
	}
	if root := rootElement(start); root != "" {
		if is, known := roots[root]; known {
			return is, nil
		}
		if root == "rdf" {
			return 0, fmt.Errorf("RDF/XML: %w", ErrUnsupported)
		}
		return 0, fmt.Errorf("XML (<%.40s>): %w", root, ErrUnsupported)
	}
	if err := textual(head); err != nil {
		return 0, err
	}
	if is, known := extensions[extension]; known {
		return is, nil
	}
	if isMbox(head) {
		return mailFolder, nil
	}
	if what, known := unsupported[extension]; known {
		return 0, fmt.Errorf("%s: %w", what, ErrUnsupported)
	}
	if looksLikeMail(head) {
		return mailMessage, nil
	}
	return plainText, nil
}

// rootElement is the name of the first element of a text that begins as XML,
// "" where it does not.
func rootElement(start []byte) string {
	if !slices.ContainsFunc(xmlStarts[:], func(s string) bool { return bytes.HasPrefix(start, []byte(s)) }) {
		return ""
	}
	d := xml.NewDecoder(bytes.NewReader(start))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // names are ASCII
	for {
		token, err := d.Token()
		if err != nil {
			return ""
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if element.Name.Local == "RDF" && slices.ContainsFunc(element.Attr, isRSS) {
			return "rss"
		}
		return strings.ToLower(element.Name.Local)
	}
}

var xmlStarts = [...]string{"<?xml", "<rss", "<feed", "<rdf:RDF", "<!--"}

func isRSS(a xml.Attr) bool { return slices.Contains(rssInRDF[:], a.Value) }

// textual refuses what no encoding of text explains: a NUL, or more than one
// byte in five that is neither UTF-8 nor white space nor printable. Latin-1
// prose has one in fifty.
func textual(head []byte) error {
	if at := bytes.IndexByte(head, 0); at >= 0 {
		return fmt.Errorf("%w: a NUL at byte %d", ErrBinary, at)
	}
	strange := 0
	for rest := head; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 || r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b", r) {
			strange++
		}
		rest = rest[size:]
	}
	if strange*5 > len(head) {
		return fmt.Errorf("%w: %d of the first %d bytes are none", ErrBinary, strange, len(head))
	}
	return nil
}

// beginsWithStatement says whether the first line that is no comment is a
// statement of N-Quads, as it stands or with some base.
func beginsWithStatement(head []byte) bool {
	for len(head) > 0 {
		line, rest, _ := bytes.Cut(head, []byte("\n"))
		line, head = bytes.TrimSpace(line), rest
		switch {
		case len(line) == 0 || line[0] == '#':
			continue
		case line[0] != '<' && line[0] != '_':
			return false
		}
		for _, err := range (rdf.NQuads{Base: "http://base.invalid/"}).Statements(bytes.NewReader(line)) {
			return err == nil
		}
		return false
	}
	return false
}

// withoutComments is the text from its first line that is not empty and, as far as
// Turtle is concerned, no comment.
func withoutComments(head []byte) []byte {
	start := bytes.TrimLeft(head, " \t\r\n")
	for rest := start; len(rest) > 0; {
		if rest[0] != '#' {
			if rest[0] == '@' {
				return rest
			}
			break
		}
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
		rest = bytes.TrimLeft(rest, " \t\r\n")
	}
	return start
}

// objectInLine says whether the first line is a JSON object, or is longer than head.
func objectInLine(head []byte) bool {
	line, _, ended := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte("\n"))
	return bytes.HasPrefix(line, []byte("{")) && (!ended || json.Valid(line))
}

// firstMember is the first name in the JSON object that the text begins with, alone or in
// a list, that tells what it is: "id" or "text" of an article, "version" of a JSON Feed, "@context",
// "@graph", "@id" or "@type" of JSON-LD; "" where there is none. The object may go on beyond head.
func firstMember(head []byte) string {
	d := json.NewDecoder(bytes.NewReader(head))
	first, err := d.Token()
	list := err == nil && first == json.Delim('[')
	if list {
		first, err = d.Token()
	}
	if err != nil || first != json.Delim('{') {
		return ""
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return ""
		}
		switch name {
		case "id", "text":
			return name.(string)
		case "@context", "@graph", "@id", "@type":
			return name.(string)
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return ""
		}
		if name == "version" && bytes.HasPrefix(value, []byte(`"https://jsonfeed.org/version/`)) {
			return "version"
		}
	}
	return ""
}
