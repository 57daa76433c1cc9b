// Package live is what goes on beside requests and outlives them: the jobs that
// load articles, what became of each (a log that can be read from any place of
// it), the claims that were added lately, and the answers that mutations gave
// under a key of the client's.
//
// All of it is in memory, bounded, and gone when the server ends: the graph is
// what lasts. Nothing here waits for those who read: a log keeps its last items,
// and who falls behind them is told so.
//
// Servers that share a graph share this, too (shared.go says what it needs): claims
// come from a log of the store's, and jobs and keys are noted there for the others,
// for as long as notes are kept.
//
//	live.go     the whole, and how it ends
//	claims.go   the claims that come, and places among them
//	job.go      one load of articles
//	queue.go    one job after another
//	log.go      items in order, read from any number on
//	keys.go     doing a thing once
//	shared.go   what servers of one graph have in common
//	notes.go    what a server notes of its jobs
//	elsewhere.go  jobs of other servers
package live
