// Package fetch gets pages from the web for people who name them: one at a
// time, as a polite and distrustful client.
//
//	distrustful  only http and https on their own ports, and only public
//	             addresses: what a name leads to is looked at when the connection
//	             is made, after every redirection too, so that no page can lead
//	             to a machine behind the firewall. No cookies, no passwords.
//	bounded      half a minute and so many bytes for a page, five redirections
//	polite       robots.txt is asked first (RFC 9309) and kept; a second, or
//	             the Crawl-delay, lies between two requests to one host
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/doyensec/safeurl"
	"github.com/temoto/robotstxt"
)

// Why a page was not fetched. Use errors.Is.
var (
	ErrAddress = errors.New("not a public address of the web")
	ErrRobots  = errors.New("the site's robots.txt asks programs to stay away")
	ErrStatus  = errors.New("the server did not give the page")
	ErrTooLong = errors.New("the page is too long")
)

const (
	agent         = "claimgraph"
	patience      = 30 * time.Second // for a page with all its redirections
	pause         = time.Second      // between requests to one host
	longestPause  = 30 * time.Second // that a Crawl-delay is kept for; sites that want more are left alone
	mostRedirects = 5
	robotsBytes   = 512 << 10 // RFC 9309 wants at least 500 KiB
)

// Page is what a server answered with.
type Page struct {
	Address     *url.URL // where it stands, after redirections
	ContentType string   // as the server says, may be ""
	Body        []byte
}

// Fetcher fetches pages. It may be used by several goroutines.
type Fetcher struct {
	client interface {
		Do(*http.Request) (*http.Response, error)
	}
	sleep func(context.Context, time.Duration) error

	mu    sync.Mutex
	hosts map[string]*host
}

// host is what is known of a site.
type host struct {
	mu    sync.Mutex
	rules *robotstxt.Group // nil until robots.txt was asked for
	next  time.Time        // no request before
}

// New is a fetcher for public addresses.
func New() *Fetcher {
	return with(safeurl.Client(safeurl.GetConfigBuilder().EnableIPv6(true).SetTimeout(patience).SetCheckRedirect(redirect).Build()))
}

func with(client interface {
	Do(*http.Request) (*http.Response, error)
}) *Fetcher {
	return &Fetcher{client: client, sleep: sleep, hosts: map[string]*host{}}
}

func redirect(_ *http.Request, via []*http.Request) error {
	if len(via) > mostRedirects {
		return fmt.Errorf("more than %d redirections", mostRedirects)
	}
	return nil
}

// Fetch gets a page of at most so many bytes.
func (f *Fetcher) Fetch(ctx context.Context, address string, most int) (*Page, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return nil, ErrAddress
	}
	h := f.host(u)
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := f.ask(ctx, h, u); err != nil {
		return nil, err
	}
	if !h.rules.Test(u.RequestURI()) || h.rules.CrawlDelay > longestPause {
		return nil, ErrRobots
	}
	return f.get(ctx, h, u, most)
}

func (f *Fetcher) host(u *url.URL) *host {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	if f.hosts[key] == nil {
		f.hosts[key] = &host{}
	}
	return f.hosts[key]
}

// ask reads robots.txt, once. Without one all is allowed; where the server is
// broken, nothing is (RFC 9309, 2.3.1).
func (f *Fetcher) ask(ctx context.Context, h *host, u *url.URL) error {
	if h.rules != nil {
		return nil
	}
	page, err := f.get(ctx, h, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}, robotsBytes)
	var refused *statusError
	var robots *robotstxt.RobotsData
	switch {
	case errors.As(err, &refused) && refused.status < http.StatusInternalServerError:
		robots, err = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	case errors.Is(err, ErrTooLong):
		return fmt.Errorf("robots.txt: %w", err)
	case err == nil:
		robots, err = robotstxt.FromStatusAndBytes(http.StatusOK, page.Body)
	}
	if err != nil {
		return err
	}
	h.rules = robots.FindGroup(agent)
	return nil
}

// statusError is an answer other than 200.
type statusError struct{ status int }

func (e *statusError) Error() string { return fmt.Sprintf("%v: status %d", ErrStatus, e.status) }
func (e *statusError) Unwrap() error { return ErrStatus }

func (f *Fetcher) get(ctx context.Context, h *host, u *url.URL, most int) (*Page, error) {
	if err := f.sleep(ctx, time.Until(h.next)); err != nil {
		return nil, err
	}
	defer func() { h.next = time.Now().Add(h.pause()) }()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, ErrAddress
	}
	request.Header.Set("User-Agent", agent+" (reads single pages for people)")
	request.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain, application/rss+xml, application/atom+xml, application/pdf;q=0.9")
	request.Header.Set("Accept-Language", "en")
	response, err := f.client.Do(request)
	if err != nil {
		return nil, worded(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, &statusError{response.StatusCode}
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, int64(most)+1))
	switch {
	case err != nil:
		return nil, worded(err)
	case len(body) > most:
		return nil, fmt.Errorf("%w: at most %d bytes", ErrTooLong, most)
	}
	return &Page{Address: response.Request.URL, ContentType: response.Header.Get("Content-Type"), Body: body}, nil
}

func (h *host) pause() time.Duration {
	if h.rules == nil {
		return pause
	}
	return max(pause, min(h.rules.CrawlDelay, longestPause))
}

// worded says which addresses are refused; the client has a type for each reason.
func worded(err error) error {
	var ip *safeurl.AllowedIPError
	var port *safeurl.AllowedPortError
	var invalid *safeurl.InvalidHostError
	if errors.As(err, &ip) || errors.As(err, &port) || errors.As(err, &invalid) {
		return ErrAddress
	}
	var failed *url.Error
	if errors.As(err, &failed) {
		return failed.Err // the address is named by whoever asked
	}
	return err
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
