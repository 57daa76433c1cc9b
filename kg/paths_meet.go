package kg

import "slices"

// How far apart the ends of paths are, and how far from the far end what lies
// between them.

// backward is the search from the far end.
func (s *pathSearch) backward() *hopper {
	h := *s.hopper
	switch h.direction {
	case Out:
		h.direction = In
	case In:
		h.direction = Out
	}
	return &h
}

// meet is how far apart the ends are, -1 where it is farther than asked for. It
// leaves the distances to the far end of all that may lie on a shortest path.
//
// A frontier is mostly its last hop, which is never walked on. So its values and
// claims, which no path may lead over, are only told from entities where it goes
// on, and where the frontiers meet.
func (s *pathSearch) meet() (int, error) {
	ahead, behind := map[uint64]int{s.from: 0}, map[uint64]int{s.to: 0}
	s.toEnd = behind
	if s.from == s.to {
		return 0, nil
	}
	front, rear := []uint64{s.from}, []uint64{s.to}
	levels := [][]uint64{front}
	back := s.backward()
	rearDepth := 0
	for depth := 1; depth <= s.query.MaxLength; depth++ {
		var err error
		if len(front) <= len(rear) {
			if levels[len(levels)-1], err = s.settled(front, ahead); err != nil {
				return -1, err
			}
			front, err = s.hopper.step(levels[len(levels)-1], ahead, len(levels))
			levels = append(levels, front)
		} else {
			if rear, err = s.settled(rear, behind); err != nil {
				return -1, err
			}
			rearDepth++
			rear, err = back.step(rear, behind, rearDepth)
		}
		if err != nil {
			return -1, err
		}
		if len(front) == 0 || len(rear) == 0 {
			return -1, nil
		}
		met, err := s.met(front, ahead, behind)
		if err != nil {
			return -1, err
		}
		if met {
			return depth, s.backTo(levels, ahead, behind, depth)
		}
	}
	return -1, nil
}

// settled are the entities of a frontier; what is none is not reached after all.
func (s *pathSearch) settled(frontier []uint64, reached map[uint64]int) ([]uint64, error) {
	entities, err := s.graph.walkable(slices.Clone(frontier))
	if err != nil {
		return nil, err
	}
	for _, id := range frontier {
		if !contains(entities, id) {
			delete(reached, id)
		}
	}
	return entities, nil
}

// met says whether some of the foremost entities were reached from behind too.
func (s *pathSearch) met(front []uint64, ahead, behind map[uint64]int) (bool, error) {
	var both []uint64
	for _, id := range front {
		if _, known := behind[id]; known {
			both = append(both, id)
		}
	}
	entities, err := s.settled(both, behind)
	for _, id := range both {
		if !contains(entities, id) {
			delete(ahead, id)
		}
	}
	return len(entities) > 0, err
}

// backTo gives the entities that were reached from the near end their distance
// to the far end, where they lie on a shortest path.
func (s *pathSearch) backTo(levels [][]uint64, ahead, behind map[uint64]int, length int) error {
	back := s.backward()
	for k := len(levels) - 1; k > 0; k-- {
		var on []uint64
		for _, id := range levels[k] {
			if d, met := behind[id]; met && d == length-k {
				on = append(on, id)
			}
		}
		facts, err := back.hop(on)
		if err != nil {
			return err
		}
		for _, grp := range facts {
			for _, id := range [...]uint64{grp.key[0], grp.key[2]} {
				if d, seen := ahead[id]; seen && d == k-1 {
					if _, known := behind[id]; !known {
						behind[id] = length - d
					}
				}
			}
		}
	}
	return nil
}

// step is what lies one fact beyond a frontier, sorted, values and claims too;
// seen gets its distance.
func (h *hopper) step(frontier []uint64, seen map[uint64]int, distance int) ([]uint64, error) {
	var next []uint64
	for id, err := range h.beyond(frontier) {
		if err != nil {
			return nil, err
		}
		if _, known := seen[id]; !known {
			seen[id] = distance
			next = append(next, id)
		}
	}
	slices.Sort(next)
	return next, nil
}

// distances finds the distance to the far end of all within reach.
func (s *pathSearch) distances() error {
	s.toEnd = map[uint64]int{s.to: 0}
	back, frontier := s.backward(), []uint64{s.to}
	for depth := 1; depth <= s.query.MaxLength && len(frontier) > 0; depth++ {
		next, err := back.step(frontier, s.toEnd, depth)
		if err != nil {
			return err
		}
		if frontier, err = s.settled(next, s.toEnd); err != nil {
			return err
		}
	}
	return nil
}
