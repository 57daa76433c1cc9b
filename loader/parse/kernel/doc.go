// Package kernel multiplies small matrices fast: float32 for training, int16
// with 32-bit sums for inference.
//
// Both kinds share one shape. The right-hand matrix is packed once into panels
// of 16 columns; a micro-kernel then adds the product of a few rows and a panel
// to a tile of the result, which stays in registers for the whole depth:
//
//	float panel  b[panel][k][16]          c[i][j] += Σk a[i][k]·b[k][j]
//	int panel    b[panel][k/2][16][2]     the same, two k at a time
//
// A tile is 6×16 with AVX2 (VPMADDWD, VPADDD) and 12×32 with AVX-512 and VNNI
// (VPDPWSSD), two panels side by side.
//
// Integer sums are exact in any order as long as they do not overflow: with
// |weights| ≤ 127 and 16-bit activations that holds for depths up to 512, so
// every CPU and the portable code give the same bits. Float sums differ in
// the last bits between the assembler (fused multiply-add, the same sums in the
// same order at each level) and the portable code; a training run uses one of
// them throughout.
//
// What the CPU can do is asked at run time (level); the build tag purego leaves
// the assembler out.
package kernel
