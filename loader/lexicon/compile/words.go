package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// The letters of a word say as what it may stand, the most frequent first,
// and, of a verb, in which frames:
//
//	N noun  V verb  J adjective  R adverb
//	0 alone  1 an object  2 a complement  3 a preposition  4 an object and a preposition  5 two objects
//	6 a clause (that, whether)  7 to + infinitive  8 infinitive or -ing
//
// A word that is a noun only is listed where SemCor shows it.

// frames gives WordNet's 35 verb frames (wninput(5WN)) their letters.
var frames = [36]byte{1: '0', 2: '0', 3: '0', 23: '0', 8: '1', 9: '1', 10: '1', 11: '1', 5: '2', 6: '2', 7: '2',
	4: '3', 12: '3', 13: '3', 22: '3', 27: '3', 15: '4', 16: '4', 17: '4', 18: '4', 19: '4', 20: '4', 21: '4', 30: '4', 31: '4',
	14: '5', 26: '6', 29: '6', 34: '6', 24: '7', 28: '7', 25: '8', 32: '8', 33: '8', 35: '8'}

const (
	wordClasses  = "NVJR"
	framesSenses = 3  // a verb's frames are those of its first senses
	rareShare    = 20 // a class with less than one in so many occurrences does not count
)

type lemmaWords struct {
	occurs map[string]*[len(wordClasses)]int // by lemma: SemCor's count per class, and one for being listed
	seen   map[string]bool
	verbs  map[string]int // "offset lemma" → rank of the sense
	frames map[string]map[byte]bool
}

// words reads WordNet's lemmas of one word in lower case.
func words(dir string) (map[string]string, error) {
	w := lemmaWords{map[string]*[len(wordClasses)]int{}, map[string]bool{}, map[string]int{}, map[string]map[byte]bool{}}
	for class, file := range []string{"index.noun", "index.verb", "index.adj", "index.adv"} {
		if err := eachLine(filepath.Join(dir, file), func(f []string) error { return w.index(class, f) }); err != nil {
			return nil, err
		}
	}
	if err := eachLine(filepath.Join(dir, "index.sense"), w.sense); err != nil {
		return nil, err
	}
	if err := eachLine(filepath.Join(dir, "data.verb"), w.verb); err != nil {
		return nil, err
	}
	return w.table(), nil
}

// index reads "lemma class synsets pointers symbols… senses tagged offsets…".
func (w *lemmaWords) index(class int, f []string) error {
	if strings.Trim(f[0], "abcdefghijklmnopqrstuvwxyz") != "" || len(f[0]) < 2 {
		return nil
	}
	if w.occurs[f[0]] == nil {
		w.occurs[f[0]] = &[len(wordClasses)]int{}
	}
	w.occurs[f[0]][class] = 1
	if wordClasses[class] != 'V' {
		return nil
	}
	n, err := strconv.Atoi(f[2])
	if err != nil {
		return err
	}
	for rank, offset := range f[len(f)-n:] {
		w.verbs[offset+" "+f[0]] = rank
	}
	return nil
}

// sense reads "lemma%class:… offset number occurrences".
func (w *lemmaWords) sense(f []string) error {
	lemma, key, _ := strings.Cut(f[0], "%")
	count, err := strconv.Atoi(f[3])
	if err != nil {
		return err
	}
	class := strings.IndexByte("1234", key[0])
	if class < 0 {
		class = strings.IndexByte(wordClasses, 'J') // 5: a satellite of an adjective
	}
	if o := w.occurs[lemma]; o != nil && count > 0 {
		o[class] += count
		w.seen[lemma] = true
	}
	return nil
}

// verb reads "offset file type words(hex) word id … pointers … frames + frame word(hex) …".
func (w *lemmaWords) verb(f []string) error {
	n, err := strconv.ParseInt(f[3], 16, 32)
	if err != nil {
		return err
	}
	at := 4 + 2*int(n)
	pointers, err := strconv.Atoi(f[at])
	if err != nil {
		return err
	}
	at += 1 + 4*pointers
	count, err := strconv.Atoi(f[at])
	if err != nil {
		return err
	}
	for _, frame := range slices.Collect(slices.Chunk(f[at+1:at+1+3*count], 3)) {
		number, err := strconv.Atoi(frame[1])
		if err != nil {
			return err
		}
		word, err := strconv.ParseInt(frame[2], 16, 32)
		if err != nil || number >= len(frames) {
			return fmt.Errorf("frame %s %s", frame[1], frame[2])
		}
		for i := range int(n) {
			if word == 0 || int(word) == i+1 {
				w.frame(f[0], strings.ToLower(f[4+2*i]), frames[number])
			}
		}
	}
	return nil
}

func (w *lemmaWords) frame(offset, lemma string, letter byte) {
	if rank, ok := w.verbs[offset+" "+lemma]; ok && rank < framesSenses {
		if w.frames[lemma] == nil {
			w.frames[lemma] = map[byte]bool{}
		}
		w.frames[lemma][letter] = true
	}
}

func (w *lemmaWords) table() map[string]string {
	table := map[string]string{}
	for lemma, occurs := range w.occurs {
		total := 0
		for _, n := range occurs {
			total += n
		}
		var classes []int
		for class, n := range occurs {
			if n > 0 && n*rareShare >= total {
				classes = append(classes, class)
			}
		}
		slices.SortStableFunc(classes, func(a, b int) int { return cmp.Compare(occurs[b], occurs[a]) })
		letters := ""
		for _, c := range classes {
			letters += wordClasses[c : c+1]
		}
		if letters == "N" && !w.seen[lemma] {
			continue
		}
		if strings.Contains(letters, "V") {
			for letter := byte('0'); letter <= '8'; letter++ {
				if w.frames[lemma][letter] {
					letters += string(letter)
				}
			}
		}
		table[lemma] = letters
	}
	return table
}
