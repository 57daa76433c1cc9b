package kg

import (
	"cmp"
	"slices"
)

// A picture of a graph is laid out in columns, from left to right: the node that it
// is of, what one fact ties to it, what two facts do, and so on, so that an edge joins
// a column to the next, or runs within one. Parts that nothing ties together stand
// below each other. In a column nodes stand in the order of what they are tied to
// on the left, and as near to its height as there is room. Every edge has a row of its own
// at its right end, where its name is written: so no two names meet, however many
// facts a node has. All is counted in whole numbers, and ties are broken by the order
// in which nodes were given: equal graphs are equal pictures on every machine.

// laidNode is a box.
type laidNode struct {
	exportedNode
	text                string // the label, as long as there is room for
	edges               []*laidEdge
	order               int // in which it was given
	layer               int
	place               int // within the column
	x, y, width, height int // of its upper left corner
	left, right         []*laidEdge
}

// laidEdge is a line from a node to one in the same column or the next.
type laidEdge struct {
	*exportedEdge
	text       string
	from, to   *laidNode // subject and object
	near, far  *laidNode // the same by column; near is from within one
	nearY      int       // of its rows
	farY       int
	labelWidth int
}

// The measures of a picture, in pixels.
const (
	rowHeight  = 20
	boxPadding = 8
	boxGap     = 10
	curveWidth = 90
	partGap    = 30
)

func (e *laidEdge) other(n *laidNode) *laidNode {
	if e.from == n {
		return e.to
	}
	return e.from
}

// chosen are the nodes that are drawn where there are more than most: from the root on,
// always that with the most edges among those that hang together with what is drawn.
// Without a root it is the one with the most edges.
func chosen(nodes []*laidNode, root *laidNode, most int) []*laidNode {
	rank := func(a, b *laidNode) int {
		return cmp.Or(cmp.Compare(len(b.edges), len(a.edges)), cmp.Compare(a.order, b.order))
	}
	rest := slices.Clone(nodes)
	slices.SortFunc(rest, rank)
	var kept, frontier []*laidNode
	seen := map[*laidNode]bool{}
	reach := func(n *laidNode) {
		if !seen[n] {
			seen[n] = true
			at, _ := slices.BinarySearchFunc(frontier, n, rank)
			frontier = slices.Insert(frontier, at, n)
		}
	}
	if root != nil {
		reach(root)
	}
	for len(kept) < most {
		for len(frontier) == 0 && len(rest) > 0 {
			reach(rest[0])
			rest = rest[1:]
		}
		if len(frontier) == 0 {
			break
		}
		n := frontier[0]
		frontier = frontier[1:]
		kept = append(kept, n)
		for _, e := range n.edges {
			reach(e.other(n))
		}
	}
	return kept
}

// lay places nodes and edges, and says how large the picture is. The edges of the nodes
// are those among them.
func lay(nodes []*laidNode) (width, height int) {
	seen := map[*laidNode]bool{}
	for _, n := range nodes {
		if seen[n] {
			continue
		}
		columns := layers(n, seen)
		orderColumns(columns)
		for _, column := range columns {
			ports(column)
		}
		down := settle(columns, height)
		width = max(width, spread(columns))
		height = down + partGap
	}
	return width, max(0, height-partGap)
}

// layers are the nodes that hang together with one, by their distance from it.
func layers(root *laidNode, seen map[*laidNode]bool) (columns [][]*laidNode) {
	seen[root] = true
	for column := []*laidNode{root}; len(column) > 0; {
		columns = append(columns, column)
		var next []*laidNode
		for _, n := range column {
			n.layer = len(columns) - 1
			for _, e := range n.edges {
				if o := e.other(n); !seen[o] {
					seen[o] = true
					next = append(next, o)
				}
			}
		}
		column = next
	}
	return columns
}

const orderSweeps = 4

// orderColumns puts nodes in the order of the mean place of what they are tied to,
// in the column to the left and to the right in turn.
func orderColumns(columns [][]*laidNode) {
	number := func(column []*laidNode) {
		for i, n := range column {
			n.place = i
		}
	}
	for _, column := range columns {
		number(column)
	}
	for sweep := range orderSweeps {
		for i := range columns {
			side, column := -1, columns[i]
			if sweep%2 == 1 {
				side, column = 1, columns[len(columns)-1-i]
			}
			slices.SortStableFunc(column, func(a, b *laidNode) int {
				sumA, nA := places(a, side)
				sumB, nB := places(b, side)
				return cmp.Compare(sumA*nB, sumB*nA)
			})
			number(column)
		}
	}
}

