//go:build !amd64 || purego

package kernel

func rectify(to []int16, sums, shift []int32) { rectifyGo(to, sums, shift) }
