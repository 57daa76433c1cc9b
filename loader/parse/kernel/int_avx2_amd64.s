//go:build amd64 && !purego

#include "textflag.h"

// ROW adds a row's pair at a times the panel's pair in Y12 and Y13 to x and y.
#define ROW(a, x, y) \
	VPBROADCASTD a, Y14; \
	VPMADDWD Y12, Y14, Y15; \
	VPADDD Y15, x, x; \
	VPMADDWD Y13, Y14, Y14; \
	VPADDD Y14, y, y

#define PANEL(at) \
	VMOVDQU (64*at)(DI), Y12; \
	VMOVDQU (64*at+32)(DI), Y13

#define ROWS1(at) ROW((4*at)(SI), Y0, Y1)
#define ROWS2(at) ROWS1(at); ROW((4*at)(SI)(R10*1), Y2, Y3)
#define ROWS3(at) ROWS2(at); ROW((4*at)(SI)(R10*2), Y4, Y5)
#define ROWS4(at) ROWS3(at); ROW((4*at)(R9), Y6, Y7)
#define ROWS5(at) ROWS4(at); ROW((4*at)(R9)(R10*1), Y8, Y9)
#define ROWS6(at) ROWS5(at); ROW((4*at)(R9)(R10*2), Y10, Y11)

#define NEXT(pairs) \
	ADDQ $(4*pairs), SI; \
	ADDQ $(4*pairs), R9; \
	ADDQ $(64*pairs), DI

// SUM goes through all pairs, four a turn and then those that remain: with one
// pair a turn, the instructions of the loop itself were one in ten.
#define SUM(rows, turn, rest, pair) \
	SHRQ $2, AX; \
	JZ rest; \
turn: \
	PANEL(0); rows(0); \
	PANEL(1); rows(1); \
	PANEL(2); rows(2); \
	PANEL(3); rows(3); \
	NEXT(4); \
	DECQ AX; \
	JNZ turn; \
rest: \
	ANDQ $3, CX; \
	JZ store; \
pair: \
	PANEL(0); rows(0); \
	NEXT(1); \
	DECQ CX; \
	JNZ pair; \
	JMP store

// LOAD begins the sums of a row, STORE writes them. Both go on to the next row
// unless it was the last.
#define LOAD(x, y) \
	VMOVDQU (DX), x; \
	VMOVDQU 32(DX), y; \
	ADDQ R11, DX; \
	DECQ R8; \
	JZ loaded

#define STORE(x, y) \
	VMOVDQU x, (DX); \
	VMOVDQU y, 32(DX); \
	ADDQ R11, DX; \
	DECQ R8; \
	JZ stored

// func mulIntAVX2(n, k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)
// Sets an n×16 block of c to that of from plus n rows of a times one panel.
// n is at most 6, k counts pairs; row, stride and step are in bytes.
TEXT ·mulIntAVX2(SB), NOSPLIT, $0-72
	MOVQ n+0(FP), R8
	MOVQ from+56(FP), DX
	MOVQ step+64(FP), R11
	LOAD(Y0, Y1)
	LOAD(Y2, Y3)
	LOAD(Y4, Y5)
	LOAD(Y6, Y7)
	LOAD(Y8, Y9)
	LOAD(Y10, Y11)
loaded:
	MOVQ k+8(FP), CX
	MOVQ a+16(FP), SI
	MOVQ row+24(FP), R10
	MOVQ b+32(FP), DI
	LEAQ (SI)(R10*2), R9
	ADDQ R10, R9             // row 3
	MOVQ n+0(FP), R8
	MOVQ CX, AX
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
	SUM(ROWS1, turn1, rest1, pair1)
two:
	SUM(ROWS2, turn2, rest2, pair2)
three:
	SUM(ROWS3, turn3, rest3, pair3)
four:
	SUM(ROWS4, turn4, rest4, pair4)
five:
	SUM(ROWS5, turn5, rest5, pair5)
six:
	SUM(ROWS6, turn6, rest6, pair6)
store:
	MOVQ c+40(FP), DX
	MOVQ stride+48(FP), R11
	STORE(Y0, Y1)
	STORE(Y2, Y3)
	STORE(Y4, Y5)
	STORE(Y6, Y7)
	STORE(Y8, Y9)
	STORE(Y10, Y11)
stored:
	VZEROUPPER
	RET
