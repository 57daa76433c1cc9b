package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/read"
)

// Dead letters are what a load could not read, one JSON object a line:
//
//	{"name": "a.jsonl", "path": "a.jsonl", "line": 3, "error": "not an article: …", "raw": "{…}"}
//
// name and line say where it stood, path what has to be opened to find it (the archive
// of a file in an archive). raw is the line itself, of JSON lines, or the article as such a line
// where it was read and what came after failed; it may be mended in place.
// "load --retry FILE" reads raw where there is one, else what stands under
// path, whole: what of it is stored already stays as it is.

type letter struct {
	Name  string `json:"name"`
	Path  string `json:"path,omitempty"`
	Line  int    `json:"line,omitempty"`
	Error string `json:"error"`
	Raw   string `json:"raw,omitempty"`
}

// letters writes dead letters to a file, which appears when the load has come to its
// end: it may be the one that is read again. Of a load that broke off, FILE.unfinished is left.
type letters struct {
	path string
	file *os.File
	err  error
}

func openLetters(path string) (*letters, error) {
	if path == "" {
		return &letters{}, nil
	}
	file, err := os.Create(path + ".unfinished")
	return &letters{path: path, file: file}, err
}

func (l *letters) write(bad *read.Error) {
	if l.file == nil || l.err != nil {
		return
	}
	l.err = writeJSONLine(l.file, letter{Name: bad.Name, Path: bad.Path, Line: bad.Line, Error: bad.Err.Error(), Raw: string(bad.Raw)})
}

func (l *letters) close(finished bool) error {
	if l.file == nil {
		return nil
	}
	if err := errors.Join(l.err, l.file.Close()); err != nil || !finished {
		return err
	}
	return os.Rename(l.file.Name(), l.path)
}

var errLetters = errors.New("not dead letters")

// retried are the inputs of files of dead letters. Files and addresses are read once, after
// the lines, however many letters they have.
func retried(reader read.Reader, files []string) iter.Seq2[read.Input, error] {
	return func(yield func(read.Input, error) bool) {
		var paths []string
		for _, file := range files {
			for dead, err := range readLetters(file) {
				var in read.Input
				switch {
				case err != nil:
					err = &read.Error{Name: file, Path: file, Err: err}
				case dead.Raw == "":
					if !slices.Contains(paths, dead.Path) {
						paths = append(paths, dead.Path)
					}
					continue
				default:
					in, err = dead.input()
				}
				if !yield(in, err) {
					return
				}
			}
		}
		for in, err := range reader.Inputs(paths...) {
			if !yield(in, err) {
				return
			}
		}
	}
}

func (l *letter) input() (read.Input, error) {
	article, err := read.ParseArticle([]byte(l.Raw))
	if err != nil {
		return read.Input{}, &read.Error{Name: l.Name, Path: l.Path, Line: l.Line, Raw: []byte(l.Raw), Err: err}
	}
	return read.Input{Name: l.Name, Line: l.Line, Article: article}, nil
}

func readLetters(file string) iter.Seq2[letter, error] {
	return func(yield func(letter, error) bool) {
		f, err := os.Open(file)
		if err != nil {
			yield(letter{}, err)
			return
		}
		defer f.Close()
		for d := json.NewDecoder(f); ; {
			var l letter
			switch err := d.Decode(&l); {
			case err == io.EOF:
				return
			case err != nil:
				yield(letter{}, fmt.Errorf("%w: %w", errLetters, err))
				return
			}
			var err error
			switch {
			case l.Error == "" || l.Path == "" && l.Raw == "":
				err = fmt.Errorf("%w: %.80q has neither a raw line nor a path", errLetters, l.Name)
			case l.Path == read.Stdin && l.Raw == "":
				err = fmt.Errorf("%s, line %d: standard input cannot be read again: give it anew", l.Name, l.Line)
			}
			if !yield(l, err) {
				return
			}
		}
	}
}

// jsonLineOf is an article as a JSON line.
func jsonLineOf(a *kg.Article) []byte {
	line := map[string]any{"id": a.Key, "text": a.Text}
	for name, value := range map[string]string{"title": a.Title, "url": a.URL, "publisher": a.Publisher, "byline": a.Byline, "language": a.Language} {
		if value != "" {
			line[name] = value
		}
	}
	if !a.Published.IsZero() {
		line["published"] = a.Published
	}
	b, err := json.Marshal(line)
	if err != nil {
		return nil // cannot be: texts and a date
	}
	return b
}
