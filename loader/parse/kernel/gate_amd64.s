//go:build amd64 && !purego

#include "textflag.h"

DATA gateConst<>+0(SB)/4, $-2048  // the curves' first step
DATA gateConst<>+4(SB)/4, $2047   // and last
DATA gateConst<>+8(SB)/4, $2048
DATA gateConst<>+12(SB)/4, $16384 // a half before the cell's shift
DATA gateConst<>+16(SB)/4, $32767
DATA gateConst<>+20(SB)/4, $-32767
DATA gateConst<>+24(SB)/4, $131072 // a half before the hidden state's shift
GLOBL gateConst<>(SB), RODATA|NOPTR, $28

// STEPS brings the sums of eight units' gate, at input, state and shift, to
// steps of a curve, and leaves them on the stack.
#define STEPS(input, state, shift, to) \
	VMOVDQU input, Y0; \
	VPADDD state, Y0, Y0; \
	VPSRAVD shift, Y0, Y0; \
	VPMAXSD Y13, Y0, Y0; \
	VPMINSD Y14, Y0, Y0; \
	VPADDD Y15, Y0, Y0; \
	VMOVDQU Y0, to

// TWO looks up two steps of a curve. Gathering instructions would do that in
// one, but where a processor's maker has had to mend them they are far slower.
#define TWO(steps, curve, i, j, to) \
	MOVQ steps, AX; \
	MOVL AX, DX; \
	SHRQ $32, AX; \
	VPINSRW $i, (curve)(DX*2), to, to; \
	VPINSRW $j, (curve)(AX*2), to, to

// func gateAVX2(h int, input, state, shift *int32, cell, hidden *int16, sigmoid, tanh *int16)
// Eight units at a time: see gateGo. h is a multiple of 8.
TEXT ·gateAVX2(SB), NOSPLIT, $160-64
	MOVQ h+0(FP), CX
	MOVQ input+8(FP), SI
	MOVQ state+16(FP), BX
	MOVQ shift+24(FP), DI
	MOVQ cell+32(FP), R8
	MOVQ hidden+40(FP), R9
	MOVQ sigmoid+48(FP), R10
	MOVQ tanh+56(FP), R11
	MOVQ CX, R12
	SHLQ $2, R12             // bytes from one gate to the next
	LEAQ (R12)(R12*2), R13
	VPBROADCASTD gateConst<>+0(SB), Y13
	VPBROADCASTD gateConst<>+4(SB), Y14
	VPBROADCASTD gateConst<>+8(SB), Y15
	VPBROADCASTD gateConst<>+12(SB), Y12
	VPBROADCASTD gateConst<>+16(SB), Y11
	VPBROADCASTD gateConst<>+20(SB), Y10
	VPBROADCASTD gateConst<>+24(SB), Y9
units:
	STEPS((SI), (BX), (DI), 0(SP))
	STEPS((SI)(R12*1), (BX)(R12*1), (DI)(R12*1), 32(SP))
	STEPS((SI)(R12*2), (BX)(R12*2), (DI)(R12*2), 64(SP))
	STEPS((SI)(R13*1), (BX)(R13*1), (DI)(R13*1), 96(SP))
	VPXOR X4, X4, X4
	VPXOR X5, X5, X5
	VPXOR X6, X6, X6
	VPXOR X7, X7, X7
	TWO(0(SP), R10, 0, 1, X4)
	TWO(8(SP), R10, 2, 3, X4)
	TWO(16(SP), R10, 4, 5, X4)
	TWO(24(SP), R10, 6, 7, X4)
	TWO(32(SP), R10, 0, 1, X5)
	TWO(40(SP), R10, 2, 3, X5)
	TWO(48(SP), R10, 4, 5, X5)
	TWO(56(SP), R10, 6, 7, X5)
	TWO(64(SP), R11, 0, 1, X6)
	TWO(72(SP), R11, 2, 3, X6)
	TWO(80(SP), R11, 4, 5, X6)
	TWO(88(SP), R11, 6, 7, X6)
	TWO(96(SP), R10, 0, 1, X7)
	TWO(104(SP), R10, 2, 3, X7)
	TWO(112(SP), R10, 4, 5, X7)
	TWO(120(SP), R10, 6, 7, X7)
	VPMOVSXWD X4, Y4
	VPMOVSXWD X5, Y5
	VPMOVSXWD X6, Y6
	VPMOVSXWD X7, Y7
	VPMOVSXWD (R8), Y8
	VPMULLD Y5, Y8, Y8
	VPMULLD Y4, Y6, Y6
	VPSRAD $3, Y6, Y6
	VPADDD Y6, Y8, Y8
	VPADDD Y12, Y8, Y8
	VPSRAD $15, Y8, Y8
	VPMINSD Y11, Y8, Y8
	VPMAXSD Y10, Y8, Y8
	VEXTRACTI128 $1, Y8, X2
	VPACKSSDW X2, X8, X2
	VMOVDQU X2, (R8)
	VPSRAD $4, Y8, Y8
	VPADDD Y15, Y8, Y8
	VMOVDQU Y8, 128(SP)
	VPXOR X4, X4, X4
	TWO(128(SP), R11, 0, 1, X4)
	TWO(136(SP), R11, 2, 3, X4)
	TWO(144(SP), R11, 4, 5, X4)
	TWO(152(SP), R11, 6, 7, X4)
	VPMOVSXWD X4, Y4
	VPMULLD Y7, Y4, Y4
	VPADDD Y9, Y4, Y4
	VPSRAD $18, Y4, Y4
	VEXTRACTI128 $1, Y4, X2
	VPACKSSDW X2, X4, X2
	VMOVDQU X2, (R9)
	ADDQ $32, SI
	ADDQ $32, BX
	ADDQ $32, DI
	ADDQ $16, R8
	ADDQ $16, R9
	SUBQ $8, CX
	JNZ units
	VZEROUPPER
	RET
