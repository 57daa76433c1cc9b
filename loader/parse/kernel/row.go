package kernel

// AddRow adds the elements of q, shifted left, to sum.
func AddRow(sum []int32, q []int8, shift int) { addRow(sum, q, shift) }

func addRowGo(sum []int32, q []int8, shift int) {
	sum = sum[:len(q)]
	for j, v := range q {
		sum[j] += int32(v) << (shift & 31)
	}
}
