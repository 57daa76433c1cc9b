package postgres

import (
	"context"

	"claimgraph/quadstore"
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

// Stats implements quadstore.Engine. A server that cannot tell its sizes has none.
func (db *DB) Stats() (quadstore.Stats, error) {
	ctx, cancel := context.WithCancel(context.Background()) // to count loads may take its time
	defer cancel()
	s, err := db.snapshot(ctx, db.readers)
	if err != nil {
		return quadstore.Stats{}, err
	}
	defer s.Close()
	stats := quadstore.Stats{Quads: int(s.state.quads), Terms: int(s.state.terms), Version: s.Version()}
	err = s.query(ctx, func(row [][]byte) error {
		n, err := number(row[0])
		stats.Loads = int(n)
		return err
	}, sqlCountLoads)
	if err != nil {
		return quadstore.Stats{}, err
	}
	for _, table := range []string{"quads", "terms", "names", "words", "counts", "loads", "displaced", "state"} {
		stats.Bytes += db.size(ctx, sqlSize, table)
	}
	for _, part := range spaces {
		stats.Spaces = append(stats.Spaces, quadstore.SpaceSize{Name: part.name, Bytes: db.size(ctx, sqlOneSize, part.relation)})
	}
	for _, table := range []string{"names", "words"} {
		stats.Spaces = append(stats.Spaces, quadstore.SpaceSize{Name: table, Bytes: db.size(ctx, sqlSize, table)})
	}
	return stats, nil
}

func (db *DB) size(ctx context.Context, sql, relation string) (bytes int64) {
	if err := db.readers.QueryRow(ctx, sql, relation).Scan(&bytes); err != nil {
		return 0
	}
	return bytes
}
