//go:build amd64 && !purego

#include "textflag.h"

// ROW adds a row's pair at a times the two panels' pairs in Z24 and Z25 to x
// and y.
#define ROW(a, x, y) \
	VPBROADCASTD a, Z26; \
	VPDPWSSD Z24, Z26, x; \
	VPDPWSSD Z25, Z26, y

#define PANELS(at) \
	VMOVDQU32 (64*at)(DI), Z24; \
	VMOVDQU32 (64*at)(BX), Z25

#define ROWS1(at) ROW((4*at)(SI), Z0, Z1)
#define ROWS2(at) ROWS1(at); ROW((4*at)(SI)(R10*1), Z2, Z3)
#define ROWS3(at) ROWS2(at); ROW((4*at)(SI)(R10*2), Z4, Z5)
#define ROWS4(at) ROWS3(at); ROW((4*at)(R9), Z6, Z7)
#define ROWS5(at) ROWS4(at); ROW((4*at)(R9)(R10*1), Z8, Z9)
#define ROWS6(at) ROWS5(at); ROW((4*at)(R9)(R10*2), Z10, Z11)
#define ROWS7(at) ROWS6(at); ROW((4*at)(R12), Z12, Z13)
#define ROWS8(at) ROWS7(at); ROW((4*at)(R12)(R10*1), Z14, Z15)
#define ROWS9(at) ROWS8(at); ROW((4*at)(R12)(R10*2), Z16, Z17)
#define ROWS10(at) ROWS9(at); ROW((4*at)(R13), Z18, Z19)
#define ROWS11(at) ROWS10(at); ROW((4*at)(R13)(R10*1), Z20, Z21)
#define ROWS12(at) ROWS11(at); ROW((4*at)(R13)(R10*2), Z22, Z23)

// Up to six rows leave half of the registers free. Their odd pairs go there,
// because a sum can only be added to every fourth or fifth cycle.
#define ODD1(at) ROW((4*at)(SI), Z12, Z13)
#define ODD2(at) ODD1(at); ROW((4*at)(SI)(R10*1), Z14, Z15)
#define ODD3(at) ODD2(at); ROW((4*at)(SI)(R10*2), Z16, Z17)
#define ODD4(at) ODD3(at); ROW((4*at)(R9), Z18, Z19)
#define ODD5(at) ODD4(at); ROW((4*at)(R9)(R10*1), Z20, Z21)
#define ODD6(at) ODD5(at); ROW((4*at)(R9)(R10*2), Z22, Z23)

#define NEXT(pairs) \
	ADDQ $(4*pairs), SI; \
	ADDQ $(4*pairs), R9; \
	ADDQ $(4*pairs), R12; \
	ADDQ $(4*pairs), R13; \
	ADDQ $(64*pairs), DI; \
	ADDQ $(64*pairs), BX

// SUM goes through all pairs, four a turn and then those that remain.
#define SUM(even, odd, turn, rest, pair, end) \
	SHRQ $2, AX; \
	JZ rest; \
turn: \
	PANELS(0); even(0); \
	PANELS(1); odd(1); \
	PANELS(2); even(2); \
	PANELS(3); odd(3); \
	NEXT(4); \
	DECQ AX; \
	JNZ turn; \
rest: \
	ANDQ $3, CX; \
	JZ end; \
pair: \
	PANELS(0); even(0); \
	NEXT(1); \
	DECQ CX; \
	JNZ pair; \
	JMP end

// LOAD begins the sums of a row, STORE writes them. Both go on to the next row
// unless it was the last.
#define LOAD(x, y) \
	VMOVDQU32 (DX), x; \
	VMOVDQU32 64(DX), y; \
	ADDQ R11, DX; \
	DECQ R8; \
	JZ loaded

#define STORE(x, y) \
	VMOVDQU32 x, (DX); \
	VMOVDQU32 y, 64(DX); \
	ADDQ R11, DX; \
	DECQ R8; \
	JZ stored

