package quadstore

import "fmt"

const (
	countedExactly = 1000  // results
	countedVisits  = 10000 // keys read for them, where the pattern filters
)

// Count implements Snapshot.
func (s *snapshot) Count(pattern [4]uint64) (n int, exact bool, err error) {
	if n, found, err := s.keptCount(pattern); found || err != nil {
		return n, true, err
	}
	n, visits, err := s.countSome(pattern)
	if err != nil || n <= countedExactly && visits <= countedVisits {
		return n, true, err
	}
	size, err := s.estimateRange(pattern)
	if err != nil {
		return 0, false, err
	}
	return max(n, int(float64(size)*float64(n)/float64(visits))), false, nil
}

// keptCount reads a count that batches keep up to date. Predicates without
// quads and labels whose count is not kept have none.
func (s *snapshot) keptCount(pattern [4]uint64) (n int, found bool, err error) {
	var key []byte
	switch bound(pattern) {
	case 0:
		key = []byte(keyQuadCount)
	case 1 << predicate:
		key = countKey(nil, 'p', pattern[predicate])
	case 1 << label:
		key = countKey(nil, 'g', pattern[label])
	default:
		return 0, false, nil
	}
	if s.done.Load() {
		return 0, false, ErrClosed
	}
	count, err := readNumber(s.reader, string(key))
	return int(count), count > 0 || bound(pattern) == 0, err
}

// countSome counts until it has seen enough to know that there are many.
func (s *snapshot) countSome(pattern [4]uint64) (n, visits int, err error) {
	mask := bound(pattern)
	order := scanOrder(mask)
	lead := order.lead(mask)
	prefix := order.appendPrefix(nil, pattern, lead)
	walk, err := s.newWalk(order)
	if err != nil {
		return 0, 0, err
	}
	defer s.giveBack(order.space, walk.it)
	for ok := walk.advance(prefix); ok && n <= countedExactly && visits <= countedVisits; visits++ {
		q, err := order.parseKey(walk.it.Key())
		if err != nil {
			return 0, 0, err
		}
		unlike := order.unlike(q, pattern)
		if unlike < lead {
			break
		}
		if unlike < 4 {
			ok = walk.skip(q, pattern, unlike)
			continue
		}
		n++
		ok = walk.it.Next()
	}
	return n, visits, classify(walk.it.Error())
}

// estimateRange guesses the number of keys that the pattern's range of its
// index holds, from their share of the index's bytes on disk. What is still in
// memory only is not seen; Count never says less than it has counted.
func (s *snapshot) estimateRange(pattern [4]uint64) (int, error) {
	mask := bound(pattern)
	order := scanOrder(mask)
	lead := order.appendPrefix(nil, pattern, order.lead(mask))
	part, err := s.diskBytes(lead, successor(lead))
	if err != nil {
		return 0, err
	}
	whole, err := s.diskBytes([]byte{order.space}, []byte{order.space + 1})
	if err != nil || whole == 0 {
		return 0, err
	}
	all, err := readNumber(s.reader, keyQuadCount)
	return int(float64(all) * float64(part) / float64(whole)), err
}

func (s *snapshot) diskBytes(lower, upper []byte) (uint64, error) {
	n, err := s.db.pebble.EstimateDiskUsage(lower, upper)
	if err != nil {
		return 0, fmt.Errorf("size of % x: %w", lower, classify(err))
	}
	return n, nil
}
