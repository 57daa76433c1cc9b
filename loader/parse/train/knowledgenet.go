package main

import (
	"bufio"
	"encoding/json"
	"os"

	"claimgraph/loader/syntax"
)

// knowledgeNetEnds are the kinds of KnowledgeNet's properties. Those with dates
// for objects name their subject only.
var knowledgeNetEnds = map[string]ends{
	"1":  {org, org},              // subsidiary of
	"2":  {org, person | org},     // founded by
	"3":  {person, org},           // employee or member of
	"4":  {org, person},           // CEO
	"5":  {org, 0},                // date founded
	"6":  {org, place},            // headquarters
	"9":  {person, org},           // educated at
	"10": {person, place | group}, // nationality
	"11": {person, place},         // place of residence
	"12": {person, place},         // place of birth
	"14": {person, 0},             // date of death
	"15": {person, 0},             // date of birth
	"25": {person, person},        // spouse
	"34": {person, person},        // child of
	"45": {person, org | group},   // political affiliation
}

// unseenFold is the fold that relations are tuned on: names do not see it.
const unseenFold = 3

// readKnowledgeNet reads the passages of all folds but one.
func readKnowledgeNet(path string) ([]labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []labelled
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		var document struct {
			Fold     int
			ID       string `json:"documentId"`
			Passages []struct {
				Start int    `json:"passageStart"`
				Text  string `json:"passageText"`
				Facts []struct {
					Property                                         string `json:"propertyId"`
					SubjectStart, SubjectEnd, ObjectStart, ObjectEnd int
				}
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &document); err != nil {
			return nil, misread(path, n, err.Error())
		}
		if document.Fold == unseenFold {
			continue
		}
		for _, p := range document.Passages {
			at := byteOffsets(p.Text)
			var names []mentioned
			name := func(start, end int, k kinds) {
				if start -= p.Start; start >= 0 && end-p.Start < len(at) {
					names = append(names, mentioned{syntax.Span{Start: at[start], End: at[end-p.Start]}, k})
				}
			}
			for _, fact := range p.Facts {
				e := knowledgeNetEnds[fact.Property]
				name(fact.SubjectStart, fact.SubjectEnd, e.subject)
				name(fact.ObjectStart, fact.ObjectEnd, e.object)
			}
			all = append(all, sentencesWith(document.ID, p.Text, names)...)
		}
	}
	return all, lines.Err()
}

// byteOffsets are those of each code point of a text, and its length.
func byteOffsets(text string) []int {
	var at []int
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}
