package read

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"claimgraph/kg"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// A feed (RSS 0.9 to 2.0, Atom, JSON Feed) is one article for each item that
// has a text: its content, or its description where it has no other. The key is
// the item's link, else its GUID; the publisher is the feed's title, the byline the
// item's authors (dc:creator, author). The line that WordPress puts below each item
// is no part of it. Of a feed that was cut off the whole items are read.

// What may be wrong with a feed. Use errors.Is.
var (
	ErrHeadlines = errors.New("a headline without a text")
	ErrFeed      = errors.New("feed is damaged")
)

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
	var damage error
	if err != nil {
		if feed = wholeItems(b); feed == nil {
			return w.fail(name, 0, fmt.Errorf("%w (%w)", ErrFeed, err))
		}
		damage = fmt.Errorf("%w after item %d (%w)", ErrFeed, len(feed.Items), err)
	}
	headlines := 0
	for i, item := range feed.Items {
		inside := fmt.Sprintf("%s: item %d", name, i+1)
		article, err := itemArticle(inside, feed, item)
		switch {
		case err != nil:
			damage = errors.Join(damage, fmt.Errorf("item %d: %w", i+1, err))
		case strings.TrimSpace(article.Text) == "":
			headlines++
		case !w.article(inside, 0, article):
			return false
		}
	}
	if headlines > 0 && !w.fail(name, 0, fmt.Errorf("%d of %s: %w", headlines, countOf(len(feed.Items), "item"), ErrHeadlines)) {
		return false
	}
	return damage == nil || w.fail(name, 0, damage)
}

// feedEnds are how items end, and what closes the feed after one.
var feedEnds = [...]struct{ item, rest string }{{"</item>", "</channel></rss>"}, {"</item>", "</rdf:RDF>"}, {"</entry>", "</feed>"}}

// wholeItems is a damaged feed up to the last item that ends, nil where there is none.
func wholeItems(b []byte) *gofeed.Feed {
	for _, end := range feedEnds {
		for rest, tries := b, 0; tries < 3; tries++ { // what is wrong may stand before the last end
			at := bytes.LastIndex(rest, []byte(end.item))
			if at < 0 {
				break
			}
			whole := append(bytes.Clone(b[:at+len(end.item)]), end.rest...)
			if feed, err := gofeed.NewParser().Parse(bytes.NewReader(whole)); err == nil && len(feed.Items) > 0 {
				return feed
			}
			rest = rest[:at]
		}
	}
	return nil
}

func itemArticle(inside string, feed *gofeed.Feed, item *gofeed.Item) (kg.Article, error) {
	text, err := itemText(firstOf(item.Content, item.Description))
	if err != nil {
		return kg.Article{}, err
	}
	address := itemAddress(feed, item)
	article := kg.Article{
		Key: firstOf(address, item.Link, item.GUID, inside), URL: address, Title: oneLine(item.Title), Publisher: oneLine(feed.Title),
		Language: feed.Language, Text: text, Published: itemDate(item),
	}
	var authors []string
	for _, author := range item.Authors {
		authors = append(authors, author.Name)
	}
	article.Byline = bylineOf(authors...)
	return article, nil
}

// itemAddress is where an item stands on the web: its link, which may be relative to
// the feed's, else a GUID that is an address.
func itemAddress(feed *gofeed.Feed, item *gofeed.Item) string {
	link, err := url.Parse(firstOf(item.Link, item.GUID))
	if err != nil {
		return ""
	}
	if site, err := url.Parse(firstOf(feed.Link, feed.FeedLink)); err == nil && item.Link != "" && site.IsAbs() {
		link = site.ResolveReference(link)
	}
	if (link.Scheme != "http" && link.Scheme != "https") || link.Host == "" {
		return ""
	}
	return firstOf(absolute(item.Link, link), link.String())
}

// absolute is a link as it was written, where it says all of the address.
func absolute(written string, link *url.URL) string {
	if strings.HasPrefix(written, link.Scheme+"://") {
		return written
	}
	return ""
}

func itemDate(item *gofeed.Item) time.Time {
	switch {
	case item.PublishedParsed != nil:
		return item.PublishedParsed.UTC()
	case item.UpdatedParsed != nil:
		return item.UpdatedParsed.UTC()
	}
	return time.Time{}
}

// marked finds the tags of HTML; what has none is plain text, whose line breaks mean
// something.
var marked = regexp.MustCompile(`<[a-zA-Z/!]`)

var wordPressLine = regexp.MustCompile(`(?:^|\n)The post [^\n]+ (?:appeared first on|first appeared on) [^\n]+\.$`)

func itemText(s string) (string, error) {
	if !marked.MatchString(s) {
		return strings.TrimSpace(html.UnescapeString(strings.ReplaceAll(s, "\r\n", "\n"))), nil
	}
	text, err := fragment(s)
	return strings.TrimSpace(wordPressLine.ReplaceAllString(text, "")), err
}

// fragment is the text of a piece of HTML.
func fragment(s string) (string, error) {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil || tooDeep(root, deepestHTML) {
		return "", fmt.Errorf("%w: its HTML", ErrUnsupported)
	}
	return prose(root), nil
}

func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
