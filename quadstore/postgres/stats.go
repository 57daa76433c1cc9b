package postgres

import (
	"context"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5"
)

const (
	sqlCountLoads = `SELECT count(*) FROM loads`
	sqlSize       = `SELECT pg_total_relation_size($1::TEXT::REGCLASS)` // where the server has it
	sqlOneSize    = `SELECT pg_relation_size($1::TEXT::REGCLASS)`
)

// spaces are what Stats tells the sizes of.
var spaces = []struct{ relation, name string }{
	{"quads_gpos", "gpos"}, {"quads_ospg", "ospg"}, {"quads_posg", "posg"}, {"quads_pkey", "spog"}, {"quads", "quads"},
	{"terms", "terms by id"}, {"terms_pkey", "ids of terms"}, {"terms_head", "IRIs by prefix"},
}

// Sizes are what a store says of itself without a walk.
type Sizes struct {
	Quads, Terms int
	Version      uint64
	Bytes        int64
	Spaces       []quadstore.SpaceSize
}

// Sizes reads them. A server that cannot tell how large its tables are has no bytes.
func (db *DB) Sizes(ctx context.Context) (s Sizes, err error) {
	err = db.besides(ctx, func(ctx context.Context, conn *pgx.Conn) error {
		var now state
		if err := now.scan(conn.QueryRow(ctx, sqlState)); err != nil {
			return err
		}
		s.Quads, s.Terms, s.Version = int(now.quads), int(now.terms), uint64(now.version)
		for _, table := range []string{"quads", "terms", "names", "words", "counts", "loads", "displaced", "state", "news", "notes", "touched"} {
			s.Bytes += size(ctx, conn, sqlSize, table)
		}
		for _, part := range spaces {
			s.Spaces = append(s.Spaces, quadstore.SpaceSize{Name: part.name, Bytes: size(ctx, conn, sqlOneSize, part.relation)})
		}
		for _, table := range []string{"names", "words", "news", "notes", "touched"} {
			s.Spaces = append(s.Spaces, quadstore.SpaceSize{Name: table, Bytes: size(ctx, conn, sqlSize, table)})
		}
		return nil
	})
	return s, err
}

// Stats implements quadstore.Engine.
func (db *DB) Stats() (quadstore.Stats, error) {
	ctx, cancel := context.WithCancel(context.Background()) // to count loads may take its time
	defer cancel()
	sizes, err := db.Sizes(ctx)
	if err != nil {
		return quadstore.Stats{}, err
	}
	s, err := db.snapshot(ctx, db.readers)
	if err != nil {
		return quadstore.Stats{}, err
	}
	defer s.Close()
	stats := quadstore.Stats{Quads: int(s.state.quads), Terms: int(s.state.terms), Version: s.Version(), Bytes: sizes.Bytes, Spaces: sizes.Spaces}
	err = s.query(ctx, func(row [][]byte) error {
		n, err := number(row[0])
		stats.Loads = int(n)
		return err
	}, sqlCountLoads)
	return stats, err
}

func size(ctx context.Context, conn *pgx.Conn, sql, relation string) (bytes int64) {
	if err := conn.QueryRow(ctx, sql, relation).Scan(&bytes); err != nil {
		return 0
	}
	return bytes
}
