package read

import (
	"bytes"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/fetch"
)

// An address of the web is fetched only where somebody named it and
// Reader.Fetch is set. A feed is its items, anything else a page whose key is
// the address as given.

func (w *walk) web(address string) bool {
	if w.Fetch == nil {
		return w.fail(address, 0, ErrURL)
	}
	fetched, err := w.Fetch(address)
	if err != nil {
		return w.fail(address, 0, err)
	}
	if w.Progress != nil {
		w.Progress(len(fetched.Body))
	}
	if roots[rootElement(bytes.TrimLeft(fetched.Body, " \t\r\n"))] == newsFeed || firstMember(fetched.Body) == "version" {
		return w.items(address, fetched.Body)
	}
	if bytes.HasPrefix(fetched.Body, []byte("%PDF-")) {
		return w.pdf(address, bytes.NewReader(fetched.Body))
	}
	article, err := webPage(fetched.Body, fetched.ContentType, fetched.Address)
	if err != nil {
		return w.fail(address, 0, err)
	}
	article.Key = address
	return w.article(address, 0, article)
}

// WebPage is the article of a page that was fetched, HTML or plain text; its key is the page's address.
func WebPage(fetched *fetch.Page) (kg.Article, error) {
	a, err := webPage(fetched.Body, fetched.ContentType, fetched.Address)
	if err != nil {
		return kg.Article{}, err
	}
	if strings.TrimSpace(a.Text) == "" {
		return kg.Article{}, ErrNoText
	}
	a, _ = valid(a)
	return a, nil
}
