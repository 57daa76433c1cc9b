package eval

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Tuple is an open proposition: a relation and its arguments in words.
type Tuple struct {
	Rel        string
	Args       []string
	Confidence float64
}

// Tuples are those of one sentence.
type Tuples struct {
	Sentence string
	Tuples   []Tuple
}

// TupleSet collects tuples by sentence, in the order in which sentences come.
type TupleSet struct {
	List  []Tuples
	index map[string]int
}

// Add adds a tuple as it is.
func (s *TupleSet) Add(sentence string, t Tuple) {
	i, ok := s.index[sentence]
	if !ok {
		if s.index == nil {
			s.index = map[string]int{}
		}
		i = len(s.List)
		s.index[sentence], s.List = i, append(s.List, Tuples{Sentence: sentence})
	}
	s.List[i].Tuples = append(s.List[i].Tuples, t)
}

// AddSystem adds a system's tuple as it would stand in a line of tab-separated
// columns, by which systems are compared: white space made single, empty
// columns at the end lost. What has no relation or no argument is no tuple.
func (s *TupleSet) AddSystem(sentence string, t Tuple) {
	if t.Rel == "" || len(t.Args) == 0 {
		return
	}
	t.Rel = singleSpaced(t.Rel)
	args := make([]string, len(t.Args))
	for i, a := range t.Args {
		args[i] = singleSpaced(a)
	}
	for len(args) > 0 && args[len(args)-1] == "" {
		args = args[:len(args)-1]
	}
	if t.Args = args; t.Rel != "" || len(args) > 0 {
		s.Add(singleSpaced(sentence), t)
	}
}

func singleSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// ReadCaRB reads the gold of CaRB (Bhardwaj et al. 2019): lines of sentence,
// relation and arguments apart by tabs. The columns that hold a context ("C: …")
// are no arguments.
func ReadCaRB(r io.Reader) ([]Tuples, error) {
	var set TupleSet
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		columns := strings.Split(strings.TrimSpace(lines.Text()), "\t")
		if len(columns) < 2 {
			return nil, fmt.Errorf("line %d: want a sentence, a relation and arguments apart by tabs", n)
		}
		t := Tuple{Rel: strings.TrimSpace(columns[1]), Confidence: 1}
		for _, arg := range columns[2:] {
			if !strings.Contains(arg, "C: ") {
				t.Args = append(t.Args, strings.TrimSpace(arg))
			}
		}
		set.Add(strings.TrimSpace(columns[0]), t)
	}
	return set.List, lines.Err()
}
