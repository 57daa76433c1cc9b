package graph

import (
	"cmp"
	"context"
	"iter"

	"claimgraph/graph/live"
	"claimgraph/kg"
)

// Fetch gets the article that an address of the web leads to. It decides which addresses
// may be asked, and bounds time and bytes.
type Fetch func(ctx context.Context, address string) (kg.Article, error)

// gathering are articles that are loaded together, with their places in the input.
type gathering struct {
	articles []kg.Article
	places   []int
}

// gathered gives the articles that came with their texts, together, then each that is
// fetched: no more than one page is held, and nobody waits for a slow site to store
// what was given. A page that cannot be had is reported.
func (r mutationResolver) gathered(ctx context.Context, given []kg.Article, places []int, report func(live.Result)) iter.Seq[gathering] {
	return func(yield func(gathering) bool) {
		var whole, empty gathering
		for i := range given {
			to := &whole
			if given[i].Text == "" {
				to = &empty
			}
			to.articles, to.places = append(to.articles, given[i]), append(to.places, places[i])
		}
		if len(whole.articles) > 0 && !yield(whole) {
			return
		}
		for i := range empty.articles {
			if ctx.Err() != nil {
				return
			}
			article, err := r.fetch(ctx, empty.articles[i].URL)
			if err != nil {
				report(live.Result{Problem: &live.Problem{Message: err.Error(), Code: "URL_NOT_FETCHED", Path: place(empty.places[i], "url")}})
				continue
			}
			if !yield(gathering{[]kg.Article{asGiven(&empty.articles[i], &article)}, empty.places[i : i+1]}) {
				return
			}
		}
	}
}

// asGiven is a page's article under the names that were given for it.
func asGiven(given, page *kg.Article) kg.Article {
	a := *given
	a.Text = page.Text
	a.Title, a.Publisher, a.Language = cmp.Or(a.Title, page.Title), cmp.Or(a.Publisher, page.Publisher), cmp.Or(a.Language, page.Language)
	a.Byline = cmp.Or(a.Byline, page.Byline)
	if a.Published.IsZero() {
		a.Published = page.Published
	}
	return a
}
