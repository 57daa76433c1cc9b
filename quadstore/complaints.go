package quadstore

import (
	"fmt"
	"log/slog"

	"github.com/cockroachdb/pebble/v2"
)

// background hears of work behind the scenes that failed. The engine does it
// again at once: while it runs, a disk that is full now may have room later;
// while it opens, it would wait for that without a word and without an end. A
// table that is corrupt is met by readers, who get it as an error.
func (db *DB) background(err error) {
	if db.opening.Load() && !pebble.IsCorruptionError(err) {
		db.refused(err)
		return
	}
	db.options.Logger.Errorf("%s", err)
	select {
	case db.failures <- err:
	default:
	}
}

// corrupt hears of each read of damaged bytes, and passes on the first of each file.
func (db *DB) corrupt(info pebble.DataCorruptionInfo) {
	if _, told := db.damaged.LoadOrStore(info.Path, true); !told {
		db.options.Logger.Errorf("%s is damaged: %s", info.Path, firstLine(info.Details))
	}
}

// refused ends the process, in the way that it wants to be ended.
func (db *DB) refused(err error) {
	if db.fatal == nil {
		panic(fmt.Sprintf("quadstore: %s: %v", db.dir, err))
	}
	db.fatal(fmt.Errorf("%s: %w", db.dir, classify(err)))
}

// complaints passes on what the engine underneath logs, save its chatter.
type complaints struct {
	log   *slog.Logger
	fatal func(error)
}

func (c complaints) Infof(string, ...any) {}

func (c complaints) Errorf(format string, args ...any) {
	if c.log != nil {
		c.log.Error("store: " + fmt.Sprintf(format, args...))
	}
}

// Fatalf is called where going on would lose acknowledged data: the log on the
// disk cannot be written. It must not return.
func (c complaints) Fatalf(format string, args ...any) {
	said := fmt.Errorf(format, args...)
	for _, a := range args {
		if cause, ok := a.(error); ok {
			said = cause // keeps what errors.Is looks for
		}
	}
	c.fatal(said)
	panic(said)
}
