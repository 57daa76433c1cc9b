// Package postgres keeps quads in a database that speaks PostgreSQL's protocol:
// an engine with the promises of package quadstore, for when one machine's folder
// no longer serves.
//
//	db, err := postgres.Open(ctx, "postgres://user@host/claimgraph", postgres.Options{})
//
// # Ids
//
// A term's id is the first 63 bits of the SHA-256 of its bytes, so that two
// loaders agree on it without asking anybody, and no sequence is a place where all
// writers meet. Where another term has that id already, the next 63 bits of the
// hash are tried, and so on; such a term is listed in the table displaced, by which
// it is found whatever becomes of the one that was first. Ids are found in the order
// in which terms come, so the same batches give the same ids.
//
// What the interface promises of ids holds: they are never 0, ascend as numbers in
// scans, and stay the same for as long as the term is used, and beyond: the id of
// a term that goes and comes again is the same. Only where two terms have the same
// 63 bits may the second get the id of the first after the first has gone; what is
// remembered of ids is forgotten whenever terms go (the state's epoch).
//
// The embedded engine numbers terms as they come, this one by their hash. Lists
// that kg answers in the order of ids therefore have another order here, the same
// one in every database with the same terms. What is added comes somewhere within
// such a list, not at its end. Cursors are places in that order: they stay valid,
// whichever server made them.
//
// # Tables
//
//	state      one row: version, epoch (version that last dropped terms), numbers of
//	           quads, terms and displaced terms, the name predicates
//	terms      id, term (bytes as quadstore.AppendTerm writes them), head (of an IRI,
//	           its first bytes, by which those with a prefix are found)
//	displaced  SHA-256 and id of the terms that have not their first id
//	quads      s p o g, with the key spog and the indexes posg, ospg and gpos: each
//	           holds all four, so that a walk reads the index alone; 0 is no label
//	counts     kind 1: quads of a predicate; kind 2: of a label that is no fragment
//	names      whole folded names, with object and subject; words: each word of them
//	loads      the load log
//	news       what was added lately, numbered, for all processes (news.go)
//	notes      what processes leave for each other (notes.go)
//	touched    what the last changes have touched (touched.go)
//	migrations which format the tables have
//	tasks      the queue, and tasks_done: package queue tells of them
//
// # Reading and writing
//
// A snapshot is a read-only transaction with repeatable reads on a connection of its
// own. Walks read pages, each by one statement that begins strictly after the last
// one, so that questions may be asked in between and nothing large is held; Expand
// sends all ids as one array. Terms, ids, neighbours, beginnings of scans and names are
// remembered for as long as the state that a snapshot has read allows it: where that is
// of a later version, what the changes between have touched is read first and forgotten,
// so no change of another process is missed. Who knows many scans in advance has them
// begun at once (foresee.go). A writer locks the row of state first, so writers wait
// for each other, also those of other processes, and readers for nobody; only what
// depends on nothing in the store is written before (ahead.go). A bulk
// load is copied in binary form. Into an empty store it is copied into tables without
// indexes, which are indexed and then take the place of the empty ones.
//
// # Several servers
//
// A URL may name the servers of one database that replicate: the primary takes the
// changes, and the snapshots of questions are taken of replicas (servers.go, replica.go,
// watch.go). Two things keep that right. The process remembers the latest version that
// it has shown or acknowledged, and no later snapshot has less. And versions are never
// used twice: a promotion begins a new timeline, and the first change on it takes its
// version, and the epoch, from the timeline's number (nextVersion), so that what is
// remembered by version is never taken for what another history has under the same
// number, also where the promotion lost changes.
//
// # What is relied on
//
// Tables, primary keys and ordinary indexes; BIGINT, INT and BYTEA compared bytewise;
// transactions, REPEATABLE READ (or stronger), SELECT … FOR UPDATE, savepoints;
// INSERT … ON CONFLICT, DELETE … USING, comparison of rows, unnest of several
// arrays, = ANY (array), now() and intervals, DDL within a transaction, binary COPY. No
// extension, no function of the server's own, no sequence, trigger, temporary table or
// advisory lock. VACUUM, the sizes of tables, a few settings of the planner, LISTEN
// and NOTIFY, and what a server is (pg_is_in_recovery and the timeline of its log) are
// asked for and done without where the server does not know them.
//
// # When the server is away
//
// Errors are [quadstore.ErrUnavailable], ErrFull, ErrReadOnly or ErrTimeout where that
// is what is wrong. A change that met one was not made, and its error says so, but for
// [ErrUncertain]. Every wait has a bound (patience.go). Connections that are broken are
// thrown away, all at once, so that a server that is back is used by the next who asks.
package postgres
