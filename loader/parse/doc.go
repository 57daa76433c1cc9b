// Package parse tags words, parses dependencies and marks names.
//
// The reader is one small network, trained by loader/parse/train and embedded:
// word, character n-gram and shape embeddings, three bidirectional LSTM layers,
// and on top of them one product that scores tags, arcs (biaffine, Dozat and
// Manning 2017), relations and name tags (linear chain).
//
// It computes in integers: weights of 8 bits, activations of 16 in fixed
// point, sums of 32, tables for the sigmoid, the hyperbolic tangent and the
// exponential. The same text therefore gets the same trees on every CPU, with
// and without assembler, in whatever company its sentences are parsed.
package parse
