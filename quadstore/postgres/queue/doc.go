// Package queue keeps articles that wait to be read, in the database that will hold
// what is read from them, so that any number of workers on any number of machines
// share the work.
//
// # Tasks
//
// A task is an article, whole, under the SHA-256 of its IRI: there is one for each
// IRI at a time. Putting the same article again while it waits is no second task;
// another text under the same IRI takes the place of the one that waits, and whoever
// is just reading the old one has lost it. So the texts of an article come into the
// graph in the order in which they were put, or not at all where a later one came first.
//
//	tasks       key, name (the article's id, for people), digest (of the article),
//	            article, size, enqueued, due (when it may be taken), attempts (how
//	            often it was taken), lease and holder (who has taken it), dead, error
//	tasks_done  how many are done
//
// A task is in one of these states:
//
//	ready    nobody has it and it is due, or the lease of who had it has run out
//	waiting  it failed and is due later
//	taken    somebody has it: due is when his lease runs out
//	dead     it failed for good; somebody has to look at it
//
// What is done is no longer there. All times are the server's: workers' clocks need
// not agree.
//
// # Exactly once
//
// Who takes tasks gives them a lease that nobody had before, locking the rows with
// SKIP LOCKED, so that takers wait for nobody. While he works he extends it ([Queue.Keep]);
// if he dies, it runs out and the tasks are ready again. He ends tasks within the very
// transaction that changes the graph ([Queue.Finish]), and only where the rows still
// have his lease: else nothing of the change is made. So a task's effect and its end
// are there together or not at all, once, however often it was read, and a worker
// that wakes up after its time changes nothing.
//
// # What is relied on
//
// What package postgres relies on, and FOR UPDATE SKIP LOCKED, TIMESTAMPTZ, INTERVAL
// and now(). No notification: workers ask now and then.
package queue
