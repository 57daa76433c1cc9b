//go:build !amd64 || purego

package kernel

func mulRows(n, k int, a []float32, row, col int, b, c []float32, stride int) {
	mulRowsGo(n, k, a, row, col, b, c, stride)
}

func mulPair(int, int, []float32, int, int, []float32, []float32, int) int { return 0 }
