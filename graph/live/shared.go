package live

import "context"

// Shared is what servers of one graph have in common. Their store implements it;
// quadstore.Shared tells what is promised.
type Shared interface {
	News(ctx context.Context, after uint64, most int) (claims []string, first uint64, err error)
	LastNews(ctx context.Context) (uint64, error)
	NewsBell() <-chan struct{}

	Post(ctx context.Context, kind int, name, owner string, body []byte, open bool) (posted bool, err error)
	Note(ctx context.Context, kind int, name string) (n note, ok bool, err error)
	Append(ctx context.Context, kind int, name, owner string, more []byte, end bool) (stillHis bool, err error)
	Beat(ctx context.Context, kind int, owner string) (flagged []string, err error)
	Flag(ctx context.Context, kind int, name string) error
	Take(ctx context.Context, kind int, name, owner string) (taken bool, err error)
	Drop(ctx context.Context, kind int, name, owner string) error
}

type note = struct {
	Body []byte
	Open bool
	Lost bool
}

// The kinds of notes.
const (
	noteJob = 1 // its steps, a line of JSON each
	noteKey = 2 // the SHA-256 of the input, and then what was done
)
