package kg

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Facts are found by the words of "subject predicate object", among those of the
// entities that pieces of the query name; claims by the words of their sentence.
// For claims the texts of the articles themselves are looked through, without an
// index of words, which would take more room than all the rest of a claim and could fall out of
// step with it: ten megabytes of news take some twenty milliseconds. A text that
// holds all words is read back, and its claims' sentences decide. Both follow the
// tiers of names: the words one after another, all of them, the last unfinished.

// The bounds of a search.
const (
	mostSearchedBytes = 64 << 20 // of texts, those of the earliest articles
	mostSaying        = 2000     // claims that fit, before the best are chosen; those of the earliest articles
	mostNamed         = 50       // entities that pieces of a query name
	mostFactsOf       = 500      // facts of each of them
	mostPieceWords    = 6        // of a piece of a query
)

// The scores, as those of names.
const (
	scoreInOrder  = 0.7
	scoreAllWords = 0.5
	scoreUnended  = 0.3
	scoreWithin   = 0.1 // how much of a tier the length can make up
)

// wording is a query as folded words.
type wording []string

// wordsOf are the folded words of a text.
func wordsOf(text string) wording {
	return strings.FieldsFunc(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// score says how well a text fits a query; 0 where it does not.
func (w wording) score(text wording) float64 {
	asked, whole := strings.Join(w, " "), strings.Join(text, " ")
	part := scoreWithin * float64(len(asked)) / float64(max(len(whole), len(asked), 1))
	last := w[len(w)-1]
	for _, word := range w[:len(w)-1] {
		if !slices.Contains(text, word) {
			return 0
		}
	}
	switch {
	case strings.Contains(" "+whole+" ", " "+asked+" "):
		return scoreInOrder + part
	case slices.Contains(text, last):
		return scoreAllWords + part
	case slices.ContainsFunc(text, func(word string) bool { return strings.HasPrefix(word, last) }):
		return scoreUnended + part
	}
	return 0
}

// claimHits are the claims whose sentence fits.
func (g *Graph) claimHits(query wording) (hits []*Hit, err error) {
	articles, err := g.articlesSaying(query)
	if err != nil {
		return nil, err
	}
	for _, id := range articles {
		a, err := g.articleByID(id)
		if err != nil {
			return nil, err
		}
		if a == nil {
			continue
		}
		scores := map[string]float64{} // of sentences: several claims stand in one
		for _, c := range g.claimsWithin(a) {
			sentence := c.Claim.Evidence.Text
			score, known := scores[sentence]
			if !known && mayHold(sentence, query) {
				score = query.score(wordsOf(sentence))
				scores[sentence] = score
			}
			if score > 0 {
				hits = append(hits, &Hit{c, score, excerpt(sentence, query)})
			}
		}
		if len(hits) >= mostSaying {
			break
		}
	}
	return hits, nil
}

// articlesSaying are the articles whose text may hold all words.
func (g *Graph) articlesSaying(query wording) (articles []uint64, err error) {
	body, err := g.id(ArticleBody)
	if err != nil {
		return nil, err
	}
	searched := 0
	for quads, err := range chunks(g.scan([4]uint64{1: body}, [4]uint64{}), 0) {
		if err != nil {
			return nil, err
		}
		for some := range slices.Chunk(quads, 64) {
			ids := make([]uint64, len(some))
			for i := range some {
				ids[i] = some[i][2]
			}
			texts, err := g.store.Terms(ids)
			if err != nil {
				return nil, err
			}
			for i, t := range texts {
				text := lexical(t)
				if searched += len(text); mayHold(text, query) {
					articles = append(articles, some[i][0])
				}
			}
			if err := g.spend(int64(len(some))); err != nil || searched > mostSearchedBytes {
				return distinct(articles, err)
			}
		}
	}
	return distinct(articles, nil)
}

// mayHold looks for the words in a text as it stands. What folding may have made of
// something else is for the sentences to tell: short words, which may be letters
// with dots (U.S.), and those beyond ASCII.
func mayHold(text string, query wording) bool {
	text = strings.ToLower(text)
	for _, word := range query {
		if len(word) >= shortestSure && isASCII(word) && !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

const shortestSure = 4 // letters

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// factHits are the facts of the entities that pieces of the query name.
func (g *Graph) factHits(query wording) (hits []*Hit, err error) {
	named, err := g.namedIn(query)
	if err != nil {
		return nil, err
	}
	seen := map[[3]uint64]bool{}
	for _, id := range named {
		for _, side := range sides(id, Both, nil) {
			n := 0
			for f, err := range g.matching(side.plan, nil, nil) {
				if err != nil {
					return nil, err
				}
				if n++; n > mostFactsOf {
					break
				}
				if seen[f.group.key] {
					continue
				}
				seen[f.group.key] = true
				said := f.Subject.Label() + " " + strings.ReplaceAll(f.Predicate.Name, "_", " ") + " " + f.Object.Label()
				if score := query.score(wordsOf(said)); score > 0 {
					hits = append(hits, &Hit{f, score, said})
				}
			}
		}
	}
	return hits, nil
}

// namedIn are the entities that pieces of the query are names of, longer pieces
// first, and those whose name begins with the last piece.
func (g *Graph) namedIn(query wording) (ids []uint64, err error) {
	add := func(found []NameHit, err error) error {
		for _, hit := range found {
			if len(ids) < mostNamed && !slices.Contains(ids, hit.ID) {
				ids = append(ids, hit.ID)
			}
		}
		return err
	}
	for size := min(len(query), mostPieceWords); size > 0; size-- {
		for from := 0; from+size <= len(query); from++ {
			if err := add(g.store.Named(strings.Join(query[from:from+size], " "))); err != nil {
				return nil, err
			}
		}
	}
	err = add(g.store.Names(g.ctx, strings.Join(query, " "), mostNamed/2))
	return ids, err
}

const excerptPoints = 160

// excerpt is a sentence, or of a long one what stands around the first word.
func excerpt(sentence string, query wording) string {
	points := []rune(sentence)
	if len(points) <= excerptPoints {
		return sentence
	}
	lower := strings.ToLower(sentence)
	at := max(strings.Index(lower, query[0]), 0)
	from := max(0, min(utf8.RuneCountInString(lower[:at])-excerptPoints/4, len(points)-excerptPoints))
	return "…" + strings.TrimSpace(string(points[from:from+excerptPoints])) + "…"
}

// compareHits puts the best first; equally good ones by what they are called, then by id.
func compareHits(a, b *Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Node.NodeID(), b.Node.NodeID()))
}
