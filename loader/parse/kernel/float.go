package kernel

const (
	rows  = 6  // of the micro-kernel's block
	width = 16 // columns of a panel
)

// Panels is a right-hand matrix of K rows and N columns, packed.
type Panels struct {
	K, N int
	data []float32
}

// Pack packs the row-major matrix b (k rows, n columns, rows stride apart).
func (p *Panels) Pack(b []float32, k, n, stride int) {
	p.resize(k, n)
	for j := 0; j < n; j += width {
		panel := p.data[j*k : (j+width)*k]
		cols := min(width, n-j)
		for i := range k {
			copy(panel[i*width:i*width+width], b[i*stride+j:i*stride+j+cols])
		}
	}
}

// PackTransposed packs the transpose of the row-major matrix b (n rows, k
// columns, rows stride apart).
func (p *Panels) PackTransposed(b []float32, k, n, stride int) {
	p.resize(k, n)
	for j := range n {
		panel := p.data[j/width*width*k:]
		row := b[j*stride : j*stride+k]
		at := j % width
		for _, v := range row {
			panel[at] = v
			at += width
		}
	}
}

func (p *Panels) resize(k, n int) {
	size := (n + width - 1) / width * width * k
	if cap(p.data) < size {
		p.data = make([]float32, size)
	}
	if p.K != k || p.N != n {
		clear(p.data[:cap(p.data)]) // columns beyond n stay zero
	}
	p.K, p.N, p.data = k, n, p.data[:size]
}

// Matrix is a left-hand matrix: element (i, j) is Data[i*Row+j*Col], so a
// transpose costs nothing.
type Matrix struct {
	Data     []float32
	Row, Col int
}

// Mul adds a·b to the first m rows of c, whose rows are stride apart.
func Mul(c []float32, stride, m int, a Matrix, b *Panels) {
	if m == 0 || b.K == 0 {
		return
	}
	for j := 0; j < b.N; {
		done := 0
		if j+2*width <= b.N {
			done = mulPair(m, b.K, a.Data, a.Row, a.Col, b.data[j*b.K:], c[j:], stride)
		}
		mulPanel(c, stride, done, m, a, b, j)
		j += width
		if done > 0 {
			mulPanel(c, stride, done, m, a, b, j)
			j += width
		}
	}
}

// mulPanel adds the products of rows [from, m) of a with the panel of column j.
func mulPanel(c []float32, stride, from, m int, a Matrix, b *Panels, j int) {
	var edge [rows * width]float32
	panel := b.data[j*b.K:]
	for i := from; i < m; i += rows {
		n := min(rows, m-i)
		if j+width <= b.N {
			mulRows(n, b.K, a.Data[i*a.Row:], a.Row, a.Col, panel, c[i*stride+j:], stride)
			continue
		}
		clear(edge[:])
		mulRows(n, b.K, a.Data[i*a.Row:], a.Row, a.Col, panel, edge[:], width)
		for r := range n {
			to := c[(i+r)*stride+j:][:b.N-j]
			for x := range to {
				to[x] += edge[r*width+x]
			}
		}
	}
}
