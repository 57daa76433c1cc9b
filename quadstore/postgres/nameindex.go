package postgres

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// nameChange collects the names that quads which come or go state. What becomes of
// those of quads that went is decided at the end, by the quads that are there then.
type nameChange struct {
	stated  map[name]bool      // that somebody has: a quad that comes says so
	touched map[name]bool      // of the others, those that may be nobody's
	folded  map[int64][]string // of objects, also of those that are gone by then; nil for no text
}

func newNameChange() nameChange {
	return nameChange{stated: map[name]bool{}, touched: map[name]bool{}, folded: map[int64][]string{}}
}

// predicates are the ids of the name predicates that are terms.
func (w *writing) predicates(ctx context.Context) (ids []int64, err error) {
	terms := make([][]byte, len(w.db.namePredicates))
	for i, iri := range w.db.namePredicates {
		if terms[i], err = quadstore.AppendTerm(nil, iri); err != nil {
			return nil, err
		}
	}
	found, err := w.lookup(ctx, terms)
	return slices.DeleteFunc(found, func(id int64) bool { return id == 0 }), err
}

// note marks the names of quads, while their terms are there.
func (n *nameChange) note(ctx context.Context, w *writing, quads [][4]uint64) error {
	predicates, err := w.predicates(ctx)
	if err != nil {
		return err
	}
	asked := map[int64]bool{}
	for _, q := range quads {
		if slices.Contains(predicates, int64(q[1])) {
			object := int64(q[2])
			n.touched[name{object, int64(q[0])}] = true
			if _, known := n.folded[object]; !known {
				asked[object] = true
			}
		}
	}
	return w.termBytes(ctx, keys(asked), func(id int64, term []byte) error {
		n.fold(id, term)
		return nil
	})
}

// noteComing marks the names that quads which come state, of which all terms are at
// hand. Whose subjects are local to their labels are in no index.
func (n *nameChange) noteComing(ctx context.Context, w *writing, quads [][4]uint64, terms termsByID) error {
	predicates, err := w.predicates(ctx)
	if err != nil {
		return err
	}
	for _, q := range quads {
		if slices.Contains(predicates, int64(q[1])) && !terms.local(q) {
			object := int64(q[2])
			n.stated[name{object, int64(q[0])}] = true
			if _, known := n.folded[object]; !known {
				n.fold(object, terms[q[2]])
			}
		}
	}
	return nil
}

func (n *nameChange) fold(object int64, term []byte) {
	n.folded[object] = nil
	if text, isText := quadstore.TermText(term); isText {
		n.folded[object] = quadstore.FoldName(text)
	}
}

const (
	sqlStated = `SELECT q.s, q.p, q.o, q.g FROM unnest($1::BIGINT[], $2::BIGINT[]) AS d(s, o)
		JOIN quads AS q ON q.s = d.s AND q.o = d.o AND q.p = ANY($3)`
	sqlPutNames = `INSERT INTO names (name, o, s) SELECT d.name, d.o, d.s FROM unnest($1::BYTEA[], $2::BIGINT[], $3::BIGINT[]) AS d(name, o, s)
		ON CONFLICT DO NOTHING`
	sqlPutWords = `INSERT INTO words (word, o, s) SELECT d.word, d.o, d.s FROM unnest($1::BYTEA[], $2::BIGINT[], $3::BIGINT[]) AS d(word, o, s)
		ON CONFLICT DO NOTHING`
	sqlDropNames = `DELETE FROM names AS q USING unnest($1::BYTEA[], $2::BIGINT[], $3::BIGINT[]) AS d(name, o, s)
		WHERE q.name = d.name AND q.o = d.o AND q.s = d.s`
	sqlDropWords = `DELETE FROM words AS q USING unnest($1::BYTEA[], $2::BIGINT[], $3::BIGINT[]) AS d(word, o, s)
		WHERE q.word = d.word AND q.o = d.o AND q.s = d.s`
)

// writeNames brings the index in line with the quads.
func (w *writing) writeNames(ctx context.Context) error {
	for some := range slices.Chunk(w.names.texts(w.names.stated), idsAtOnce) {
		if err := w.indexNames(ctx, some, sqlPutNames, sqlPutWords); err != nil {
			return err
		}
	}
	for n := range w.names.stated {
		delete(w.names.touched, n)
	}
	list := w.names.texts(w.names.touched)
	if len(list) == 0 {
		return nil
	}
	predicates, err := w.predicates(ctx)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(list, idsAtOnce) {
		stated, err := w.stated(ctx, some, predicates)
		if err != nil {
			return err
		}
		put, drop := []name{}, []name{}
		for _, n := range some {
			if stated[n] {
				put = append(put, n)
			} else {
				drop = append(drop, n)
			}
		}
		if err := w.indexNames(ctx, put, sqlPutNames, sqlPutWords); err != nil {
			return err
		}
		if err := w.indexNames(ctx, drop, sqlDropNames, sqlDropWords); err != nil {
			return err
		}
	}
	return nil
}

