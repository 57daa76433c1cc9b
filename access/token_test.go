package access

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// provider is an identity provider with a key for each algorithm.
type provider struct {
	file  string
	keys  map[jose.SignatureAlgorithm]any
	other any // a key that is not in the file
}

func newProvider(t *testing.T) provider {
	t.Helper()
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	edPublic, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p := provider{filepath.Join(t.TempDir(), "jwks.json"), map[jose.SignatureAlgorithm]any{jose.RS256: rsaKey, jose.ES256: ec, jose.EdDSA: ed}, other}
	writeSet(t, p.file, []jose.JSONWebKey{
		{Key: &rsaKey.PublicKey, KeyID: "RS256", Use: "sig", Algorithm: "RS256"}, {Key: &ec.PublicKey, KeyID: "ES256"}, {Key: edPublic, KeyID: "EdDSA"},
		{Key: &other.PublicKey, KeyID: "encrypts", Use: "enc"},
	})
	return p
}

func writeSet(t *testing.T, path string, keys []jose.JSONWebKey) {
	t.Helper()
	content, err := json.Marshal(jose.JSONWebKeySet{Keys: keys})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func sign(t *testing.T, alg jose.SignatureAlgorithm, key any, kid string, claims map[string]any) string {
	t.Helper()
	options := (&jose.SignerOptions{}).WithType("JWT")
	if kid != "" {
		options.WithHeader("kid", kid)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, options)
	if err != nil {
		t.Fatal(err)
	}
	text, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func good() map[string]any {
	return map[string]any{
		"iss": "https://id.example", "aud": "claimgraph", "sub": "maria", "exp": start.Add(time.Hour).Unix(), "nbf": start.Unix(), "roles": []string{"claimgraph:write"},
	}
}

func with(name string, value any) map[string]any {
	c := good()
	if c[name] = value; value == nil {
		delete(c, name)
	}
	return c
}

func TestTokens(t *testing.T) {
	p := newProvider(t)
	g := open(t, Rules{Tokens: &TokenRules{KeySet: p.file, Issuer: "https://id.example", Audience: "claimgraph"}}, &clock{start})
	es := func(claims map[string]any) string { return sign(t, jose.ES256, p.keys[jose.ES256], "ES256", claims) }
	public, err := json.Marshal(p.keys[jose.RS256].(*rsa.PrivateKey).PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	unsigned := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + strings.Split(es(good()), ".")[1] + "."
	for name, c := range map[string]struct {
		token  string
		status int
		role   Role
	}{
		"RS256":                         {sign(t, jose.RS256, p.keys[jose.RS256], "RS256", good()), 0, Writer},
		"ES256":                         {es(good()), 0, Writer},
		"EdDSA":                         {sign(t, jose.EdDSA, p.keys[jose.EdDSA], "EdDSA", good()), 0, Writer},
		"no name of the key":            {sign(t, jose.ES256, p.keys[jose.ES256], "", good()), 0, Writer},
		"no beginning":                  {es(with("nbf", nil)), 0, Writer},
		"several audiences":             {es(with("aud", []string{"other", "claimgraph"})), 0, Writer},
		"scopes, the highest holds":     {es(with("scope", "openid claimgraph:read admin")), 0, Admin},
		"roles as one text":             {es(with("roles", "read")), 0, Reader},
		"scp as a list":                 {es(func() map[string]any { c := with("roles", nil); c["scp"] = []string{"read"}; return c }()), 0, Reader},
		"a little late":                 {es(with("exp", start.Add(-leeway/2).Unix())), 0, Writer},
		"no role":                       {es(with("roles", []string{"boss", "none"})), 403, Nobody},
		"expired":                       {es(with("exp", start.Add(-time.Minute).Unix())), 401, Nobody},
		"without an end":                {es(with("exp", nil)), 401, Nobody},
		"not yet":                       {es(with("nbf", start.Add(time.Minute).Unix())), 401, Nobody},
		"another issuer":                {es(with("iss", "https://other.example")), 401, Nobody},
		"no issuer":                     {es(with("iss", nil)), 401, Nobody},
		"another audience":              {es(with("aud", "other")), 401, Nobody},
		"no audience":                   {es(with("aud", nil)), 401, Nobody},
		"another's key":                 {sign(t, jose.ES256, p.other, "ES256", good()), 401, Nobody},
		"a key for other things":        {sign(t, jose.ES256, p.other, "encrypts", good()), 401, Nobody},
		"an algorithm of the key's":     {sign(t, jose.PS256, p.keys[jose.RS256], "RS256", good()), 401, Nobody},
		"HMAC with the public key":      {sign(t, jose.HS256, public, "RS256", good()), 401, Nobody},
		"unsigned":                      {unsigned, 401, Nobody},
		"the signature of another text": {es(good())[:40] + "A" + es(good())[41:], 401, Nobody},
		"nonsense":                      {"a.b.c", 401, Nobody},
		"long":                          {strings.Repeat("a", mostToken+1), 401, Nobody},
		"a key":                         {"cgk_abc", 401, Nobody},
	} {
		t.Run(name, func(t *testing.T) {
			who, refusal := g.Identify(request("Authorization", "Bearer "+c.token))
			status := 0
			if refusal != nil {
				status = refusal.Status
			}
			if status != c.status || who.Role != c.role || status == 0 && who.Name != "maria" {
				t.Errorf("%v %+v, want %d and %s", who, refusal, c.status, c.role)
			}
		})
	}
}

func TestKeySets(t *testing.T) {
	p := newProvider(t)
	small, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "jwks.json")
	for name, keys := range map[string][]jose.JSONWebKey{
		"no keys":       {},
		"a short RSA":   {{Key: &small.PublicKey}},
		"another curve": {{Key: &p384.PublicKey}},
		"a secret":      {{Key: p.keys[jose.ES256]}},
		"for HMAC":      {{Key: []byte("secret secret secret secret secret")}},
	} {
		writeSet(t, path, keys)
		if _, err := readKeySet(path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if set, err := readKeySet(p.file); err != nil || len(set) != 3 {
		t.Errorf("%d keys, %v", len(set), err)
	}
}
