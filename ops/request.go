package ops

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// Around is what happens around each request: it gets an id, a span, a place in
// the metrics and, where that is wished, a line in the log. The line has the
// path and not the query of the URL: questions may be written there.
type Around struct {
	Metrics *Metrics
	Tracer  trace.Tracer
	Log     *slog.Logger
	Lines   bool // a line for each request; else only for those that failed here
	Now     func() time.Time
}

// Requests has next answer requests.
func (a Around) Requests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := a.Now()
		seen := &record{id: requestID(r.Header.Get(idHeader))}
		w.Header().Set(idHeader, seen.id)
		ctx := context.WithValue(r.Context(), recordKey{}, seen)
		ctx = propagation.TraceContext{}.Extract(ctx, propagation.HeaderCarrier(r.Header))
		ctx, span := a.Tracer.Start(ctx, spanName(r), trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(
			attribute.String("http.request.method", method(r)), attribute.String("claimgraph.request", seen.id)))
		watched := &watchedWriter{ResponseWriter: w}
		a.Metrics.running.Inc()
		defer func() {
			a.Metrics.running.Dec()
			a.end(ctx, span, r, watched, a.Now().Sub(begun))
		}()
		next.ServeHTTP(watched, r.WithContext(ctx))
	})
}

// end tells how a request was answered, also where a panic cut it off.
func (a Around) end(ctx context.Context, span trace.Span, r *http.Request, w *watchedWriter, took time.Duration) {
	status := w.answered()
	a.Metrics.requests.WithLabelValues(strconv.Itoa(status/100) + "xx").Inc()
	if !w.stream {
		a.Metrics.requestTime.Observe(took.Seconds())
	}
	span.SetAttributes(attribute.Int("http.response.status_code", status))
	if status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, http.StatusText(status))
	}
	span.End()
	failed := status >= http.StatusInternalServerError && r.URL.Path != "/readyz" // which says no for as long as it means no
	if !failed && !a.Lines {
		return
	}
	level := slog.LevelInfo
	if failed {
		level = slog.LevelWarn
	}
	kind, code := recordOf(ctx).noted()
	line := []slog.Attr{
		slog.String("method", method(r)), slog.String("path", path(r)), slog.Int("status", status),
		slog.Int64("bytes", w.bytes), slog.Float64("ms", float64(took.Microseconds())/1000),
	}
	for _, part := range []slog.Attr{slog.String("operation", kind), slog.String("code", code)} {
		if part.Value.String() != "" {
			line = append(line, part)
		}
	}
	a.Log.LogAttrs(ctx, level, "request", line...)
}

// spanName is one of few: traces are grouped by it.
func spanName(r *http.Request) string {
	switch r.URL.Path {
	case "/graphql", "/backup", "/metrics", "/playground":
		return method(r) + " " + r.URL.Path
	}
	return method(r)
}

// method is one of those there are, whatever a client sends.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodPost, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodDelete, http.MethodPatch:
		return r.Method
	}
	return "OTHER"
}

// path is cut where it is longer than any there is.
func path(r *http.Request) string {
	const longest = 200
	return r.URL.Path[:min(len(r.URL.Path), longest)]
}

// watchedWriter sees what is answered. Whoever needs more than writing unwraps it.
type watchedWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
	stream bool
}

// Unwrap is for http.ResponseController and for WebSockets.
func (w *watchedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// WriteHeader implements http.ResponseWriter.
func (w *watchedWriter) WriteHeader(status int) {
	if w.status == 0 || w.status == http.StatusSwitchingProtocols {
		w.status = status
	}
	w.stream = w.stream || status == http.StatusSwitchingProtocols || w.Header().Get("Cache-Control") == "no-cache" && w.Header().Get("X-Accel-Buffering") == "no"
	w.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (w *watchedWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// answered is the status; a handler that wrote nothing means 200.
func (w *watchedWriter) answered() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}
