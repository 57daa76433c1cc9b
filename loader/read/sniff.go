package read

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"claimgraph/rdf"
)

type format int

const (
	plainText format = iota
	jsonLines
	nQuads
	htmlPage
	markdownText
	feedXML
	mailMessage
	commaTable
	tabTable
	zipArchive
	webArchive
)

// signatures are the first bytes of formats.
var signatures = [...]struct {
	start string
	is    format
	what  string // of a format that is not read
}{
	{"PK\x03\x04", zipArchive, ""},
	{"PK\x05\x06", zipArchive, ""}, // with nothing in it
	{"WARC/1.", webArchive, ""},
	{"<!doctype html", htmlPage, ""},
	{"<html", htmlPage, ""},
	{"%PDF-", 0, "PDF"},
	{"{\\rtf", 0, "RTF"},
	{"\xd0\xcf\x11\xe0", 0, "an office file of before 2007"},
	{"@prefix", 0, "Turtle"},
	{"@base", 0, "Turtle"},
}

// roots are the elements that XML begins with.
var roots = map[string]format{"rss": feedXML, "feed": feedXML, "html": htmlPage}

// extensions are names that decide where the content does not.
var extensions = map[string]format{
	".nq": nQuads, ".nt": nQuads, ".jsonl": jsonLines, ".ndjson": jsonLines, ".json": jsonLines,
	".html": htmlPage, ".htm": htmlPage, ".xhtml": htmlPage, ".md": markdownText, ".markdown": markdownText,
	".rss": feedXML, ".atom": feedXML, ".eml": mailMessage, ".csv": commaTable, ".tsv": tabTable,
}

// unsupported are names whose content would be misread as an article.
var unsupported = map[string]string{
	".xml": "XML", ".rdf": "RDF/XML", ".ttl": "Turtle", ".trig": "TriG", ".jsonld": "JSON-LD", ".pdf": "PDF", ".docx": "DOCX",
	".zip": "a zip file", ".warc": "WARC", ".conllu": "CoNLL-U",
}

// sniff tells the format of a file from its first bytes and its name.
func sniff(head []byte, name string) (format, error) {
	if len(bytes.TrimSpace(head)) == 0 && len(head) < headBytes {
		return 0, ErrEmpty
	}
	switch {
	case beginsWithStatement(head):
		return nQuads, nil
	case beginsWithArticle(head):
		return jsonLines, nil
	}
	start := bytes.TrimLeft(head, " \t\r\n")
	for _, s := range signatures {
		if len(start) >= len(s.start) && strings.EqualFold(string(start[:len(s.start)]), s.start) {
			if s.what != "" {
				return 0, fmt.Errorf("%s: %w", s.what, ErrUnsupported)
			}
			return s.is, nil
		}
	}
	if root := rootElement(start); root != "" {
		if is, known := roots[root]; known {
			return is, nil
		}
		return 0, fmt.Errorf("XML (<%.40s>): %w", root, ErrUnsupported)
	}
	if err := textual(head); err != nil {
		return 0, err
	}
	extension := strings.ToLower(filepath.Ext(name))
	if is, known := extensions[extension]; known {
		return is, nil
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
	if !bytes.HasPrefix(start, []byte("<?xml")) && !bytes.HasPrefix(start, []byte("<rss")) && !bytes.HasPrefix(start, []byte("<feed")) &&
		!bytes.HasPrefix(start, []byte("<!--")) {
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
		if element, ok := token.(xml.StartElement); ok {
			return strings.ToLower(element.Name.Local)
		}
	}
}

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

// beginsWithArticle says whether the text begins with a JSON object that has
// a member "id" or "text". The object may go on beyond head.
func beginsWithArticle(head []byte) bool {
	d := json.NewDecoder(bytes.NewReader(head))
	if first, err := d.Token(); err != nil || first != json.Delim('{') {
		return false
	}
	for d.More() {
		name, err := d.Token()
		if err != nil || name == "id" || name == "text" {
			return err == nil
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return false
		}
	}
	return false
}
