//go:build amd64 && !purego

#include "textflag.h"

// func addRowAVX2(n int, sum *int32, q *int8, shift int)
// Eight at a time: see addRowGo. n is a multiple of 8, shift less than 32.
TEXT ·addRowAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ sum+8(FP), DI
	MOVQ q+16(FP), SI
	MOVQ shift+24(FP), X2
eight:
	VPMOVSXBD (SI), Y0
	VPSLLD X2, Y0, Y0
	VPADDD (DI), Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $8, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ eight
	VZEROUPPER
	RET
