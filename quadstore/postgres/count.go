package postgres

import (
	"context"
	"fmt"
	"math"
	"strings"

	"claimgraph/quadstore"
)

// countedVisits is how many rows are looked at before a count becomes an estimate.
const countedVisits = 10_000

// Kinds of the table counts.
const (
	countPredicate = 1
	countLabel     = 2
)

const sqlCount = `SELECT n FROM counts WHERE kind = $1 AND id = $2`

// Count implements quadstore.Snapshot. Where there are too many rows to look at, the
// first ones in the order of the index tell how densely ids are sown, since hashes
// are spread evenly: that is, unless the next id in the order is a predicate's.
func (r *reader) Count(pattern [4]uint64) (n int, exact bool, err error) {
	if n, found, err := r.keptCount(pattern); found || err != nil {
		return n, true, err
	}
	order, lead := quadstore.ScanOrder(pattern)
	sql, args := countStatement(order, lead, pattern)
	var visits, matches, last int64
	err = r.query(context.Background(), func(row [][]byte) error {
		return numbers(row, &visits, &matches, &last)
	}, sql, append(args, countedVisits+1)...)
	if err != nil || visits <= countedVisits {
		return int(matches), true, err
	}
	share := 1.0 // of what there is
	if next := order[min(lead, 3)]; next != 1 && last > 0 {
		share = float64(last) / math.MaxInt64
	}
	return max(int(matches), int(min(float64(matches)/share, float64(r.state.quads)))), false, nil
}

// keptCount reads a count that batches keep up to date. Predicates without quads and
// labels whose count is not kept have none.
func (r *reader) keptCount(pattern [4]uint64) (n int, found bool, err error) {
	kind, id := 0, uint64(0)
	switch pattern {
	case [4]uint64{}:
		return int(r.state.quads), true, r.closed()
	case [4]uint64{1: pattern[1]}:
		kind, id = countPredicate, pattern[1]
	case [4]uint64{3: pattern[3]}:
		kind, id = countLabel, pattern[3]
	default:
		return 0, false, nil
	}
	err = r.query(context.Background(), func(row [][]byte) error {
		found = true
		kept, err := number(row[0])
		n = int(kept)
		return err
	}, sqlCount, kind, column(id))
	return n, found, err
}

// countStatement counts the first rows of the pattern's range of its index, those of
// them that match, and gives the last id after what the range binds. Its last
// argument is how many.
func countStatement(order [4]int, lead int, pattern [4]uint64) (sql string, args []any) {
	bound, rest := []string{}, []string{}
	for i, pos := range order {
		if pattern[pos] == 0 {
			continue
		}
		args = append(args, column(pattern[pos]))
		condition := fmt.Sprintf("%s = $%d", letters[pos], len(args))
		if i < lead {
			bound = append(bound, condition)
		} else {
			rest = append(rest, condition)
		}
	}
	matches := "count(*)"
	if len(rest) > 0 {
		matches = fmt.Sprintf("count(*) FILTER (WHERE %s)", strings.Join(rest, " AND "))
	}
	return fmt.Sprintf("SELECT count(*), %s, coalesce(max(%s), 0) FROM (SELECT s, p, o, g FROM quads%s ORDER BY %s LIMIT $%d) AS head",
		matches, letters[order[min(lead, 3)]], all(bound), strings.Join(keyColumns(order), ", "), len(args)+1), args
}
