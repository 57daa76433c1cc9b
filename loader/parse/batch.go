package parse

import (
	"slices"

	"claimgraph/loader/syntax"
)

// A batch is parsed together. Sentences of like length share one, so that the
// LSTMs' steps stay full; what a tree looks like does not depend on it.
const (
	batchTrees = 24
	batchWords = 1200
	maxWords   = 256 // of one pass: longer sentences are read piece by piece
)

// piece is a stretch of words that is parsed as a sentence.
type piece = []syntax.Word

// batches parts the trees into batches, longest sentences first.
func batches(trees []syntax.Tree) [][]piece {
	var pieces []piece
	for i := range trees {
		for words := trees[i].Words; len(words) > 0; {
			n := min(len(words), maxWords)
			pieces = append(pieces, words[:n:n])
			words = words[n:]
		}
	}
	slices.SortStableFunc(pieces, func(a, b piece) int { return len(b) - len(a) })
	var out [][]piece
	for len(pieces) > 0 {
		n, words := 0, 0
		for n < len(pieces) && n < batchTrees && (n == 0 || words+len(pieces[n]) <= batchWords) {
			words += len(pieces[n])
			n++
		}
		out = append(out, pieces[:n])
		pieces = pieces[n:]
	}
	return out
}

// join makes one tree of a long sentence's pieces: the roots of the later ones
// hang on the first.
func join(words []syntax.Word) {
	root := 0
	for i := range words {
		w := &words[i]
		from := i - i%maxWords
		switch {
		case w.Head > 0:
			w.Head += from
		case from == 0:
			root = i + 1
		default:
			w.Head, w.Rel = root, "parataxis"
		}
	}
}
