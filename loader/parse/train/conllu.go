package main

import (
	"bufio"
	"os"
	"strconv"
	"strings"
)

// readConllu reads a treebank, without multiword-token ranges and empty nodes.
func readConllu(path string) ([]labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []labelled
	var s labelled
	doc := ""
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case line == "":
			if len(s.forms) > 0 {
				all = append(all, s)
			}
			s = labelled{}
		case line[0] == '#':
			if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
				doc = id
			} else if id, ok := strings.CutPrefix(line, "# sent_id = "); ok {
				s.id = id
			}
		default:
			s.doc = doc
			if err := s.word(line); err != "" {
				return nil, misread(path, n, err)
			}
		}
	}
	if len(s.forms) > 0 {
		all = append(all, s)
	}
	return all, lines.Err()
}

func (s *labelled) word(line string) (problem string) {
	column := strings.Split(line, "\t")
	if len(column) != 10 {
		return "not ten columns"
	}
	if strings.ContainsAny(column[0], "-.") {
		return ""
	}
	head, err := strconv.Atoi(column[6])
	if err != nil {
		return "head is no number"
	}
	s.forms = append(s.forms, column[1])
	for h, label := range []string{column[3], column[4], column[5]} {
		if label == "_" && h == feats {
			label = ""
		}
		s.tags[h] = append(s.tags[h], label)
	}
	s.heads = append(s.heads, int32(head))
	s.rels = append(s.rels, column[7])
	s.misc = append(s.misc, column[9])
	return ""
}
