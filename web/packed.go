package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// What others have written (static/vendor) is kept packed, which spares the program
// more than a megabyte: a browser gets it as it is, and whoever cannot unpack it gets
// it unpacked.

// servePacked answers with a file of which packed is the gzip.
func servePacked(w http.ResponseWriter, r *http.Request, name string, packed []byte) {
	w.Header().Set("Vary", "Accept-Encoding")
	if unpacks(r.Header.Get("Accept-Encoding")) {
		w.Header().Set("Content-Encoding", "gzip")
		send(w, r, name, packed)
		return
	}
	content, err := unpacked(packed)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, name, content)
}

func unpacked(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

// unpacks says whether a header Accept-Encoding takes gzip.
func unpacks(accepted string) bool {
	for one := range strings.SplitSeq(accepted, ",") {
		coding, weight, _ := strings.Cut(one, ";")
		if coding = strings.ToLower(strings.TrimSpace(coding)); coding != "gzip" && coding != "*" {
			continue
		}
		q, weighed := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		n, err := strconv.ParseFloat(q, 64)
		return !weighed || err == nil && n > 0
	}
	return false
}
