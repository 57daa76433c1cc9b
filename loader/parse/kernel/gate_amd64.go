//go:build amd64 && !purego

package kernel

//go:noescape
func gateAVX2(h int, input, state, shift *int32, cell, hidden *int16, sigmoid, tanh *int16)

func gate(input, state, shift []int32, cell, hidden []int16, c *Curves) {
	h := len(cell)
	if have < avx2 || h == 0 || h%8 != 0 {
		gateGo(input, state, shift, cell, hidden, c)
		return
	}
	_, _, _, _ = input[4*h-1], state[4*h-1], shift[4*h-1], hidden[h-1]
	gateAVX2(h, &input[0], &state[0], &shift[0], &cell[0], &hidden[0], &c.Sigmoid[0], &c.Tanh[0])
}
