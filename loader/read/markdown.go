package read

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"claimgraph/kg"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Markdown (CommonMark with GitHub's tables and strike-through) is one article:
// its text without marks. Front matter, YAML between two lines "---", gives
// title, author (or authors), date, url, publisher and language; without a title there, the first
// heading of the first level is it.

// frontMatter holds the members that are read; others are passed over.
type frontMatter struct {
	Title     string
	Date      string
	URL       string
	Publisher string
	Byline    string
	Language  string
}

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
	article := kg.Article{Title: head.Title, URL: head.URL, Publisher: head.Publisher, Byline: head.Byline, Language: head.Language, Published: instant(head.Date)}
	if h1 := find(root, atom.H1); h1 != nil && article.Title == "" {
		article.Title = oneLine(textOf(h1))
	}
	article.Text = prose(root)
	return article, nil
}

// cutFrontMatter takes off the YAML before a text.
func cutFrontMatter(b []byte) (frontMatter, []byte, error) {
	var head frontMatter
	const fence = "---\n"
	text := bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	if !bytes.HasPrefix(text, []byte(fence)) {
		return head, b, nil
	}
	matter, body, closed := bytes.Cut(text[len(fence):], []byte("\n"+fence))
	if !closed || len(matter) > 64<<10 {
		return head, b, nil // a line across the page
	}
	var loose map[string]any
	if err := yaml.Unmarshal(matter, &loose); err != nil {
		return head, nil, fmt.Errorf("front matter: %s", strings.SplitN(err.Error(), "\n", 2)[0])
	}
	values := map[string][]string{}
	for key, value := range loose {
		values[strings.ToLower(key)] = frontTexts(value)
	}
	said := func(key string) string { return first(values[key]) }
	head = frontMatter{
		Title: said("title"), Date: said("date"), URL: said("url"), Publisher: said("publisher"), Language: firstOf(said("lang"), said("language")),
		Byline: bylineOf(append(values["author"], values["authors"]...)...),
	}
	return head, body, nil
}

// frontTexts are a value of front matter: a text, a date, or a list of texts.
func frontTexts(value any) []string {
	if date, ok := value.(time.Time); ok {
		return []string{date.Format(time.RFC3339)}
	}
	return texts(value)
}
