package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"claimgraph/access"
	"claimgraph/graph/generated"
	"claimgraph/graph/live"
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// Config is what the face stands on.
type Config struct {
	Store      Store
	Loader     Loader // nil: the graph is for reading only
	Vocabulary *kg.Vocabulary
	Limits     Limits
	Log        *slog.Logger // nil: slog.Default
	Hosts      []string     // names that requests may come under besides localhost; "*" for any
	Origins    []string     // of pages elsewhere that may ask; "*" for any
	Plain      bool         // gqlgen's executor answers everything: no plans (plan.go)
	Live       *live.Live   // jobs and streams; nil: one of its own
	Watch      Watch        // hears what becomes of operations; nil: nobody does
	Tracer     trace.Tracer // nil: nothing is traced
	Fetch      Fetch        // nil: no page is fetched

	Trouble func(error) Trouble // what an error of the store means; nil: nothing is known of it

	Gate    *access.Gate      // who is let in; nil: everybody
	Public  bool              // no introspection, no suggestions, no mutations
	Trusted *TrustedDocuments // nil: any document
}

func (c Config) withDefaults() Config {
	c.Limits = c.Limits.withDefaults()
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Vocabulary == nil {
		c.Vocabulary = kg.BuiltinVocabulary()
	}
	if c.Live == nil {
		c.Live = live.New(live.Limits{})
	}
	if c.Watch == nil {
		c.Watch = unwatched{}
	}
	if c.Trouble == nil {
		c.Trouble = func(error) Trouble { return "" }
	}
	if c.Tracer == nil {
		c.Tracer = noop.NewTracerProvider().Tracer("")
	}
	return c
}

// engine runs operations. It is shared by all requests.
type engine struct {
	config    Config
	cache     *kg.Cache
	documents *documents
	executor  *executor.Executor
}

func newEngine(config Config) *engine {
	config = config.withDefaults()
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: resolver{config.Loader, config.Fetch, config.Live, func(err error) { config.Log.Error("a job failed", "error", err) }, config.Trouble}})
	e := &engine{config: config, cache: kg.NewCache(config.Limits.CacheBytes), documents: &documents{}, executor: executor.New(schema)}
	e.executor.SetParserTokenLimit(config.Limits.Tokens)
	e.executor.SetQueryCache(e.documents)
	e.executor.SetErrorPresenter(presenter(config.Log, config.Trouble))
	e.executor.SetRecoverFunc(recovered(config.Log))
	e.executor.Use(oneOf{schema.Schema()})
	e.executor.Use(costs{config.Limits})
	if !config.Plain {
		e.executor.Use(newPlans(schema.Schema(), config.Log))
	}
	return e
}

// answer is what an operation gave. Data is nil where it was refused before it ran.
// cursor is the place of an event in its stream, "" where it has none.
type answer struct {
	Errors gqlerror.List
	Data   json.RawMessage
	cursor string
}

// operation is a request that was found to be sound.
type operation struct {
	context *graphql.OperationContext
	params  *graphql.RawParams
}

func (o *operation) isMutation() bool { return o.context.Operation.Operation == ast.Mutation }
func (o *operation) isSubscription() bool {
	return o.context.Operation.Operation == ast.Subscription
}

// prepare parses, validates and measures a request.
func (e *engine) prepare(ctx context.Context, p *graphql.RawParams) (*operation, *answer) {
	return e.prepared(ctx, func(ctx context.Context) (*operation, *answer) { return e.sound(ctx, p) })
}

// sound is the operation of a request, or why it is refused.
func (e *engine) sound(ctx context.Context, p *graphql.RawParams) (*operation, *answer) {
	if err := e.config.Trusted.find(ctx, p); err != nil {
		return nil, &answer{Errors: gqlerror.List{err}}
	}
	l := e.config.Limits
	if len(p.Query) > l.Query {
		return nil, &answer{Errors: gqlerror.List{refused("the query has %d bytes (at most %d)", len(p.Query), l.Query)}}
	}
	if len(p.OperationName) > l.Query {
		return nil, &answer{Errors: gqlerror.List{refused("the operation's name has %d bytes (at most %d)", len(p.OperationName), l.Query)}}
	}
	for _, v := range p.Variables {
		values, deep := weigh(v, l.Nesting)
		if deep || values > l.Values {
			return nil, &answer{Errors: gqlerror.List{refused("variables nest deeper than %d levels or hold more than %d values", l.Nesting, l.Values)}}
		}
	}
	if refusal := e.glance(ctx, p.Query); refusal != nil {
		return nil, refusal
	}
	op, errs := e.executor.CreateOperationContext(ctx, p)
	if len(errs) > 0 {
		response := e.executor.DispatchError(graphql.WithOperationContext(ctx, op), explained(op, p.OperationName, errs))
		return nil, &answer{Errors: e.shown(response.Errors)}
	}
	if op.Operation.Operation != ast.Mutation && longestText(p.Variables) > l.Query { // only articles are longer than any question
		return nil, &answer{Errors: gqlerror.List{refused("a text among the variables has more than %d bytes", l.Query)}}
	}
	return &operation{op, p}, nil
}

