package read

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// A zip file is what its files are, in the order of the archive: each is named
// "archive.zip/path/in/it". Files that begin with a full stop and the resource
// forks of macOS are passed over. An office document is a zip file that holds
// word/document.xml; other documents that are zip files are not read, in one line. Archives in archives are opened up to deepestArchive, and
// each file is bounded like any other, so that a small bomb stays small.

const (
	deepestArchive = 3
	mostZipBytes   = 256 << 20 // of an archive that is no file of its own
)

// ErrArchive is a zip file that cannot be opened.
var ErrArchive = errors.New("zip file is damaged")

func (w *walk) zip(name string, stored *replay) bool {
	at, size, err := randomAccess(stored)
	if err != nil {
		return w.fail(name, 0, err)
	}
	archive, err := zip.NewReader(at, size)
	if err != nil {
		return w.fail(name, 0, fmt.Errorf("%w (%w)", ErrArchive, err))
	}
	for _, f := range archive.File {
		if f.Name == documentPart {
			return w.office(name, archive)
		}
	}
	if what := documentOf(archive); what != "" {
		return w.fail(name, 0, fmt.Errorf("%s: %w", what, ErrUnsupported))
	}
	if w.depth++; w.depth > deepestArchive {
		w.depth--
		return w.fail(name, 0, fmt.Errorf("%w: archives nest deeper than %d", ErrUnsupported, deepestArchive))
	}
	defer func() { w.depth-- }()
	for _, f := range archive.File {
		if !w.member(name, f) {
			return false
		}
	}
	return true
}

// documents are kinds of document that are zip files, by a file in them.
var documents = [...]struct{ holds, what string }{
	{"xl/workbook.xml", "a spreadsheet (XLSX)"}, {"xl/workbook.bin", "a spreadsheet (XLSB)"}, {"ppt/presentation.xml", "slides (PPTX)"},
	{"META-INF/container.xml", "a book (EPUB)"}, {"META-INF/MANIFEST.MF", "a Java archive"}, {"Index/Document.iwa", "a document of Apple's Pages, Numbers or Keynote"},
}

const mimeType = "mimetype" // says of OpenDocument what it is

// documentOf says what document a zip file is, "" where it is none.
func documentOf(archive *zip.Reader) string {
	for _, f := range archive.File {
		for _, d := range documents {
			if f.Name == d.holds {
				return d.what
			}
		}
	}
	if f, err := archive.Open(mimeType); err == nil {
		defer f.Close()
		said, err := io.ReadAll(io.LimitReader(f, longestMimeType))
		if err == nil && strings.HasPrefix(string(said), "application/vnd.oasis.opendocument.") {
			return "an OpenDocument file"
		}
	}
	return ""
}

const longestMimeType = 200

func (w *walk) member(archive string, f *zip.File) bool {
	inside := path.Clean("/" + strings.ReplaceAll(f.Name, `\`, "/"))
	if f.FileInfo().IsDir() || strings.Contains(inside, "/.") || strings.HasPrefix(inside, "/__MACOSX/") {
		return true
	}
	name := archive + inside
	open, err := f.Open()
	if err != nil {
		return w.fail(name, 0, fmt.Errorf("%w (%w)", ErrArchive, err))
	}
	inner := *w
	inner.Progress = nil // the archive's own bytes were counted
	return inner.stream(name, checked{open})
}

// checked says in words what is wrong with a member.
type checked struct{ io.ReadCloser }

func (c checked) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%w (%w)", ErrArchive, err)
	}
	return n, err
}

// randomAccess is all of the stored bytes, in memory where they are no file.
func randomAccess(stored *replay) (io.ReaderAt, int64, error) {
	if f, isFile := stored.Reader.(*os.File); isFile {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return f, info.Size(), nil
		}
	}
	b, err := io.ReadAll(io.LimitReader(stored.fromStart(), mostZipBytes+1))
	if err == nil && len(b) > mostZipBytes {
		err = fmt.Errorf("%w: unpack it and give the files", ErrTooLong)
	}
	return bytes.NewReader(b), int64(len(b)), err
}
