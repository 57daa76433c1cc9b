// Package quadstore keeps sets of quads (subject, predicate, object, label) and
// answers questions about them from snapshots.
//
// # Basics
//
// Four nouns: an [Engine] holds the quads, a [Batch] changes them, a [Snapshot]
// is the graph as it was at one moment, a [Load] is an entry of the log that
// says what has been loaded. [Open] gives the embedded engine:
//
//	db, err := quadstore.Open("claimgraph.db", quadstore.Options{})
//	err = db.Apply(ctx, quadstore.Batch{Add: quads})
//	snap, err := db.Snapshot()
//	defer snap.Close()
//	ids, err := snap.Lookup([]quad.Value{quad.IRI("urn:x:deepseek")})
//	for q, err := range snap.Scan([4]uint64{ids[0]}, [4]uint64{}) { … }
//
// Terms are named by ids: uint64, never 0, never used again for another term.
// A quad of ids is a [4]uint64: subject, predicate, object, label. In a pattern
// 0 means "any"; in a result a 0 label means that the quad has none.
//
// # Promises, held by every engine and tested by package enginetest
//
//   - Set semantics: a quad is there or not. Adding it twice is adding it once.
//   - A batch is atomic: it is there whole or not at all, whatever happens while
//     it is written, including its purges, its load log entries, the counts
//     and the index of names. What was acknowledged with [SyncAlways] survives
//     the loss of power.
//   - A bulk load is atomic in the same sense and never half visible.
//   - A snapshot never changes. Readers wait for nobody.
//   - Purge of A takes what is labelled A or A#…, and what has a subject A#…,
//     and nothing of another IRI that merely starts with the same letters.
//     The curation graph ([CurationGraph]) keeps its quads about A#….
//     Afterwards the store answers as if A had never been there.
//   - A term that no quad uses is not found by Lookup, TermsWithPrefix or Names.
//   - Results are deterministic: the same calls on the same batches give the
//     same bytes.
//   - Nothing assumes that a seek is free: whoever wants the neighbours of a
//     thousand terms asks once, with Expand.
//   - Values are compared as RDF 1.1 compares terms: a typed string of type
//     xsd:string is a plain string; native numbers, booleans and times are the
//     typed strings with full datatype IRIs.
//
// # Caveats
//
//   - One process has a directory open at a time, also for reading; another one
//     gets [ErrLocked] with the pid of the holder. A backup made by the holder
//     ([DB.Backup]) is a store of its own.
//   - The embedded engine refuses changes ([ErrFull]) while little of the disk is
//     left. A disk that refuses its write-ahead log all the same ends the process
//     with a message: whether the batch is on the disk is not known then, and going
//     on could lose what was acknowledged. Opening again tells.
//   - What is asked for the first time is read from the disk. Who serves many
//     questions warms the store ([DB.Warm]).
//   - Close every snapshot: an open one keeps deleted data on disk.
//   - Count answers exactly for small results and for whole predicates; for
//     the rest it estimates and says so.
//   - What Check finds, Repair mends where one of the indexes still tells what is
//     right. What cannot be read at all, [Salvage] cuts out before; what stood there
//     alone is lost, and Repair says whose it was.
//   - Errors have two faces: [ErrIO] (the disk refused: try again, free space)
//     and [ErrCorruption] (the bytes are wrong: Salvage and Repair, or a backup). Use errors.Is.
package quadstore
