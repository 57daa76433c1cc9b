package kg

import (
	"iter"
	"slices"
)

// Articles pages the articles in the order in which the store came to know
// them. Only those of the page are read back.
func (g *Graph) Articles(p Paging) (*Page[*GraphArticle], error) {
	ids, err := g.articleListing().cut(p)
	if err != nil {
		return nil, err
	}
	page := &Page[*GraphArticle]{HasPrevious: ids.HasPrevious, HasNext: ids.HasNext, of: articleList{g, ids}}
	for _, id := range ids.Items {
		a, err := g.articleByID(id)
		if err != nil {
			return nil, err
		}
		page.Items = append(page.Items, a)
	}
	return page, nil
}

// articleList is the list of all articles, with the page of its ids.
type articleList struct {
	graph *Graph
	ids   *Page[uint64]
}

func (a articleList) cursorAt(_ *Page[*GraphArticle], i int) string { return a.ids.Cursor(i) }
func (a articleList) total() (int, error)                           { return a.ids.Total() }
func (a articleList) all() iter.Seq2[*GraphArticle, error]          { return a.graph.articles(nil, 0) }

// ArticleCursor is an article's place in the list of all.
func (g *Graph) ArticleCursor(a *GraphArticle) string {
	return g.articleListing().cursor([]uint64{a.id})
}

func (g *Graph) articleListing() listing[uint64] {
	return listing[uint64]{
		letter: cursorArticles, compare: slices.Compare[[]uint64], count: g.ArticleCount,
		key: func(id uint64) []uint64 { return []uint64{id} },
		walk: func(after []uint64, _ int) iter.Seq2[uint64, error] {
			from := uint64(0)
			if after != nil {
				from = after[0]
			}
			return g.articleIDs(nil, from)
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
			read := false
			if err == nil {
				read, err = g.isArticleQuad(q)
			}
			if (read || err != nil) && (!yield(q[0], err) || err != nil) {
				return
			}
		}
	}
}

// isArticleQuad says whether a quad is an article's own word that it is one;
// plain quads may say so too.
func (g *Graph) isArticleQuad(q [4]uint64) (bool, error) {
	if q[0] != q[3] {
		return false, nil
	}
	classes, err := g.classify(q[3:])
	return err == nil && classes[0] == articleLabel, err
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
