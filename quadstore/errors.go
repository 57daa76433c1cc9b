package quadstore

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/cockroachdb/pebble/v2"
)

// Errors of opening a store.
var (
	// ErrLocked: another process (or another Open in this one) holds the store.
	ErrLocked = errors.New("store is in use")
	// ErrOutdated: the store must be opened for writing once before it can be read:
	// that ends what was cut off while it was made, and builds anew what this
	// version makes otherwise.
	ErrOutdated = errors.New("store has to be opened for writing once before it can be read")
	// ErrFormat: the store was written by a newer version of this program.
	ErrFormat = errors.New("store has a format this program does not know")
)

// Errors of working with a store, in two faces.
var (
	// ErrIO: the disk refused. The store is as it was: try again.
	ErrIO = errors.New("i/o error")
	// ErrCorruption: the bytes on the disk are wrong. Salvage and Repair mend what
	// stands elsewhere too; else restore a backup or load again.
	ErrCorruption = errors.New("store is corrupt")
)

// Kinds of ErrIO about which something is known.
var (
	// ErrUnavailable: nobody answers for the store, or he takes no more callers.
	// Later, or elsewhere, it may be asked again.
	ErrUnavailable = fmt.Errorf("%w: the store does not answer", ErrIO)
	// ErrFull: there is no room for the change.
	ErrFull = fmt.Errorf("%w: the disk is full", ErrIO)
	// ErrTimeout: the store has given up what took too long.
	ErrTimeout = fmt.Errorf("%w: the store took too long", ErrIO)
)

// Errors of asking for the wrong thing.
var (
	// ErrReadOnly: the store was opened for reading.
	ErrReadOnly = errors.New("store is open for reading only")
	// ErrClosed: the store or the snapshot was closed.
	ErrClosed = errors.New("store is closed")
	// ErrTerm: a value that cannot be a term of a quad.
	ErrTerm = errors.New("not a term")
)

// classifyOpening is classify for what a store meets when it is opened: its files
// are not there, or not as its list of files says. What the system itself refuses
// is I/O.
func classifyOpening(err error) error {
	refused, isRefused := errors.AsType[syscall.Errno](err)
	switch {
	case errors.Is(err, pebble.ErrDBDoesNotExist):
		return classify(err)
	case isRefused && refused != syscall.ENOENT:
		return classify(err)
	}
	return fmt.Errorf("%w: %w", ErrCorruption, err)
}

// classify gives an error of the engine underneath one of the two faces.
func classify(err error) error {
	switch {
	case err == nil, errors.Is(err, ErrIO), errors.Is(err, ErrCorruption):
		return err
	case errors.Is(err, pebble.ErrClosed):
		return ErrClosed
	case errors.Is(err, pebble.ErrReadOnly):
		return ErrReadOnly
	case pebble.IsCorruptionError(err):
		return fmt.Errorf("%w: %s", ErrCorruption, firstLine(err))
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	return fmt.Errorf("%w: %w", ErrIO, err)
}
