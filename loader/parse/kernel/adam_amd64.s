//go:build amd64 && !purego

#include "textflag.h"

// func adamAVX2(n int, w, grad, m, v *float32, keep1, keep2, rate, clip, epsilon float32)
// Eight at a time: see adamGo, whose operations and order these are. n is a
// multiple of 8.
TEXT ·adamAVX2(SB), NOSPLIT, $0-60
	MOVQ n+0(FP), CX
	MOVQ w+8(FP), DI
	MOVQ grad+16(FP), SI
	MOVQ m+24(FP), R8
	MOVQ v+32(FP), R9
	VBROADCASTSS keep1+40(FP), Y11
	VBROADCASTSS keep2+44(FP), Y12
	VBROADCASTSS rate+48(FP), Y13
	VBROADCASTSS clip+52(FP), Y14
	VBROADCASTSS epsilon+56(FP), Y15
eight:
	VMULPS (SI), Y14, Y0
	VMOVUPS (R8), Y1
	VSUBPS Y1, Y0, Y2
	VMULPS Y2, Y11, Y2
	VADDPS Y2, Y1, Y1
	VMOVUPS Y1, (R8)
	VMULPS Y0, Y0, Y0
	VMOVUPS (R9), Y3
	VSUBPS Y3, Y0, Y4
	VMULPS Y4, Y12, Y4
	VADDPS Y4, Y3, Y3
	VMOVUPS Y3, (R9)
	VSQRTPS Y3, Y3
	VADDPS Y15, Y3, Y3
	VMULPS Y1, Y13, Y1
	VDIVPS Y3, Y1, Y1
	VMOVUPS (DI), Y5
	VSUBPS Y1, Y5, Y5
	VMOVUPS Y5, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	ADDQ $32, R8
	ADDQ $32, R9
	SUBQ $8, CX
	JNZ eight
	VZEROUPPER
	RET
