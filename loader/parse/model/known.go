package model

import "strings"

// Known is a word list that the features read: sorted lines "word<TAB>letters".
// A letter says what the word may be, as package lexicon's tables do: f, m, b
// first names and n surnames; c, k, s, r, y places and d, g peoples, o
// organizations by that very word; p, l, v, w people, places, events and works
// of old renown; h and t the first and a later word of a longer such name; i
// and j places and first names without their capital; N, V, J, R what a common
// word may stand as, the most frequent first, and digits a verb's frames; the
// other capitals the sort of thing that a common noun names. It is part of the
// model file, so that a model always sees the lists it was trained with.
type Known string

// Letters are those of a word, "" where it is not listed.
func (k Known) Letters(word string) string {
	table := string(k)
	low, high := 0, len(table)
	for low < high {
		mid := low + (high-low)/2
		start := strings.LastIndexByte(table[low:mid], '\n') + 1 + low
		end := start + strings.IndexByte(table[start:], '\n')
		tab := start + strings.IndexByte(table[start:end], '\t')
		switch key := table[start:tab]; {
		case key == word:
			return table[tab+1 : end]
		case key < word:
			low = end + 1
		default:
			high = start
		}
	}
	return ""
}
