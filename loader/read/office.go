package read

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"claimgraph/kg"
)

// A word processor's document (DOCX, ECMA-376 part 1) is one article: its
// paragraphs, set apart by an empty line, cells of tables by a tab. What was
// deleted with changes tracked, notes and comments are passed over. Title, byline and
// date come from docProps/core.xml.

const (
	documentPart = "word/document.xml"
	coreProps    = "docProps/core.xml"
)

func (w *walk) office(name string, archive *zip.Reader) bool {
	body, err := w.part(archive, documentPart)
	if err != nil {
		return w.fail(name, 0, err)
	}
	article := kg.Article{Key: keyOf(name)}
	if article.Text, err = paragraphs(body); err != nil {
		return w.fail(name, 0, fmt.Errorf("%w: %w", ErrUnsupported, err))
	}
	var props struct {
		Title   string `xml:"title"`
		Creator string `xml:"creator"`
		Created string `xml:"created"`
	}
	if core, err := w.part(archive, coreProps); err == nil && xml.Unmarshal(core, &props) == nil {
		article.Title, article.Published = oneLine(props.Title), instant(props.Created)
		article.Byline = bylineOf(props.Creator)
	}
	return w.article(name, 0, article)
}

func (w *walk) part(archive *zip.Reader, name string) ([]byte, error) {
	f, err := archive.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrArchive, reason(err))
	}
	defer f.Close()
	b, err := w.whole(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

// paragraphs is the text of a document's body.
func paragraphs(body []byte) (string, error) {
	var p proseWriter
	d := xml.NewDecoder(bytes.NewReader(body))
	text := false // within <w:t>
	for {
		token, err := d.Token()
		switch {
		case err == io.EOF:
			return strings.TrimSpace(p.text.String()), nil
		case err != nil:
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "p":
				p.space("\n\n")
			case "tc", "tab":
				p.space("\t")
			case "br", "cr":
				p.space("\n")
			case "noBreakHyphen":
				p.words("-")
			case "t":
				text = true
			}
		case xml.EndElement:
			text = text && t.Name.Local != "t"
		case xml.CharData:
			if text {
				p.words(string(t))
			}
		}
	}
}
