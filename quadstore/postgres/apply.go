package postgres

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// Apply implements quadstore.Engine: one transaction.
func (db *DB) Apply(ctx context.Context, batch quadstore.Batch) error {
	return db.change(ctx, func(w *writing) error { return w.apply(ctx, nil, batch) })
}

// Update implements quadstore.Engine: decide is called in the writer's turn, which
// he has among all processes.
func (db *DB) Update(ctx context.Context, ahead []quad.Quad, decide func(quadstore.Snapshot) (quadstore.Batch, error)) error {
	return db.UpdateBeside(ctx, nil, ahead, decide)
}

// apply makes the changes of a batch, and adds the quads of ahead, which may be
// written already.
func (w *writing) apply(ctx context.Context, ahead []quad.Quad, batch quadstore.Batch) error {
	adds := newEncoded()
	if w.ahead != nil {
		adds = w.ahead.encoded
	} else if err := adds.add(ahead); err != nil {
		return fmt.Errorf("add: %w", err)
	}
	err := adds.add(batch.Add)
	if err != nil {
		return fmt.Errorf("add: %w", err)
	}
	if len(adds.places) == 0 && len(batch.Remove) == 0 {
		err = w.purgeInParts(ctx, batch.Purge)
	} else {
		err = w.replace(ctx, slices.Concat(ahead, batch.Add), batch, adds)
	}
	if err != nil {
		return err
	}
	return w.changeLoads(ctx, batch)
}

// purgePart is how many quads a purge alone holds in memory.
const purgePart = 100_000

// purgeInParts purges a part at a time, so that a large load fits.
func (w *writing) purgeInParts(ctx context.Context, iris []string) error {
	for len(iris) > 0 {
		part, err := w.purged(ctx, iris, purgePart)
		if err != nil || len(part) == 0 {
			return err
		}
		if err := w.remove(ctx, part); err != nil {
			return err
		}
		if err := w.dropUnused(ctx, part); err != nil {
			return err
		}
	}
	return nil
}

// replace removes what a batch removes and does not add, and adds what is not there.
func (w *writing) replace(ctx context.Context, coming []quad.Quad, batch quadstore.Batch, adds *encoded) error {
	gone, err := w.purged(ctx, batch.Purge, 1<<62)
	if err != nil {
		return err
	}
	removes, err := encode(batch.Remove)
	if err != nil {
		return fmt.Errorf("remove: %w", err)
	}
	ids, err := w.lookup(ctx, removes.terms)
	if err != nil {
		return err
	}
	there, err := w.present(ctx, removes.quads(ids))
	if err != nil {
		return err
	}
	gone = append(gone, there...)
	return w.addAndRemove(ctx, coming, adds, distinct(gone))
}

func (w *writing) addAndRemove(ctx context.Context, batch []quad.Quad, adds *encoded, gone [][4]uint64) error {
	ids, fresh, err := w.identify(ctx, adds.terms)
	if err != nil {
		return err
	}
	coming := distinct(adds.quads(ids))
	var rows [][4]uint64 // written ahead
	if w.ahead != nil {
		if !w.ahead.fits(ids) {
			return errNotAhead
		}
		rows = w.ahead.rows
		w.state.terms += int64(len(w.ahead.new))
	}
	isNew := w.newTerms(fresh)
	there, err := w.present(ctx, old(without(coming, rows), isNew))
	if err != nil {
		return err
	}
	added, removed := without(coming, distinct(there)), without(gone, coming)
	if err := w.remove(ctx, removed); err != nil {
		return err
	}
	if err := w.add(ctx, added, rows, fresh, adds.withIDs(ids)); err != nil {
		return err
	}
	w.touched.quads(added, isNew)
	w.news = append(w.news, w.told(batch, adds, ids, added)...)
	return w.dropUnused(ctx, removed)
}

// newTerms are the ids of terms that come with a change.
func (w *writing) newTerms(fresh []freshTerm) map[uint64]bool {
	isNew := make(map[uint64]bool, len(fresh))
	for _, t := range fresh {
		isNew[uint64(t.id)] = true
	}
	if w.ahead != nil {
		for id := range w.ahead.new {
			isNew[uint64(id)] = true
		}
	}
	return isNew
}

// old gives those quads that may be there: none of whose terms is new.
func old(quads [][4]uint64, isNew map[uint64]bool) (list [][4]uint64) {
	return slices.DeleteFunc(slices.Clone(quads), func(q [4]uint64) bool { return slices.ContainsFunc(q[:], func(id uint64) bool { return isNew[id] }) })
}

// add puts quads in that were not there, but for the rows that were written, and the
// terms that are new.
func (w *writing) add(ctx context.Context, quads, rows [][4]uint64, fresh []freshTerm, terms termsByID) error {
	if len(quads) == 0 {
		return nil
	}
	w.dirty = true
	if err := w.addTerms(ctx, fresh); err != nil {
		return err
	}
	for some := range slices.Chunk(without(quads, rows), quadsAtOnce) {
		s, p, o, g := columns(some)
		if _, err := w.tx.Exec(ctx, sqlInsertQuads, s, p, o, g); err != nil {
			return err
		}
	}
	if err := w.count(ctx, quads, terms.countedLabels(quads), 1); err != nil {
		return err
	}
	return w.names.noteComing(ctx, w, quads, terms)
}

