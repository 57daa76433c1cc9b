// Package graph is the GraphQL face of the graph.
//
// schema.graphqls at the top of the repository is the schema; gqlgen.yml binds
// its types to those of package kg, so that most fields need no code here, and
// gqlgen writes package generated from the two. By hand stand here:
//
//	handler.go request.go       GraphQL over HTTP
//	socket*.go sse.go           over WebSocket, and as server-sent events
//	engine.go session.go        one operation, one snapshot of the store
//	limits.go oneof.go          what is refused before it runs
//	errors.go                   what the client is told, and what only the log
//	query.go entity.go fact.go claim.go article.go conflict.go mutation.go
//	                            fields that take arguments
//	ingest.go job.go subscription.go stream.go
//	                            loading, and what is told of it (package live)
//	once.go decided.go          mutations that are done once
//	connection.go               pages as Relay wants them
//	plan*.go                    answers without the generated executor, where most is asked for
//	store.go                    what the face asks of a store and a loader
//
// The schema does not depend on the data: predicates and kinds of plain quads
// are values, never types.
package graph
