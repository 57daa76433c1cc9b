package access

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// A key is "cgk_" and 43 characters of base64url: 256 random bits. It is shown
// once. The file of keys is JSON and keeps of each its name, role, first
// characters, which tell keys apart in a list, and SHA-256. A slow hash, as for
// passwords, would protect nothing: nobody guesses 256 bits.
//
//	{"keys": [{"name": "desk", "role": "write", "prefix": "cgk_kX3vQ1aZ", "sha256": "…", "created": "2026-01-31T12:00:00Z"}]}

const (
	keyMark    = "cgk_"
	keyBytes   = 32
	prefixSize = len(keyMark) + 8
	mostName   = 100 // characters of a key's name
)

// Key is what is known of a key.
type Key struct {
	Name    string    `json:"name"`
	Role    string    `json:"role"`
	Prefix  string    `json:"prefix"`
	SHA256  string    `json:"sha256"`
	Created time.Time `json:"created"`
}

// Keys are the keys of a file.
type Keys struct {
	Keys []Key `json:"keys"`
}

// Errors of a file of keys.
var (
	ErrKeyFile    = errors.New("not a file of keys")
	ErrWritable   = errors.New("others may write this file, so whoever is on this machine could let himself in")
	ErrKeyExists  = errors.New("there is a key of that name")
	ErrKeyUnknown = errors.New("there is no key of that name")
)

// ReadKeys reads a file of keys. A file that is not there is an fs.ErrNotExist.
func ReadKeys(path string) (*Keys, error) {
	if err := ownFile(path); err != nil {
		return nil, err
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	k := &Keys{}
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	if err := d.Decode(k); err != nil {
		return nil, fmt.Errorf("%s: %w (%w)", path, ErrKeyFile, err)
	}
	for i, key := range k.Keys {
		sum, err := hex.DecodeString(key.SHA256)
		_, role := RoleOf(key.Role)
		if key.Name == "" || err != nil || len(sum) != sha256.Size || role != nil {
			return nil, fmt.Errorf("%s: key %d: %w", path, i+1, ErrKeyFile)
		}
	}
	return k, nil
}

// ownFile says whether only its owner may write a file. Windows has no such bits.
func ownFile(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("%s: %w", path, ErrWritable)
	}
	return nil
}

// Write writes the file whole or not at all, for its owner alone.
func (k *Keys) Write(path string) (err error) {
	content, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s.new: another process changes the keys; where none does, remove this file", path)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(append(content, '\n'))
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name()) //nolint:errcheck // the first error tells more
	}
	return err
}

// Add makes a key and gives its text, which nothing else keeps.
func (k *Keys) Add(name string, role Role, now time.Time) (string, error) {
	if name == "" || len(name) > mostName || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "", fmt.Errorf("a key's name has 1 to %d characters on one line", mostName)
	}
	if slices.ContainsFunc(k.Keys, func(other Key) bool { return other.Name == name }) {
		return "", fmt.Errorf("%s: %w", name, ErrKeyExists)
	}
	random := make([]byte, keyBytes)
	rand.Read(random) //nolint:errcheck // never fails: crypto/rand ends the process
	text := keyMark + base64.RawURLEncoding.EncodeToString(random)
	sum := sha256.Sum256([]byte(text))
	k.Keys = append(k.Keys, Key{
		Name: name, Role: role.String(), Prefix: text[:prefixSize], SHA256: hex.EncodeToString(sum[:]), Created: now.UTC().Truncate(time.Second),
	})
	return text, nil
}

// Remove takes a key away.
func (k *Keys) Remove(name string) error {
	i := slices.IndexFunc(k.Keys, func(key Key) bool { return key.Name == name })
	if i < 0 {
		return fmt.Errorf("%s: %w", name, ErrKeyUnknown)
	}
	k.Keys = slices.Delete(k.Keys, i, i+1)
	return nil
}

// client is whose key a text is. All keys are compared, each in the time that
// any other would take.
func (k *Keys) client(text string) (Client, bool) {
	sum := sha256.Sum256([]byte(text))
	shown := []byte(hex.EncodeToString(sum[:]))
	found := -1
	for i := range k.Keys {
		if subtle.ConstantTimeCompare(shown, []byte(strings.ToLower(k.Keys[i].SHA256))) == 1 {
			found = i
		}
	}
	if found < 0 {
		return Client{}, false
	}
	role, err := RoleOf(k.Keys[found].Role)
	return Client{Name: k.Keys[found].Name, Role: role, tag: "key " + k.Keys[found].Name}, err == nil
}
