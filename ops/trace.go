package ops

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// Traces go to a collector by OTLP over HTTP (http/protobuf) where the
// environment names one, by OpenTelemetry's own variables
// (https://opentelemetry.io/docs/specs/otel/protocol/exporter/): the exporter
// and the sampler read OTEL_* themselves. Without one, nothing is measured and
// nothing sent.

const scope = "claimgraph"

// StartTracing gives a tracer, and what sends the last spans at the end.
func StartTracing(ctx context.Context, version string, log *slog.Logger) (trace.Tracer, func(context.Context) error, error) {
	if !tracingWanted(os.Getenv) {
		return noop.NewTracerProvider().Tracer(scope), func(context.Context) error { return nil }, nil
	}
	if protocol := first(os.Getenv, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"); protocol != "" && protocol != "http/protobuf" {
		return nil, nil, errors.New("OTEL_EXPORTER_OTLP_PROTOCOL " + protocol + ": only http/protobuf is spoken (port 4318 of a collector)")
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, nil, err
	}
	about, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", scope), attribute.String("service.version", version)), resource.WithFromEnv())
	if err != nil {
		return nil, nil, errors.Join(err, exporter.Shutdown(ctx))
	}
	otel.SetErrorHandler(quietly(log))
	provider := sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(about))
	return provider.Tracer(scope, trace.WithInstrumentationVersion(version)), provider.Shutdown, nil
}

// tracingWanted says whether the environment names a collector.
func tracingWanted(env func(string) string) bool {
	if env("OTEL_SDK_DISABLED") == "true" || env("OTEL_TRACES_EXPORTER") == "none" {
		return false
	}
	return env("OTEL_TRACES_EXPORTER") == "otlp" || first(env, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT") != ""
}

func first(env func(string) string, names ...string) string {
	for _, name := range names {
		if value := env(name); value != "" {
			return value
		}
	}
	return ""
}

// quietly tells of a collector that is away once a minute, not for each span.
func quietly(log *slog.Logger) otel.ErrorHandlerFunc {
	told := make(chan struct{}, 1)
	return func(err error) {
		select {
		case told <- struct{}{}:
			log.Warn("traces are lost", "error", err)
			time.AfterFunc(time.Minute, func() { <-told })
		default:
		}
	}
}
