//go:build unix

package graph_test

import (
	"context"
	"fmt"
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
)

// database is a store in PostgreSQL that tells where it is.
type database struct {
	*postgres.DB
	url string
}

// handWritten answers the questions of BenchmarkHops as somebody would who had these
// quads as numbers in a table and nothing else in mind: a prepared statement for each
// number of hops, from a number to numbers, over one connection, in no transaction.
// Nobody's words, and no name, are read.
type handWritten struct {
	conn            *pgx.Conn
	starring, actor int64
}

var handWrittenSQL = [...]string{
	`SELECT a.o FROM quads AS f JOIN quads AS a ON a.s = f.o AND a.p = $2 WHERE f.s = $3 AND f.p = $1`,
	`SELECT a.o FROM quads AS m JOIN quads AS b ON b.o = m.s AND b.p = $1 JOIN quads AS f ON f.s = b.s AND f.p = $1
		JOIN quads AS a ON a.s = f.o AND a.p = $2 WHERE m.o = $3 AND m.p = $2`,
	`SELECT d.s FROM quads AS m JOIN quads AS b ON b.o = m.s AND b.p = $1 JOIN quads AS f ON f.s = b.s AND f.p = $1
		JOIN quads AS a ON a.s = f.o AND a.p = $2 JOIN quads AS c ON c.o = a.o AND c.p = $2 JOIN quads AS d ON d.o = c.s AND d.p = $1 WHERE m.o = $3 AND m.p = $2`,
}

// byHand gives nil where the store is in no database.
func byHand(b *testing.B, s store) *handWritten {
	b.Helper()
	db, ok := s.Engine.(database)
	if !ok {
		return nil
	}
	conn, err := pgx.Connect(context.Background(), db.url)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close(context.Background()) })
	if _, err := conn.Exec(context.Background(), `SET plan_cache_mode = 'force_generic_plan'; SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off`); err != nil {
		b.Fatal(err)
	}
	ids := idsOf(b, s, starringIn, actorOf)
	return &handWritten{conn, ids[0], ids[1]}
}

// ask gives how many numbers there are.
func (h *handWritten) ask(b *testing.B, hops int, from int64) (n int) {
	rows, err := h.conn.Query(context.Background(), handWrittenSQL[hops-1], h.starring, h.actor, from)
	if err != nil {
		b.Fatal(err)
	}
	var id int64
	if _, err := pgx.ForEachRow(rows, []any{&id}, func() error { n++; return nil }); err != nil || n == 0 {
		b.Fatalf("%d numbers, %v", n, err)
	}
	return n
}

func idsOf(b *testing.B, s store, values ...quad.Value) (ids []int64) {
	b.Helper()
	snapshot, err := s.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer snapshot.Close()
	found, err := snapshot.Lookup(values)
	if err != nil {
		b.Fatal(err)
	}
	for _, id := range found {
		ids = append(ids, int64(id))
	}
	return ids
}

// namedIDs are those of things by their names, each one thing's.
func namedIDs(b *testing.B, s store, names []string) (ids []int64) {
	b.Helper()
	snapshot, err := s.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer snapshot.Close()
	for _, name := range names {
		hits, err := snapshot.Named(name)
		if err != nil || len(hits) == 0 {
			b.Fatalf("%q: %d hits, %v", name, len(hits), err)
		}
		ids = append(ids, int64(hits[0].ID))
	}
	return ids
}

// change has a store in a database forget, as any change does, what it remembers of
// neighbours and names; terms and their ids are still known.
func change(b *testing.B, s store, n int) {
	b.Helper()
	add := quad.MakeIRI("urn:x:change", "urn:x:number", fmt.Sprintf("urn:x:%d", n), "urn:x:changes")
	if err := s.Apply(context.Background(), quadstore.Batch{Add: []quad.Quad{add}}); err != nil {
		b.Fatal(err)
	}
}
