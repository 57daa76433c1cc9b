package read

import (
	"bytes"
	"fmt"

	"claimgraph/kg"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Markdown (CommonMark with GitHub's tables and strike-through) is one article:
// its text without marks. Front matter (front_matter.go) gives
// title, author (or authors), date, url, publisher and language; without a title there, the first
// heading of the first level is it.

func (w *walk) markdown(name string, in *decoded) bool {
	b, err := w.whole(in)
	if err != nil {
		return w.fail(name, 0, err)
	}
	article, err := markdown(oldText(b))
	if err != nil {
		return w.fail(name, 0, err)
	}
	article.Key = keyOf(name)
	return w.article(name, 0, article)
}

func markdown(b []byte) (kg.Article, error) {
	head, body, err := cutFrontMatter(b)
	if err != nil {
		return kg.Article{}, err
	}
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Convert(body, &page); err != nil {
		return kg.Article{}, fmt.Errorf("%w (%w)", ErrUnsupported, err)
	}
	root, err := html.Parse(&page)
	if err != nil || tooDeep(root, deepestHTML) {
		return kg.Article{}, ErrUnsupported
	}
	article := kg.Article{
		Title: head.said("title"), URL: head.said("url"), Publisher: head.said("publisher"), Language: firstOf(head.said("lang"), head.said("language")),
		Byline: bylineOf(append(head["author"], head["authors"]...)...), Published: instant(head.said("date")),
	}
	if h1 := find(root, atom.H1); h1 != nil && article.Title == "" {
		article.Title = oneLine(textOf(h1))
	}
	article.Text = prose(root)
	return article, nil
}
