// Package read turns files, folders and streams into articles and loads of
// quads.
//
// # Basics
//
// [Reader.Inputs] walks paths, in the order given and folders in the order of
// their names, and yields what it finds. Nothing is held in memory but one
// article at a time. An error costs what it names: a line ([Error.Line]) or a
// file; whoever keeps iterating gets the rest.
//
// # Formats
//
// Each may be compressed with gzip, begin with a byte order mark and, except
// for N-Quads, be UTF-16.
//
//	plain text   the file is one article; its key is the path as given
//	JSON lines   an article a line (.jsonl, .ndjson, .json), or an object (json_document.go)
//	HTML         the page's main text (html.go); Markdown (markdown.go)
//	feeds        RSS, Atom, JSON Feed: an article an item (feed.go)
//	mail         its text, and the mails in it (mail.go); mailboxes (mbox.go)
//	DOCX         its paragraphs (office.go)
//	PDF          its paragraphs (pdf.go)
//	CSV, TSV     an article a row (table.go)
//	WARC         an article a page (warc.go)
//	zip          what is in it (archive.go)
//	an address   the page or feed that it leads to (web.go)
//	N-Quads      a graph without articles (.nq), also N-Triples (.nt), Turtle (.ttl),
//	             TriG (.trig) and JSON-LD (.jsonld)
//
// Content that can be nothing else decides (a first line that is a statement,
// an object with "id" or "text", the signature of a format), then the file's
// name, else it is plain text. A user's catalogue of things is read on its own ([Reader.Catalog]).
// Old encodings are told where a format does not say them (charset.go); other
// bytes that are not UTF-8 become U+FFFD, one each, and are counted.
// In folders, names that begin with a full stop are passed over.
package read

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/fetch"
)

// Reader says how inputs are read. The zero value is fit for use.
type Reader struct {
	// MaxArticleBytes bounds a plain text file and a JSON line; 0 is 16 MiB.
	MaxArticleBytes int
	// Stdin is what the path "-" reads; nil is the process's.
	Stdin io.Reader
	// Fetch gets what an address of the web leads to; nil refuses addresses.
	Fetch func(address string) (*fetch.Page, error)
	// Columns says how the columns of tables are named.
	Columns Columns
	// Skip is a folder that is passed over: the store, when it lies in a
	// folder that is loaded.
	Skip string
	// Progress, where set, is told of every piece that was read: bytes as
	// they are stored, compressed ones where files are. It is called by the
	// goroutine that iterates.
	Progress func(bytes int)
}

const defaultMaxArticleBytes = 16 << 20

// Stdin is the path that names the standard input.
const Stdin = "-"

// Input is an article, or a file of quads.
type Input struct {
	Name     string // the file's path, as given or found
	Line     int    // of JSON lines, from 1; else 0
	Article  kg.Article
	Replaced int    // bytes of the article that were not UTF-8
	Quads    *Quads // nil for an article
}

// Error is an input that could not be read, whole or one line of it.
type Error struct {
	Name string
	Line int // 0 for the whole file
	Err  error

	Path string // of the file or address that holds it; that of the archive, of a file in one
	Raw  []byte // the line, of JSON lines, where it was not too long
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s: line %d: %v", e.Name, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Name, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Inputs yields what stands in paths. Every error is an *Error.
func (r Reader) Inputs(paths ...string) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		w := walk{Reader: r, yield: yield, pdfs: &pdfEngine{}}
		defer w.pdfs.stop()
		if w.MaxArticleBytes == 0 {
			w.MaxArticleBytes = defaultMaxArticleBytes
		}
		if w.Stdin == nil {
			w.Stdin = os.Stdin
		}
		for _, path := range paths {
			if !w.path(path) {
				return
			}
		}
	}
}

// walk is one pass over the inputs. Its methods say whether to go on.
type walk struct {
	Reader
	yield func(Input, error) bool
	depth int // archives that are open
	pdfs  *pdfEngine
	from  string // the file or address that is open
}

func (w *walk) fail(name string, line int, err error) bool {
	return w.yield(Input{}, &Error{Name: name, Line: line, Err: err, Path: w.from})
}

func (w *walk) path(path string) bool {
	w.from = path
	if path == Stdin {
		return w.stream(path, io.NopCloser(w.Stdin))
	}
	if strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://") {
		return w.web(path)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil && strings.Contains(path, "://"):
		return w.fail(path, 0, ErrScheme)
	case err != nil:
		return w.fail(path, 0, reason(err))
	case info.IsDir():
		return w.folder(path)
	}
	return w.file(path)
}

func (w *walk) folder(path string) bool {
	if w.skips(path) {
		return true
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return w.fail(path, 0, reason(err))
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !w.entry(filepath.Join(path, e.Name()), e) {
			return false
		}
	}
	return true
}

// entry reads what a folder holds. Links to files are followed, links to
// folders are not: they may lead back.
func (w *walk) entry(path string, e fs.DirEntry) bool {
	w.from = path
	if e.IsDir() {
		return w.folder(path)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return w.fail(path, 0, reason(err))
	case info.IsDir():
		return true
	case !info.Mode().IsRegular():
		return w.fail(path, 0, ErrNotRegular)
	}
	return w.file(path)
}

func (w *walk) skips(folder string) bool {
	if w.Skip == "" {
		return false
	}
	skip, err1 := os.Stat(w.Skip)
	this, err2 := os.Stat(folder)
	return err1 == nil && err2 == nil && os.SameFile(skip, this)
}

func (w *walk) file(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return w.fail(path, 0, reason(err))
	}
	return w.stream(path, f)
}

// reason drops what Error says already: the operation and the path.
func reason(err error) error {
	if p, ok := err.(*fs.PathError); ok {
		return p.Err
	}
	return err
}
