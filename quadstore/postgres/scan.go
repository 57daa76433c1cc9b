package postgres

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"claimgraph/quadstore"
)

// Pages grow, so that who wants the first few quads reads few, and who wants all
// has few round trips.
const (
	firstPage  = 256
	largePage  = 16_384 // rows
	expandPage = 16_384 // rows of the first page of Expand, which is wanted whole as a rule
	mostExpand = 262_144
)

func nextPage(size int) int { return min(4*size, largePage) }

var letters = [4]string{"s", "p", "o", "g"}

// Scan implements quadstore.Snapshot. How a scan begins is remembered.
func (r *reader) Scan(pattern [4]uint64, after [4]uint64) iter.Seq2[[4]uint64, error] {
	return func(yield func([4]uint64, error) bool) {
		if r.fresh || after != ([4]uint64{}) {
			r.scan(pattern, after, firstPage, yield)
			return
		}
		begun, err := r.begin(pattern)
		if err != nil {
			yield([4]uint64{}, err)
			return
		}
		for _, q := range begun.quads {
			if !yield(q, nil) {
				return
			}
		}
		if begun.more {
			r.scan(pattern, begun.quads[len(begun.quads)-1], nextPage(len(begun.quads)), yield)
		}
	}
}

// begin gives the first page of a scan.
func (r *reader) begin(pattern [4]uint64) (page beginning, err error) {
	if found, known := r.db.neighbours.begins(pattern, r.state.version); known {
		return found, r.closed()
	}
	if page.quads, err = r.scanPage(nil, pattern, [4]uint64{}, firstPage); err == nil {
		page.more = len(page.quads) == firstPage
		r.db.neighbours.putBeginning(pattern, page, r.db.memory.uses(pattern[:], r.state.epoch), r.state.version)
	}
	return page, err
}

// scan says whether yield wants more.
func (r *reader) scan(pattern, after [4]uint64, size int, yield func([4]uint64, error) bool) bool {
	var page [][4]uint64
	for {
		var err error
		if page, err = r.scanPage(page[:0], pattern, after, size); err != nil {
			return yield([4]uint64{}, err) && false
		}
		for _, q := range page {
			if !yield(q, nil) {
				return false
			}
		}
		if len(page) < size {
			return true
		}
		after, size = page[len(page)-1], nextPage(size)
	}
}

func (r *reader) scanPage(page [][4]uint64, pattern, after [4]uint64, size int) ([][4]uint64, error) {
	order, _ := quadstore.ScanOrder(pattern)
	sql, args := scanStatement(order, pattern, after)
	return r.quads(context.Background(), page, sql, append(args, size)...)
}

// scanStatement gives one page of a scan, but for its size, the last argument.
func scanStatement(order [4]int, pattern, after [4]uint64) (sql string, args []any) {
	where, args := conditions(pattern, -1)
	by := strings.Join(keyColumns(order), ", ")
	if after != ([4]uint64{}) {
		places := make([]string, 4)
		for i, pos := range order {
			args = append(args, column(after[pos]))
			places[i] = fmt.Sprintf("$%d", len(args))
		}
		where = append(where, fmt.Sprintf("(%s) > (%s)", by, strings.Join(places, ", ")))
	}
	return fmt.Sprintf("SELECT s, p, o, g FROM quads%s ORDER BY %s LIMIT $%d", all(where), by, len(args)+1), args
}

// conditions are those of what a pattern binds, but for one position.
func conditions(pattern [4]uint64, without int) (where []string, args []any) {
	for pos, id := range pattern {
		if id != 0 && pos != without {
			args = append(args, column(id))
			where = append(where, fmt.Sprintf("%s = $%d", letters[pos], len(args)))
		}
	}
	return where, args
}

func all(where []string) string {
	if len(where) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(where, " AND ")
}

func keyColumns(order [4]int) []string {
	columns := make([]string, 4)
	for i, pos := range order {
		columns[i] = letters[pos]
	}
	return columns
}

