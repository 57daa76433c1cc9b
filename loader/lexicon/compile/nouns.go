package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// The letter of a noun says what sort of thing it names. Nouns of concepts are
// not listed: they are the rest.
//
//	P person  F woman  M man  O organization  G group  L place
//	D product  E event  W work  A law  X other (animals, plants, bodies, stuff)

// anchors are WordNet senses that decide for all below them: the first that a
// noun's hypernyms meet, upwards.
var anchors = []struct {
	word   string
	sense  int
	letter byte
}{
	{"female", 2, 'F'}, {"woman", 1, 'F'}, {"girl", 1, 'F'}, {"wife", 1, 'F'},
	{"male", 2, 'M'}, {"man", 1, 'M'}, {"husband", 1, 'M'},
	{"person", 1, 'P'},
	{"taxonomic_group", 1, 'X'}, {"biological_group", 1, 'X'},
	{"organization", 1, 'O'}, {"enterprise", 2, 'O'}, {"social_group", 1, 'G'}, {"people", 1, 'G'}, {"group", 1, 'G'},
	{"law", 1, 'A'}, {"law", 2, 'A'}, {"legal_document", 1, 'A'}, {"treaty", 1, 'A'},
	{"publication", 1, 'W'}, {"movie", 1, 'W'}, {"music", 1, 'W'}, {"literary_composition", 1, 'W'}, {"work", 2, 'W'},
	{"show", 3, 'W'}, {"dramatic_composition", 1, 'W'}, {"document", 1, 'W'}, {"art", 1, 'W'}, {"broadcast", 2, 'W'},
	{"structure", 1, 'L'}, {"way", 6, 'L'}, {"facility", 1, 'L'}, {"location", 1, 'L'}, {"geological_formation", 1, 'L'},
	{"body_of_water", 1, 'L'}, {"land", 4, 'L'}, {"room", 1, 'L'},
	{"software", 1, 'D'}, {"artifact", 1, 'D'}, {"food", 1, 'D'}, {"vehicle", 1, 'D'},
	{"event", 1, 'E'},
	{"animal", 1, 'X'}, {"plant", 2, 'X'}, {"body_part", 1, 'X'}, {"substance", 1, 'X'}, {"natural_object", 1, 'X'},
}

type wordnet struct {
	lemmas    map[string][]int // lemma → synsets, most frequent first
	tagged    map[string][]int // lemma → occurrences of each sense in SemCor
	parents   map[int][]int
	letters   map[int]byte
	proper    map[string]bool // "lemma offset" that is written with a capital
	instances []instance
}

// readWordnet reads WordNet's nouns and finds the anchors among them.
func readWordnet(dir string) (*wordnet, error) {
	w := &wordnet{map[string][]int{}, map[string][]int{}, map[int][]int{}, map[int]byte{}, map[string]bool{}, nil}
	for _, part := range []struct {
		file string
		read func([]string) error
	}{{"index.noun", w.index}, {"data.noun", w.synset}, {"index.sense", w.sense}} {
		if err := eachLine(filepath.Join(dir, part.file), part.read); err != nil {
			return nil, err
		}
	}
	for _, a := range anchors {
		synsets := w.lemmas[a.word]
		if len(synsets) < a.sense {
			return nil, fmt.Errorf("wordnet has no sense %d of %q", a.sense, a.word)
		}
		if _, taken := w.letters[synsets[a.sense-1]]; !taken {
			w.letters[synsets[a.sense-1]] = a.letter
		}
	}
	return w, nil
}

func eachLine(path string, read func(fields []string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.HasPrefix(lines.Text(), "  ") { // licence
			continue
		}
		if err := read(strings.Fields(lines.Text())); err != nil {
			return fmt.Errorf("%s: line %d: %w", path, n, err)
		}
	}
	return lines.Err()
}

// index reads "lemma n synsets pointers symbols… senses tagged offsets…".
func (w *wordnet) index(f []string) error {
	n, err := strconv.Atoi(f[2])
	if err != nil {
		return err
	}
	for _, offset := range f[len(f)-n:] {
		id, err := strconv.Atoi(offset)
		if err != nil {
			return err
		}
		w.lemmas[f[0]] = append(w.lemmas[f[0]], id)
	}
	w.tagged[f[0]] = make([]int, n)
	return nil
}

// synset reads "offset file type words(hex) word id … pointers symbol offset pos source …".
func (w *wordnet) synset(f []string) error {
	id, err := strconv.Atoi(f[0])
	if err != nil {
		return err
	}
	words, err := strconv.ParseInt(f[3], 16, 32)
	if err != nil {
		return err
	}
	for i := 4; i < 4+2*int(words) && i < len(f); i += 2 {
		if lower := strings.ToLower(f[i]); lower != f[i] {
			w.proper[lower+f[0]] = true
		}
	}
	for i := 4 + 2*int(words) + 1; i+3 < len(f) && f[i] != "|"; i += 4 {
		if f[i] == "@i" {
			up, err := strconv.Atoi(f[i+1])
			if err != nil {
				return err
			}
			w.instances = append(w.instances, instance{wordsOf(f, int(words)), up})
		}
		if f[i] == "@" {
			up, err := strconv.Atoi(f[i+1])
			if err != nil {
				return err
			}
			w.parents[id] = append(w.parents[id], up)
		}
	}
	return nil
}

// sense reads "lemma%1:… offset number occurrences".
func (w *wordnet) sense(f []string) error {
	lemma, key, _ := strings.Cut(f[0], "%")
	if !strings.HasPrefix(key, "1:") {
		return nil
	}
	number, err := strconv.Atoi(f[2])
	if err != nil {
		return err
	}
	count, err := strconv.Atoi(f[3])
	if err != nil {
		return err
	}
	if senses := w.tagged[lemma]; number <= len(senses) {
		senses[number-1] = count
	}
	return nil
}

// table votes over the senses of each plain lemma. Words for stuff and rare
// things that SemCor never shows are left out: the table stays small.
func (w *wordnet) table() map[string]string {
	table := map[string]string{}
	for lemma, synsets := range w.lemmas {
		if strings.Trim(lemma, "abcdefghijklmnopqrstuvwxyz-") != "" || len(lemma) < 3 {
			continue
		}
		letter, seen := w.vote(lemma, synsets)
		if letter == 0 || !seen && (letter == 'X' || letter == 'G') {
			continue
		}
		table[lemma] = string(letter)
	}
	return table
}

// vote adds each sense's occurrences in SemCor and a little for its rank.
func (w *wordnet) vote(lemma string, synsets []int) (best byte, seen bool) {
	var votes [256]float64
	for i, id := range synsets {
		if w.proper[fmt.Sprintf("%s%08d", lemma, id)] {
			continue
		}
		votes[w.letter(id)] += float64(w.tagged[lemma][i]) + 1/float64(1+i)
		seen = seen || w.tagged[lemma][i] > 0
	}
	for letter, v := range votes {
		if v > votes[best] {
			best = byte(letter)
		}
	}
	return best, seen
}

// letter climbs the hypernyms of a synset, breadth first, to an anchor; 0 where
// it meets none.
func (w *wordnet) letter(id int) byte {
	level := []int{id}
	for depth := 0; len(level) > 0 && depth < 20; depth++ {
		var up []int
		for _, s := range level {
			if l, ok := w.letters[s]; ok {
				return l
			}
			up = append(up, w.parents[s]...)
		}
		level = up
	}
	return 0
}
