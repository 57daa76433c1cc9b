//go:build !amd64 || purego

package kernel

func rectify(to []int16, sums, shift []int32) { rectifyGo(to, sums, shift) }

func narrow(to []int16, sums, shift []int32) { narrowGo(to, sums, shift) }

func shiftAll(sums, shift []int32) { shiftGo(sums, shift) }

func product(to, a, b []int16) { productGo(to, a, b) }
