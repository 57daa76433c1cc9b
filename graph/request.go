package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"claimgraph/access"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// problem is why a request is refused before its document is looked at.
type problem struct {
	status        int
	code, message string
}

func (r *reply) fail(p *problem) {
	r.write(p.status, &answer{Errors: gqlerror.List{{Message: p.message, Extensions: map[string]any{"code": p.code}}}})
}

// negotiate agrees on the type of the answer: the first that the client names
// of those there are, application/json where it does not say.
func (h *handler) negotiate(w http.ResponseWriter, r *http.Request) (*reply, *problem) {
	reply := &reply{w: w, json: true}
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		return reply, nil
	}
	first := ""
	for part := range strings.SplitSeq(accept, ",") {
		kind, params, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil || params["q"] == "0" || params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8") {
			continue
		}
		reply.events = reply.events || kind == typeEvents
		if first == "" && slices.Contains([]string{typeResponse, typeJSON, typeEvents, "*/*", "application/*"}, kind) {
			first = kind
		}
	}
	reply.json, reply.stream = first != typeResponse, first == typeEvents
	if first == "" {
		return reply, &problem{http.StatusNotAcceptable, "NOT_ACCEPTABLE", "answers are " + typeResponse + ", " + typeJSON + " or " + typeEvents}
	}
	return reply, nil
}

// admit refuses requests under a foreign name (a DNS name that was bound to
// this address by another) and from pages elsewhere.
func (h *handler) admit(r *http.Request) *problem {
	if !h.knows(r.Host) {
		return &problem{http.StatusMisdirectedRequest, "UNKNOWN_HOST", fmt.Sprintf("this server is not known as %q", r.Host)}
	}
	origin := r.Header.Get("Origin")
	switch {
	case slices.Contains(h.engine.config.Origins, "*"):
		return nil
	case origin == "" && embeds(r):
		return &problem{http.StatusForbidden, codeForeign, "pages elsewhere may not ask here"}
	case access.IsForeign(r) && !slices.Contains(h.engine.config.Origins, origin):
		return &problem{http.StatusForbidden, codeForeign, "pages of " + origin + " may not ask here"}
	}
	return nil
}

func (h *handler) knows(host string) bool {
	name := host
	if n, _, err := net.SplitHostPort(host); err == nil {
		name = n
	}
	name = strings.Trim(name, "[]")
	if ip := net.ParseIP(name); ip != nil || strings.EqualFold(name, "localhost") {
		return true // an address cannot be bound to another one
	}
	hosts := h.engine.config.Hosts
	return slices.Contains(hosts, "*") || slices.ContainsFunc(hosts, func(s string) bool { return strings.EqualFold(s, name) })
}

func (h *handler) read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *problem) {
	switch r.Method {
	case http.MethodPost:
		return h.readBody(w, r)
	case http.MethodGet:
		return h.readURL(r)
	}
	w.Header().Set("Allow", "GET, POST, OPTIONS")
	return nil, &problem{http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "use POST, or GET for a query"}
}

func (h *handler) readBody(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *problem) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != typeJSON || params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8") {
		return nil, &problem{http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "send " + typeJSON + " in UTF-8"}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, h.engine.config.Limits.Body))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return nil, &problem{http.StatusRequestEntityTooLarge, "BODY_TOO_LARGE", fmt.Sprintf("the request has more than %d bytes", tooLarge.Limit)}
	}
	if err != nil {
		return nil, &problem{http.StatusBadRequest, codeInput, "the request could not be read"}
	}
	return parseParams(body)
}

// parseParams reads the JSON of a request. Its parts are checked one by one:
// an error names the part and echoes nothing of it.
func parseParams(body []byte) (*graphql.RawParams, *problem) {
	raw, problem := parts(body)
	if problem != nil {
		return nil, problem
	}
	p, id := &graphql.RawParams{}, ""
	for _, part := range []struct {
		name, want string
		into       any
	}{
		{"query", "a string", &p.Query},
		{"operationName", "a string", &p.OperationName},
		{"variables", "an object", &p.Variables},
		{"extensions", "an object", &p.Extensions},
		{"documentId", "a string", &id},
	} {
		if value := raw[part.name]; value != nil && string(value) != "null" && decode(value, part.into) != nil {
			return nil, badRequest(part.name + " is not " + part.want)
		}
	}
	return p, nameDocument(p, id)
}

// mostParts bounds the parts of a request. Those that are not known pass.
const mostParts = 100

// parts reads an object part by part, so that one with very many, or with one
// twice, is refused before it is read whole.
func parts(body []byte) (map[string]json.RawMessage, *problem) {
	none := badRequest("the body is not a JSON object")
	d := json.NewDecoder(bytes.NewReader(body))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, none
	}
	list := map[string]json.RawMessage{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, none
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, none
		}
		key, _ := name.(string)
		if _, twice := list[key]; twice || len(list) == mostParts {
			return nil, badRequest(fmt.Sprintf("the request has a part twice, or more than %d parts", mostParts))
		}
		list[key] = value
	}
	if _, err := d.Token(); err != nil {
		return nil, none
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, none // something follows the object
	}
	return list, nil
}

// decode reads JSON and keeps numbers as they are written.
func decode(raw []byte, into any) error {
	if _, text := into.(*string); text {
		return json.Unmarshal(raw, into)
	}
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	return d.Decode(into)
}

func (h *handler) readURL(r *http.Request) (*graphql.RawParams, *problem) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, badRequest("the URL's query is not well-formed")
	}
	p := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName")}
	for name, into := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		if text := values.Get(name); text != "" && decode([]byte(text), into) != nil {
			return nil, badRequest(name + " is not an object")
		}
	}
	return p, nameDocument(p, values.Get("documentId"))
}

func badRequest(message string) *problem {
	return &problem{http.StatusBadRequest, codeInput, message}
}
