package eval

import (
	"context"
	"iter"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Reader is all that is measured. Each measure asks for its part.
type Reader interface {
	Parser
	Understander
	Proposer
}

// Parser finds trees.
type Parser interface {
	// Parse cuts a text into sentences and gives their trees.
	Parse(ctx context.Context, text string) (*syntax.Text, []syntax.Tree, error)
	// ParseGiven keeps sentences and tokens as given.
	ParseGiven(text *syntax.Text, sentences []syntax.Sentence) []syntax.Tree
}

// Understander reads articles as they are loaded.
type Understander interface {
	// Understand yields a reading for each article, in their order.
	Understand(ctx context.Context, articles iter.Seq[kg.Article]) iter.Seq2[Reading, error]
}

// Proposer reads the open tuples of texts.
type Proposer interface {
	// Propose yields the tuples of each text, in their order.
	Propose(ctx context.Context, texts iter.Seq[string]) iter.Seq2[[]Tuple, error]
}

// Reading is what was found in an article.
type Reading struct {
	Text      *syntax.Text
	Trees     []syntax.Tree
	Mentions  []syntax.Mention
	Referring [][]int // of each entity: the mentions that refer to it, a part of its chain
	Entities  []syntax.Entity
	Claims    []kg.Claim
}

// readAll reads n articles and gives each reading to take, in their order.
func readAll(ctx context.Context, u Understander, n int, article func(i int) kg.Article, take func(i int, r *Reading)) error {
	articles := func(yield func(kg.Article) bool) {
		for i := range n {
			if !yield(article(i)) {
				return
			}
		}
	}
	next := 0
	for r, err := range u.Understand(ctx, articles) {
		if err != nil {
			return err
		}
		take(next, &r)
		next++
	}
	return ctx.Err()
}
