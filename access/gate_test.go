package access

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// clock is a time that tests move.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

var start = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

func request(header ...string) *http.Request {
	r := httptest.NewRequest("POST", "/graphql", nil)
	r.RemoteAddr = "192.0.2.1:1234"
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return r
}

func open(t *testing.T, rules Rules, c *clock) *Gate {
	t.Helper()
	rules.Now, rules.Log = c.now, slog.New(slog.DiscardHandler)
	g, err := NewGate(rules)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// keysIn writes a file with one key of each role, named as the role.
func keysIn(t *testing.T) (path string, secrets map[Role]string) {
	t.Helper()
	path, secrets = filepath.Join(t.TempDir(), "keys"), map[Role]string{}
	k := &Keys{}
	for role := Reader; role <= Admin; role++ {
		secret, err := k.Add(role.String(), role, start)
		if err != nil {
			t.Fatal(err)
		}
		secrets[role] = secret
	}
	if err := k.Write(path); err != nil {
		t.Fatal(err)
	}
	return path, secrets
}

func TestGateWithoutKeys(t *testing.T) {
	g := open(t, Rules{Anonymous: Admin}, &clock{start})
	for _, header := range []string{"", "Bearer cgk_wrong", "Basic eDp5"} { // a key opens what is open too
		c, refusal := g.Identify(request("Authorization", header))
		if refusal != nil || c.Role != Admin || c.Name != "" {
			t.Errorf("%q: %v %v", header, c, refusal)
		}
	}
	g = open(t, Rules{Anonymous: Reader}, &clock{start})
	c, _ := g.Identify(request())
	if refusal := g.Need(c, Writer); refusal == nil || !strings.Contains(refusal.Message, "claimgraph key add") {
		t.Errorf("who may only read may change: %v", refusal)
	}
}

func TestGateWithKeys(t *testing.T) {
	path, secrets := keysIn(t)
	g := open(t, Rules{Keys: path}, &clock{start})
	for role, secret := range secrets {
		for _, scheme := range []string{"Bearer ", "bearer ", "Bearer  "} {
			c, refusal := g.Identify(request("Authorization", scheme+secret))
			if refusal != nil || c.Role != role || c.Name != role.String() {
				t.Errorf("%s: %v %v", role, c, refusal)
			}
		}
	}
	for _, header := range []string{"", "Bearer", "Bearer ", "Bearer x", "Bearer cgk_", "Basic " + secrets[Admin], secrets[Admin], "Bearer " + secrets[Admin] + "x", "Bearer " + secrets[Admin][:40]} {
		c, refusal := g.Identify(request("Authorization", header))
		if refusal == nil || refusal.Status != http.StatusUnauthorized || refusal.Code != CodeUnauthenticated || c.Role != Nobody ||
			refusal.Header[0] != "WWW-Authenticate" || !strings.HasPrefix(refusal.Header[1], "Bearer ") {
			t.Errorf("%q: %v %+v", header, c, refusal)
		}
		if refusal != nil && header != "" && strings.Contains(refusal.Message, strings.TrimPrefix(header, "Bearer ")) && len(header) > 20 {
			t.Error("the secret is echoed")
		}
	}
	g = open(t, Rules{Keys: path, Anonymous: Reader}, &clock{start})
	if c, refusal := g.Identify(request()); refusal != nil || c.Role != Reader {
		t.Errorf("nobody may ask: %v", refusal)
	}
	if _, refusal := g.Identify(request("Authorization", "Bearer wrong")); refusal == nil {
		t.Error("a wrong key is as good as none")
	}
}

func TestRolesIncludeTheLower(t *testing.T) {
	g := open(t, Rules{}, &clock{start})
	for has := Nobody; has <= Admin; has++ {
		for need := Reader; need <= Admin; need++ {
			if refused := g.Need(Client{Role: has}, need) != nil; refused != (has < need) {
				t.Errorf("%s does what needs %s: %v", has, need, !refused)
			}
		}
	}
	if ClientOf(context.Background()).Role != Nobody {
		t.Error("who did not pass the gate may do something")
	}
}

// A key that is taken away opens nothing within a second, one that comes does.
func TestKeysComeAndGo(t *testing.T) {
	path, secrets := keysIn(t)
	c := &clock{start}
	g := open(t, Rules{Keys: path}, c)
	k, err := ReadKeys(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.Remove("write"); err != nil {
		t.Fatal(err)
	}
	late, err := k.Add("late", Reader, start)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.Write(path); err != nil {
		t.Fatal(err)
	}
	c.Time = c.Add(lookAgain)
	if _, refusal := g.Identify(request("Authorization", "Bearer "+secrets[Writer])); refusal == nil {
		t.Error("a key that was taken away opens")
	}
	if got, refusal := g.Identify(request("Authorization", "Bearer "+late)); refusal != nil || got.Name != "late" {
		t.Errorf("a new key does not open: %v", refusal)
	}
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		c.Time = c.Add(lookAgain)
		if _, refusal := g.Identify(request("Authorization", "Bearer "+late)); refusal != nil {
			t.Errorf("a damaged file closes the server: %v", refusal)
		}
		if _, refusal := g.Identify(request()); refusal == nil {
			t.Error("a damaged file opens the server")
		}
	}
}

func TestKeyFiles(t *testing.T) {
	path, secrets := keysIn(t)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	for role, secret := range secrets {
		if len(secret) != 47 || strings.Contains(string(content), secret[prefixSize:]) {
			t.Errorf("the key of %s stands in the file, or has %d characters", role, len(secret))
		}
	}
	k, err := ReadKeys(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "read", "two\nlines", strings.Repeat("x", 101)} {
		if _, err := k.Add(name, Reader, start); err == nil {
			t.Errorf("a key is named %q", name)
		}
	}
	for _, bad := range []string{"", "[]", `{"keys":[{}]}`, `{"keys":[{"name":"a","role":"boss","sha256":"00"}]}`, `{"other":1}`} {
		if err := os.WriteFile(path, []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadKeys(path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if err := os.Chmod(path, 0o622); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadKeys(path); err == nil {
		t.Error("others may write the file")
	}
}

func TestRates(t *testing.T) {
	c := &clock{start}
	g := open(t, Rules{Anonymous: Admin, PerSecond: 2, Burst: 4}, c)
	asks := func() *Refusal { _, refusal := g.Identify(request()); return refusal }
	for i := range 4 {
		if asks() != nil {
			t.Fatalf("request %d is refused", i)
		}
	}
	refusal := asks()
	if refusal == nil || refusal.Status != http.StatusTooManyRequests || refusal.Code != CodeRateLimited || refusal.Header != [2]string{"Retry-After", "1"} {
		t.Fatalf("the fifth: %+v", refusal)
	}
	c.Time = c.Add(500 * time.Millisecond)
	if asks() != nil || asks() == nil {
		t.Error("half a second gives not one more")
	}
	c.Time = c.Add(time.Hour)
	who, _ := g.Identify(request())
	if g.Spend(who, 1000) == nil {
		t.Error("a bucket that is not full pays for more than it holds")
	}
	c.Time = c.Add(time.Hour)
	if g.Spend(who, 1000) != nil {
		t.Error("what costs more than a full bucket can never be asked")
	}
	if asks() == nil {
		t.Error("after it the bucket is not empty")
	}
	other := request()
	other.RemoteAddr = "192.0.2.2:1"
	if _, refusal := g.Identify(other); refusal != nil {
		t.Error("another client pays for the first")
	}
}

func TestRatesForgetTheOld(t *testing.T) {
	r := newRates(1, 1)
	for i := range 5 * generation {
		r.take(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}).String(), 1, start)
	}
	if known := len(r.young) + len(r.old); known > 2*generation {
		t.Errorf("%d clients are kept", known)
	}
}

func TestAddresses(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, c := range []struct{ remote, forwarded, want string }{
		{"192.0.2.1:1", "", "192.0.2.1"},
		{"192.0.2.1:1", "203.0.113.9", "192.0.2.1"}, // anybody may say so
		{"10.0.0.1:1", "203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:1", "198.51.100.7, 203.0.113.9", "203.0.113.9"}, // the first was sent along
		{"10.0.0.1:1", "203.0.113.9, 10.2.3.4", "203.0.113.9"},
		{"10.0.0.1:1", "nonsense", "10.0.0.1"},
		{"10.0.0.1:1", "203.0.113.9, nonsense", "10.0.0.1"},
		{"10.0.0.1:1", "", "10.0.0.1"},
		{"[::ffff:10.0.0.1]:1", "203.0.113.9", "203.0.113.9"},
		{"[fd00::1]:1", "2001:db8::1", "2001:db8::/64"},
		{"[2001:db8::1]:1", "", "2001:db8::/64"},
		{"[fe80::1%eth0]:1", "", "fe80::/64"},
	} {
		r := request("X-Forwarded-For", c.forwarded)
		r.RemoteAddr = c.remote
		if got := network(addressOf(r, proxies)); got != c.want {
			t.Errorf("%s for %q: %s, want %s", c.remote, c.forwarded, got, c.want)
		}
	}
}

func TestConcurrency(t *testing.T) {
	g := open(t, Rules{Concurrency: 1, Patience: 20 * time.Millisecond}, &clock{start})
	leave, refusal := g.Enter(t.Context())
	if refusal != nil {
		t.Fatal(refusal)
	}
	_, refusal = g.Enter(t.Context())
	if refusal == nil || refusal.Status != http.StatusServiceUnavailable || refusal.Header[0] != "Retry-After" {
		t.Errorf("two run at once: %v", refusal)
	}
	time.AfterFunc(time.Millisecond, leave)
	if leave, refusal = g.Enter(t.Context()); refusal != nil {
		t.Fatalf("who waits does not get the place: %v", refusal)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, refusal = g.Enter(gone); refusal == nil {
		t.Error("who went away waits")
	}
	leave()
}

// Who opens a socket shows a key in the header or in what is said first.
func TestConnect(t *testing.T) {
	path, secrets := keysIn(t)
	g := open(t, Rules{Keys: path}, &clock{start})
	for name, c := range map[string]struct {
		r    *http.Request
		said map[string]any
		role Role
	}{
		"a header":       {request("Authorization", "Bearer "+secrets[Writer]), nil, Writer},
		"said":           {request(), map[string]any{"Authorization": "Bearer " + secrets[Reader]}, Reader},
		"said in small":  {request(), map[string]any{"authorization": "Bearer " + secrets[Admin]}, Admin},
		"nothing":        {request(), nil, Nobody},
		"something else": {request(), map[string]any{"authorization": 1}, Nobody},
	} {
		ctx, err := g.Connect(t.Context(), c.r, c.said)
		if (err == nil) != (c.role != Nobody) || err == nil && ClientOf(ctx).Role != c.role {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, err := (*Gate)(nil).Connect(t.Context(), request(), nil)
	if err != nil || ClientOf(ctx).Role != Admin {
		t.Errorf("without a gate: %v", err)
	}
	ctx, err = (*Gate)(nil).Connect(t.Context(), request("Origin", "https://elsewhere.example"), nil)
	if err != nil || ClientOf(ctx).Role != Reader {
		t.Errorf("the page of another: %v", err)
	}
}
