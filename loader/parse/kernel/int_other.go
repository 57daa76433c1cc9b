//go:build !amd64 || purego

package kernel

func tile() (tall, wide int) { return rows, width }

func mulInt(n, k int, a []int16, row int, b []int16, c []int32, stride int, from []int32, step int) {
	mulIntGo(n, k, a, row, b, c, stride, from, step)
}
