package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// conceptKinds are the kinds of TekGen's concepts: what is not listed tells
// none, or several.
var conceptKinds = func() map[string]kinds {
	all := map[string]kinds{}
	for _, c := range []struct {
		kinds  kinds
		labels string
	}{
		{person, "human, film character, fictional character"},
		{place, "city, country, territory, geographic region, body of water, watercourse, mountain, mountain range, reservoir, dam, drainage basin, association football venue"},
		{org, "film production company, publisher, sports club, team, sports organization, professional sports league, military unit, armed organization, organization, political party"},
		{work, "film, written work, literary work, book, musical work, album, publication, intellectual work"},
		{product, "software, application, operating system, military vehicle, military equipment"},
		{event, "sporting event, sports competition, Public election, festival, spaceflight"},
	} {
		for label := range strings.SplitSeq(c.labels, ", ") {
			all[label] = c.kinds
		}
	}
	return all
}()

// perTriple bounds the sentences of one relation of an ontology.
const perTriple = 80

// readTekgen reads sentences in which the subject or the object of a triple is
// found by its label.
func readTekgen(root string) ([]labelled, error) {
	ontologies, err := filepath.Glob(filepath.Join(root, "ontologies", "*_ontology.json"))
	if err != nil {
		return nil, err
	}
	var all []labelled
	for _, path := range ontologies {
		relations, err := ontologyEnds(path)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(filepath.Base(path), "_ontology.json")
		more, err := readTriples(filepath.Join(root, "train", "ont_"+name+"_train.jsonl"), relations)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// ontologyEnds are the kinds of each relation's domain and range. A relation
// with two ranges keeps what both allow.
func ontologyEnds(path string) (map[string]ends, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var ontology struct {
		Concepts  []struct{ QID, Label string }
		Relations []struct{ PID, Domain, Range string }
	}
	if err := json.Unmarshal(data, &ontology); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	concept := map[string]kinds{}
	for _, c := range ontology.Concepts {
		concept[c.QID] = conceptKinds[c.Label]
	}
	relations := map[string]ends{}
	for _, r := range ontology.Relations {
		e := relations[r.PID]
		relations[r.PID] = ends{e.subject | concept[r.Domain], e.object | concept[r.Range]}
	}
	return relations, nil
}

func readTriples(path string, relations map[string]ends) ([]labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []labelled
	taken := map[string]int{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var t struct {
			ID, Rel, Sent string
			Subject       string `json:"sub_label"`
			Object        string `json:"obj_label"`
		}
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			return nil, misread(path, n, err.Error())
		}
		if strings.ContainsAny(t.Sent, "ÂÃÄÅâ") { // UTF-8 read as Latin-1 somewhere on its way
			continue
		}
		e := relations[t.Rel]
		names := append(found(t.Sent, t.Subject, e.subject), found(t.Sent, t.Object, e.object)...)
		more := sentencesWith(t.ID, t.Sent, names)
		if len(more) > 0 && taken[t.Rel] < perTriple {
			taken[t.Rel]++
			all = append(all, more...)
		}
	}
	return all, lines.Err()
}

// found are the places of a label in a text where no word with a capital
// touches it: "Jackson" is not found in "Jackson County".
func found(text, label string, k kinds) []mentioned {
	var all []mentioned
	if k == 0 || label == "" {
		return nil
	}
	for at := 0; ; {
		i := strings.Index(text[at:], label)
		if i < 0 {
			return all
		}
		start, end := at+i, at+i+len(label)
		at = end
		if !touches(lastWord(text[:start])) && !touches(strings.TrimPrefix(text[end:], " ")) {
			all = append(all, mentioned{syntax.Span{Start: start, End: end}, k})
		}
	}
}

// lastWord is the end of a text from its last space on, "" after a sentence.
func lastWord(text string) string {
	text, ok := strings.CutSuffix(text, " ")
	if !ok {
		return text
	}
	return text[strings.LastIndexByte(text, ' ')+1:]
}

func touches(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
