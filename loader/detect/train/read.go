package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"claimgraph/kg"
)

var things = []kg.Kind{kg.Other, kg.Product, kg.Event, kg.Work, kg.Group}

// labels are the classes of the data sets; what is not listed is of things.
var labels = func() map[string][]kg.Kind {
	kinds := map[string][]kg.Kind{"magazine": {kg.Work, kg.Organization}, "academicjournal": {kg.Work, kg.Organization}}
	for kind, names := range map[kg.Kind]string{
		kg.Person:       "PER person politician scientist researcher writer musicalartist",
		kg.Organization: "ORG organisation university politicalparty band corporation group",
		kg.Place:        "LOC country location astronomicalobject",
		kg.Event:        "election event conference",
		kg.Work:         "book poem album song creative-work",
		kg.Product:      "product programlang",
	} {
		for name := range strings.FieldsSeq(names) {
			kinds[name] = []kg.Kind{kind}
		}
	}
	return kinds
}()

func kindsOf(label string) []kg.Kind {
	if kinds, ok := labels[label]; ok {
		return kinds
	}
	return things
}

// columns are the sets in columns of words and BIO or IO labels.
var columns = []struct {
	file        string
	word, label int
}{
	{"uner/en_ewt-train-early.iob2", 1, 2},
	{"wikigold/train.conll", 0, 1},
	{"crossner/ai/dev.txt", 0, 1}, {"crossner/literature/dev.txt", 0, 1}, {"crossner/music/dev.txt", 0, 1},
	{"crossner/politics/dev.txt", 0, 1}, {"crossner/science/dev.txt", 0, 1},
	{"wnut17/emerging.dev.conll", 0, 1},
}

func read(data string) ([]article, error) {
	var all []article
	for _, c := range columns {
		more, err := readColumns(filepath.Join(data, c.file), c.word, c.label)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	more, err := readRedocred(filepath.Join(data, "redocred", "dev100.json"))
	return append(all, more...), err
}

// readColumns reads a word a line; every sentence is an article.
func readColumns(path string, form, label int) ([]article, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []article
	var words []word
	before := ""
	flush := func() {
		if len(words) > 0 {
			all = append(all, article{words})
		}
		words, before = nil, ""
	}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) <= label {
			flush()
			continue
		}
		if fields[0] == "#" && strings.Contains(lines.Text(), " = ") {
			continue
		}
		w := word{form: fields[form]}
		place, class, named := strings.Cut(fields[label], "-")
		if named && class != "O" { // "B-O" is a slip of the early annotation
			w.kinds, w.first = kindsOf(class), place == "B" || class != before
			before = class
		} else {
			before = ""
		}
		words = append(words, w)
	}
	flush()
	return all, lines.Err()
}

// readRedocred reads whole documents.
func readRedocred(path string) ([]article, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var documents []struct {
		Sents     [][]string
		VertexSet [][]struct {
			Type string
			Pos  [2]int
			Sent int `json:"sent_id"`
		}
	}
	if err := json.Unmarshal(data, &documents); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var all []article
	for _, d := range documents {
		a := article{}
		for _, forms := range d.Sents {
			words := make([]word, len(forms))
			for i, form := range forms {
				if words[i].form = strings.TrimSpace(form); words[i].form == "" {
					words[i].form = "."
				}
			}
			a = append(a, words)
		}
		for _, entity := range d.VertexSet {
			for _, m := range entity {
				if m.Type == "TIME" || m.Type == "NUM" {
					continue
				}
				for i := m.Pos[0]; i < m.Pos[1]; i++ {
					a[m.Sent][i].kinds, a[m.Sent][i].first = kindsOf(m.Type), i == m.Pos[0]
				}
			}
		}
		all = append(all, a)
	}
	return all, nil
}
