package model

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Model is a trained network in integers. A weight w is stored as a byte q and
// an exponent e shared by its column (in a table: its row): w = q·2⁻ᵉ.
//
// The file, integers little-endian, counts and lengths as unsigned varints:
//
//	"cgparse3"
//	word, gram, trait, hidden, arc, label      widths
//	UPOS, XPOS, features, relations, words     lists: count, then length and bytes each
//	known                                      length in the file, bytes compressed with DEFLATE (RFC 1951)
//	tables: words, grams, traits               rows, columns, exponents, bytes row by row
//	layers                                     count; per layer and direction: x, h
//	                                           matrices: rows, columns, exponents, bytes row by row, biases
//	top, arcU, labelV                          matrices
//	arcRoot, labelRoot                         vectors: count, int32 each
//	distance, chain                            vectors
//	sigmoid, tanh, exp                         vectors
//
// Power-of-two scales make every rescaling a shift: nothing rounds differently
// anywhere.
type Model struct {
	Word, Gram, Trait, Hidden, Arc, Label int

	Tags   [3][]string // UPOS, XPOS, features
	Rels   []string
	Words  []string
	Known  Known
	Tables [3]Table
	LSTM   [][2]LSTM
	Top    Matrix // columns: UPOS, XPOS, features, names, arc as dependent and head, label as dependent and head
	ArcU   Matrix // its bias is the preference of a head whatever the dependent
	LabelV Matrix

	ArcRoot, LabelRoot []int32 // in 2⁻ᴾʳᵒʲᵉᶜᵗⁱᵒⁿ
	Distance           []int32 // in 2⁻²ᴾʳᵒʲᵉᶜᵗⁱᵒⁿ, by Bucket
	Chain              []int32 // in 2⁻ᴬᶜᵗⁱᵛᵃᵗⁱᵒⁿ

	// The functions, at Steps points. They are part of the file because the
	// standard library's last bits differ between platforms.
	Sigmoid, Tanh []int32 // at -8 … 8, in 2⁻¹⁵
	Exp           []int32 // e⁻ˣ at 0 … 16, in 2⁻¹⁶
}

// Fixed-point positions: the number of bits after the point.
const (
	Activation = 12             // inputs, hidden states, scores of tags
	Projection = 10             // projections for arcs and relations
	StepBits   = 8              // arguments of the functions
	Steps      = 16 << StepBits // the size of kernel.Curves
)

// Table is an embedding.
type Table struct {
	Rows, Cols int
	Exp        []int8 // per row
	Q          []int8
}

// LSTM is one direction of one layer; the matrices share their exponents.
type LSTM struct{ X, H Matrix }

// Matrix multiplies from the right.
type Matrix struct {
	Rows, Cols int
	Exp        []int8  // per column
	Bias       []int32 // in units of the column's products: 2⁻⁽ᵉ⁺ᴬᶜᵗⁱᵛᵃᵗⁱᵒⁿ⁾, of ArcU and LabelV 2⁻⁽ᵉ⁺ᴾʳᵒʲᵉᶜᵗⁱᵒⁿ⁾
	Q          []int8
}

const magic = "cgparse3"

// maxKnown bounds what a compressed word list may grow to.
const maxKnown = 1 << 24

// ErrFormat is returned for bytes that are no model file.
var ErrFormat = errors.New("not a model file")

// coder walks the fields of a Model in file order: it appends them to data, or
// reads them from it.
type coder struct {
	data    []byte
	reading bool
	bad     bool
}

func (m *Model) code(c *coder) {
	for _, n := range []*int{&m.Word, &m.Gram, &m.Trait, &m.Hidden, &m.Arc, &m.Label} {
		c.number(n)
	}
	for i := range m.Tags {
		c.strings(&m.Tags[i])
	}
	c.strings(&m.Rels)
	c.strings(&m.Words)
	c.known(&m.Known)
	for i := range m.Tables {
		t := &m.Tables[i]
		c.number(&t.Rows)
		c.number(&t.Cols)
		c.bytes(&t.Exp)
		c.bytes(&t.Q)
	}
	if n := c.length(len(m.LSTM), 1); c.reading {
		m.LSTM = make([][2]LSTM, n)
	}
	for l := range m.LSTM {
		for d := range m.LSTM[l] {
			c.matrix(&m.LSTM[l][d].X)
			c.matrix(&m.LSTM[l][d].H)
		}
	}
	c.matrix(&m.Top)
	c.matrix(&m.ArcU)
	c.matrix(&m.LabelV)
	for _, v := range []*[]int32{&m.ArcRoot, &m.LabelRoot, &m.Distance, &m.Chain, &m.Sigmoid, &m.Tanh, &m.Exp} {
		c.ints(v)
	}
}

// Encode is the model's file.
func (m *Model) Encode() []byte {
	c := &coder{data: []byte(magic)}
	m.code(c)
	return c.data
}

