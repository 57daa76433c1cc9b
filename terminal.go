package main

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// What is written for people fits the terminal's width and is marked there. In
// a file or a pipe, with NO_COLOR (https://no-color.org) or TERM=dumb, there are
// neither marks nor bars: the same bytes whoever reads them.

// terminalOf is the terminal that a stream writes to, nil where it is none.
func terminalOf(out io.Writer) *os.File {
	f, ok := out.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return f
}

// page is where text for people goes.
type page struct {
	errWriter
	width  int
	marked bool
}

const (
	plainWidth  = 80 // of what is no terminal
	widestLine  = 110
	narrowWidth = 24
)

func newPage(out io.Writer) *page {
	p := &page{errWriter: errWriter{w: out}, width: plainWidth}
	f := terminalOf(out)
	if f == nil {
		return p
	}
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		p.width = min(max(width, narrowWidth), widestLine)
	}
	p.marked = os.Getenv("NO_COLOR") == ""
	return p
}

// The marks, as ECMA-48 numbers them.
const (
	bold  = "1"
	faint = "2"
	red   = "31"
	cyan  = "36"
)

// mark gives text a mark where the page has them.
func (p *page) mark(how, text string) string {
	if !p.marked || how == "" || text == "" {
		return text
	}
	return "\x1b[" + how + "m" + text + "\x1b[0m"
}

// paragraph writes text in lines that fit, each with an indent, its words marked.
func (p *page) paragraph(indent, how, text string) {
	for _, line := range wrapped(text, p.width-len(indent)) {
		p.printf("%s%s\n", indent, p.mark(how, line))
	}
}

// wrapped breaks text at its spaces into lines of at most width characters; a
// longer word has a line of its own, so that it can be copied whole.
func wrapped(text string, width int) (lines []string) {
	line, length := "", 0
	for _, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case line == "":
			line, length = word, n
		case length+1+n <= width:
			line, length = line+" "+word, length+1+n
		default:
			lines = append(lines, line)
			line, length = word, n
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
