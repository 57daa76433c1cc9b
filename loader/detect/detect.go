// Package detect finds the mentions in trees: everything that a claim can have
// as an argument.
//
// What each form of mention spans, and which word is its Head:
//
//	Name      the name's own words: "Vladimir Putin" in "President Vladimir Putin's". A name inside a larger phrase
//	          is a mention of its own: "Nvidia" and "H800" in "Nvidia's H800 chips". Demonyms are names, also as
//	          adjectives: "Chinese". Head: the word on which the others hang.
//	Nominal   determiner to head noun with all that stands between: "Nvidia's H800 chips", "a surprisingly low cost".
//	          What follows the noun (of-phrases, relative clauses, appositions) is outside. One for each noun that
//	          heads a phrase; nouns that only modify one ("tech" in "tech industry") have none. Also "everyone". What
//	          means some of a whole spans it too: "one of the men", "a number of firms" (partitive.go).
//	Pronoun   one word: it, its, themselves, relative who/which/that, this/these as phrases. Never expletive it.
//	Date      the date without its preposition: "January 10th", "the 1990s", "last month". EDTF is "" where the words
//	          name no period ("recently").
//	Quantity  bound, amount and unit: "under $6 million", "about 10 %", "2.788M GPU hours". Of counted things it spans
//	          the phrase to the noun counted ("2,048 H800 GPUs"), beside a Nominal of the same words; its Head is then
//	          the number, else the unit. Of "thousands of fans" the Nominal has the head of the tree, "thousands", and
//	          the Quantity "fans".
//	ClaimMention   a phrase that refers to what was said: "this claim", "the allegation".
//
// No word is the Head of two mentions, but for the number of "two of the men",
// which heads a Quantity and a Nominal. The order of work is dates, quantities,
// names, claims, nominals, pronouns: each leaves alone the words that are taken.
package detect

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Mentions finds the mentions of an article, sorted by (Tree, Start, -End) and
// by Head among those of one span. published resolves relative dates; it may be
// zero.
func Mentions(text *syntax.Text, trees []syntax.Tree, published time.Time) []syntax.Mention {
	a := article{text: text, published: published, spellings: map[string]*spelling{}}
	for i := range trees {
		a.sentences = append(a.sentences, newSentence(&trees[i], i))
	}
	for i := range a.sentences {
		s := &a.sentences[i]
		a.dates(s)
		a.quantities(s)
		a.names(s)
	}
	a.vote()
	a.findTeams()
	for i := range a.sentences {
		s := &a.sentences[i]
		a.nameMentions(s)
		a.nominals(s)
		a.pronouns(s)
	}
	slices.SortStableFunc(a.mentions, func(x, y syntax.Mention) int {
		return cmp.Or(cmp.Compare(x.Tree, y.Tree), cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End), cmp.Compare(x.Head, y.Head))
	})
	return a.mentions
}

// article is the state of one article's reading.
type article struct {
	text      *syntax.Text
	published time.Time
	sentences []sentence
	spellings map[string]*spelling
	sports    bool            // it is about matches
	teams     map[string]bool // the names of towns and clubs that play in it
	mentions  []syntax.Mention
}

// sentence is a tree whose words are being given away.
type sentence struct {
	*syntax.Tree
	index  int
	lowers []string // forms in lower case
	taken  []use
	counts []bool // nouns that a quantity has as its head: "fans" of "thousands of fans"
	found  []name
}

func newSentence(t *syntax.Tree, index int) sentence {
	n := len(t.Words)
	s := sentence{Tree: t, index: index, lowers: make([]string, n), taken: make([]use, n), counts: make([]bool, n)}
	for i := range t.Words {
		s.lowers[i] = strings.ToLower(t.Words[i].Form)
	}
	return s
}

// use says what a word is already part of.
type use uint8

const (
	free   use = iota
	dated      // part of a date
	amount     // number, currency or bound of a quantity
	unit       // unit of measure of a quantity: no nominal of its own
	named      // part of a name
)

// add records a mention over words [first, last].
func (a *article) add(s *sentence, first, last, head int, m syntax.Mention) {
	m.Span = syntax.Span{Start: s.Words[first].Start, End: s.Words[last].End}
	m.Tree, m.First, m.Last, m.Head = s.index, first, last, head
	if m.Kind == "" {
		m.Kind = kg.Other
	}
	a.mentions = append(a.mentions, m)
}

func (s *sentence) take(first, last int, u use) {
	for i := first; i <= last; i++ {
		s.taken[i] = u
	}
}

// lower is the word's form in lower case, "" beyond the sentence.
func (s *sentence) lower(i int) string {
	if i < 0 || i >= len(s.Words) {
		return ""
	}
	return s.lowers[i]
}

// lemma is the word's lemma in lower case, its form where it has none.
func (s *sentence) lemma(i int) string {
	if l := s.Words[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return s.lower(i)
}

// upos is the word's tag, "" beyond the sentence.
func (s *sentence) upos(i int) string {
	if i < 0 || i >= len(s.Words) {
		return ""
	}
	return s.Words[i].UPOS
}

// head is the 0-based index of the word's head, -1 for the root and for arcs
// that lead out of the sentence.
func (s *sentence) head(i int) int {
	if h := s.Words[i].Head - 1; h < len(s.Words) && h != i {
		return max(h, -1)
	}
	return -1
}

// rel is the word's relation without its subtype.
func (s *sentence) rel(i int) string {
	r, _, _ := strings.Cut(s.Words[i].Rel, ":")
	return r
}

// topOf is the word of [first, last] that hangs on a word outside, the last
// such one where a broken tree has several.
func (s *sentence) topOf(first, last int) int {
	top := last
	for i := last; i >= first; i-- {
		if h := s.head(i); h < first || h > last {
			top = i
			break
		}
	}
	return top
}

// child is the first child of i with the relation (without subtype), -1 where
// there is none.
func (s *sentence) child(i int, rel string) int {
	found := -1
	s.Children(i, func(c int) bool {
		if s.rel(c) == rel {
			found = c
		}
		return found < 0
	})
	return found
}
