// Package kernel multiplies small matrices fast: float32 for training, int16
// with 32-bit sums for inference.
//
// Both kinds share one shape. The right-hand matrix is packed once into panels
// of 16 columns; a micro-kernel then adds the product of 6 rows and one panel
// to a 6×16 block of the result, which stays in registers for the whole depth:
//
//	float panel  b[panel][k][16]          c[i][j] += Σk a[i][k]·b[k][j]
//	int panel    b[panel][k/2][16][2]     the same, two k at a time (VPMADDWD)
//
// Integer sums are exact in any order as long as they do not overflow: with
// |weights| ≤ 127 and 16-bit activations that holds for depths up to 512, so
// every CPU and the portable code give the same bits. Float sums differ in
// the last bits between the assembler (fused multiply-add) and the portable
// code; a training run uses one of them throughout.
//
// The assembler needs AVX2 and FMA, which is asked of the CPU at run time; the
// build tag purego leaves it out.
package kernel
