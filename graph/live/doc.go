// Package live is what goes on beside requests and outlives them: the jobs that
// load articles, what became of each (a log that can be read from any place of
// it), the claims that were added lately, and the answers that mutations gave
// under a key of the client's.
//
// All of it is in memory, bounded, and gone when the server ends: the graph is
// what lasts. Nothing here waits for those who read: a log keeps its last items,
// and who falls behind them is told so.
//
//	live.go   the whole, and how it ends
//	job.go    one load of articles
//	queue.go  one job after another
//	log.go    items in order, read from any number on
//	keys.go   doing a thing once
package live
