// Package work reads the articles of a queue into the graph, beside any number of
// other workers.
//
//	taker ──tasks──▶ readers ──results──▶ committer
//
// The taker takes tasks as the readers have room for them. Readers turn text into
// claims, which is most of the work and asks nothing of the others. The committer
// stores whatever is finished as one change (the longer the others hold the writer's
// turn, the more is in the next one) and ends its tasks in the same transaction. A
// keeper extends the leases of all that is in hand.
//
// What fails is tried again later, and later still; see [Worker.Attempts]. A database that
// does not answer is waited for: what is in hand is stored when it is back, unless
// the leases ran out meanwhile and others have it. A worker that is told to end takes
// nothing more, stores what is being read and gives the rest back.
package work