// Decode reads a model file.
func Decode(data []byte) (*Model, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, ErrFormat
	}
	c := &coder{data: data[len(magic):], reading: true}
	m := &Model{}
	m.code(c)
	if c.bad || len(c.data) != 0 {
		return nil, fmt.Errorf("%w: cut short or too long", ErrFormat)
	}
	return m, m.check()
}

// check says whether the parts fit each other.
func (m *Model) check() error {
	for i, t := range m.Tables {
		if len(t.Exp) != t.Rows || len(t.Q) != t.Rows*t.Cols {
			return fmt.Errorf("%w: table %d", ErrFormat, i)
		}
	}
	if m.Tables[0].Rows != len(m.Words) || m.Tables[1].Rows != GramRows || m.Tables[2].Rows != TraitRows ||
		m.Tables[0].Cols != m.Word || m.Tables[1].Cols != m.Gram || m.Tables[2].Cols != m.Trait {
		return fmt.Errorf("%w: tables", ErrFormat)
	}
	in := m.Word + m.Gram + m.Trait
	for l := range m.LSTM {
		for d := range m.LSTM[l] {
			if !m.LSTM[l][d].X.is(in, 4*m.Hidden) || !m.LSTM[l][d].H.is(m.Hidden, 4*m.Hidden) {
				return fmt.Errorf("%w: layer %d", ErrFormat, l)
			}
		}
		in = 2 * m.Hidden
	}
	if !m.Top.is(in, m.Cuts().End) || !m.ArcU.is(m.Arc, m.Arc) || !m.LabelV.is(3*m.Label, len(m.Rels)) ||
		len(m.ArcRoot) != m.Arc || len(m.LabelRoot) != m.Label || len(m.Distance) != Distances || len(m.Chain) != NameTags*NameTags ||
		len(m.Sigmoid) != Steps || len(m.Tanh) != Steps || len(m.Exp) != Steps {
		return fmt.Errorf("%w: heads", ErrFormat)
	}
	return nil
}

func (m *Matrix) is(rows, cols int) bool {
	return m.Rows == rows && m.Cols == cols && len(m.Exp) == cols && len(m.Bias) == cols && len(m.Q) == rows*cols
}

func (c *coder) number(n *int) {
	if !c.reading {
		c.data = binary.AppendUvarint(c.data, uint64(*n))
		return
	}
	v, size := binary.Uvarint(c.data)
	if size <= 0 || v > math.MaxInt32 {
		c.bad, c.data = true, nil
		return
	}
	*n, c.data = int(v), c.data[size:]
}

// length codes the length of something whose elements take size bytes.
func (c *coder) length(n, size int) int {
	c.number(&n)
	if c.reading && n*size > len(c.data) {
		c.bad, c.data, n = true, nil, 0
	}
	return n
}

func (c *coder) strings(list *[]string) {
	n := c.length(len(*list), 1)
	if c.reading {
		*list = make([]string, n)
	}
	for i := range n {
		s := &(*list)[i]
		size := c.length(len(*s), 1)
		if !c.reading {
			c.data = append(c.data, *s...)
			continue
		}
		*s, c.data = string(c.data[:size]), c.data[size:]
	}
}

// known codes the word list, which compresses to a third.
func (c *coder) known(k *Known) {
	var packed bytes.Buffer
	if !c.reading {
		w, _ := flate.NewWriter(&packed, flate.BestCompression) // a level that there is
		io.WriteString(w, string(*k))                           // a buffer takes all
		w.Close()
	}
	n := c.length(packed.Len(), 1)
	if !c.reading {
		c.data = append(c.data, packed.Bytes()...)
		return
	}
	list, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(c.data[:n])), maxKnown))
	if err != nil {
		c.bad = true
	}
	*k, c.data = Known(list), c.data[n:]
}

func (c *coder) bytes(q *[]int8) {
	n := c.length(len(*q), 1)
	if !c.reading {
		for _, v := range *q {
			c.data = append(c.data, byte(v))
		}
		return
	}
	*q = make([]int8, n)
	for i := range *q {
		(*q)[i] = int8(c.data[i])
	}
	c.data = c.data[n:]
}

func (c *coder) ints(v *[]int32) {
	n := c.length(len(*v), 4)
	if c.reading {
		*v = make([]int32, n)
	}
	for i := range n {
		if !c.reading {
			c.data = binary.LittleEndian.AppendUint32(c.data, uint32((*v)[i]))
			continue
		}
		(*v)[i] = int32(binary.LittleEndian.Uint32(c.data[4*i:]))
	}
	if c.reading {
		c.data = c.data[4*n:]
	}
}

func (c *coder) matrix(m *Matrix) {
	c.number(&m.Rows)
	c.number(&m.Cols)
	c.bytes(&m.Exp)
	c.bytes(&m.Q)
	c.ints(&m.Bias)
}
