package postgres

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"claimgraph/quadstore"
)

// Who derives asks thousands of small questions, each of which is a way to the server
// and back while other writers wait. What he will ask he knows in advance for the most
// part: the beginnings of these scans, and the terms in them, are read at once, and
// remembered as if he had asked.

const mostForeseen = 100_000 // quads in one answer

// Foresee reads how the scans of some patterns begin, so many quads of each. Scans
// give the same with and without it.
func (r *reader) Foresee(patterns [][4]uint64, most int) error {
	byForm := map[[4]bool][][4]uint64{}
	for _, p := range patterns {
		if _, known := r.db.neighbours.begins(p, r.state.version); !known && p != ([4]uint64{}) {
			form := [4]bool{p[0] != 0, p[1] != 0, p[2] != 0, p[3] != 0}
			byForm[form] = append(byForm[form], p)
		}
	}
	for form, all := range byForm {
		for some := range slices.Chunk(distinct(all), max(1, min(idsAtOnce, mostForeseen/most))) {
			if err := r.foresee(form, some, most); err != nil {
				return err
			}
		}
	}
	return nil
}

// foresee reads the beginnings for sorted patterns that bind the same positions.
func (r *reader) foresee(form [4]bool, patterns [][4]uint64, most int) error {
	sql, bound := foreseeStatement(form)
	args := make([]any, 0, len(bound)+1)
	for _, pos := range bound {
		column := make([]uint64, len(patterns))
		for i, p := range patterns {
			column[i] = p[pos]
		}
		args = append(args, signed(column))
	}
	quads, err := r.quads(context.Background(), nil, sql, append(args, most)...)
	if err != nil {
		return err
	}
	begun := make(map[[4]uint64][][4]uint64, len(patterns))
	var open []uint64
	for _, q := range quads {
		var p [4]uint64
		for pos, id := range q {
			if form[pos] {
				p[pos] = id
			} else {
				open = append(open, id)
			}
		}
		begun[p] = append(begun[p], q)
	}
	var ids []uint64
	for _, p := range patterns {
		ids = append(ids, p[:]...)
	}
	used := r.db.memory.uses(ids, r.state.epoch)
	order, _ := quadstore.ScanOrder(patterns[0])
	for _, p := range patterns {
		page := begun[p]
		slices.SortFunc(page, func(a, b [4]uint64) int { return slices.Compare(keyOf(order, a), keyOf(order, b)) })
		r.db.neighbours.putBeginning(p, beginning{quads: page, more: len(page) == most}, used, r.state.version)
	}
	_, err = r.Terms(open)
	return err
}

// keyOf is a quad as the index of an order has it.
func keyOf(order [4]int, q [4]uint64) []uint64 {
	return []uint64{q[order[0]], q[order[1]], q[order[2]], q[order[3]]}
}

// foreseeStatement begins the scans of patterns that bind the same positions, given as
// an array for each; its last argument is how many quads of each are wanted.
func foreseeStatement(form [4]bool) (sql string, bound []int) {
	var pattern [4]uint64
	var arrays, names, where []string
	for pos, is := range form {
		if !is {
			continue
		}
		pattern[pos] = 1
		bound = append(bound, pos)
		arrays = append(arrays, fmt.Sprintf("$%d::BIGINT[]", len(bound)))
		names = append(names, letters[pos])
		where = append(where, fmt.Sprintf("k.%s = d.%s", letters[pos], letters[pos]))
	}
	order, _ := quadstore.ScanOrder(pattern)
	return fmt.Sprintf(`SELECT q.s, q.p, q.o, q.g FROM unnest(%s) AS d(%s) CROSS JOIN LATERAL
		(SELECT k.s, k.p, k.o, k.g FROM quads AS k WHERE %s ORDER BY k.%s LIMIT $%d) AS q`,
		strings.Join(arrays, ", "), strings.Join(names, ", "), strings.Join(where, " AND "), strings.Join(keyColumns(order), ", k."), len(bound)+1), bound
}
