package kg

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// TextIRI names the text of an article, which its sketch leads from.
func TextIRI(article string) quad.IRI { return quad.IRI(article) + "#text" }

// sketchQuads are the keys by which copies of an article find it.
func (r *Reading) sketchQuads() []quad.Quad {
	var quads []quad.Quad
	for _, key := range NewStory(r.Text).SketchKeys() {
		quads = append(quads, quad.Quad{Subject: TextIRI(r.IRI), Predicate: Sketch, Object: quad.String(key), Label: Identity})
	}
	return quads
}

// Candidates are the articles that share keys with a story, those that share the most
// first; most bounds how many articles each key leads to. Which of them are copies,
// their texts tell.
func Candidates(store Store, s *Story, most int) ([]string, error) {
	values := []quad.Value{Sketch, Identity}
	for _, key := range s.SketchKeys() {
		values = append(values, quad.String(key))
	}
	ids, err := store.Lookup(values)
	if err != nil || ids[0] == 0 || ids[1] == 0 {
		return nil, err
	}
	shared := map[uint64]int{}
	var texts []uint64
	for _, key := range ids[2:] {
		if key == 0 {
			continue
		}
		n := 0
		for q, err := range store.Scan([4]uint64{0, ids[0], key, ids[1]}, [4]uint64{}) {
			if err != nil {
				return nil, err
			}
			if n++; n > most {
				break
			}
			if shared[q[0]]++; shared[q[0]] == 1 {
				texts = append(texts, q[0])
			}
		}
	}
	slices.SortFunc(texts, func(a, b uint64) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	terms, err := store.Terms(texts)
	if err != nil {
		return nil, err
	}
	var articles []string
	for _, t := range terms {
		iri, _ := t.(quad.IRI)
		if article, ok := strings.CutSuffix(string(iri), "#text"); ok {
			articles = append(articles, article)
		}
	}
	return articles, nil
}

// mostCopies bounds how many copies of an article are listed.
const mostCopies = 1000

// CopiesOf are the other articles that hold the article's story or the most of
// it, or of which it holds that; by their IRIs, and not more than a thousand.
func (g *Graph) CopiesOf(a *GraphArticle) ([]*GraphArticle, error) {
	candidates, err := Candidates(g.store, a.story(), mostCopies)
	if err != nil {
		return nil, err
	}
	candidates = candidates[:min(len(candidates), mostCopies+1)]
	slices.Sort(candidates)
	var copies []*GraphArticle
	for _, iri := range candidates {
		if iri == a.IRI {
			continue
		}
		if err := g.spend(sketchMost); err != nil {
			return nil, err
		}
		other, err := g.ArticleByIRI(iri)
		if err != nil {
			return nil, err
		}
		if other != nil && a.story().CopyOf(other.story()) && len(copies) < mostCopies {
			copies = append(copies, other)
		}
	}
	return copies, nil
}
