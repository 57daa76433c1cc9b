package read

import (
	"bytes"
	"encoding/json"
	"fmt"
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
)

// signatures are the first bytes of formats that may look like text.
var signatures = [...]struct{ start, what string }{
	{"%PDF-", "PDF"},
	{"PK\x03\x04", "a zip or office file"},
	{"{\\rtf", "RTF"},
	{"<!doctype", "HTML"},
	{"<html", "HTML"},
	{"<?xml", "XML"},
	{"@prefix", "Turtle"},
	{"@base", "Turtle"},
}

// unsupported are names whose content would be misread as an article.
var unsupported = map[string]string{
	".html": "HTML", ".htm": "HTML", ".xml": "XML", ".rss": "a feed", ".atom": "a feed", ".rdf": "RDF/XML",
	".ttl": "Turtle", ".trig": "TriG", ".jsonld": "JSON-LD", ".csv": "CSV", ".tsv": "TSV", ".eml": "a mail",
	".pdf": "PDF", ".docx": "DOCX", ".warc": "WARC", ".zip": "a zip file", ".conllu": "CoNLL-U",
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
	for _, s := range signatures {
		if len(head) >= len(s.start) && strings.EqualFold(string(head[:len(s.start)]), s.start) {
			return 0, fmt.Errorf("%s: %w", s.what, ErrUnsupported)
		}
	}
	if err := textual(head); err != nil {
		return 0, err
	}
	extension := strings.ToLower(filepath.Ext(name))
	switch {
	case extension == ".nq" || extension == ".nt":
		return nQuads, nil
	case extension == ".jsonl" || extension == ".ndjson" || extension == ".json":
		return jsonLines, nil
	}
	if what, known := unsupported[extension]; known {
		return 0, fmt.Errorf("%s: %w", what, ErrUnsupported)
	}
	return plainText, nil
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
