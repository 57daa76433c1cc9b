package quadstore

// LogBytes is what commits have written to the log, for benchmarks.
func (db *DB) LogBytes() uint64 { return db.pebble.Metrics().WAL.BytesWritten }
