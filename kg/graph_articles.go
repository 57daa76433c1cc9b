package kg

import (
	"iter"
	"slices"
)

// Articles pages the articles in the order in which the store came to know them.
func (g *Graph) Articles(p Paging) (*Page[*GraphArticle], error) {
	return g.articleListing().cut(p)
}

// ArticleCursor is an article's place in the list of all.
func (g *Graph) ArticleCursor(a *GraphArticle) string {
	l := g.articleListing()
	return l.cursor(l.key(a))
}

func (g *Graph) articleListing() listing[*GraphArticle] {
	return listing[*GraphArticle]{
		letter: cursorArticles, compare: slices.Compare[[]uint64], count: g.ArticleCount,
		key: func(a *GraphArticle) []uint64 { return []uint64{a.id} },
		walk: func(after []uint64) iter.Seq2[*GraphArticle, error] {
			from := uint64(0)
			if after != nil {
				from = after[0]
			}
			return g.articles(nil, from)
		},
	}
}

// articles gives those of a set (nil: all) with ids above one, ascending.
func (g *Graph) articles(set []uint64, above uint64) iter.Seq2[*GraphArticle, error] {
	return func(yield func(*GraphArticle, error) bool) {
		for id, err := range g.articleIDs(set, above) {
			var a *GraphArticle
			if err == nil {
				a, err = g.articleByID(id)
			}
			if (a != nil || err != nil) && (!yield(a, err) || err != nil) {
				return
			}
		}
	}
}

func (g *Graph) articleIDs(set []uint64, above uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		if set != nil {
			for _, id := range set {
				if id > above && id != absent && !yield(id, nil) {
					return
				}
			}
			return
		}
		t := &g.state.terms
		var from [4]uint64
		if above != 0 {
			from = [4]uint64{above, t.rdfType, t.newsArticle, absent}
		}
		for q, err := range g.scan([4]uint64{0, t.rdfType, t.newsArticle, 0}, from) {
			if err == nil && q[0] != q[3] {
				continue // a plain quad says that something is an article
			}
			if !yield(q[0], err) || err != nil {
				return
			}
		}
	}
}

// articleByID is nil where the id is no article's.
func (g *Graph) articleByID(id uint64) (*GraphArticle, error) {
	if id == absent {
		return nil, nil
	}
	iris, err := g.iris([]uint64{id})
	if err != nil {
		return nil, err
	}
	return g.ArticleByIRI(iris[0])
}
