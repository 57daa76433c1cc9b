package read

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"strings"

	"claimgraph/kg"
)

// A word processor's document (DOCX, ECMA-376 part 1) is one article: its
// paragraphs, set apart by an empty line, rows of tables likewise and their cells by a tab, unless a cell
// has several paragraphs, as where a table lays out a page. What was
// deleted or moved away with changes tracked, how letters are read (ruby), what stands twice for
// older programs, notes, comments, headers and footers are passed over. Title, byline and
// date come from docProps/core.xml; without a title there, the paragraph in the style
// "Title" is it, else the first where it is a heading.

const (
	documentPart = "word/document.xml"
	stylesPart   = "word/styles.xml"
	coreProps    = "docProps/core.xml"
)

func (w *walk) office(name string, archive *zip.Reader) bool {
	body, err := w.part(archive, documentPart)
	if err != nil {
		return w.fail(name, 0, err)
	}
	document := officeText{styles: w.styleNames(archive), layouts: layoutRows(body)}
	if err := document.read(body); err != nil {
		return w.fail(name, 0, fmt.Errorf("%w: %w", ErrUnsupported, err))
	}
	article := kg.Article{Key: keyOf(name), Text: strings.TrimSpace(document.text.String())}
	var props struct {
		Title   string `xml:"title"`
		Creator string `xml:"creator"`
		Created string `xml:"created"`
	}
	if core, err := w.part(archive, coreProps); err == nil && xml.Unmarshal(core, &props) == nil {
		article.Title, article.Published = oneLine(props.Title), instant(props.Created)
		article.Byline = bylineOf(props.Creator)
	}
	article.Title = firstOf(article.Title, document.title)
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

// styleNames are the names of styles by their IDs, which programs translate.
func (w *walk) styleNames(archive *zip.Reader) map[string]string {
	var sheet struct {
		Styles []struct {
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"style"`
	}
	names := map[string]string{}
	if b, err := w.part(archive, stylesPart); err == nil && xml.Unmarshal(b, &sheet) == nil {
		for _, s := range sheet.Styles {
			names[s.ID] = strings.ToLower(s.Name.Val)
		}
	}
	return names
}
