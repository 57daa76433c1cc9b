package graph

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"claimgraph/access"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Who may do what. The gate (package access) names the client of a request; what
// an operation needs is known when it has been parsed: a mutation the role
// write, all others the role read.

const (
	codeForeign         = "FOREIGN_ORIGIN"
	codeNoIntrospection = "INTROSPECTION_DISABLED"
)

// identify names who asks, in the context of the request that it gives back.
func (h *handler) identify(w http.ResponseWriter, r *http.Request) (*http.Request, *problem) {
	client, refusal := h.engine.config.Gate.Identify(r)
	if refusal != nil {
		return r, turnedAway(w, refusal)
	}
	return r.WithContext(client.With(r.Context())), nil
}

// turnedAway is a refusal of the gate as an answer. A program reads its header.
func turnedAway(w http.ResponseWriter, r *access.Refusal) *problem {
	if r.Header[0] != "" {
		w.Header().Set(r.Header[0], r.Header[1])
	}
	return &problem{r.Status, r.Code, r.Message}
}

// embeds says whether a page elsewhere makes a browser ask without an Origin, as
// an image or a frame: nothing would be changed and nothing shown to that page,
// but it could keep the server busy. A link that somebody follows is his own.
func embeds(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	followed := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	return (site == "cross-site" || site == "same-site") && !followed
}

// enter waits for a place among the requests that run.
func (h *handler) enter(w http.ResponseWriter, r *http.Request) (leave func(), problem *problem) {
	leave, refusal := h.engine.config.Gate.Enter(r.Context())
	if refusal != nil {
		return nil, turnedAway(w, refusal)
	}
	return leave, nil
}

// nodesPerToken is how many objects in an answer count as one more request.
const nodesPerToken = 1000

// charge takes from the client what an operation may cost, beyond a request
// that was paid for.
func (e *engine) charge(ctx context.Context, op *operation, requests int) *access.Refusal {
	measured, _ := op.context.Stats.GetExtension(costs{}.ExtensionName()).(cost)
	return e.config.Gate.Spend(access.ClientOf(ctx), requests+measured.nodes/nodesPerToken)
}

// permits refuses operations that the client may not run, and on a public
// server those that nobody may.
type permits struct {
	gate   *access.Gate // nil: everybody may all
	public bool
}

func (permits) ExtensionName() string                   { return "Permits" }
func (permits) Validate(graphql.ExecutableSchema) error { return nil }
func (p permits) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	mutation := op.Operation.Operation == ast.Mutation
	switch {
	case p.public && mutation:
		return denied(CodeReadOnly, errReadOnly.Error())
	case p.public && introspects(op.Operation.SelectionSet):
		return denied(codeNoIntrospection, "this server does not show its schema; __typename is answered")
	}
	needed := access.Reader
	if mutation {
		needed = access.Writer
	}
	if refusal := p.gate.Need(access.ClientOf(ctx), needed); refusal != nil {
		return denied(refusal.Code, refusal.Message)
	}
	return nil
}

func denied(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}

// introspects says whether an operation asks for the schema.
func introspects(set ast.SelectionSet) bool {
	seen := map[string]bool{}
	var asks func(ast.SelectionSet) bool
	asks = func(set ast.SelectionSet) bool {
		return slices.ContainsFunc(set, func(selection ast.Selection) bool {
			switch s := selection.(type) {
			case *ast.Field:
				return s.Name == "__schema" || s.Name == "__type"
			case *ast.InlineFragment:
				return asks(s.SelectionSet)
			case *ast.FragmentSpread:
				if s.Definition == nil || seen[s.Name] {
					return false
				}
				seen[s.Name] = true
				return asks(s.Definition.SelectionSet)
			}
			return false
		})
	}
	return asks(set)
}

// shown are the errors of a document. On a public server they do not suggest
// names; gqlgen's own switch leaves the suggestions of arguments and values.
func (e *engine) shown(errors gqlerror.List) gqlerror.List {
	if !e.config.Public {
		return errors
	}
	for _, err := range errors {
		err.Message, _, _ = strings.Cut(err.Message, " Did you mean ")
	}
	return errors
}

// statusOf is the status of an operation that was refused before it ran.
func statusOf(refusal *answer) int {
	for _, e := range refusal.Errors {
		switch e.Extensions["code"] {
		case access.CodeForbidden, CodeReadOnly, codeNoIntrospection:
			return http.StatusForbidden
		}
	}
	return http.StatusBadRequest
}
