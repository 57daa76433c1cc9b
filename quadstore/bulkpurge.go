package quadstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A load or a catalogue may have millions of quads, all with one label. A purge
// of that many goes as a bulk load comes:
//
//  1. the label's quads are read from gpos, in the order of posg too: the
//     deletions of that index are written at once, for the other two in pieces
//     that are sorted and merged (spill.go); of gpos the range goes
//  2. the terms of the quads are walked in the order of their ids, beside the
//     four indexes: those that no quad of another label has go
//  3. the names that the quads state, and nothing else states, go
//  4. Pebble takes all tables of deletions in at once: that moment is the commit
//
// Memory holds one piece at a time.
type bulkPurge struct {
	*bulk
	id      uint64 // of the label
	unload  []string
	quads   [][4]uint64    // a piece
	counts  map[uint64]int // quads by predicate
	keys    arena          // a piece of term or name keys
	dropped int            // terms
}

const defaultLargePurge = 1 << 18

// largePurge is what a batch does that is nothing but the purge of a label with
// many quads; nil for others, and where the label has fragments.
func (s *snapshot) largePurge(batch Batch) (*bulkPurge, error) {
	if len(batch.Purge) != 1 || len(batch.Remove)+len(batch.Add)+len(batch.Loads) > 0 {
		return nil, nil
	}
	iri := batch.Purge[0]
	ids, err := s.lookupIRIs(iri)
	if err != nil || ids[0] == 0 {
		return nil, err
	}
	count, err := readNumber(s.reader, string(countKey(nil, 'g', ids[0])))
	if err != nil || count < uint64(s.db.largePurge) {
		return nil, err
	}
	for _, err := range s.TermsWithPrefix(iri + "#") {
		return nil, err
	}
	return &bulkPurge{bulk: &bulk{db: s.db, before: s, dir: fmt.Sprint(s.db.loads.Add(1))},
		id: ids[0], unload: batch.Unload, counts: map[uint64]int{}}, nil
}

func (p *bulkPurge) run(ctx context.Context) error {
	if err := p.db.fs.MkdirAll(p.path(""), 0o755); err != nil {
		return classify(err)
	}
	err := p.write(ctx)
	if err == nil {
		version := p.before.version + 1
		p.db.neighbours.changeAll(version)
		p.db.warmth.changeAll()
		p.db.ids.dropped.Store(version)
		if err = p.db.pebble.Ingest(ctx, p.paths); err == nil {
			clear(p.db.known)
			p.db.keepWarm()
		} else {
			err = fmt.Errorf("ingest: %w", classify(err))
		}
	}
	left := p.db.removeSpills(p.dir)
	if err == nil {
		return nil // what is left on the disk, the next Open removes
	}
	return errors.Join(err, left)
}

func (p *bulkPurge) write(ctx context.Context) error {
	for _, step := range []func() error{p.readQuads, p.mergeQuads, p.dropUnused, p.dropNames, p.writeRest} {
		if err := errors.Join(ctx.Err(), step()); err != nil {
			return err
		}
	}
	return nil
}

// readQuads writes the deletions of posg and gpos, and pieces for the others.
func (p *bulkPurge) readQuads() error {
	posgTables, gposTables := p.newTables("p"), p.newTables("g")
	var key []byte
	predicates, err := p.db.createRun(p.path("predicates"))
	if err != nil {
		return err
	}
	for q, err := range p.before.Scan([4]uint64{label: p.id}, [4]uint64{}) {
		if err != nil {
			return err
		}
		if p.counts[q[predicate]]++; p.counts[q[predicate]] == 1 {
			predicates.add(appendID(nil, q[predicate]), nil)
		}
		key = posg.appendKey(key[:0], q)
		if err := posgTables.delete(key); err != nil {
			return err
		}
		if p.quads = append(p.quads, q); len(p.quads) == p.db.largePurge {
			if err := p.spillQuads(); err != nil {
				return err
			}
		}
	}
	return errors.Join(p.spillQuads(), predicates.close(), gposTables.deletePrefix(gpos.appendPrefix(nil, [4]uint64{label: p.id}, 1)),
		p.take(posgTables), p.take(gposTables))
}

// spillQuads writes a piece as sorted runs of the keys that go.
func (p *bulkPurge) spillQuads() error {
	for _, o := range []order{spog, ospg} {
		slices.SortFunc(p.quads, o.compare)
		run, err := p.db.createRun(p.pieceFile(p.pieces, string(o.space)))
		if err != nil {
			return err
		}
		var key []byte
		for _, q := range p.quads {
			key = o.appendKey(key[:0], q)
			run.add(key, nil)
		}
		if err := run.close(); err != nil {
			return err
		}
	}
	p.pieces++
	p.quads = p.quads[:0]
	return nil
}

