//go:build amd64 && !purego

package kernel

import "golang.org/x/sys/cpu"

func detect() level {
	switch x := &cpu.X86; {
	case !x.HasAVX2 || !x.HasFMA:
		return portable
	case !x.HasAVX512F || !x.HasAVX512BW || !x.HasAVX512VL || !x.HasAVX512VNNI:
		return avx2
	}
	return vnni
}
