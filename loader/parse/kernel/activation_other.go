//go:build !amd64 || purego

package kernel

func curves(x []float32, in, out, add float32) { curvesGo(x, in, out, add) }