// glance looks at a document that is new before it is validated. One that does
// not parse is left to the executor.
func (e *engine) glance(ctx context.Context, query string) *answer {
	if _, known := e.documents.Get(ctx, query); known {
		return nil
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, e.config.Limits.Tokens)
	if err != nil {
		return nil
	}
	if n := repeats(doc); n > e.config.Limits.Repeats {
		return &answer{Errors: gqlerror.List{refused("the query writes the same fields too often")}}
	}
	return nil
}

// run executes an operation against one snapshot.
func (e *engine) run(ctx context.Context, op *operation) *answer {
	return e.watched(ctx, string(op.context.Operation.Operation), op, func(ctx context.Context) *answer { return e.execute(ctx, op) })
}

func (e *engine) execute(ctx context.Context, op *operation) *answer {
	deadline := e.config.Limits.Deadline
	if op.isMutation() {
		deadline = e.config.Limits.Mutation
	}
	var response *graphql.Response
	e.withGraph(ctx, deadline, func(ctx context.Context) {
		responses, ctx := e.executor.DispatchOperation(ctx, op.context)
		response = responses(ctx)
	})
	if response == nil {
		return &answer{Errors: gqlerror.List{{Message: "the query took too long", Extensions: map[string]any{"code": codeTimeout}}}, Data: json.RawMessage("null")}
	}
	if response.Data == nil {
		response.Data = json.RawMessage("null")
	}
	slices.SortStableFunc(response.Errors, func(a, b *gqlerror.Error) int { return strings.Compare(a.Path.String(), b.Path.String()) })
	return &answer{Errors: response.Errors, Data: response.Data}
}

// withGraph gives something a session of its own, and so much time.
func (e *engine) withGraph(ctx context.Context, deadline time.Duration, do func(context.Context)) {
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	s := &session{config: &e.config, cache: e.cache}
	defer func() {
		if err := s.close(); err != nil {
			e.config.Log.ErrorContext(ctx, "a snapshot did not close", "error", err)
		}
	}()
	do(withSession(ctx, s))
}

// encode gives the answer as JSON, for JSON and not for HTML, in pieces. Data is
// put in as it is: to look through megabytes of it, or to copy them, costs as
// much as to make them.
func (a *answer) encode() ([][]byte, error) {
	end := []byte("}")
	if a.cursor != "" { // of letters that JSON has as they are
		end = []byte(`,"extensions":{"cursor":"` + a.cursor + `"}}`)
	}
	if len(a.Errors) == 0 && a.Data != nil {
		return [][]byte{[]byte(`{"data":`), a.Data, end}, nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(struct {
		Errors gqlerror.List   `json:"errors,omitempty"`
		Data   json.RawMessage `json:"data,omitempty"`
	}{a.Errors, a.Data})
	return [][]byte{bytes.TrimSuffix(b.Bytes(), []byte("}\n")), end}, err
}

// Changes says whether an operation of a document is a mutation, for which a store
// must be open for writing. A document that is none is left to Execute.
func Changes(document, operationName string) bool {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: document}, DefaultLimits().Tokens)
	if err != nil {
		return false
	}
	op := doc.Operations.ForName(operationName)
	return op != nil && op.Operation == ast.Mutation
}

// Execute answers one GraphQL document without HTTP. ok says whether the
// answer has no errors. Jobs that it started have ended when it returns.
func Execute(ctx context.Context, config Config, query string, variables map[string]any, operationName string) (body []byte, ok bool, err error) {
	config.Live = nil
	e := newEngine(config)
	raw, err := json.Marshal(variables)
	if err != nil {
		return nil, false, err
	}
	p := &graphql.RawParams{Query: query, OperationName: operationName}
	if err := decode(raw, &p.Variables); err != nil {
		return nil, false, err
	}
	ctx = graphql.StartOperationTrace(ctx)
	op, a := e.prepare(ctx, p)
	if a == nil && op.isSubscription() {
		a = &answer{Errors: gqlerror.List{{Message: needsStream, Extensions: map[string]any{"code": codeStream}}}}
	}
	if a == nil {
		a = e.run(ctx, op)
	}
	if e.config.Live.Drain(ctx) != nil { // time is up, also for the jobs
		err = e.config.Live.Shutdown(context.WithoutCancel(ctx))
	}
	if err != nil {
		return nil, false, err
	}
	pieces, err := a.encode()
	return slices.Concat(pieces...), len(a.Errors) == 0, err
}

// documents keeps parsed documents: two generations, the older one forgotten
// when the younger is full.
type documents struct {
	mu         sync.Mutex
	young, old map[string]*ast.QueryDocument
}

const generation = 500 // documents

func (d *documents) Get(_ context.Context, query string) (*ast.QueryDocument, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	doc, ok := d.young[query]
	if !ok {
		doc, ok = d.old[query]
	}
	return doc, ok
}

func (d *documents) Add(_ context.Context, query string, doc *ast.QueryDocument) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.young) >= generation || d.young == nil {
		d.young, d.old = map[string]*ast.QueryDocument{}, d.young
	}
	d.young[query] = doc
}

// kindName is a kind as the schema writes it.
func kindName(k kg.Kind) string { return strings.ToUpper(string(k)) }
