package kernel

// mulRowsGo is the portable micro-kernel for n rows.
func mulRowsGo(n, k int, a []float32, row, col int, b, c []float32, stride int) {
	for r := range n {
		sum := (*[width]float32)(c[r*stride:])
		for i := range k {
			v := a[r*row+i*col]
			panel := (*[width]float32)(b[i*width:])
			for j := range sum {
				sum[j] += v * panel[j]
			}
		}
	}
}
