package quadstore

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// The writing half of a bulk load: sorted tables from ranked quads.

// writeAll writes all tables, as many at once as there are processors. The
// quads are sorted for one index while another one is written.
func (b *bulk) writeAll(ctx context.Context) error {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	var out []*tables
	task := func(name string, write func(*tables) error) {
		t := b.newTables(name)
		out = append(out, t)
		group.Go(func() error {
			err := ctx.Err()
			if err == nil {
				err = write(t)
			}
			return errors.Join(err, t.end())
		})
	}
	task("t", b.writeTermIDs)
	task("i", b.writeIDTerms)
	err := b.sortAndWrite(task)
	if err = errors.Join(err, group.Wait()); err != nil {
		return err
	}
	for _, t := range out {
		b.paths = append(b.paths, t.paths...)
	}
	return nil
}

// fresh walks the terms that the dictionary gets, in the order of their keys.
func (b *bulk) fresh(visit func(id uint64, number uint32) error) error {
	for i, number := range b.sorted {
		if id := b.ids[i+1]; id >= b.first {
			if err := visit(id, number); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *bulk) writeTermIDs(t *tables) error {
	var key, value []byte
	return b.fresh(func(id uint64, number uint32) error {
		key = append(append(key[:0], spaceTerm), b.termKeyOf(number)...)
		value = appendID(value[:0], id)
		return t.set(key, value)
	})
}

func (b *bulk) writeIDTerms(t *tables) error {
	var key []byte
	return b.fresh(func(id uint64, number uint32) error {
		key = appendID(append(key[:0], spaceID), id)
		return t.set(key, b.table.at(number))
	})
}

// sortAndWrite sorts the quads for each index in turn. Each order is reached
// from the one before by few stable passes: spog by object and predicate is
// posg, spog by object is ospg, posg by label is gpos.
func (b *bulk) sortAndWrite(task func(string, func(*tables) error)) error {
	scratch := make([]rankQuad, len(b.quads))
	inSPOG, scratch := radixSort(b.quads, scratch, b.bits, subject, predicate, object, label)
	inSPOG, err := b.onlyNew(inSPOG)
	if err != nil {
		return err
	}
	b.quads = inSPOG
	b.stats.Added, b.stats.Terms = len(inSPOG), int(b.next-b.first)
	task("s", b.indexWriter(spog, inSPOG))
	if err := b.writeSmall(task); err != nil {
		return err
	}
	n := len(inSPOG)
	inOSPG, scratch := radixSort(slices.Clone(inSPOG), scratch[:n], b.bits, object)
	inPOSG, _ := radixSort(slices.Clone(inOSPG), scratch[:n], b.bits, predicate)
	task("o", b.indexWriter(ospg, inOSPG))
	task("p", b.indexWriter(posg, inPOSG))
	inGPOS, _ := radixSort(slices.Clone(inPOSG), make([]rankQuad, n), b.bits, label)
	task("g", b.indexWriter(gpos, inGPOS))
	return nil
}

// onlyNew drops repeated quads and those that the store has.
func (b *bulk) onlyNew(sorted []rankQuad) ([]rankQuad, error) {
	sorted = slices.Compact(sorted)
	if b.first == 1 {
		return sorted, nil
	}
	kept := sorted[:0]
	err := b.before.pass(spaceSPOG, func(seek seekFunc) error {
		var key []byte
		for _, r := range sorted {
			q := b.quad(r)
			if max(q[0], q[1], q[2], q[3]) < b.first {
				key = spog.appendKey(key[:0], q)
				value, err := seek(key)
				if err != nil {
					return err
				}
				if value != nil {
					continue
				}
			}
			kept = append(kept, r)
		}
		return nil
	})
	return kept, err
}

func (b *bulk) quad(r rankQuad) [4]uint64 {
	return [4]uint64{b.ids[r[0]], b.ids[r[1]], b.ids[r[2]], b.ids[r[3]]}
}

func (b *bulk) indexWriter(o order, quads []rankQuad) func(*tables) error {
	return func(t *tables) error {
		var key []byte
		for _, r := range quads {
			key = o.appendKey(key[:0], b.quad(r))
			if err := t.set(key, nil); err != nil {
				return err
			}
		}
		return nil
	}
}

// writeSmall writes what is counted and said about the load as a whole.
func (b *bulk) writeSmall(task func(string, func(*tables) error)) error {
	known, err := (&change{before: b.before}).namePredicates()
	if err != nil {
		return err
	}
	task("c", b.writeCounts)
	task("m", b.writeMeta)
	names := sync.OnceValue(func() *bulkNames { return b.names(known) })
	task("n", nameWriter(names, spaceName))
	task("w", nameWriter(names, spaceWord))
	return nil
}

func (b *bulk) writeCounts(t *tables) error {
	counts := map[string]int{keyQuadCount: len(b.quads), keyTermCount: b.stats.Terms}
	byLabel, byPredicate := make([]int, len(b.ids)), make([]int, len(b.ids))
	for _, q := range b.quads {
		byPredicate[q[predicate]]++
		byLabel[q[label]]++
	}
	for rank, n := range byPredicate {
		if n > 0 {
			counts[string(countKey(nil, 'p', b.ids[rank]))] = n
		}
	}
	for rank, n := range byLabel {
		if n > 0 && rank > 0 && countedLabel(string(b.term(uint32(rank)))) {
			counts[string(countKey(nil, 'g', b.ids[rank]))] = n
		}
	}
	return b.writeNumbers(t, counts)
}

// writeNumbers adds counts to those that are there.
func (b *bulk) writeNumbers(t *tables, counts map[string]int) error {
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		before, err := readNumber(b.before.reader, key)
		if err != nil {
			return err
		}
		if sum := before + uint64(counts[key]); sum > 0 {
			if err := t.set([]byte(key), appendID(nil, sum)); err != nil {
				return err
			}
		}
	}
	return nil
}

// term is the bytes of the term with a rank.
func (b *bulk) term(rank uint32) []byte { return b.table.at(b.sorted[rank-1]) }

func (b *bulk) writeMeta(t *tables) error {
	value, err := loadValue(b.load)
	if err != nil {
		return err
	}
	return errors.Join(
		t.set(loadKey(b.load.Key), value),
		t.set([]byte(keyNextID), appendID(nil, b.next)),
		t.set([]byte(keyVersion), appendID(nil, b.before.version+1)))
}

// bulkNames are the keys of the names of a load, collected when the first of
// the two tables that hold them is written.
type bulkNames struct {
	keys  arena // with repetitions
	order []uint32
}

// names collects the keys of the names that the load states. A key that is
// there already is written again, which changes nothing.
func (b *bulk) names(known []uint64) *bulkNames {
	names := &bulkNames{}
	predicates := b.namePredicateRanks(known)
	for _, q := range b.quads {
		if !slices.Contains(predicates, q[predicate]) {
			continue
		}
		text, isText := literalText(b.term(q[object]))
		if !isText || q[label] > 0 && isLocal(string(b.term(q[subject])), string(b.term(q[label]))) {
			continue
		}
		for _, key := range nameKeys(fold(text), name{b.ids[q[object]], b.ids[q[subject]]}) {
			names.keys.add(key)
		}
	}
	names.order = sorted(names.keys.len(), names.keys.at)
	return names
}

// namePredicateRanks are the ranks of the name predicates that the load has.
// Ranks are in the order of ids; the fresh ones among them in that of keys.
func (b *bulk) namePredicateRanks(known []uint64) (ranks []uint32) {
	for _, id := range known {
		if rank, found := slices.BinarySearch(b.ids, id); found && id > 0 {
			ranks = append(ranks, uint32(rank))
		}
	}
	split, _ := slices.BinarySearch(b.ids, b.first)
	for _, iri := range b.db.namePredicates {
		key := append([]byte{kindIRI}, iri...)
		rank, found := slices.BinarySearchFunc(b.sorted[split-1:], key, func(number uint32, key []byte) int {
			return bytes.Compare(b.termKeyOf(number), key)
		})
		if found {
			ranks = append(ranks, uint32(split+rank))
		}
	}
	return ranks
}

func nameWriter(names func() *bulkNames, space byte) func(*tables) error {
	return func(t *tables) error {
		n := names()
		var last []byte
		for _, i := range n.order {
			key := n.keys.at(i)
			if key[0] != space || bytes.Equal(key, last) {
				continue
			}
			last = key
			if err := t.set(key, nil); err != nil {
				return err
			}
		}
		return nil
	}
}
