package access

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// Tokens are JSON Web Tokens (RFC 7519) of an identity provider whose public
// keys stand in a file (a JSON Web Key Set, RFC 7517): nothing is fetched. Only
// signatures that a public key can verify and everybody has are taken, so that
// "none" and HMAC with the public key as the secret (RFC 8725, 3.1) cannot be
// meant. A token needs an end (exp), the issuer and the audience; its beginning
// (nbf) holds where it has one, which most providers leave out.
//
// The role is the highest of those in the claims "roles" (a list, or one text),
// "scope" and "scp" (texts of words, or lists): read, write or admin, each
// also as claimgraph:read and so on.

// TokenRules say which tokens are taken.
type TokenRules struct {
	KeySet   string // file
	Issuer   string
	Audience string
}

// ErrKeySet says that a file is no set of public keys.
var ErrKeySet = errors.New("not a JSON Web Key Set with a public key for RS256, ES256 or EdDSA")

const (
	leeway     = 30 * time.Second // clocks differ
	leastRSA   = 2048             // bits
	mostRSA    = 8192             // more would cost too much per request
	mostToken  = 16 << 10         // bytes
	rolePrefix = "claimgraph:"
)

var algorithms = []jose.SignatureAlgorithm{jose.RS256, jose.ES256, jose.EdDSA}

// keySet are the keys of a file that verify one of the algorithms.
type keySet []jose.JSONWebKey

// readKeySet passes keys by that are for other things, which providers list too.
func readKeySet(path string) (keySet, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := json.Unmarshal(content, &file); err != nil {
		return nil, fmt.Errorf("%s: %w (%w)", path, ErrKeySet, err)
	}
	var set keySet
	for i, raw := range file.Keys {
		var key jose.JSONWebKey
		if key.UnmarshalJSON(raw) != nil {
			continue
		}
		if !key.IsPublic() {
			return nil, fmt.Errorf("%s: key %d is a secret, which has no place here: give the public keys", path, i+1)
		}
		if alg := algorithmOf(key.Key); alg != "" && (key.Use == "" || key.Use == "sig") && (key.Algorithm == "" || key.Algorithm == string(alg)) {
			set = append(set, key)
		}
	}
	if len(set) == 0 {
		return nil, fmt.Errorf("%s: %w", path, ErrKeySet)
	}
	return set, nil
}

// algorithmOf is the one algorithm that a key verifies, "" for none of ours.
func algorithmOf(key any) jose.SignatureAlgorithm {
	switch k := key.(type) {
	case *rsa.PublicKey:
		if bits := k.N.BitLen(); bits >= leastRSA && bits <= mostRSA {
			return jose.RS256
		}
	case *ecdsa.PublicKey:
		if k.Curve == elliptic.P256() {
			return jose.ES256
		}
	case ed25519.PublicKey:
		return jose.EdDSA
	}
	return ""
}

// claims are those parts of a token that are looked at.
type claims struct {
	jwt.Claims
	Roles words `json:"roles"`
	Scope words `json:"scope"`
	Scp   words `json:"scp"`
}

// words is a list of texts, or one text of words.
type words []string

func (w *words) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		*w = strings.Fields(text)
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(w))
}

var errToken = errors.New("the token is not genuine, or not for this server")

// client is whose token a text is.
func (r TokenRules) client(set keySet, text string, now time.Time) (Client, error) {
	if len(text) > mostToken {
		return Client{}, errToken
	}
	token, err := jwt.ParseSigned(text, algorithms)
	if err != nil || len(token.Headers) != 1 {
		return Client{}, errToken
	}
	c, err := set.verify(token)
	if err != nil {
		return Client{}, err
	}
	if c.Expiry == nil {
		return Client{}, errors.New("the token has no end (exp)")
	}
	err = c.ValidateWithLeeway(jwt.Expected{Issuer: r.Issuer, AnyAudience: jwt.Audience{r.Audience}, Time: now}, leeway)
	switch {
	case errors.Is(err, jwt.ErrExpired):
		return Client{}, errors.New("the token has expired")
	case errors.Is(err, jwt.ErrNotValidYet), errors.Is(err, jwt.ErrIssuedInTheFuture):
		return Client{}, errors.New("the token is not valid yet")
	case err != nil:
		return Client{}, errToken
	}
	return Client{Name: c.Subject, Role: c.role(), tag: "token " + c.Subject}, nil
}

// verify finds the key by its name, or, where the token names none, by its algorithm.
func (s keySet) verify(token *jwt.JSONWebToken) (claims, error) {
	header := token.Headers[0]
	for _, key := range s {
		if string(algorithmOf(key.Key)) != header.Algorithm || header.KeyID != "" && key.KeyID != header.KeyID {
			continue
		}
		var c claims
		if token.Claims(key.Key, &c) == nil {
			return c, nil
		}
	}
	return claims{}, errToken
}

func (c *claims) role() Role {
	best := Nobody
	for _, list := range []words{c.Roles, c.Scope, c.Scp} {
		for _, word := range list {
			if role, err := RoleOf(strings.TrimPrefix(word, rolePrefix)); err == nil {
				best = max(best, role)
			}
		}
	}
	return best
}
