//go:build !amd64 || purego

package kernel

func gate(input, state, shift []int32, cell, hidden []int16, c *Curves) {
	gateGo(input, state, shift, cell, hidden, c)
}
