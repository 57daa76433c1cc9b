package extract

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed cues.txt
var cuesText string

// cues holds the word classes of cues.txt.
type cues struct {
	classes map[string][]string // "verb say" -> classes, in the file's order
	events  map[string]eventVerb
}

// eventVerb is the verb behind an event noun.
type eventVerb struct {
	lemma        string
	intransitive bool
}

func readCues(text string) (*cues, error) {
	l := &cues{classes: map[string][]string{}, events: map[string]eventVerb{}}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0][0] == '#' {
			continue
		}
		if err := l.enter(fields, line); err != nil {
			return nil, fmt.Errorf("cues.txt: line %d: %w", n, err)
		}
	}
	return l, nil
}

func (l *cues) enter(fields []string, line string) error {
	switch fields[0] {
	case "event":
		return l.enterEvents(strings.TrimPrefix(line, "event"))
	case "verb", "noun", "adjective", "adverb", "modal", "mark":
		for _, word := range fields[min(2, len(fields)):] {
			key := fields[0] + " " + word
			l.classes[key] = append(l.classes[key], fields[1])
			if fields[1] == "says" {
				l.classes[key] = append(l.classes[key], "reports")
			}
		}
		return nil
	}
	return fmt.Errorf("%q is no section", fields[0])
}

func (l *cues) enterEvents(list string) error {
	for pair := range strings.SplitSeq(list, ",") {
		f := strings.Fields(pair)
		if len(f) < 2 || len(f) > 3 {
			return fmt.Errorf("event %q: want NOUN VERB [-]", pair)
		}
		l.events[f[0]] = eventVerb{f[1], len(f) == 3}
	}
	return nil
}

// has says whether a word of a section is in a class.
func (l *cues) has(section, word, class string) bool {
	return oneOf(class, l.classes[section+" "+word]...)
}

// class is the first of the classes that the word is in, "" for none.
func (l *cues) class(section, word string, classes ...string) string {
	for _, c := range classes {
		if l.has(section, word, c) {
			return c
		}
	}
	return ""
}