// places sums the places of a node's neighbours in the column on one side; its own
// where it has none there.
func places(n *laidNode, side int) (sum, count int) {
	for _, e := range n.edges {
		if o := e.other(n); o.layer == n.layer+side {
			sum, count = sum+o.place, count+1
		}
	}
	if count == 0 {
		return n.place, 1
	}
	return sum, count
}

// ports gives each edge its row on the left of its right end, or on the right of
// both where they stand in one column, and each node its height.
func ports(column []*laidNode) {
	for _, n := range column {
		for _, e := range n.edges {
			switch o := e.other(n); {
			case o.layer < n.layer:
				e.near, e.far = o, n
				n.left = append(n.left, e)
			case o == n:
				e.near, e.far = n, n
				n.right = append(n.right, e, e)
			case o.layer == n.layer:
				e.near, e.far = e.from, e.to
				n.right = append(n.right, e)
			}
		}
		byPlace := func(a, b *laidEdge) int { return cmp.Compare(a.other(n).place, b.other(n).place) }
		slices.SortStableFunc(n.left, byPlace)
		slices.SortStableFunc(n.right, byPlace)
		n.height = rowHeight*max(1, len(n.left), len(n.right)) + boxPadding
	}
}

// settle gives nodes their height, from a top on, and says where they end.
func settle(columns [][]*laidNode, top int) (down int) {
	for _, column := range columns {
		y := 0
		for _, n := range column {
			n.y, y = y, y+n.height+boxGap
		}
	}
	for _, side := range [...]int{-1, 1, -1} {
		for i := range columns {
			column := columns[i]
			if side > 0 {
				column = columns[len(columns)-1-i]
			}
			level(column, side)
		}
	}
	least := columns[0][0].y
	for _, column := range columns {
		least = min(least, column[0].y)
	}
	for _, column := range columns {
		for _, n := range column {
			n.y += top - least
			down = max(down, n.y+n.height)
			rows(n)
		}
	}
	return down
}

// level brings the nodes of a column as near as may be to the mean height of their
// neighbours on one side, in their order and without meeting: those that would meet move
// together, by the mean of what they want.
func level(column []*laidNode, side int) {
	type block struct{ sum, count int }
	var blocks []block
	offset := 0
	for _, n := range column {
		blocks = append(blocks, block{wanted(n, side) - n.height/2 - offset, 1})
		offset += n.height + boxGap
		for last := len(blocks) - 1; last > 0 && blocks[last-1].sum*blocks[last].count > blocks[last].sum*blocks[last-1].count; last-- {
			blocks[last-1].sum += blocks[last].sum
			blocks[last-1].count += blocks[last].count
			blocks = blocks[:last]
		}
	}
	offset = 0
	for _, b := range blocks {
		for range b.count {
			column[0].y = floor(b.sum, b.count) + offset
			offset += column[0].height + boxGap
			column = column[1:]
		}
	}
}

// wanted is the mean height of a node's neighbours on one side, else its own.
func wanted(n *laidNode, side int) int {
	sum, count := 0, 0
	for _, e := range n.edges {
		if o := e.other(n); o.layer == n.layer+side {
			sum, count = sum+o.y+o.height/2, count+1
		}
	}
	if count == 0 {
		return n.y + n.height/2
	}
	return floor(sum, count)
}

// floor divides downwards, so that what ascends still does.
func floor(a, b int) int {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// rows are the heights at which a node's edges end.
func rows(n *laidNode) {
	first := n.y + (n.height-rowHeight*len(n.left))/2 + rowHeight/2
	for i, e := range n.left {
		e.farY = first + i*rowHeight
	}
	first = n.y + (n.height-rowHeight*len(n.right))/2 + rowHeight/2
	begun := map[*laidEdge]bool{}
	for i, e := range n.right {
		if e.from == n && !begun[e] {
			e.nearY, begun[e] = first+i*rowHeight, true
		} else {
			e.farY = first + i*rowHeight
		}
	}
}

// spread gives columns their place from left to right, with room for the names of edges.
func spread(columns [][]*laidNode) (width int) {
	x := 0
	for _, column := range columns {
		into, within, widest := 0, 0, 0
		for _, n := range column {
			widest = max(widest, n.width)
			for _, e := range n.left {
				into = max(into, e.labelWidth+curveWidth)
			}
			for _, e := range n.right {
				within = max(within, e.labelWidth+curveWidth/2)
			}
		}
		x += into
		for _, n := range column {
			n.x = x
		}
		x += widest + within
	}
	return x
}
