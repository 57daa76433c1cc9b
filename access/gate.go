package access

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Rules say who is let in.
type Rules struct {
	Keys      string      // file of keys; "" for none
	Tokens    *TokenRules // nil: none are taken
	Anonymous Role        // of who shows neither a key nor a token

	PerSecond   float64        // requests of one client; 0: any number
	Burst       int            // requests of one client at once
	Concurrency int            // requests that run at once; 0: any number
	Patience    time.Duration  // of a request that waits for others
	Proxies     []netip.Prefix // whose X-Forwarded-For is believed

	Now func() time.Time
	Log *slog.Logger
}

// Gate lets requests in, or not. It is shared by all of them. A nil gate lets
// everybody in, however often.
type Gate struct {
	rules  Rules
	keys   *watched[*Keys]
	tokens *watched[keySet]
	rates  *rates
	slots  *slots
}

// NewGate reads the files that the rules name. They are read again when they
// change: who takes a key away need not stop the server.
func NewGate(rules Rules) (*Gate, error) {
	g := &Gate{rules: rules}
	var err error
	if rules.Keys != "" {
		if g.keys, err = watch(rules.Keys, ReadKeys, rules.Now, rules.Log); err != nil {
			return nil, err
		}
	}
	if rules.Tokens != nil {
		if g.tokens, err = watch(rules.Tokens.KeySet, readKeySet, rules.Now, rules.Log); err != nil {
			return nil, err
		}
	}
	if rules.PerSecond > 0 {
		g.rates = newRates(rules.PerSecond, max(rules.Burst, 1))
	}
	if rules.Concurrency > 0 {
		g.slots = newSlots(rules.Concurrency, rules.Patience)
	}
	return g, nil
}

// Refusal is why a request is not let in.
type Refusal struct {
	Status        int
	Code, Message string
	Header        [2]string // a name and a value, for programs
}

func (r *Refusal) Error() string { return r.Message }

// The codes of refusals.
const (
	CodeUnauthenticated = "UNAUTHENTICATED"
	CodeForbidden       = "FORBIDDEN"
	CodeRateLimited     = "RATE_LIMITED"
	CodeBusy            = "BUSY"
)

// Identify says who asks, and takes one token from who it is. Where it refuses,
// the client has no role. The page of another that has shown nothing may only
// ask: whoever opens that page may be let in, but did not mean to change anything.
func (g *Gate) Identify(r *http.Request) (Client, *Refusal) {
	c, refusal := Client{Role: Admin}, (*Refusal)(nil)
	if g != nil {
		c, refusal = g.know(r)
	}
	if c.Name == "" && IsForeign(r) {
		c.Role = min(c.Role, Reader)
	}
	if limited := g.Spend(c, 1); limited != nil {
		return c, limited
	}
	return c, refusal
}

// Connect identifies who opened a socket with r: by its header, or, since pages
// cannot set one there, by "authorization" in what the client said first.
func (g *Gate) Connect(ctx context.Context, r *http.Request, said map[string]any) (context.Context, error) {
	r = r.Clone(ctx)
	for _, name := range []string{"authorization", "Authorization"} {
		if text, ok := said[name].(string); ok {
			r.Header.Set("Authorization", text)
		}
	}
	c, refusal := g.Identify(r)
	if refusal != nil {
		return nil, refusal
	}
	return c.With(ctx), nil
}

// IsForeign says whether a page elsewhere asks. Browsers name it in Origin.
func IsForeign(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || !strings.EqualFold(u.Host, r.Host)
}

func (g *Gate) know(r *http.Request) (Client, *Refusal) {
	nobody := Client{tag: network(addressOf(r, g.rules.Proxies))}
	if g.keys == nil && g.tokens == nil {
		nobody.Role = g.rules.Anonymous
		return nobody, nil
	}
	header := r.Header.Get("Authorization")
	if header == "" {
		nobody.Role = g.rules.Anonymous
		if nobody.Role == Nobody {
			return nobody, unauthenticated("show a key: Authorization: Bearer …", `Bearer realm="claimgraph"`)
		}
		return nobody, nil
	}
	scheme, secret, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return nobody, unauthenticated("the scheme is Bearer", `Bearer realm="claimgraph", error="invalid_request"`)
	}
	c, why := g.holder(strings.TrimSpace(secret))
	if why != "" {
		return nobody, unauthenticated(why, `Bearer realm="claimgraph", error="invalid_token"`)
	}
	if c.Role == Nobody {
		return c, &Refusal{http.StatusForbidden, CodeForbidden, "the token gives no role: want read, write or admin in roles or scope",
			[2]string{"WWW-Authenticate", `Bearer realm="claimgraph", error="insufficient_scope"`}}
	}
	return c, nil
}

// holder is who holds a secret, or why it opens nothing.
func (g *Gate) holder(secret string) (c Client, why string) {
	if strings.HasPrefix(secret, keyMark) || g.tokens == nil {
		if g.keys != nil {
			if c, ok := g.keys.now().client(secret); ok {
				return c, ""
			}
		}
		return Client{}, "the key is not known here"
	}
	c, err := g.rules.Tokens.client(g.tokens.now(), secret, g.rules.Now())
	if err != nil {
		return Client{}, err.Error()
	}
	return c, ""
}

func unauthenticated(message, challenge string) *Refusal {
	return &Refusal{http.StatusUnauthorized, CodeUnauthenticated, message, [2]string{"WWW-Authenticate", challenge}}
}

// Need refuses a client who may not do what a role may.
func (g *Gate) Need(c Client, role Role) *Refusal {
	if c.Role >= role {
		return nil
	}
	message := fmt.Sprintf("this needs the role %s, and you have %s", role, c.Role)
	switch {
	case g == nil:
		message = "pages elsewhere may only ask"
	case g.keys == nil && g.tokens == nil:
		message = fmt.Sprintf("this needs a key of the role %s, and the server has no keys: claimgraph key add makes one", role)
	}
	return &Refusal{http.StatusForbidden, CodeForbidden, message,
		[2]string{"WWW-Authenticate", fmt.Sprintf(`Bearer realm="claimgraph", error="insufficient_scope", scope="%s"`, role)}}
}

// Spend takes tokens from a client, or says when to come again.
func (g *Gate) Spend(c Client, tokens int) *Refusal {
	if g == nil || g.rates == nil || tokens <= 0 {
		return nil
	}
	wait := g.rates.take(c.tag, tokens, g.rules.Now())
	if wait <= 0 {
		return nil
	}
	seconds := int(math.Ceil(wait.Seconds()))
	return &Refusal{http.StatusTooManyRequests, CodeRateLimited, fmt.Sprintf("too many requests: come again in %d s", seconds),
		[2]string{"Retry-After", strconv.Itoa(seconds)}}
}

// Enter waits for a place among the requests that run. Call leave at the end.
func (g *Gate) Enter(ctx context.Context) (leave func(), refusal *Refusal) {
	if g == nil || g.slots == nil {
		return func() {}, nil
	}
	if leave = g.slots.enter(ctx); leave != nil {
		return leave, nil
	}
	return nil, &Refusal{http.StatusServiceUnavailable, CodeBusy, "too many requests run: come again in 1 s", [2]string{"Retry-After", "1"}}
}
