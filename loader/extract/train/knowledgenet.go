package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"claimgraph/kg"
)

// unseenFold is the fold that relations are measured on.
const unseenFold = 3

func readKnowledgeNet(path string) ([]annotated, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	number := map[string]int{}
	for i, r := range relations {
		number[r.number] = i
	}
	var all []annotated
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		var d struct {
			Fold     int
			ID       string `json:"documentId"`
			Text     string `json:"documentText"`
			Passages []struct {
				Start int `json:"passageStart"`
				End   int `json:"passageEnd"`
				Known []struct {
					Property string `json:"propertyId"`
				} `json:"exhaustivelyAnnotatedProperties"`
				Facts []struct {
					Property                                         string `json:"propertyId"`
					SubjectStart, SubjectEnd, ObjectStart, ObjectEnd int
				}
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, n, err)
		}
		if d.Fold == unseenFold {
			continue
		}
		a := annotated{id: d.ID, text: d.Text}
		for _, p := range d.Passages {
			s := scope{Span: kg.Span{Start: p.Start, End: p.End}}
			for _, k := range p.Known {
				s.known |= 1 << number[k.Property]
			}
			a.scopes = append(a.scopes, s)
			for _, f := range p.Facts {
				a.facts = append(a.facts, fact{number[f.Property], kg.Span{Start: f.SubjectStart, End: f.SubjectEnd}, kg.Span{Start: f.ObjectStart, End: f.ObjectEnd}})
			}
		}
		all = append(all, a)
	}
	return all, lines.Err()
}
