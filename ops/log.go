package ops

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"regexp"

	"go.opentelemetry.io/otel/trace"
)

// NewLog is a log of lines in a format, text or json. Lines that a request
// caused have its id, and that of its trace where there is one. What opens a
// door is put out wherever it stands (keys, tokens, passwords in addresses); what
// people ask and what articles say is never given to a log in the first place,
// which a test holds.
func NewLog(to io.Writer, format string, level slog.Level) (*slog.Logger, error) {
	options := &slog.HandlerOptions{Level: level, ReplaceAttr: redacted}
	switch format {
	case "text":
		return slog.New(handler{slog.NewTextHandler(to, options)}), nil
	case "json":
		return slog.New(handler{slog.NewJSONHandler(to, options)}), nil
	}
	return nil, fmt.Errorf("--log-format %s: want text or json", format)
}

// handler adds what the context knows of a request.
type handler struct{ slog.Handler }

func (h handler) Handle(ctx context.Context, line slog.Record) error {
	if r := recordOf(ctx); r != nil {
		line.AddAttrs(slog.String("request", r.id))
	}
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		line.AddAttrs(slog.String("trace", span.TraceID().String()))
	}
	return h.Handler.Handle(ctx, line)
}

func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.Handler.WithAttrs(attrs)}
}
func (h handler) WithGroup(name string) slog.Handler { return handler{h.Handler.WithGroup(name)} }

// secrets are the keys of this program, tokens (three parts of base64, the first
// of which begins an object of JSON), what stands after Bearer, and passwords in
// URLs.
var secrets = regexp.MustCompile(`cgk_[A-Za-z0-9_-]+|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*|(?i:bearer)\s+[^\s"]+|://[^/\s"@]+@`)

const putOut = "[redacted]"

func holdsSecret(s string) bool { return secrets.MatchString(s) }

func withoutSecrets(s string) string {
	return secrets.ReplaceAllStringFunc(s, func(secret string) string {
		if secret[0] == ':' {
			return "://" + putOut + "@"
		}
		return putOut
	})
}

// redacted puts secrets out of all that may hold one: texts, errors and what
// prints itself. Other kinds of values are numbers and times.
func redacted(_ []string, a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindDuration: // JSON would have nanoseconds
		a.Value = slog.StringValue(a.Value.Duration().String())
	case slog.KindString:
		a.Value = slog.StringValue(withoutSecrets(a.Value.String()))
	case slog.KindAny:
		switch v := a.Value.Any().(type) {
		case error:
			a.Value = slog.StringValue(withoutSecrets(v.Error()))
		case fmt.Stringer:
			if _, level := v.(slog.Level); !level {
				a.Value = slog.StringValue(withoutSecrets(v.String()))
			}
		case *slog.Source:
		default:
			a.Value = slog.StringValue(withoutSecrets(fmt.Sprint(v)))
		}
	}
	return a
}
