package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

// readRaw reads sentences without annotation, which teachers annotate: FewRel's
// and TekGen's (Wikipedia), KnowledgeNet's (the web; not fold 3, on which
// relations are scored) and Wikinews. A sentence that comes again is left out.
func readRaw(root string) ([]Sentence, error) {
	all, err := readFewrel(filepath.Join(root, "fewrel", "val_wiki.json"))
	if err != nil {
		return nil, err
	}
	tekgen, err := filepath.Glob(filepath.Join(root, "tekgen", "train", "*.jsonl"))
	if err != nil {
		return nil, err
	}
	slices.Sort(tekgen)
	paths := append(tekgen, filepath.Join(root, "knowledgenet", "folds123.jsonl"), filepath.Join(root, "wikinews", "articles.jsonl"))
	for _, path := range paths {
		more, err := readTexts(path)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(s Sentence) bool {
		key := strings.Join(s.Forms, " ")
		if seen[key] {
			return true
		}
		seen[key] = true
		return false
	}), nil
}

const shortest, longest = 5, 80 // words of a raw sentence

func readFewrel(path string) ([]Sentence, error) {
	names, relations, err := fewrel(path)
	if err != nil {
		return nil, err
	}
	var all []Sentence
	for _, name := range names {
		for _, s := range relations[name] {
			if n := len(s.Tokens); n >= shortest && n <= longest {
				all = append(all, Sentence{Doc: name, Forms: trimmed(s.Tokens)})
			}
		}
	}
	return all, nil
}

// texts is a line of a set of raw texts, in the words of whichever it is.
type texts struct {
	Text     string // Wikinews
	Sent     string // TekGen
	Fold     int    // KnowledgeNet
	Passages []struct{ PassageText string }
}

func (t *texts) all() []string {
	all := []string{t.Text, t.Sent}
	if t.Fold == unseenFold {
		return nil
	}
	for _, p := range t.Passages {
		all = append(all, p.PassageText)
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// readTexts reads JSON lines.
func readTexts(path string) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []Sentence
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		var line texts
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, misread(path, n, err.Error())
		}
		for _, text := range line.all() {
			all = append(all, cut(filepath.Base(path), text)...)
		}
	}
	return all, lines.Err()
}

// cut reads a text as the product does.
func cut(doc, raw string) []Sentence {
	var all []Sentence
	text := syntax.NewText(raw)
	for _, s := range split.Sentences(text) {
		if n := len(s.Tokens); n < shortest || n > longest {
			continue
		}
		out := Sentence{Doc: doc}
		for _, t := range s.Tokens {
			out.Forms = append(out.Forms, text.Quote(t.Span))
		}
		all = append(all, out)
	}
	return all
}
