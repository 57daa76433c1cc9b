//go:build amd64 && !purego

#include "textflag.h"

// The micro-kernels differ in their number of rows. Each takes four pairs a
// turn, then the pairs that remain: with one pair a turn, the instructions of
// the loop itself were one in ten.

// ROW adds a row's pair at a times the panel's pair in Y12 and Y13 to x and y.
#define ROW(a, x, y) \
	VPBROADCASTD a, Y14; \
	VPMADDWD Y12, Y14, Y15; \
	VPADDD Y15, x, x; \
	VPMADDWD Y13, Y14, Y14; \
	VPADDD Y14, y, y

#define PAIR1(at) \
	VMOVDQU (64*at)(DI), Y12; \
	VMOVDQU (64*at+32)(DI), Y13; \
	ROW((4*at)(SI), Y0, Y1)

#define PAIR2(at) \
	PAIR1(at); \
	ROW((4*at)(SI)(R10*1), Y2, Y3)

#define PAIR4(at) \
	PAIR2(at); \
	ROW((4*at)(SI)(R10*2), Y4, Y5); \
	ROW((4*at)(R9), Y6, Y7)

#define PAIR6(at) \
	PAIR4(at); \
	ROW((4*at)(R9)(R10*1), Y8, Y9); \
	ROW((4*at)(R9)(R10*2), Y10, Y11)

// func mulInt6AVX2(k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)
// Sets a 6×16 block of c to that of from plus 6 rows of a times one panel. k
// counts pairs; row, stride and step are in bytes.
TEXT ·mulInt6AVX2(SB), NOSPLIT, $0-64
	MOVQ k+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ row+16(FP), R10
	MOVQ b+24(FP), DI
	MOVQ c+32(FP), DX
	MOVQ stride+40(FP), R8
	MOVQ from+48(FP), R13
	MOVQ step+56(FP), R11
	LEAQ (SI)(R10*2), R9
	ADDQ R10, R9
	LEAQ (DX)(R8*2), R12
	ADDQ R8, R12
	LEAQ (R13)(R11*2), BX
	ADDQ R11, BX
	VMOVDQU (R13), Y0
	VMOVDQU 32(R13), Y1
	VMOVDQU (R13)(R11*1), Y2
	VMOVDQU 32(R13)(R11*1), Y3
	VMOVDQU (R13)(R11*2), Y4
	VMOVDQU 32(R13)(R11*2), Y5
	VMOVDQU (BX), Y6
	VMOVDQU 32(BX), Y7
	VMOVDQU (BX)(R11*1), Y8
	VMOVDQU 32(BX)(R11*1), Y9
	VMOVDQU (BX)(R11*2), Y10
	VMOVDQU 32(BX)(R11*2), Y11
	MOVQ CX, AX
	SHRQ $2, AX
	JZ rest6
turn6:
	PAIR6(0)
	PAIR6(1)
	PAIR6(2)
	PAIR6(3)
	ADDQ $16, SI
	ADDQ $16, R9
	ADDQ $256, DI
	DECQ AX
	JNZ turn6
rest6:
	ANDQ $3, CX
	JZ done6
pair6:
	PAIR6(0)
	ADDQ $4, SI
	ADDQ $4, R9
	ADDQ $64, DI
	DECQ CX
	JNZ pair6
done6:
	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VMOVDQU Y2, (DX)(R8*1)
	VMOVDQU Y3, 32(DX)(R8*1)
	VMOVDQU Y4, (DX)(R8*2)
	VMOVDQU Y5, 32(DX)(R8*2)
	VMOVDQU Y6, (R12)
	VMOVDQU Y7, 32(R12)
	VMOVDQU Y8, (R12)(R8*1)
	VMOVDQU Y9, 32(R12)(R8*1)
	VMOVDQU Y10, (R12)(R8*2)
	VMOVDQU Y11, 32(R12)(R8*2)
	VZEROUPPER
	RET