// texts gives those of some names that have words, sorted.
func (n *nameChange) texts(some map[name]bool) []name {
	list := make([]name, 0, len(some))
	for one := range some {
		if len(n.folded[one.object]) > 0 {
			list = append(list, one)
		}
	}
	slices.SortFunc(list, compareNames)
	return list
}

// stated says which names a quad states under whose label the subject is not local.
func (w *writing) stated(ctx context.Context, list []name, predicates []int64) (map[name]bool, error) {
	subjects, objects := make([]int64, len(list)), make([]int64, len(list))
	for i, n := range list {
		subjects[i], objects[i] = n.subject, n.object
	}
	quads, err := w.quads(ctx, nil, sqlStated, subjects, objects, predicates)
	if err != nil {
		return nil, err
	}
	return w.statedBy(ctx, quads)
}

// statedBy gives the names that quads with a name predicate state.
func (r *reader) statedBy(ctx context.Context, quads [][4]uint64) (map[name]bool, error) {
	terms := map[int64][]byte{}
	for _, q := range quads {
		terms[int64(q[0])], terms[int64(q[3])] = nil, nil
	}
	delete(terms, 0)
	err := r.termBytes(ctx, keys(terms), func(id int64, term []byte) error {
		terms[id] = bytes.Clone(term)
		return nil
	})
	stated := map[name]bool{}
	for _, q := range quads {
		if !quadstore.IsLocalName(string(terms[int64(q[0])]), string(terms[int64(q[3])])) {
			stated[name{int64(q[2]), int64(q[0])}] = true
		}
	}
	return stated, err
}

// indexNames runs the two statements over the keys of names.
func (w *writing) indexNames(ctx context.Context, list []name, sqlNames, sqlWords string) error {
	var whole, word nameKeys
	for _, n := range list {
		words := w.names.folded[n.object]
		whole.add(strings.Join(words, " "), n)
		for i, one := range words {
			if !slices.Contains(words[:i], one) {
				word.add(one, n)
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	if _, err := w.tx.Exec(ctx, sqlNames, whole.texts, whole.objects, whole.subjects); err != nil {
		return err
	}
	_, err := w.tx.Exec(ctx, sqlWords, word.texts, word.objects, word.subjects)
	return err
}

type nameKeys struct {
	texts             [][]byte
	objects, subjects []int64
}

func (k *nameKeys) add(text string, n name) {
	k.texts, k.objects, k.subjects = append(k.texts, []byte(text)), append(k.objects, n.object), append(k.subjects, n.subject)
}

const (
	sqlDropAllNames = `DELETE FROM names`
	sqlDropAllWords = `DELETE FROM words`
)

// refreshNames builds the index of names anew where it was built with other name
// predicates. It looks first without a turn: who opens a store to ask must not wait
// for somebody's long change.
func (db *DB) refreshNames(ctx context.Context) error {
	now := db.nameKey()
	var found state
	if err := found.scan(db.writers.QueryRow(ctx, sqlState)); err == nil && bytes.Equal(found.namePredicates, now) {
		return nil
	}
	return db.change(ctx, func(w *writing) error {
		if bytes.Equal(w.state.namePredicates, now) {
			return nil
		}
		w.state.namePredicates = now
		w.unseen = w.state.quads == 0
		return w.rebuildNames(ctx)
	})
}

// nameKey is how the store notes which name predicates its index was built with.
func (db *DB) nameKey() []byte {
	var iris []string
	for _, iri := range db.namePredicates {
		iris = append(iris, string(iri))
	}
	return []byte(strings.Join(iris, "\n"))
}

// Reindex builds the index of names anew.
func (db *DB) Reindex() error {
	ctx := context.Background()
	return db.change(ctx, func(w *writing) error { return w.rebuildNames(ctx) })
}

func (w *writing) rebuildNames(ctx context.Context) error {
	w.dirty = true
	w.touched.everything()
	for _, sql := range []string{sqlDropAllNames, sqlDropAllWords} {
		if _, err := w.tx.Exec(ctx, sql); err != nil {
			return err
		}
	}
	for quads, err := range w.nameQuads(ctx) {
		if err != nil {
			return err
		}
		if err := w.names.note(ctx, w, quads); err != nil {
			return err
		}
		if err := w.writeNames(ctx); err != nil {
			return err
		}
		w.names = newNameChange()
	}
	return nil
}

// nameQuads walks the quads with a name predicate, some at a time.
func (r *reader) nameQuads(ctx context.Context) func(yield func([][4]uint64, error) bool) {
	return func(yield func([][4]uint64, error) bool) {
		values := make([]quad.Value, len(r.db.namePredicates))
		for i, iri := range r.db.namePredicates {
			values[i] = iri
		}
		ids, err := r.Lookup(values)
		if err != nil {
			yield(nil, err)
			return
		}
		var some [][4]uint64
		for _, id := range ids {
			if id == 0 {
				continue
			}
			for q, err := range r.Scan([4]uint64{1: id}, [4]uint64{}) {
				if err == nil {
					err = ctx.Err()
				}
				if err != nil {
					yield(nil, err)
					return
				}
				if some = append(some, q); len(some) == idsAtOnce {
					if !yield(some, nil) {
						return
					}
					some = some[:0]
				}
			}
		}
		yield(some, nil)
	}
}
