package parse

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"sync"

	"claimgraph/loader/parse/model"
	"claimgraph/loader/syntax"
)

//go:embed english.model
var english []byte

// Parser parses English. It may be used by many goroutines at once.
type Parser struct {
	net     *network
	version string
	scratch sync.Pool // of *scratch
}

// Open decodes the embedded model.
func Open() (*Parser, error) { return New(english) }

// New is Open for another model file.
func New(data []byte) (*Parser, error) {
	m, err := model.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	sum := sha256.Sum256(data)
	p := &Parser{net: newNetwork(m), version: hex.EncodeToString(sum[:6])}
	p.scratch.New = func() any { return newScratch(p.net) }
	return p, nil
}

// Model names the model: the beginning of the SHA-256 of its file.
func (p *Parser) Model() string { return p.version }

// Trees analyses the sentences of a text. The result has one tree a sentence,
// in order; each has exactly one root, except that of a sentence without
// tokens, which has no words.
func (p *Parser) Trees(text *syntax.Text, sentences []syntax.Sentence) []syntax.Tree {
	trees := make([]syntax.Tree, len(sentences))
	total := 0
	for i, s := range sentences {
		total += len(s.Tokens)
		trees[i].Sentence = s
	}
	words := make([]syntax.Word, total)
	var hidden []acronym
	for i, s := range sentences {
		n := len(s.Tokens)
		trees[i].Words, words = words[:n:n], words[n:]
		spell(&trees[i], text)
		hidden = disguise(hidden, trees[i].Words)
	}
	sc := p.scratch.Get().(*scratch)
	for _, batch := range batches(trees) {
		sc.parse(batch)
		sc.readAgain(batch)
	}
	p.scratch.Put(sc)
	unmask(hidden)
	for i := range trees {
		join(trees[i].Words)
		joinOffices(trees[i].Words)
	}
	return trees
}

// spell fills in what the text says about the words.
func spell(t *syntax.Tree, text *syntax.Text) {
	for i, token := range t.Tokens {
		w := &t.Words[i]
		w.Span, w.Form = token.Span, text.Quote(token.Span)
		w.SpaceAfter = token.End < len(text.String) && (i+1 == len(t.Tokens) || t.Tokens[i+1].Start > token.End) &&
			isSpace(text.String[token.End])
	}
}

// isSpace says whether a byte after a token is white space or begins a
// character beyond ASCII, which between tokens can only be white space.
func isSpace(b byte) bool { return b <= ' ' || b >= 0x80 }
