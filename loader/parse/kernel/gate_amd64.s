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

// func gateAVX2(h int, sums, shift *int32, cell, hidden *int16, sigmoid, tanh *int16)
// Eight units at a time: see gateGo. h is a multiple of 8.
TEXT ·gateAVX2(SB), NOSPLIT, $0-56
	MOVQ h+0(FP), CX
	MOVQ sums+8(FP), SI
	MOVQ shift+16(FP), DI
	MOVQ cell+24(FP), R8
	MOVQ hidden+32(FP), R9
	MOVQ sigmoid+40(FP), R10
	MOVQ tanh+48(FP), R11
	MOVQ CX, R12
	SHLQ $2, R12             // bytes from one gate to the next
	LEAQ (R12)(R12*2), R13
	VPBROADCASTD gateConst<>+0(SB), Y13
	VPBROADCASTD gateConst<>+4(SB), Y14
	VPBROADCASTD gateConst<>+8(SB), Y15
units:
	VMOVDQU (SI), Y0
	VPSRAVD (DI), Y0, Y0
	VPMAXSD Y13, Y0, Y0
	VPMINSD Y14, Y0, Y0
	VPADDD Y15, Y0, Y0
	VPCMPEQD Y1, Y1, Y1
	VPGATHERDD Y1, (R10)(Y0*2), Y4
	VPSLLD $16, Y4, Y4
	VPSRAD $16, Y4, Y4
	VMOVDQU (SI)(R12*1), Y0
	VPSRAVD (DI)(R12*1), Y0, Y0
	VPMAXSD Y13, Y0, Y0
	VPMINSD Y14, Y0, Y0
	VPADDD Y15, Y0, Y0
	VPCMPEQD Y1, Y1, Y1
	VPGATHERDD Y1, (R10)(Y0*2), Y5
	VPSLLD $16, Y5, Y5
	VPSRAD $16, Y5, Y5
	VMOVDQU (SI)(R12*2), Y0
	VPSRAVD (DI)(R12*2), Y0, Y0
	VPMAXSD Y13, Y0, Y0
	VPMINSD Y14, Y0, Y0
	VPADDD Y15, Y0, Y0
	VPCMPEQD Y1, Y1, Y1
	VPGATHERDD Y1, (R11)(Y0*2), Y6
	VPSLLD $16, Y6, Y6
	VPSRAD $16, Y6, Y6
	VMOVDQU (SI)(R13*1), Y0
	VPSRAVD (DI)(R13*1), Y0, Y0
	VPMAXSD Y13, Y0, Y0
	VPMINSD Y14, Y0, Y0
	VPADDD Y15, Y0, Y0
	VPCMPEQD Y1, Y1, Y1
	VPGATHERDD Y1, (R10)(Y0*2), Y7
	VPSLLD $16, Y7, Y7
	VPSRAD $16, Y7, Y7
	VPMOVSXWD (R8), Y8
	VPMULLD Y5, Y8, Y8
	VPMULLD Y4, Y6, Y6
	VPSRAD $3, Y6, Y6
	VPADDD Y6, Y8, Y8
	VPBROADCASTD gateConst<>+12(SB), Y9
	VPADDD Y9, Y8, Y8
	VPSRAD $15, Y8, Y8
	VPBROADCASTD gateConst<>+16(SB), Y9
	VPMINSD Y9, Y8, Y8
	VPBROADCASTD gateConst<>+20(SB), Y9
	VPMAXSD Y9, Y8, Y8
	VEXTRACTI128 $1, Y8, X10
	VPACKSSDW X10, X8, X10
	VMOVDQU X10, (R8)
	VPSRAD $4, Y8, Y8
	VPADDD Y15, Y8, Y8
	VPCMPEQD Y1, Y1, Y1
	VPGATHERDD Y1, (R11)(Y8*2), Y9
	VPSLLD $16, Y9, Y9
	VPSRAD $16, Y9, Y9
	VPMULLD Y7, Y9, Y9
	VPBROADCASTD gateConst<>+24(SB), Y10
	VPADDD Y10, Y9, Y9
	VPSRAD $18, Y9, Y9
	VEXTRACTI128 $1, Y9, X10
	VPACKSSDW X10, X9, X10
	VMOVDQU X10, (R9)
	ADDQ $32, SI
	ADDQ $32, DI
	ADDQ $16, R8
	ADDQ $16, R9
	SUBQ $8, CX
	JNZ units
	VZEROUPPER
	RET
