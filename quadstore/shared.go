package quadstore

import (
	"context"
	"time"
)

// LostAfter is how long the owner of a note may be away before others may take it.
const LostAfter = 15 * time.Second

// Shared is what an engine keeps, beside the quads, for the processes that have it
// open at the same time: the news of what was added, and notes that they leave for
// each other. The embedded engine is one process's own and is not Shared.
type Shared interface {
	// News gives subjects that Apply has added, in the order of the commits and,
	// within one, of its batch: those after a number, at most so many. They have
	// numbers without gaps from 1 on, the same for every process and for good;
	// first is the number of the first one given. Old ones are forgotten: where
	// first is more than after + 1, those between are. Which subjects are told is
	// said when the engine is opened.
	News(ctx context.Context, after uint64, most int) (subjects []string, first uint64, err error)

	// LastNews is the number of the last one, 0 where there was none.
	LastNews(ctx context.Context) (uint64, error)

	// NewsBell is closed when there may be news, or a note that was flagged, that were
	// not there when it was asked for: soon after each, and now and then for nothing.
	NewsBell() <-chan struct{}

	// Post puts up a note of a kind; false where there is one with that name. It is
	// open and its owner's, or closed from the beginning.
	Post(ctx context.Context, kind int, name, owner string, body []byte, open bool) (posted bool, err error)

	// Note gives the one with a name, ok false where there is none.
	Note(ctx context.Context, kind int, name string) (n Note, ok bool, err error)

	// Append adds to an open note of the owner's, and closes it for good if so
	// wished; false where it is not his any more, or closed.
	Append(ctx context.Context, kind int, name, owner string, more []byte, end bool) (stillHis bool, err error)

	// Beat says that an owner is there. What he does not renew is lost after
	// [LostAfter]. It gives the names of his open notes of a kind that are flagged.
	Beat(ctx context.Context, kind int, owner string) (flagged []string, err error)

	// Flag marks an open note for its owner to see.
	Flag(ctx context.Context, kind int, name string) error

	// Take gives a lost note to another owner; false where it is not lost.
	Take(ctx context.Context, kind int, name, owner string) (taken bool, err error)

	// Drop takes an open note of the owner's away.
	Drop(ctx context.Context, kind int, name, owner string) error
}

// Note is what a process has left for others. The last ones of a kind are kept, and
// those that are open.
type Note = struct {
	Body []byte
	Open bool
	Lost bool // open, and its owner was not there for long
}
