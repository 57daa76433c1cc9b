package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
)

// fewrelEnds are the kinds of FewRel's relations that tell any.
var fewrelEnds = map[string]ends{
	"P177": {place, place},              // bridge crosses river
	"P206": {place, place},              // located in or next to body of water
	"P25":  {person, person},            // mother
	"P26":  {person, person},            // spouse
	"P364": {work, 0},                   // original language of film or TV show
	"P40":  {person, person},            // child
	"P410": {person, 0},                 // military rank
	"P412": {person, 0},                 // voice type
	"P413": {person, 0},                 // position played
	"P463": {person | org | place, org}, // member of
	"P921": {work, 0},                   // main subject
}

// perRelation bounds the sentences of one relation that teach names: FewRel
// has seven hundred of each, most of them with people.
const perRelation = 150

type fewrelSentence struct {
	Tokens []string
	H, T   fewrelEnd
}

// fewrelEnd is an argument: its name, its Wikidata number and the positions of
// each mention.
type fewrelEnd struct{ positions [][]int }

func (e *fewrelEnd) UnmarshalJSON(data []byte) error {
	var name, number string
	return json.Unmarshal(data, &[]any{&name, &number, &e.positions})
}

// fewrel reads FewRel's relations and their names in order.
func fewrel(path string) (names []string, relations map[string][]fewrelSentence, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(data, &relations); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return slices.Sorted(maps.Keys(relations)), relations, nil
}

// readFewrelNames reads the arguments of relations as names.
func readFewrelNames(path string) ([]labelled, error) {
	names, relations, err := fewrel(path)
	if err != nil {
		return nil, err
	}
	var all []labelled
	for _, name := range names {
		e := fewrelEnds[name]
		if e == (ends{}) {
			continue
		}
		for _, s := range relations[name][:min(perRelation, len(relations[name]))] {
			if n := len(s.Tokens); n < shortest || n > longest {
				continue
			}
			spans := append(s.spans(s.H, e.subject), s.spans(s.T, e.object)...)
			if len(spans) > 0 {
				all = append(all, labelled{doc: name, forms: trimmed(s.Tokens), names: partly(len(s.Tokens), outermost(spans))})
			}
		}
	}
	return all, nil
}

// spans are the places of an argument that look like names.
func (s *fewrelSentence) spans(e fewrelEnd, k kinds) []span {
	var spans []span
	for _, p := range e.positions {
		from, to := p[0], p[len(p)-1]+1
		if k != 0 && nameLike(s.Tokens[from:to]) {
			spans = append(spans, span{from, to, k})
		}
	}
	return spans
}
