package read

import (
	"bytes"
	"fmt"

	"claimgraph/kg"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// A feed (RSS 0.9 to 2.0, Atom, JSON Feed) is one article for each item that
// has a text: its content, or its description where it has no other. The key is
// the item's link, else its GUID; the publisher is the feed's title, the byline the
// item's authors (dc:creator, author).

func (w *walk) feed(name string, in *decoded) bool {
	b, err := w.whole(in)
	if err != nil {
		return w.fail(name, 0, err)
	}
	return w.items(name, b)
}

// items are the articles of a feed.
func (w *walk) items(name string, b []byte) bool {
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(b))
	if err != nil {
		return w.fail(name, 0, fmt.Errorf("%w: %w", ErrUnsupported, err))
	}
	for i, item := range feed.Items {
		if !w.feedItem(name, i, feed, item) {
			return false
		}
	}
	return true
}

func (w *walk) feedItem(name string, number int, feed *gofeed.Feed, item *gofeed.Item) bool {
	inside := fmt.Sprintf("%s: item %d", name, number+1)
	text, err := fragment(firstOf(item.Content, item.Description))
	if err != nil {
		return w.fail(inside, 0, err)
	}
	article := kg.Article{
		Key: firstOf(item.Link, item.GUID, inside), URL: item.Link, Title: oneLine(item.Title), Publisher: oneLine(feed.Title),
		Language: feed.Language, Text: text,
	}
	var authors []string
	for _, author := range item.Authors {
		authors = append(authors, author.Name)
	}
	article.Byline = bylineOf(authors...)
	switch {
	case item.PublishedParsed != nil:
		article.Published = item.PublishedParsed.UTC()
	case item.UpdatedParsed != nil:
		article.Published = item.UpdatedParsed.UTC()
	}
	return w.article(inside, 0, article)
}

// fragment is the text of a piece of HTML.
func fragment(s string) (string, error) {
	root, err := html.Parse(bytes.NewReader([]byte(s)))
	if err != nil || tooDeep(root, deepestHTML) {
		return "", fmt.Errorf("%w: its HTML", ErrUnsupported)
	}
	return prose(root), nil
}