const (
	sqlFragments = `SELECT id, term FROM terms WHERE head >= $1 AND head < $2`
	sqlPurgeG    = `SELECT s, p, o, g FROM quads WHERE g = ANY($1) LIMIT $2`
	sqlPurgeS    = `SELECT s, p, o, g FROM quads WHERE s = ANY($1) AND g <> $2 LIMIT $3`
)

// purged gives the quads of a purge, or some of them: those labelled A or A#…, and
// those with a subject A#… but for curation.
func (w *writing) purged(ctx context.Context, iris []string, limit int) (quads [][4]uint64, err error) {
	for _, iri := range iris {
		begin := append([]byte(iri), '#')
		lower := begin[:min(len(begin), headBytes)]
		var fragments []int64
		err := w.query(ctx, func(row [][]byte) error {
			id, err := number(row[0])
			if bytes.HasPrefix(row[1][1:], begin) {
				fragments = append(fragments, id)
			}
			return err
		}, sqlFragments, lower, successor(lower))
		if err != nil {
			return nil, err
		}
		own, err := w.Lookup([]quad.Value{quad.IRI(iri), quadstore.CurationGraph})
		if err != nil {
			return nil, err
		}
		labels := slices.Clone(fragments)
		if own[0] != 0 {
			labels = append(labels, int64(own[0]))
		}
		if quads, err = w.quads(ctx, quads, sqlPurgeG, labels, limit); err != nil {
			return nil, err
		}
		// 0 would be the quads without a label, which are purged too.
		curation := int64(own[1])
		if curation == 0 {
			curation = -1
		}
		if quads, err = w.quads(ctx, quads, sqlPurgeS, fragments, curation, limit); err != nil {
			return nil, err
		}
	}
	return distinct(quads), nil
}

// distinct sorts quads and drops repeated ones.
func distinct(quads [][4]uint64) [][4]uint64 {
	slices.SortFunc(quads, compareQuads)
	return slices.Compact(quads)
}

func compareQuads(a, b [4]uint64) int { return slices.Compare(a[:], b[:]) }

// without gives those of sorted quads that are not among other sorted ones.
func without(quads, others [][4]uint64) (rest [][4]uint64) {
	for _, q := range quads {
		for len(others) > 0 && compareQuads(others[0], q) < 0 {
			others = others[1:]
		}
		if len(others) == 0 || others[0] != q {
			rest = append(rest, q)
		}
	}
	return rest
}

const (
	sqlUnload = `DELETE FROM loads WHERE key = ANY($1)`
	sqlLog    = `INSERT INTO loads (key, at, model, name) SELECT d.key, d.at, d.model, d.name
		FROM unnest($1::BYTEA[], $2::BYTEA[], $3::BYTEA[], $4::BYTEA[]) AS d(key, at, model, name)
		ON CONFLICT (key) DO UPDATE SET at = excluded.at, model = excluded.model, name = excluded.name`
)

// changeLoads changes the load log, where that changes it.
func (w *writing) changeLoads(ctx context.Context, batch quadstore.Batch) error {
	if len(batch.Loads) == 0 && len(batch.Unload) == 0 {
		return nil
	}
	asked := make([][]byte, 0, len(batch.Loads)+len(batch.Unload))
	for _, key := range batch.Unload {
		asked = append(asked, []byte(key))
	}
	after := map[string]quadstore.Load{}
	for _, l := range batch.Loads {
		asked = append(asked, []byte(l.Key))
		after[l.Key] = l
	}
	found, err := w.loads(sqlLoaded, asked)
	if err != nil {
		return err
	}
	var gone [][]byte
	for _, before := range found {
		now, stays := after[before.Key]
		switch {
		case !stays:
			gone = append(gone, []byte(before.Key))
		case now.Model == before.Model && now.Name == before.Name && stamp(now) == stamp(before):
			delete(after, before.Key)
		}
	}
	if len(gone) > 0 {
		w.dirty = true
		if _, err := w.tx.Exec(ctx, sqlUnload, gone); err != nil {
			return err
		}
	}
	var names, at, models, keys [][]byte
	for _, l := range batch.Loads {
		if now, changed := after[l.Key]; changed {
			delete(after, l.Key)
			keys, at = append(keys, []byte(now.Key)), append(at, []byte(stamp(now)))
			models, names = append(models, []byte(now.Model)), append(names, []byte(now.Name))
		}
	}
	if len(keys) == 0 {
		return nil
	}
	w.dirty = true
	_, err = w.tx.Exec(ctx, sqlLog, keys, at, models, names)
	return err
}

// stamp writes a time to the nanosecond, which no type of the server's has.
func stamp(l quadstore.Load) string { return l.Time.Format(time.RFC3339Nano) }
