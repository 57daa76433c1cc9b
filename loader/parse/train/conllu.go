package main

import (
	"fmt"
	"os"

	"claimgraph/loader/syntax"
)

// readConllu reads a treebank.
func readConllu(path string) ([]labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []labelled
	for document, err := range syntax.ReadCoNLLU(f) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for i, tree := range document.Trees {
			s := labelled{doc: document.ID, misc: document.Misc[i]}
			for _, w := range tree.Words {
				s.forms = append(s.forms, w.Form)
				s.tags[upos] = append(s.tags[upos], w.UPOS)
				s.tags[xpos] = append(s.tags[xpos], w.XPOS)
				s.tags[feats] = append(s.tags[feats], w.Feats)
				s.heads, s.rels = append(s.heads, int32(w.Head)), append(s.rels, w.Rel)
			}
			all = append(all, s)
		}
	}
	return all, nil
}