// func mulIntVNNI(n, k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)
// Sets an n×32 block of c to that of from plus n rows of a times two panels.
// n is at most 12, k counts pairs; row, stride and step are in bytes.
TEXT ·mulIntVNNI(SB), NOSPLIT, $0-72
	VPXORD Z12, Z12, Z12
	VPXORD Z13, Z13, Z13
	VPXORD Z14, Z14, Z14
	VPXORD Z15, Z15, Z15
	VPXORD Z16, Z16, Z16
	VPXORD Z17, Z17, Z17
	VPXORD Z18, Z18, Z18
	VPXORD Z19, Z19, Z19
	VPXORD Z20, Z20, Z20
	VPXORD Z21, Z21, Z21
	VPXORD Z22, Z22, Z22
	VPXORD Z23, Z23, Z23
	MOVQ n+0(FP), R8
	MOVQ from+56(FP), DX
	MOVQ step+64(FP), R11
	LOAD(Z0, Z1)
	LOAD(Z2, Z3)
	LOAD(Z4, Z5)
	LOAD(Z6, Z7)
	LOAD(Z8, Z9)
	LOAD(Z10, Z11)
	LOAD(Z12, Z13)
	LOAD(Z14, Z15)
	LOAD(Z16, Z17)
	LOAD(Z18, Z19)
	LOAD(Z20, Z21)
	LOAD(Z22, Z23)
loaded:
	MOVQ k+8(FP), CX
	MOVQ a+16(FP), SI
	MOVQ row+24(FP), R10
	MOVQ b+32(FP), DI
	MOVQ CX, AX
	SHLQ $6, AX
	LEAQ (DI)(AX*1), BX      // the second panel
	LEAQ (R10)(R10*2), AX
	LEAQ (SI)(AX*1), R9      // row 3
	LEAQ (R9)(AX*1), R12     // row 6
	LEAQ (R12)(AX*1), R13    // row 9
	MOVQ n+0(FP), R8
	MOVQ CX, AX
	CMPQ R8, $12
	JEQ twelve
	CMPQ R8, $11
	JEQ eleven
	CMPQ R8, $10
	JEQ ten
	CMPQ R8, $9
	JEQ nine
	CMPQ R8, $8
	JEQ eight
	CMPQ R8, $7
	JEQ seven
	CMPQ R8, $6
	JEQ six
	CMPQ R8, $5
	JEQ five
	CMPQ R8, $4
	JEQ four
	CMPQ R8, $3
	JEQ three
	CMPQ R8, $2
	JEQ two
	SUM(ROWS1, ODD1, turn1, rest1, pair1, fold)
two:
	SUM(ROWS2, ODD2, turn2, rest2, pair2, fold)
three:
	SUM(ROWS3, ODD3, turn3, rest3, pair3, fold)
four:
	SUM(ROWS4, ODD4, turn4, rest4, pair4, fold)
five:
	SUM(ROWS5, ODD5, turn5, rest5, pair5, fold)
six:
	SUM(ROWS6, ODD6, turn6, rest6, pair6, fold)
seven:
	SUM(ROWS7, ROWS7, turn7, rest7, pair7, store)
eight:
	SUM(ROWS8, ROWS8, turn8, rest8, pair8, store)
nine:
	SUM(ROWS9, ROWS9, turn9, rest9, pair9, store)
ten:
	SUM(ROWS10, ROWS10, turn10, rest10, pair10, store)
eleven:
	SUM(ROWS11, ROWS11, turn11, rest11, pair11, store)
twelve:
	SUM(ROWS12, ROWS12, turn12, rest12, pair12, store)
fold:
	VPADDD Z12, Z0, Z0
	VPADDD Z13, Z1, Z1
	VPADDD Z14, Z2, Z2
	VPADDD Z15, Z3, Z3
	VPADDD Z16, Z4, Z4
	VPADDD Z17, Z5, Z5
	VPADDD Z18, Z6, Z6
	VPADDD Z19, Z7, Z7
	VPADDD Z20, Z8, Z8
	VPADDD Z21, Z9, Z9
	VPADDD Z22, Z10, Z10
	VPADDD Z23, Z11, Z11
store:
	MOVQ c+40(FP), DX
	MOVQ stride+48(FP), R11
	STORE(Z0, Z1)
	STORE(Z2, Z3)
	STORE(Z4, Z5)
	STORE(Z6, Z7)
	STORE(Z8, Z9)
	STORE(Z10, Z11)
	STORE(Z12, Z13)
	STORE(Z14, Z15)
	STORE(Z16, Z17)
	STORE(Z18, Z19)
	STORE(Z20, Z21)
	STORE(Z22, Z23)
stored:
	VZEROUPPER
	RET
