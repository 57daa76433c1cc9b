package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"

	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

// readRaw reads sentences without annotation, which teachers annotate:
// FewRel's (Wikipedia, tokens as in treebanks) and Wikinews.
func readRaw(root string) ([]Sentence, error) {
	all, err := readFewrel(filepath.Join(root, "fewrel", "val_wiki.json"))
	if err != nil {
		return nil, err
	}
	news, err := readArticles(filepath.Join(root, "wikinews", "articles.jsonl"))
	return append(all, news...), err
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

func readArticles(path string) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []Sentence
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		var article struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &article); err != nil {
			return nil, misread(path, n, err.Error())
		}
		text := syntax.NewText(article.Text)
		for _, s := range split.Sentences(text) {
			if n := len(s.Tokens); n < shortest || n > longest {
				continue
			}
			out := Sentence{Doc: article.ID}
			for _, t := range s.Tokens {
				out.Forms = append(out.Forms, text.Quote(t.Span))
			}
			all = append(all, out)
		}
	}
	return all, lines.Err()
}
