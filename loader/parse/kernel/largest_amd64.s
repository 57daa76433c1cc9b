//go:build amd64 && !purego

#include "textflag.h"

// func largestAVX2(v *int32, n int) int
// Eight at a time, the last eight again where n is no multiple of 8: first the
// largest value, then its first place. n is at least 8.
TEXT ·largestAVX2(SB), NOSPLIT, $0-24
	MOVQ v+0(FP), SI
	MOVQ n+8(FP), CX
	LEAQ -32(SI)(CX*4), DX // the last eight
	MOVQ SI, DI
	VMOVDQU (DX), Y0
largest:
	VPMAXSD (DI), Y0, Y0
	ADDQ $32, DI
	CMPQ DI, DX
	JB largest
	VEXTRACTI128 $1, Y0, X1
	VPMAXSD X1, X0, X0
	VPSHUFD $0x4E, X0, X1
	VPMAXSD X1, X0, X0
	VPSHUFD $0xB1, X0, X1
	VPMAXSD X1, X0, X0
	VPBROADCASTD X0, Y0
	MOVQ SI, DI
first:
	VPCMPEQD (DI), Y0, Y1
	VMOVMSKPS Y1, AX
	TESTL AX, AX
	JNZ found
	ADDQ $32, DI
	CMPQ DI, DX
	JB first
	MOVQ DX, DI
	VPCMPEQD (DI), Y0, Y1
	VMOVMSKPS Y1, AX
found:
	BSFL AX, AX
	SUBQ SI, DI
	SHRQ $2, DI
	ADDQ DI, AX
	MOVQ AX, ret+16(FP)
	VZEROUPPER
	RET
