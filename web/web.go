// Package web serves the pages: the explorer at /, the playground (GraphiQL)
// with its tour, and what they load. Everything is embedded; nothing comes from
// another host, and all data comes from /graphql.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"time"

	"claimgraph/examples"
)

//go:embed static
var static embed.FS

// Policies of content: scripts and data from this host only. In the explorer no
// text can become markup either: browsers that know trusted types refuse it.
// GraphiQL's menus bring style elements of their own, and its fonts are data.
const (
	explorerPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	playgroundPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
		"connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

// Handler serves /, /playground and /static/. On a public server the explorer
// has no links to what is off there.
func Handler(public bool) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { explorer(w, r, public) })
	mux.Handle("GET /playground", page("playground.html", playgroundPolicy))
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/static/icon.svg", http.StatusMovedPermanently)
	})
	mux.HandleFunc("GET /static/tour.json", tour)
	mux.HandleFunc("GET /static/{name...}", asset)
	mux.HandleFunc("/", nowhere)
	return mux
}

// nowhere tells who asks for another path, or sends something to this one, where things are.
func nowhere(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "404: there is nothing here. The explorer is at /, GraphQL at /graphql.", http.StatusNotFound)
}

// explorer serves the page of views. A link to what a public server has not
// stands in a line of its own that says so.
func explorer(w http.ResponseWriter, r *http.Request, public bool) {
	content, err := fs.ReadFile(static, "static/index.html")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	var kept []byte
	for line := range bytes.Lines(content) {
		if !public || !bytes.Contains(line, []byte("<!-- not on a public server -->")) {
			kept = append(kept, line...)
		}
	}
	w.Header().Set("Content-Security-Policy", explorerPolicy)
	send(w, r, "index.html", kept)
}

func page(name, policy string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		serve(w, r, name)
	}
}

func asset(w http.ResponseWriter, r *http.Request) { serve(w, r, r.PathValue("name")) }

// tour gives the examples that the playground has in its tabs.
func tour(w http.ResponseWriter, r *http.Request) {
	steps, err := examples.Tour()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	content, err := json.Marshal(steps)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, "tour.json", content)
}

func serve(w http.ResponseWriter, r *http.Request, name string) {
	file := path.Join("static", path.Clean("/"+name))
	if content, err := fs.ReadFile(static, file); err == nil {
		send(w, r, name, content)
	} else if packed, err := fs.ReadFile(static, file+".gz"); err == nil {
		servePacked(w, r, name, packed)
	} else {
		nowhere(w, r)
	}
}

// send answers with a file, or that it is unchanged: the tag is the hash of
// the content, so a new version is seen at once.
func send(w http.ResponseWriter, r *http.Request, name string, content []byte) {
	sum := sha256.Sum256(content)
	h := w.Header()
	h.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Type", contentType(name))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}

// contentType does not ask the machine's own tables: they differ.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".svg":
		return "image/svg+xml"
	case ".md", "":
		return "text/plain; charset=utf-8"
	}
	return mime.TypeByExtension(path.Ext(name))
}
