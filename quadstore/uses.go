package quadstore

import (
	"bytes"
	"errors"
	"fmt"
	"math"
)

// uses walks the four indexes and the dictionary beside ascending ids, and tells
// which of them only the quads of one label have. Each index is passed once.
type uses struct {
	before *snapshot
	label  uint64
	sides  [4]side // subject, predicate, object, label
	terms  *walk
}

// side is the walk over the index that one position leads.
type side struct {
	*walk
	front uint64 // the id that leads the key where the walk stands; 0 before the first
}

func (p *bulkPurge) newUses() (*uses, error) {
	u := &uses{before: p.before, label: p.id}
	for pos, o := range orders {
		w, err := p.before.newWalk(o)
		if err != nil {
			u.close()
			return nil, err
		}
		u.sides[pos].walk = w
	}
	it, err := p.before.borrow(spaceID)
	if err != nil {
		u.close()
		return nil, err
	}
	u.terms = &walk{it: it}
	return u, nil
}

func (u *uses) close() {
	for pos, o := range orders {
		if w := u.sides[pos].walk; w != nil {
			u.before.giveBack(o.space, w.it)
		}
	}
	if u.terms != nil {
		u.before.giveBack(spaceID, u.terms.it)
	}
}

// used says whether a quad of another label has a term.
func (u *uses) used(id uint64) (bool, error) {
	for pos := range u.sides {
		if pos == label && id == u.label {
			continue
		}
		if used, err := u.sides[pos].has(id, pos, u.label); used || err != nil {
			return used, err
		}
	}
	return false, nil
}

// has looks for a quad with an id at a position, but for those of a label.
func (s *side) has(id uint64, pos int, without uint64) (bool, error) {
	if s.front > id {
		return false, nil
	}
	var pattern [4]uint64
	pattern[pos] = id
	s.target = s.order.appendPrefix(s.target[:0], pattern, 1)
	for valid := s.advance(s.target); valid; valid = s.it.Next() {
		q, err := s.order.parseKey(s.it.Key())
		if err != nil {
			return false, err
		}
		if s.front = q[pos]; s.front != id || q[label] != without {
			return s.front == id, nil
		}
	}
	s.front = math.MaxUint64
	return false, classify(s.it.Error())
}

// term is what an id means, good until the next one.
func (u *uses) term(id uint64) ([]byte, error) {
	key := idKey(nil, id)
	if !u.terms.advance(key) || !bytes.Equal(u.terms.it.Key(), key) {
		return nil, errors.Join(classify(u.terms.it.Error()), fmt.Errorf("%w: id %d names no term", ErrCorruption, id))
	}
	term, err := u.terms.it.ValueAndErr()
	return term, classify(err)
}
