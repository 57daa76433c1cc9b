//go:build amd64 && !purego

#include "textflag.h"

DATA rectifyConst<>+0(SB)/4, $32767
DATA rectifyConst<>+4(SB)/4, $-32767
GLOBL rectifyConst<>(SB), RODATA|NOPTR, $8

// func rectifyAVX2(n int, to *int16, sums, shift *int32)
// Eight at a time: see rectifyGo. n is a multiple of 8.
TEXT ·rectifyAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ to+8(FP), DI
	MOVQ sums+16(FP), SI
	MOVQ shift+24(FP), DX
	VPBROADCASTD rectifyConst<>+0(SB), Y14
	VPBROADCASTD rectifyConst<>+4(SB), Y15
eight:
	VMOVDQU (SI), Y0
	VPSRAVD (DX), Y0, Y0
	VPSRAD $3, Y0, Y1
	VPMAXSD Y1, Y0, Y0
	VPMINSD Y14, Y0, Y0
	VPMAXSD Y15, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW X1, X0, X0
	VMOVDQU X0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $16, DI
	SUBQ $8, CX
	JNZ eight
	VZEROUPPER
	RET

// func narrowAVX2(n int, to *int16, sums, shift *int32)
// Eight at a time: see narrowGo. n is a multiple of 8.
TEXT ·narrowAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ to+8(FP), DI
	MOVQ sums+16(FP), SI
	MOVQ shift+24(FP), DX
	VPBROADCASTD rectifyConst<>+0(SB), Y14
	VPBROADCASTD rectifyConst<>+4(SB), Y15
eight:
	VMOVDQU (SI), Y0
	VPSRAVD (DX), Y0, Y0
	VPMINSD Y14, Y0, Y0
	VPMAXSD Y15, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW X1, X0, X0
	VMOVDQU X0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $16, DI
	SUBQ $8, CX
	JNZ eight
	VZEROUPPER
	RET

// func shiftAVX2(n int, sums, shift *int32)
// Eight at a time: see shiftGo. n is a multiple of 8.
TEXT ·shiftAVX2(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ sums+8(FP), SI
	MOVQ shift+16(FP), DX
eight:
	VMOVDQU (SI), Y0
	VPSRAVD (DX), Y0, Y0
	VMOVDQU Y0, (SI)
	ADDQ $32, SI
	ADDQ $32, DX
	SUBQ $8, CX
	JNZ eight
	VZEROUPPER
	RET

// func productAVX2(n int, to, a, b *int16)
// Eight at a time: see productGo. n is a multiple of 8.
TEXT ·productAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ to+8(FP), DI
	MOVQ a+16(FP), SI
	MOVQ b+24(FP), DX
	VPBROADCASTD rectifyConst<>+0(SB), Y14
	VPBROADCASTD rectifyConst<>+4(SB), Y15
eight:
	VPMOVSXWD (SI), Y0
	VPMOVSXWD (DX), Y1
	VPMULLD Y1, Y0, Y0
	VPSRAD $10, Y0, Y0
	VPMINSD Y14, Y0, Y0
	VPMAXSD Y15, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW X1, X0, X0
	VMOVDQU X0, (DI)
	ADDQ $16, SI
	ADDQ $16, DX
	ADDQ $16, DI
	SUBQ $8, CX
	JNZ eight
	VZEROUPPER
	RET
