package read

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode"

	"claimgraph/kg"
)

// A PDF is one article: its text as pdfium.go lays it out, put together to lines by
// pdf_letters.go and to paragraphs by pdf_lines.go. Title, byline and date are what the file says of itself;
// where its title is but a file's name, or has the name of a site behind it, the text in the largest letters of
// the first page is taken.

func (w *walk) pdf(name string, in io.Reader) bool {
	b, err := io.ReadAll(io.LimitReader(in, mostPDFBytes+1))
	switch {
	case err != nil:
		return w.fail(name, 0, err)
	case len(b) > mostPDFBytes:
		return w.fail(name, 0, fmt.Errorf("%w: a PDF has at most %d bytes", ErrTooLong, mostPDFBytes))
	}
	article, err := w.laidOut(b)
	if err != nil {
		return w.fail(name, 0, err)
	}
	article.Key = keyOf(name)
	return w.article(name, 0, article)
}

func (w *walk) laidOut(b []byte) (article kg.Article, err error) {
	// Some servers and mailers put lines before the file.
	if at := bytes.Index(b[:min(len(b), 1024)], []byte("%PDF-")); at > 0 {
		b = b[at:]
	}
	err = w.pdfs.open(b, func(f *pdfFile) error {
		pages, err := w.pdfPages(f)
		if err != nil {
			return err
		}
		article.Text = paragraphsOf(pages)
		article.Title, article.Published = pdfTitle(f.meta("Title"), pages), pdfDate(f.meta("CreationDate"))
		article.Byline = bylineOf(strings.Map(printable, f.meta("Author")))
		return nil
	})
	if err != nil {
		return article, err
	}
	switch letters, strange := lettersOf(article.Text); {
	case letters == 0:
		return article, fmt.Errorf("%w: a scan?", ErrScan)
	case strange*5 > letters:
		return article, fmt.Errorf("%w: its fonts draw shapes without saying which", ErrScan)
	}
	return article, nil
}

func (w *walk) pdfPages(f *pdfFile) ([][]pdfLine, error) {
	count, err := f.pages()
	if err != nil {
		return nil, err
	}
	length := 0
	var pages [][]pdfLine
	for page := range count {
		lines, err := f.lines(page)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			length += len(l.text)
		}
		if length > w.MaxArticleBytes {
			return nil, fmt.Errorf("%w: an article has at most %d bytes", ErrTooLong, w.MaxArticleBytes)
		}
		pages = append(pages, sideBySide(lines))
	}
	unstretched(pages)
	return pages, nil
}

// lettersOf counts what is no white space, and what of it no text has: letters of
// private use and U+FFFD stand for shapes that the file does not name.
func lettersOf(text string) (letters, strange int) {
	for _, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		if letters++; r == '\ufffd' || unicode.Is(unicode.Co, r) || unicode.IsControl(r) {
			strange++
		}
	}
	return letters, strange
}

// pdfTitle is what the file calls itself, unless that is a file's name.
func pdfTitle(said string, pages [][]pdfLine) string {
	said = oneLine(strings.Map(printable, said))
	_, rest, isWord := strings.Cut(said, "Microsoft Word - ")
	heading := largest(pages)
	if rest, ok := strings.CutPrefix(said, heading); ok && heading != "" && siteSuffix.MatchString(rest) {
		return heading
	}
	if extension := filepath.Ext(said); !isWord && said != "" && !strings.EqualFold(said, "untitled") && (len(extension) < 3 || len(extension) > 5 || strings.Contains(extension, " ")) {
		return said
	}
	return firstOf(heading, rest, said)
}

// siteSuffix is what pages of the web have behind their titles.
var siteSuffix = regexp.MustCompile(`^ [-–—|·] [^-–—|·]+$`)

// largest is the text in the largest letters of the first page, where those are
// larger than most.
func largest(pages [][]pdfLine) string {
	if len(pages) == 0 {
		return ""
	}
	usual, most := usualSize(pages), 0.0
	for _, l := range pages[0] {
		most = max(most, l.size)
	}
	var title []string
	for _, l := range pages[0] {
		if l.size == most && most > usual*1.15 {
			title = append(title, l.text)
		} else if len(title) > 0 {
			break
		}
	}
	return oneLine(strings.Join(title, " "))
}

// pdfDate reads "D:20241105083000+01'00'" (ISO 32000, section 7.9.4), whose later
// parts may be missing.
func pdfDate(s string) time.Time {
	s = strings.ReplaceAll(strings.TrimPrefix(strings.TrimSpace(s), "D:"), "'", "")
	s = strings.Replace(s, "Z0000", "Z", 1)
	for _, layout := range []string{"20060102150405Z0700", "20060102150405Z07", "20060102150405", "200601021504", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
