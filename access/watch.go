package access

import (
	"log/slog"
	"os"
	"sync"
	"time"
)

// watched is what a file says, read again when the file has changed. It is
// looked at once a second at most. Where it cannot be read any more, what it
// said last holds, and the log tells: a file that is half written, or gone, must
// neither open the server nor close it.
type watched[T any] struct {
	path string
	read func(string) (T, error)
	time func() time.Time
	log  *slog.Logger

	mu     sync.Mutex
	value  T
	seen   os.FileInfo
	looked time.Time
}

const lookAgain = time.Second

func watch[T any](path string, read func(string) (T, error), clock func() time.Time, log *slog.Logger) (*watched[T], error) {
	w := &watched[T]{path: path, read: read, time: clock, log: log, looked: clock()}
	var err error
	if w.seen, err = os.Stat(path); err != nil {
		return nil, err
	}
	w.value, err = read(path)
	return w, err
}

// now is what the file says.
func (w *watched[T]) now() T {
	w.mu.Lock()
	defer w.mu.Unlock()
	if t := w.time(); t.Sub(w.looked) >= lookAgain {
		w.looked = t
		w.look()
	}
	return w.value
}

func (w *watched[T]) look() {
	info, err := os.Stat(w.path)
	if err == nil && w.seen != nil && os.SameFile(info, w.seen) && info.ModTime().Equal(w.seen.ModTime()) && info.Size() == w.seen.Size() {
		return
	}
	var value T
	if err == nil {
		value, err = w.read(w.path)
	}
	if err != nil {
		if w.seen != nil {
			w.log.Error("a file that changed cannot be read; what it said before holds", "error", err)
		}
		w.seen = nil
		return
	}
	w.value, w.seen = value, info
	w.log.Info("read again", "file", w.path)
}
