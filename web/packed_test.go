package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"testing"
)

// What is packed comes under its own name, packed for those who unpack it, and is what
// the README says that it is.
func TestPacked(t *testing.T) {
	readme, err := fs.ReadFile(static, "static/vendor/README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(static, "static/vendor/*/*.gz")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		at := "/" + strings.TrimSuffix(file, ".gz")
		plain := body(t, get(t, at))
		sum := sha256.Sum256(plain)
		if !bytes.Contains(readme, []byte(path.Base(at))) || !bytes.Contains(readme, []byte(hex.EncodeToString(sum[:]))) {
			t.Errorf("%s: the README does not have it with its sum %x", file, sum)
		}
		answer := get(t, at, "Accept-Encoding", "br, gzip;q=0.5")
		if h := answer.Header; h.Get("Content-Encoding") != "gzip" || h.Get("Vary") != "Accept-Encoding" || strings.Contains(h.Get("Content-Type"), "zip") {
			t.Errorf("%s: packed, with %v", at, h)
		}
		packed := body(t, answer)
		if again, err := unpacked(packed); err != nil || !bytes.Equal(again, plain) || len(packed) >= len(plain) {
			t.Errorf("%s: %d bytes packed are not the %d plain ones: %v", at, len(packed), len(plain), err)
		}
		if refused := get(t, at, "Accept-Encoding", "gzip;q=0"); refused.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: packed for one who does not unpack", at)
		}
	}
}

func body(t *testing.T, answer *http.Response) []byte {
	t.Helper()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
