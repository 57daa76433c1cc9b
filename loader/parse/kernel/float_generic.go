package kernel

// mul6x16Go is the portable micro-kernel.
func mul6x16Go(k int, a []float32, row, col int, b []float32, c []float32, stride int) {
	for r := range rows {
		mulRowGo(k, a[r*row:], col, b, c[r*stride:r*stride+width])
	}
}

func mulRowGo(k int, a []float32, col int, b, c []float32) {
	sum := (*[width]float32)(c)
	for i := range k {
		v := a[i*col]
		panel := (*[width]float32)(b[i*width:])
		for j := range sum {
			sum[j] += v * panel[j]
		}
	}
}
