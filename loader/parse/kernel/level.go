package kernel

// A level is a set of instructions to compute with. All of them give the same
// integers.
type level int

const (
	portable level = iota
	avx2           // and FMA
	vnni           // and the parts of AVX-512 around it
)

// have is the highest level of this CPU. Only tests lower it, to compare.
var have = detect()
