//go:build !amd64 || purego

package kernel

func addRow(sum []int32, q []int8, shift int) { addRowGo(sum, q, shift) }