// mergeQuads writes the deletions of spog and ospg, and the ids that lead them.
func (p *bulkPurge) mergeQuads() error {
	for _, o := range []order{spog, ospg} {
		t := p.newTables(string(o.space))
		leads, err := p.db.createRun(p.path("leads-" + string(o.space)))
		if err != nil {
			return err
		}
		var last uint64
		for r, err := range p.db.merge(p.pieceFiles(string(o.space))) {
			if err != nil {
				return err
			}
			id, _, err := cutID(r.key[1:])
			if err = errors.Join(err, t.delete(r.key)); err != nil {
				return err
			}
			if id != last {
				leads.add(appendID(nil, id), nil)
				last = id
			}
		}
		if err := errors.Join(leads.close(), p.take(t)); err != nil {
			return err
		}
	}
	p.pieces = 0
	return nil
}

// dropUnused writes the deletions of the terms that nothing else uses.
func (p *bulkPurge) dropUnused() error {
	own, err := p.db.createRun(p.path("label"))
	if err != nil {
		return err
	}
	own.add(appendID(nil, p.id), nil)
	if err := own.close(); err != nil {
		return err
	}
	u, err := p.newUses()
	if err != nil {
		return err
	}
	defer u.close()
	byID := p.newTables("i")
	var last uint64
	for r, err := range p.db.merge([]string{p.path("leads-s"), p.path("leads-o"), p.path("predicates"), p.path("label")}) {
		if err != nil {
			return err
		}
		id, _, err := cutID(r.key)
		if err != nil {
			return err
		}
		if id == last {
			continue
		}
		last = id
		if used, err := u.used(id); used || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		term, err := u.term(id)
		if err == nil {
			err = errors.Join(byID.delete(idKey(nil, id)), p.addKey("terms", termKey(nil, term)))
		}
		if err != nil {
			return err
		}
		p.dropped++
	}
	return errors.Join(p.take(byID), p.mergeSorted("terms"))
}

// addKey collects keys that go, in no order.
func (p *bulkPurge) addKey(kind string, key []byte) error {
	if p.keys.add(key); p.keys.len() < p.db.largePurge {
		return nil
	}
	return p.spillKeys(kind)
}

func (p *bulkPurge) spillKeys(kind string) error {
	run, err := p.db.createRun(p.pieceFile(p.pieces, kind))
	if err != nil {
		return err
	}
	for _, i := range sorted(p.keys.len(), p.keys.at) {
		run.add(p.keys.at(i), nil)
	}
	p.pieces++
	p.keys = arena{}
	return run.close()
}

// mergeSorted writes the deletions of the keys that were collected, into
// tables for each of their spaces.
func (p *bulkPurge) mergeSorted(kind string) error {
	if err := p.spillKeys(kind); err != nil {
		return err
	}
	var t *tables
	var last []byte
	for r, err := range p.db.merge(p.pieceFiles(kind)) {
		if err != nil {
			return err
		}
		if bytes.Equal(r.key, last) {
			continue
		}
		if t == nil || r.key[0] != last[0] {
			if t != nil {
				if err := p.take(t); err != nil {
					return err
				}
			}
			t = p.newTables(string(r.key[0]))
		}
		last = append(last[:0], r.key...)
		if err := t.delete(r.key); err != nil {
			return err
		}
	}
	p.pieces = 0
	if t == nil {
		return nil
	}
	return p.take(t)
}

// writeRest writes counts, version and load log.
func (p *bulkPurge) writeRest() error {
	counts := map[string]int{keyTermCount: -p.dropped}
	for id, n := range p.counts {
		counts[string(countKey(nil, 'p', id))] = -n
		counts[keyQuadCount] -= n
	}
	counts[string(countKey(nil, 'g', p.id))] = counts[keyQuadCount]
	c, m, l := p.newTables("c"), p.newTables("m"), p.newTables("l")
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		if counts[key] == 0 {
			continue
		}
		before, err := readNumber(p.before.reader, key)
		if err != nil {
			return err
		}
		if left := int64(before) + int64(counts[key]); left > 0 {
			err = c.set([]byte(key), appendID(nil, uint64(left)))
		} else {
			err = c.delete([]byte(key))
		}
		if err != nil {
			return err
		}
	}
	if err := m.set([]byte(keyVersion), appendID(nil, p.before.version+1)); err != nil {
		return err
	}
	for _, key := range slices.Compact(slices.Sorted(slices.Values(p.unload))) {
		if err := l.delete(loadKey(key)); err != nil {
			return err
		}
	}
	return errors.Join(p.take(c), p.take(l), p.take(m))
}
