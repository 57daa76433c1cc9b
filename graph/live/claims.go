package live

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"claimgraph/kg"
)

// ErrForgotten says that the claims after a cursor are no longer kept.
var ErrForgotten = errors.New("what came after this cursor is no longer kept; ask for claims, and subscribe without it")

// Claims are the claims that come into the graph, by IRI and in the order of the
// commits, with numbers from 1 on. Of a server that has its graph to itself they are
// those of its run. Servers that share a graph have the same ones with the same
// numbers, also after a new start: each follows the store's log from when it was
// first asked, once for all who listen, and who wants older ones reads them there.
type Claims struct {
	log     *Log[string]
	place   string // whose numbers they are: of a run of a server, or "" for the store's
	shared  Shared
	closing <-chan struct{}

	mu        sync.Mutex
	following bool
}

// Add adds what this server has brought; where servers share the graph, the store
// tells it to all of them.
func (c *Claims) Add(claims ...string) {
	if c.shared == nil {
		c.log.Add(claims...)
	}
}

// Last is the number of the last claim that came.
func (c *Claims) Last(ctx context.Context) (int, error) {
	if c.shared == nil {
		return c.log.Last(), nil
	}
	last, err := c.shared.LastNews(ctx)
	if err == nil {
		c.follow(int(last))
	}
	return int(last), err
}

// follow begins to follow the store's log, from its last item on.
func (c *Claims) follow(last int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.following {
		return
	}
	c.following = true
	c.log.skip(last)
	go c.copyNews()
}

const newsAtOnce = 4096

// copyNews copies the store's log until the server ends.
func (c *Claims) copyNews() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for {
		bell := c.shared.NewsBell() // before looking: it rings for what comes after that
		last := c.log.Last()
		claims, first, err := c.shared.News(ctx, uint64(last), newsAtOnce)
		if err == nil && len(claims) > 0 {
			if int(first) != last+1 {
				c.log.skip(int(first) - 1)
			}
			c.log.Add(claims...)
			select {
			case <-c.closing:
				return
			default:
				continue
			}
		}
		select {
		case <-bell: // where the store does not answer it is asked again then
		case <-c.closing:
			return
		}
	}
}

// After waits for claims after number n and gives some of them, in order: io.EOF
// where none will come, ErrBehind where the next one is forgotten.
func (c *Claims) After(ctx context.Context, n, most int) ([]string, error) {
	claims, err := c.log.After(ctx, n, most)
	if !errors.Is(err, ErrBehind) || c.shared == nil {
		return claims, err
	}
	claims, first, err := c.shared.News(ctx, uint64(n), most)
	switch {
	case err != nil:
		return nil, err
	case int(first) != n+1:
		return nil, ErrBehind
	}
	return claims, nil
}

// Cursor names the place of the claim with a number. It is good for every server of
// the graph.
func (c *Claims) Cursor(n int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "n%s:%d", c.place, n))
}

// Find gives the number that a cursor names: kg.ErrCursor where it is none,
// ErrForgotten where what comes after it cannot be told.
func (c *Claims) Find(ctx context.Context, cursor string) (int, error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	place, digits, found := strings.Cut(strings.TrimPrefix(string(raw), "n"), ":")
	n, bad := strconv.ParseUint(digits, 10, 48)
	if err != nil || !found || bad != nil || raw[0] != 'n' {
		return 0, kg.ErrCursor
	}
	if place != c.place {
		return 0, ErrForgotten
	}
	last, err := c.Last(ctx)
	switch {
	case err != nil:
		return 0, err
	case int(n) > last: // of another graph
		return 0, ErrForgotten
	case c.log.keeps(int(n)):
		return int(n), nil
	case c.shared == nil:
		return 0, ErrForgotten
	}
	_, first, err := c.shared.News(ctx, n, 1)
	if err == nil && first != n+1 && int(n) != last {
		err = ErrForgotten
	}
	return int(n), err
}
