package quadstore

// Gauges are what a store that runs says of itself at no cost; Stats counts more
// and walks the load log.
type Gauges struct {
	Quads, Terms      int
	Version           uint64
	Bytes             int64 // on disk
	LogBytes          int64 // of the log that are in no table yet
	Debt              int64 // bytes that wait to be compacted
	ReadAmplification int   // tables that a read must look into, one over the other
	Warm              bool  // there is a copy of the indexes in memory
}

// Gauges reads them.
func (db *DB) Gauges() (Gauges, error) {
	s, err := db.snapshot()
	if err != nil {
		return Gauges{}, err
	}
	defer s.Close()
	quads, err := readNumber(s.reader, keyQuadCount)
	if err != nil {
		return Gauges{}, err
	}
	terms, err := readNumber(s.reader, keyTermCount)
	if err != nil {
		return Gauges{}, err
	}
	m := db.pebble.Metrics()
	return Gauges{
		Quads: int(quads), Terms: int(terms), Version: s.version, Bytes: int64(m.DiskSpaceUsage()), LogBytes: int64(m.WAL.Size),
		Debt: int64(m.Compact.EstimatedDebt), ReadAmplification: m.ReadAmp(), Warm: db.warmth.copy.Load() != nil,
	}, nil
}
