package read

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// officeText is the text of a document's body.
type officeText struct {
	proseWriter
	styles  map[string]string // names by IDs
	layouts []bool            // of rows in the order in which they begin, whether they lay out a page
	title   string

	passed int    // elements that are open and passed over
	run    bool   // within <w:t>
	rows   []bool // that are open: whether they lay out a page
	seen   int    // rows that have begun
	style  string
	begun  int // where the paragraph begins in text
}

// passedOver are elements whose text is not the document's.
var passedOver = map[string]bool{"Fallback": true, "moveFrom": true, "del": true, "rt": true, "sectPr": true}

func (o *officeText) read(body []byte) error {
	d := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := d.Token()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if o.passed > 0 || passedOver[t.Name.Local] {
				o.passed++
				continue
			}
			o.start(t)
		case xml.EndElement:
			if o.passed > 0 {
				o.passed--
				continue
			}
			o.end(t.Name.Local)
		case xml.CharData:
			if o.run && o.passed == 0 {
				o.words(string(t))
			}
		}
	}
}

func (o *officeText) start(t xml.StartElement) {
	switch t.Name.Local {
	case "p":
		o.space(o.within(" "))
		o.style, o.begun = "", o.text.Len()
	case "pStyle":
		o.style = o.styles[attributeOf(t, "val")]
	case "tr":
		o.rows = append(o.rows, o.seen < len(o.layouts) && o.layouts[o.seen])
		o.seen++
		o.space("\n\n")
	case "tbl", "txbxContent":
		o.space("\n\n")
	case "tc":
		o.space(o.within("\t"))
	case "tab":
		o.space("\t")
	case "br", "cr":
		o.space("\n")
	case "noBreakHyphen":
		o.words("-")
	case "t":
		o.run = true
	}
}

func (o *officeText) end(name string) {
	switch name {
	case "t":
		o.run = false
	case "p":
		o.takeTitle()
		o.space(o.within(" "))
	case "tr":
		o.rows = o.rows[:max(0, len(o.rows)-1)]
		o.space("\n\n")
	case "tbl", "txbxContent":
		o.space("\n\n")
	}
}

// within is what sets paragraphs or cells apart in a row of data; else an empty line does.
func (o *officeText) within(row string) string {
	if last := len(o.rows) - 1; last >= 0 && !o.rows[last] {
		return row
	}
	return "\n\n"
}

// takeTitle takes the paragraph that ends as the title, where it is one.
func (o *officeText) takeTitle() {
	if o.title == "" && (o.style == "title" || strings.TrimSpace(o.text.String()[:o.begun]) == "" && o.style == "heading 1") {
		o.title = oneLine(o.text.String()[o.begun:])
	}
}

// layoutRows says of each row of a document's tables whether one of its cells has
// several paragraphs, or a table.
func layoutRows(body []byte) []bool {
	var layouts []bool
	var open, paragraphs []int // rows, and how many paragraphs their cell has
	words := false
	d := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := d.Token()
		if err != nil {
			return layouts // whoever reads the text meets it
		}
		row := len(open) - 1
		switch t := token.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Local == "tr":
				open, paragraphs = append(open, len(layouts)), append(paragraphs, 0)
				layouts = append(layouts, false)
			case row < 0:
			case t.Name.Local == "tc":
				paragraphs[row] = 0
			case t.Name.Local == "tbl":
				layouts[open[row]] = true
			case t.Name.Local == "p":
				words = false
			}
		case xml.EndElement:
			switch {
			case row < 0:
			case t.Name.Local == "p" && words:
				paragraphs[row]++
				layouts[open[row]] = layouts[open[row]] || paragraphs[row] > 1
			case t.Name.Local == "tr":
				open, paragraphs = open[:row], paragraphs[:row]
			}
		case xml.CharData:
			words = words || len(bytes.TrimSpace(t)) > 0
		}
	}
}

func attributeOf(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
