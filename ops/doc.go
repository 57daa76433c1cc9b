// Package ops is what the one who runs a server looks at: metrics, traces, logs
// with the ids of requests, and whether the server is ready. It knows nothing of
// the graph: what it is to tell is handed to it.
//
//	metrics.go   what is counted, by names that docs/metrics.md lists
//	gauges.go    what is asked for when somebody looks: sizes, jobs
//	queue.go     what waits in a queue, and what became of it
//	request.go   what happens around each request of HTTP
//	id.go        its id
//	trace.go     OpenTelemetry, where the environment asks for it
//	log.go       the log, and what must not stand in it
//	phase.go     loading, ready, draining, broken
//	door.go      the listener for machines: /metrics, /healthz, /readyz, pprof
package ops
