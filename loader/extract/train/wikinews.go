package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// readWikinews are every other article of Wikinews; the rest is left for looking
// at what the weights read in news.
func readWikinews(path string) ([]annotated, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []annotated
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		var a struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, n, err)
		}
		if n%2 == 0 {
			all = append(all, annotated{id: a.ID, text: a.Text})
		}
	}
	return all, lines.Err()
}

// alignNews reads an article in which nothing is annotated: what patterns read is
// taken for told and the rest for untold, which teaches what other text is like
// than KnowledgeNet's passages, each of which was chosen for a relation.
func (a *aligner) alignNews(t *annotated) document {
	d := a.align(t)
	d.told, d.silence = news, news
	for i := range d.candidates {
		if c := &d.candidates[i]; c.Edge {
			c.right = c.Read & c.Fits
		} else {
			c.unsure = c.Read
		}
	}
	return d
}
