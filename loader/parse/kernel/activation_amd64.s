//go:build amd64 && !purego

#include "textflag.h"

DATA curveConst<>+0(SB)/4, $0x42ae0000  // 87
DATA curveConst<>+4(SB)/4, $0xc2ae0000  // -87
DATA curveConst<>+8(SB)/4, $0x3fb8aa3b  // 1/ln 2
DATA curveConst<>+12(SB)/4, $0x3f318000 // ln 2, upper bits
DATA curveConst<>+16(SB)/4, $0xb95e8083 // ln 2, the rest
DATA curveConst<>+20(SB)/4, $0x39506967 // the polynomial of Exp
DATA curveConst<>+24(SB)/4, $0x3ab743ce
DATA curveConst<>+28(SB)/4, $0x3c088908
DATA curveConst<>+32(SB)/4, $0x3d2aa9c1
DATA curveConst<>+36(SB)/4, $0x3e2aaaaa
DATA curveConst<>+40(SB)/4, $0x3f000000
DATA curveConst<>+44(SB)/4, $0x3f800000 // 1
DATA curveConst<>+48(SB)/4, $127
GLOBL curveConst<>(SB), RODATA|NOPTR, $52

// func curvesAVX2(x *float32, n int, in, out, add float32)
// Replaces each of n (a multiple of 8) x by out/(1+e**(in·x)) + add.
TEXT ·curvesAVX2(SB), NOSPLIT, $0-28
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VBROADCASTSS in+16(FP), Y13
	VBROADCASTSS out+20(FP), Y14
	VBROADCASTSS add+24(FP), Y15
	VBROADCASTSS curveConst<>+0(SB), Y4
	VBROADCASTSS curveConst<>+4(SB), Y5
	VBROADCASTSS curveConst<>+8(SB), Y6
	VBROADCASTSS curveConst<>+12(SB), Y7
	VBROADCASTSS curveConst<>+16(SB), Y8
	VBROADCASTSS curveConst<>+40(SB), Y9
	VBROADCASTSS curveConst<>+44(SB), Y10
	VBROADCASTSS curveConst<>+48(SB), Y11
eight:
	VMULPS (DI), Y13, Y0
	VMINPS Y4, Y0, Y0
	VMAXPS Y5, Y0, Y0
	VMULPS Y6, Y0, Y1
	VROUNDPS $0, Y1, Y1
	VFNMADD231PS Y7, Y1, Y0
	VFNMADD231PS Y8, Y1, Y0
	VCVTPS2DQ Y1, Y1
	VPADDD Y11, Y1, Y1
	VPSLLD $23, Y1, Y1
	VBROADCASTSS curveConst<>+20(SB), Y2
	VBROADCASTSS curveConst<>+24(SB), Y3
	VFMADD213PS Y3, Y0, Y2
	VBROADCASTSS curveConst<>+28(SB), Y3
	VFMADD213PS Y3, Y0, Y2
	VBROADCASTSS curveConst<>+32(SB), Y3
	VFMADD213PS Y3, Y0, Y2
	VBROADCASTSS curveConst<>+36(SB), Y3
	VFMADD213PS Y3, Y0, Y2
	VFMADD213PS Y9, Y0, Y2
	VMULPS Y0, Y0, Y3
	VADDPS Y10, Y0, Y0
	VFMADD231PS Y3, Y2, Y0
	VMULPS Y1, Y0, Y0
	VADDPS Y10, Y0, Y0
	VDIVPS Y0, Y14, Y0
	VADDPS Y15, Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ eight
	VZEROUPPER
	RET