// func mulInt4AVX2(k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)
// Sets a 4×16 block of c to that of from plus 4 rows of a times one panel. k
// counts pairs; row, stride and step are in bytes.
TEXT ·mulInt4AVX2(SB), NOSPLIT, $0-64
	MOVQ k+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ row+16(FP), R10
	MOVQ b+24(FP), DI
	MOVQ c+32(FP), DX
	MOVQ stride+40(FP), R8
	MOVQ from+48(FP), R13
	MOVQ step+56(FP), R11
	LEAQ (SI)(R10*2), R9
	ADDQ R10, R9
	LEAQ (DX)(R8*2), R12
	ADDQ R8, R12
	LEAQ (R13)(R11*2), BX
	ADDQ R11, BX
	VMOVDQU (R13), Y0
	VMOVDQU 32(R13), Y1
	VMOVDQU (R13)(R11*1), Y2
	VMOVDQU 32(R13)(R11*1), Y3
	VMOVDQU (R13)(R11*2), Y4
	VMOVDQU 32(R13)(R11*2), Y5
	VMOVDQU (BX), Y6
	VMOVDQU 32(BX), Y7
	MOVQ CX, AX
	SHRQ $2, AX
	JZ rest4
turn4:
	PAIR4(0)
	PAIR4(1)
	PAIR4(2)
	PAIR4(3)
	ADDQ $16, SI
	ADDQ $16, R9
	ADDQ $256, DI
	DECQ AX
	JNZ turn4
rest4:
	ANDQ $3, CX
	JZ done4
pair4:
	PAIR4(0)
	ADDQ $4, SI
	ADDQ $4, R9
	ADDQ $64, DI
	DECQ CX
	JNZ pair4
done4:
	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VMOVDQU Y2, (DX)(R8*1)
	VMOVDQU Y3, 32(DX)(R8*1)
	VMOVDQU Y4, (DX)(R8*2)
	VMOVDQU Y5, 32(DX)(R8*2)
	VMOVDQU Y6, (R12)
	VMOVDQU Y7, 32(R12)
	VZEROUPPER
	RET

// func mulInt2AVX2(k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)
// Sets a 2×16 block of c to that of from plus 2 rows of a times one panel. k
// counts pairs; row, stride and step are in bytes.
TEXT ·mulInt2AVX2(SB), NOSPLIT, $0-64
	MOVQ k+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ row+16(FP), R10
	MOVQ b+24(FP), DI
	MOVQ c+32(FP), DX
	MOVQ stride+40(FP), R8
	MOVQ from+48(FP), R13
	MOVQ step+56(FP), R11
	VMOVDQU (R13), Y0
	VMOVDQU 32(R13), Y1
	VMOVDQU (R13)(R11*1), Y2
	VMOVDQU 32(R13)(R11*1), Y3
	MOVQ CX, AX
	SHRQ $2, AX
	JZ rest2
turn2:
	PAIR2(0)
	PAIR2(1)
	PAIR2(2)
	PAIR2(3)
	ADDQ $16, SI
	ADDQ $256, DI
	DECQ AX
	JNZ turn2
rest2:
	ANDQ $3, CX
	JZ done2
pair2:
	PAIR2(0)
	ADDQ $4, SI
	ADDQ $64, DI
	DECQ CX
	JNZ pair2
done2:
	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VMOVDQU Y2, (DX)(R8*1)
	VMOVDQU Y3, 32(DX)(R8*1)
	VZEROUPPER
	RET

// func mulInt1AVX2(k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)
// Sets a 1×16 block of c to that of from plus 1 row of a times one panel. k
// counts pairs; row, stride and step are in bytes.
TEXT ·mulInt1AVX2(SB), NOSPLIT, $0-64
	MOVQ k+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ row+16(FP), R10
	MOVQ b+24(FP), DI
	MOVQ c+32(FP), DX
	MOVQ stride+40(FP), R8
	MOVQ from+48(FP), R13
	MOVQ step+56(FP), R11
	VMOVDQU (R13), Y0
	VMOVDQU 32(R13), Y1
	MOVQ CX, AX
	SHRQ $2, AX
	JZ rest1
turn1:
	PAIR1(0)
	PAIR1(1)
	PAIR1(2)
	PAIR1(3)
	ADDQ $16, SI
	ADDQ $256, DI
	DECQ AX
	JNZ turn1
rest1:
	ANDQ $3, CX
	JZ done1
pair1:
	PAIR1(0)
	ADDQ $4, SI
	ADDQ $64, DI
	DECQ CX
	JNZ pair1
done1:
	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VZEROUPPER
	RET
