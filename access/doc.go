// Package access decides who asks and what they may do: by keys, by tokens of
// an identity provider, by where the server listens; how often and how many at
// once. It speaks HTTP and knows nothing of the graph.
//
// # Basics
//
// A [Gate] names the [Client] of a request by its Authorization header and its
// address. A client has a [Role]. What is not let in is a [Refusal], which has
// a status, a code and the headers that tell a program what to do.
//
// # Caveats
//
// Nothing that a client sends is kept or logged but the names of keys and the
// subjects of tokens that were found to be genuine.
package access
