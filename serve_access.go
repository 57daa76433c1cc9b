package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"claimgraph/access"
	"claimgraph/graph"

	"github.com/spf13/pflag"
)

// Who may ask a server, and how much; docs/serving.md tells of it.

const (
	accessGroup = "Who may do what"
	rateGroup   = "How much at once"
)

// admission are the flags of serve that say who is let in.
type admission struct {
	keys          keyFile
	tokens        access.TokenRules
	anonymousRead bool
	open, public  bool
	trusted       string

	perSecond   rate
	burst       int
	concurrency int
	proxies     prefixes
}

func (a *admission) flags(set *pflag.FlagSet) {
	a.keys.flag(set)
	set.StringVar(&a.tokens.KeySet, "jwks", "", "`file` with the public keys (JWKS) of an identity provider, whose tokens let in")
	set.StringVar(&a.tokens.Issuer, "jwt-issuer", "", "`issuer` that tokens must name (iss)")
	set.StringVar(&a.tokens.Audience, "jwt-audience", "", "`audience` that tokens must name (aud)")
	set.BoolVar(&a.anonymousRead, "anonymous-read", false, "who shows no key may ask, where there are keys or tokens")
	set.BoolVar(&a.open, "open", false, "everybody may change the graph, without keys and also where others reach the server")
	set.BoolVar(&a.public, "public", false, "no introspection, suggestions, playground, mutations or backups, for anybody")
	set.StringVar(&a.trusted, "trusted-documents", "", "`file or folder` of the only documents that are answered")
	for _, name := range []string{"keys", "jwks", "jwt-issuer", "jwt-audience", "anonymous-read", "open", "public", "trusted-documents"} {
		inGroup(set, name, accessGroup)
	}
	a.burst, a.concurrency = 50, 64
	set.Var(&a.perSecond, "rate", "`requests` of one client in a second; 0 for any number")
	set.Var(&whole[int]{&a.burst, 1, most}, "burst", "`requests` of one client at once, before --rate holds")
	set.Var(&whole[int]{&a.concurrency, 0, most}, "concurrency", "`requests` that run at once; 0 for any number")
	set.Var(&a.proxies, "trusted-proxy", "`network` of proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8")
	for _, name := range []string{"rate", "burst", "concurrency", "trusted-proxy"} {
		inGroup(set, name, rateGroup)
	}
}

// patience is how long a request waits for others to end.
const patience = 2 * time.Second

// gate builds the gate of a server that listens at an address.
func (s *serving) gate(address net.Addr) (*access.Gate, error) {
	a := &s.admission
	rules := access.Rules{
		PerSecond: float64(a.perSecond), Burst: a.burst, Concurrency: a.concurrency, Patience: patience,
		Proxies: a.proxies, Now: time.Now, Log: s.log,
	}
	keys, err := a.keys.found(s.data)
	if err != nil {
		return nil, err
	}
	rules.Keys = keys
	switch t := a.tokens; {
	case t.KeySet != "" && (t.Issuer == "" || t.Audience == ""):
		return nil, usageError{errors.New("--jwks needs --jwt-issuer and --jwt-audience: without them a token that was made for another service opens this one")}
	case t.KeySet == "" && (t.Issuer != "" || t.Audience != ""):
		return nil, usageError{errors.New("--jwt-issuer and --jwt-audience need --jwks, the file with the provider's public keys")}
	case t.KeySet != "":
		rules.Tokens = &t
	}
	if rules.Anonymous, err = s.anonymous(rules, address); err != nil {
		return nil, err
	}
	return access.NewGate(rules)
}

// anonymous is the role of who shows no key.
func (s *serving) anonymous(rules access.Rules, address net.Addr) (access.Role, error) {
	guarded := rules.Keys != "" || rules.Tokens != nil
	switch {
	case guarded && s.open:
		return 0, usageError{errors.New("--open lets everybody in, and there are keys or tokens (--keys, --jwks): give one of them; --anonymous-read lets everybody ask")}
	case guarded && s.anonymousRead:
		return access.Reader, nil
	case guarded:
		return access.Nobody, nil
	case s.open || !s.reachable(address):
		return access.Admin, nil
	case !s.public:
		s.log.Warn("others reach this server and it has no keys: everybody may ask, nobody may change the graph or take a backup",
			"to let some change it", "claimgraph key add --role write --name NAME, and start again", "to let everybody", "--open")
	}
	return access.Reader, nil
}

// reachable says whether others than who is on this machine reach the server:
// by its address, or through a proxy, for which it has other names.
func (s *serving) reachable(address net.Addr) bool {
	tcp, ok := address.(*net.TCPAddr)
	return !ok || !tcp.IP.IsLoopback() || len(s.hosts) > 0 || len(s.proxies) > 0
}

// trustedDocuments reads the list of documents, nil where any document is answered.
func (s *serving) trustedDocuments() (*graph.TrustedDocuments, error) {
	if s.trusted == "" {
		return nil, nil //nolint:nilnil // graph.Config has nil for none
	}
	t, err := graph.ReadTrustedDocuments(s.trusted, s.limits)
	if err != nil {
		return nil, fmt.Errorf("--trusted-documents %w", err)
	}
	s.log.Info("answers trusted documents only", "documents", t.Len())
	return t, nil
}

// guard lets admins in, who may come under no origin: pages may not have what is
// behind it.
func guard(gate *access.Gate, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		client, refusal := gate.Identify(r)
		if refusal == nil {
			refusal = gate.Need(client, access.Admin)
		}
		if refusal == nil {
			next(w, r)
			return
		}
		w.Header().Set(refusal.Header[0], refusal.Header[1])
		http.Error(w, refusal.Message, refusal.Status)
	}
}

// keyFile is --keys.
type keyFile string

func (k *keyFile) flag(set *pflag.FlagSet) {
	set.StringVar((*string)(k), "keys", "", "`file` of keys; without it the one beside the store, named as it with .keys (claimgraph.db.keys); claimgraph.keys for a database")
}

// path is where the keys of a store are.
func (k *keyFile) path(data string) string {
	if *k != "" {
		return string(*k)
	}
	if isDatabase(data) {
		return "claimgraph.keys"
	}
	return filepath.Clean(data) + ".keys"
}

// found is the path of a file that is there, "" where none is and none was named.
func (k *keyFile) found(data string) (string, error) {
	path := k.path(data)
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) && *k == "" {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("--keys %w", err)
	}
	return path, nil
}

// rate is the value of --rate.
type rate float64

func (r *rate) Set(s string) error {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0 && v <= 1e6) || v > 0 && v < 1e-3 {
		return errors.New("want a number from 0.001 to 1000000, or 0 for any number of requests")
	}
	*r = rate(v)
	return nil
}

func (r *rate) String() string { return strconv.FormatFloat(float64(*r), 'g', -1, 64) }
func (*rate) Type() string     { return "number" }

// prefixes is the value of --trusted-proxy.
type prefixes []netip.Prefix

func (p *prefixes) Set(s string) error {
	prefix, err := netip.ParsePrefix(s)
	if err != nil {
		address, wrong := netip.ParseAddr(s)
		if wrong != nil {
			return errors.New("want a network such as 10.0.0.0/8, or an address")
		}
		prefix = netip.PrefixFrom(address, address.BitLen())
	}
	*p = append(*p, prefix.Masked())
	return nil
}

func (p *prefixes) String() string {
	if len(*p) == 0 {
		return ""
	}
	return fmt.Sprint([]netip.Prefix(*p))
}
func (*prefixes) Type() string { return "network" }
