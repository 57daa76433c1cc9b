// Package bench measures the store beside SQLite, in one process and one run,
// so that a busy machine is as busy for both. It is a module of its own, for it
// needs a C compiler and SQLite's library:
//
//	cd bench && CGO_ENABLED=1 go test -v .
//
// For the load it runs the program itself and SQLite's command line.
//
// SQLite gets what the store has: a dictionary of terms and the quads in three
// covering orders (tables without rowid), prepared statements, and as much cache
// as the store has by default. Both are asked the same questions in turn.
package bench
