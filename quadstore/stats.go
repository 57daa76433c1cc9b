package quadstore

// spaces name the parts of the store for Stats.
var spaces = []struct {
	space byte
	name  string
}{
	{spaceCount, "counts"}, {spaceGPOS, "gpos"}, {spaceID, "terms by id"}, {spaceLoad, "load log"},
	{spaceName, "names"}, {spaceOSPG, "ospg"}, {spacePOSG, "posg"}, {spaceSPOG, "spog"},
	{spaceTerm, "ids by term"}, {spaceWord, "words of names"},
}

// Stats implements Engine.
func (db *DB) Stats() (Stats, error) {
	s, err := db.snapshot()
	if err != nil {
		return Stats{}, err
	}
	defer s.Close()
	stats := Stats{Version: s.version, Bytes: int64(db.pebble.Metrics().DiskSpaceUsage())}
	quads, err := readNumber(s.reader, keyQuadCount)
	if err != nil {
		return Stats{}, err
	}
	terms, err := readNumber(s.reader, keyTermCount)
	if err != nil {
		return Stats{}, err
	}
	stats.Quads, stats.Terms = int(quads), int(terms)
	for _, err := range s.Loads() {
		if err != nil {
			return Stats{}, err
		}
		stats.Loads++
	}
	for _, part := range spaces {
		size, err := s.diskBytes([]byte{part.space}, []byte{part.space + 1})
		if err != nil {
			return Stats{}, err
		}
		stats.Spaces = append(stats.Spaces, SpaceSize{part.name, int64(size)})
	}
	return stats, nil
}
