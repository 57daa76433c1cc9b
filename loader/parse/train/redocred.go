package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// readRedocred reads Re-DocRED's mentions.
func readRedocred(path string) ([]labelled, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var documents []struct {
		Title     string
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
	var all []labelled
	for _, d := range documents {
		spans := make([][]span, len(d.Sents))
		for _, entity := range d.VertexSet {
			for _, m := range entity {
				spans[m.Sent] = append(spans[m.Sent], redocredSpan(m.Type, d.Sents[m.Sent], m.Pos))
			}
		}
		for i, forms := range d.Sents {
			all = append(all, labelled{doc: d.Title, forms: trimmed(forms), names: tagSets(len(forms), outermost(spans[i]), 0)})
		}
	}
	return all, nil
}

// redocredSpan reads a mention. Adjectives such as "Canadian" and "South
// Korean" are places in Re-DocRED, "Christian" and "Republican" organizations:
// they are groups here. "the" before "United States" is part of it there only.
func redocredSpan(label string, forms []string, at [2]int) span {
	s := span{at[0], at[1], coarse(label, forms[at[0]:at[1]])}
	if demonym(forms[s.to-1]) {
		switch {
		case s.kinds == place:
			s.kinds |= group
		case s.kinds == org && s.to == s.from+1:
			s.kinds |= group | outside
		}
	}
	if (s.kinds == place || s.kinds == org) && forms[s.from] == "the" && s.to > s.from+1 {
		s.from++
	}
	return s
}
