package quadstore

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What a repair cannot bring back it names, so that it can be loaded again.

// mendLoads tells whose quads had to go, and takes their loads from the log.
func (m *mender) mendLoads(c *checker) error {
	told := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(m.lost)) {
		term, err := c.get(idKey(nil, id))
		if err != nil {
			return err
		}
		graph := "no graph, or of one whose name is lost"
		if len(term) > 0 && term[0] == kindIRI {
			graph, _, _ = strings.Cut(string(term[1:]), "#")
			if err := m.delete(loadKey(graph)); err != nil {
				return err
			}
		}
		if !told[graph] {
			told[graph] = true
			m.losses = append(m.losses, Finding{fmt.Sprintf("quads of %s are lost: load again what they came from", graph)})
		}
	}
	return nil
}

// noteCount tells how many quads are gone, as far as the old count is known.
func (m *mender) noteCount(c *checker) error {
	before, err := readNumber(c.s.reader, keyQuadCount)
	if errors.Is(err, ErrIO) {
		return err
	}
	if err == nil && before > uint64(c.quads) {
		m.losses = append(m.losses, Finding{fmt.Sprintf("%d of %d quads are lost", before-uint64(c.quads), before)})
	}
	return nil
}
