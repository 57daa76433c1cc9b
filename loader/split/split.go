// Package split cuts a text into sentences and tokens as Universal
// Dependencies' English treebanks do, and says which sentences are headline,
// byline or boilerplate.
//
// The flow: a text is cut into paragraphs (paragraph.go), these at white space
// into chunks (chunk.go), these into tokens by a linear model (token.go), the
// tokens into sentences by another (sentence.go), both in model.bin
// (model.go), made by loader/split/train. What the treebanks do not show is
// said by rules: addresses, list items, datelines, parts (part.go).
package split

import (
	"claimgraph/loader/syntax"
)

// MaxTokens is the most tokens that a sentence has: the parser's work grows
// with the square of it.
const MaxTokens = 200

// Sentences cuts a text into sentences with their tokens, in text order.
// Every character that is not white space is in exactly one token; no token
// holds white space. The time is linear in the length of the text.
func Sentences(text *syntax.Text) []syntax.Sentence { return embedded().Sentences(text) }

// Sentences is Sentences with a model of one's own.
func (m *Model) Sentences(text *syntax.Text) []syntax.Sentence {
	s := splitter{model: m, text: text.String}
	s.tokens = make([]syntax.Token, 0, len(s.text)/5+8)
	for p := range paragraphs(s.text) {
		s.paragraph(p)
	}
	s.nameParts()
	return s.sentences
}

// splitter is the work on one text.
type splitter struct {
	model     *Model
	text      string
	tokens    []syntax.Token
	sentences []syntax.Sentence
	chunk     chunk
	features  features
}

// paragraph adds the sentences of one paragraph.
func (s *splitter) paragraph(p syntax.Span) {
	first := len(s.tokens)
	for c := range s.chunks(p) {
		s.tokens = s.model.tokens(c, &s.features, s.tokens)
	}
	tokens := s.tokens[first:len(s.tokens):len(s.tokens)]
	from := datelineEnd(s.text, tokens)
	if from > 0 {
		s.add(tokens[:from], true)
		s.sentences[len(s.sentences)-1].Part = syntax.Byline
	}
	v := s.model.newView(s.text, tokens, from)
	start := from
	for i := from; i < len(tokens); i++ {
		if i == len(tokens)-1 || s.model.sentenceEnds(v, &s.features, i) {
			s.addBounded(tokens[start:i+1], start == 0)
			start = i + 1
			v.begin(start)
		}
	}
}

func (s *splitter) add(tokens []syntax.Token, opens bool) {
	span := syntax.Span{Start: tokens[0].Start, End: tokens[len(tokens)-1].End}
	s.sentences = append(s.sentences, syntax.Sentence{Span: span, Tokens: tokens, NewParagraph: opens})
}

// addBounded adds a sentence, in pieces where it is longer than MaxTokens.
func (s *splitter) addBounded(tokens []syntax.Token, opens bool) {
	for len(tokens) > MaxTokens {
		n := breakBefore(s.text, tokens)
		s.add(tokens[:n], opens)
		tokens, opens = tokens[n:], false
	}
	s.add(tokens, opens)
}

// breakBefore is the best place to break a sentence that is too long: after
// the last strong mark of its second half, else after a weak one, else
// between words, else anywhere.
func breakBefore(text string, tokens []syntax.Token) int {
	best, bestRank := MaxTokens, 0
	for i := MaxTokens; i > MaxTokens/2; i-- {
		if r := breakRank(text, tokens[i-1], tokens[i]); r > bestRank {
			best, bestRank = i, r
		}
	}
	return best
}

func breakRank(text string, a, b syntax.Token) int {
	if a.End == b.Start {
		return 0
	}
	switch text[a.Start:a.End] {
	case ".", "!", "?":
		return 4
	case ";", ":", "—", "--", "|", "•":
		return 3
	case ",", ")", "-":
		return 2
	}
	return 1
}
