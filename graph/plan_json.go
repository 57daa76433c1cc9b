package graph

import (
	"io"
	"math"
	"strconv"
	"sync"
	"time"
)

// written is JSON, byte for byte as gqlgen writes it.
type written []byte

// paper is what answers were written on before: growing a new one to a megabyte
// costs more than to fill it.
var paper = sync.Pool{New: func() any { return new(written) }}

// blank is paper to write on.
func blank() written { return (*paper.Get().(*written))[:0] }

// MarshalGQL implements graphql.Marshaler, once.
func (r *run) MarshalGQL(to io.Writer) {
	w := r.json
	r.json = nil // it may be another's from here on
	to.Write(w)  //nolint:errcheck // a buffer
	paper.Put(&w)
}

func (w *written) null() { *w = append(*w, "null"...) }

func (w *written) boolean(v bool) { *w = strconv.AppendBool(*w, v) }

func (w *written) integer(v int) { *w = strconv.AppendInt(*w, int64(v), 10) }

// number writes a float, false for one that JSON has no number for.
func (w *written) number(v float64) bool {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return false
	}
	*w = strconv.AppendFloat(*w, v, 'g', -1, 64)
	return true
}

func (w *written) list(n int, item func(i int)) {
	*w = append(*w, '[')
	for i := range n {
		if i > 0 {
			*w = append(*w, ',')
		}
		item(i)
	}
	*w = append(*w, ']')
}

func (w *written) texts(list []string) { w.list(len(list), func(i int) { w.text(list[i]) }) }

// optional writes a text that may be missing.
func (w *written) optional(s *string) {
	if s == nil {
		w.null()
	} else {
		w.text(*s)
	}
}

// upper writes the name of an enum value.
func (w *written) upper(s string) {
	*w = append(*w, '"')
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		*w = append(*w, c)
	}
	*w = append(*w, '"')
}

func (w *written) time(t time.Time) {
	*w = append(*w, '"')
	*w = t.AppendFormat(*w, time.RFC3339Nano)
	*w = append(*w, '"')
}

// optionalTime writes a time that may be missing.
func (w *written) optionalTime(t *time.Time) {
	if t == nil || t.IsZero() {
		w.null()
	} else {
		w.time(*t)
	}
}

const hexDigits = "0123456789ABCDEF"

func (w *written) text(s string) {
	b := append(*w, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch c {
		case '\t':
			b = append(b, '\\', 't')
		case '\r':
			b = append(b, '\\', 'r')
		case '\n':
			b = append(b, '\\', 'n')
		case '"', '\\':
			b = append(b, '\\', c)
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	b = append(b, s[start:]...)
	*w = append(b, '"')
}
