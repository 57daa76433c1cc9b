package kernel

// maxTall and maxWide are the rows and columns of the largest tile: the block
// of the result that a micro-kernel computes.
const (
	maxTall = 12
	maxWide = 2 * width
)

// IntPanels is a right-hand matrix of K rows and N columns of small integers,
// packed in pairs of rows. There are as many panels as fill the widest tiles.
type IntPanels struct {
	K, N int // K is even: an odd depth is padded with zeros
	data []int16
}

// Pack packs the row-major matrix b (k rows, n columns).
func (p *IntPanels) Pack(b []int8, k, n int) {
	p.resize(k, n)
	for j := 0; j < n; j += width {
		for i := range k {
			to := p.data[p.at(i, j):]
			for x, v := range b[i*n+j : i*n+min(j+width, n)] {
				to[2*x] = int16(v)
			}
		}
	}
}

// PackTransposed packs the transpose of the row-major matrix b (n rows, k
// columns, rows stride apart).
func (p *IntPanels) PackTransposed(b []int16, k, n, stride int) {
	p.resize(k, n)
	for j := range n {
		at := p.at(0, j)
		row := b[j*stride : j*stride+k]
		for i := 0; i+1 < k; i += 2 {
			p.data[at], p.data[at+1] = row[i], row[i+1]
			at += 2 * width
		}
		if k%2 == 1 {
			p.data[at], p.data[at+1] = row[k-1], 0
		}
	}
}

func (p *IntPanels) at(i, j int) int {
	return j/width*width*p.K + i/2*2*width + j%width*2 + i%2
}

func (p *IntPanels) resize(k, n int) {
	k += k % 2
	size := (n + maxWide - 1) / maxWide * maxWide * k
	if cap(p.data) < size {
		p.data = make([]int16, size)
	}
	p.K, p.N, p.data = k, n, p.data[:size]
	if n%maxWide != 0 {
		clear(p.data[size-maxWide*k:])
	}
}

// MulInt adds a·b to the first m rows of c. The rows of a are row elements
// apart and at least b.K long, those of c stride apart. Sums wrap.
func MulInt(c []int32, stride, m int, a []int16, row int, b *IntPanels) {
	mulFrom(c, stride, m, a, row, b, c, stride)
}

// AffineInt sets the first m rows of c to bias + a·b.
func AffineInt(c []int32, stride, m int, a []int16, row int, b *IntPanels, bias []int32) {
	mulFrom(c, stride, m, a, row, b, bias, 0)
}

// blockRows, about, are multiplied with all panels before the next rows: their
// part of c then stays in the second-level cache.
const blockRows = 48

// mulFrom sets the first m rows of c to those of from, which are step apart,
// plus a·b.
func mulFrom(c []int32, stride, m int, a []int16, row int, b *IntPanels, from []int32, step int) {
	if b.K == 0 {
		return
	}
	size := share(m, blockRows)
	for i := 0; i < m; i += size {
		mulBlock(c[i*stride:], stride, min(size, m-i), a[i*row:], row, b, from[i*step:], step)
	}
}

func mulBlock(c []int32, stride, m int, a []int16, row int, b *IntPanels, from []int32, step int) {
	tall, wide := tile()
	tall = share(m, tall)
	for j := 0; j < b.N; j += wide {
		panels := b.data[j*b.K : (j+wide)*b.K]
		cols := min(wide, b.N-j)
		for i := 0; i < m; i += tall {
			n := min(tall, m-i)
			left := a[i*row : (i+n-1)*row+b.K]
			to, with := c[i*stride+j:(i+n-1)*stride+j+cols], from[i*step+j:(i+n-1)*step+j+cols]
			if cols == wide {
				mulInt(n, b.K, left, row, panels, to, stride, with, step)
			} else {
				mulEdge(n, b.K, left, row, panels, to, stride, with, step, cols)
			}
		}
	}
}

// share is the size of equal shares of n that are at most limit, the last one
// perhaps smaller.
func share(n, limit int) int {
	shares := max(1, (n+limit-1)/limit)
	return (n + shares - 1) / shares
}

// mulEdge is mulInt for the first cols columns of a tile.
func mulEdge(n, k int, a []int16, row int, b []int16, c []int32, stride int, from []int32, step, cols int) {
	var edge [maxTall * maxWide]int32
	for r := range n {
		copy(edge[r*maxWide:], from[r*step:r*step+cols])
	}
	mulInt(n, k, a, row, b, edge[:], maxWide, edge[:], maxWide)
	for r := range n {
		copy(c[r*stride:r*stride+cols], edge[r*maxWide:])
	}
}

// mulIntGo is the portable micro-kernel for n rows: it sets a block of c to
// that of from plus a times a panel.
func mulIntGo(n, k int, a []int16, row int, b []int16, c []int32, stride int, from []int32, step int) {
	for r := range n {
		sum := *(*[width]int32)(from[r*step:])
		left := a[r*row : r*row+k]
		for i := 0; i < k; i += 2 {
			x, y := int32(left[i]), int32(left[i+1])
			panel := (*[2 * width]int16)(b[i*width:])
			for j := range sum {
				sum[j] += x*int32(panel[2*j]) + y*int32(panel[2*j+1])
			}
		}
		*(*[width]int32)(c[r*stride:]) = sum
	}
}