// Expand implements quadstore.Snapshot. The ids go to the server as one array. What
// does not fit into a page goes on with the id that was cut, alone, and then with
// the ids after it, in a page that is larger.
func (r *reader) Expand(ids []uint64, pos int, pattern [4]uint64) iter.Seq2[[4]uint64, error] {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	if len(ids) > 0 && ids[0] == 0 {
		ids = ids[1:]
	}
	pattern[pos] = 0
	return func(yield func([4]uint64, error) bool) {
		for size, rest := expandPage, ids; len(rest) > 0; size = min(2*size, mostExpand) {
			some := rest[:min(len(rest), idsAtOnce)]
			rest = rest[len(some):]
			page, cut, err := r.expandPage(some, pos, pattern, size)
			if err != nil {
				yield([4]uint64{}, err)
				return
			}
			for _, q := range page {
				if !yield(q, nil) {
					return
				}
			}
			if !cut {
				continue
			}
			last := page[len(page)-1]
			one := pattern
			one[pos] = last[pos]
			if !r.scanAfter(one, last, size, yield) {
				return
			}
			at, _ := slices.BinarySearch(some, last[pos])
			rest = ids[len(ids)-len(rest)-len(some)+at+1:]
		}
	}
}

// scanAfter walks the rest of one id in the order of Expand's pages.
func (r *reader) scanAfter(pattern, after [4]uint64, size int, yield func([4]uint64, error) bool) bool {
	return r.scan(pattern, after, min(size, largePage), yield)
}

// expandPage gives the quads of ids, grouped, each group in the order of a scan of its
// id alone; cut says that the last group, and what follows it, may have more.
func (r *reader) expandPage(ids []uint64, pos int, pattern [4]uint64, size int) (page [][4]uint64, cut bool, err error) {
	if r.fresh {
		page, err = r.readExpansion(ids, pos, pattern, size)
		return page, len(page) == size, err
	}
	known, missing := r.db.neighbours.known(ids, pos, pattern, r.state.version)
	if len(missing) == 0 {
		return known, false, r.closed()
	}
	if page, err = r.readExpansion(missing, pos, pattern, size); err != nil {
		return nil, false, err
	}
	if cut = len(page) == size; cut { // what is known of later ids comes with their page
		last := page[len(page)-1][pos]
		known = slices.DeleteFunc(known, func(q [4]uint64) bool { return q[pos] > last })
	} else {
		used := r.db.memory.uses(append(slices.Clip(missing), pattern[:]...), r.state.epoch)
		r.db.neighbours.put(missing, page, pos, pattern, used, r.state.version)
	}
	if len(known) == 0 {
		return page, cut, nil
	}
	return mergeByID(known, page, pos), cut, nil
}

// mergeByID merges quads grouped by ascending ids; no id is in both.
func mergeByID(a, b [][4]uint64, pos int) [][4]uint64 {
	merged := make([][4]uint64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0][pos] < b[0][pos] {
			merged, a = append(merged, a[0]), a[1:]
		} else {
			merged, b = append(merged, b[0]), b[1:]
		}
	}
	return append(append(merged, a...), b...)
}

func (r *reader) readExpansion(ids []uint64, pos int, pattern [4]uint64, size int) ([][4]uint64, error) {
	sql, args := expandStatement(pos, pattern)
	page, err := r.quads(context.Background(), nil, sql, append(args, signed(ids), size)...)
	if err != nil || slices.IsSortedFunc(page, func(a, b [4]uint64) int { return cmp.Compare(a[pos], b[pos]) }) {
		return page, err
	}
	return nil, fmt.Errorf("%w: rows that are not in order", quadstore.ErrCorruption)
}

// expandStatement is the statement of a page; its last arguments are the ids and the
// size.
//
// A label that the ids' own index can only filter by is hidden from the planner, as
// g + 0: he takes labels for rare, and would read all that a label has, which for that
// of derived state is a part of the whole store, to find the few quads of the ids.
func expandStatement(pos int, pattern [4]uint64) (sql string, args []any) {
	pattern[pos] = 1
	order, lead := quadstore.ScanOrder(pattern)
	pattern[pos] = 0
	where, args := conditions(pattern, pos)
	if first := order[:lead]; pattern[3] != 0 && !slices.Contains(first, 3) && slices.Contains(first, pos) {
		last := &where[len(where)-1]
		*last = strings.Replace(*last, "g = ", "g + 0 = ", 1)
	}
	where = append(where, fmt.Sprintf("%s = ANY($%d)", letters[pos], len(args)+1))
	by := slices.DeleteFunc(keyColumns(order), func(c string) bool { return c == letters[pos] })
	return fmt.Sprintf("SELECT s, p, o, g FROM quads%s ORDER BY %s, %s LIMIT $%d",
		all(where), letters[pos], strings.Join(by, ", "), len(args)+2), args
}
