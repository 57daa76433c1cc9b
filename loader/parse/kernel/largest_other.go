//go:build !amd64 || purego

package kernel

func largest(v []int32) int { return largestGo(v) }
