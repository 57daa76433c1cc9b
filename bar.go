package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// bar is a progress bar on a terminal, with rate and the time that is left, and
// nothing elsewhere.
type bar struct {
	*progressbar.ProgressBar
	total, done int64
	stop, ended chan struct{} // of one that waits
}

// newBar shows how many bytes of total were read; total < 0 is unknown.
func newBar(out io.Writer, what string, total int64) *bar {
	return drawnBar(out, what, total, progressbar.OptionShowBytes(true))
}

// newCountBar shows how many things of total are done.
func newCountBar(out io.Writer, what, things string, total int64) *bar {
	return drawnBar(out, what, total, progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(things))
}

func drawnBar(out io.Writer, what string, total int64, options ...progressbar.Option) *bar {
	if terminalOf(out) == nil {
		return &bar{}
	}
	return &bar{total: total, ProgressBar: progressbar.NewOptions64(total, append(options,
		progressbar.OptionSetDescription(what),
		progressbar.OptionSetWriter(out),
		progressbar.OptionFullWidth(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	)...)}
}

// newWait shows that something goes on whose end nobody knows, and for how long.
func newWait(out io.Writer, what string) *bar {
	b := drawnBar(out, what, -1, progressbar.OptionSetElapsedTime(true))
	if b.ProgressBar == nil {
		return b
	}
	b.stop, b.ended = make(chan struct{}), make(chan struct{})
	go func() {
		defer close(b.ended)
		turn := time.NewTicker(200 * time.Millisecond)
		defer turn.Stop()
		for {
			select {
			case <-b.stop:
				return
			case <-turn.C:
				_ = b.Add(1)
			}
		}
	}()
	return b
}

// add counts. A file that grew or was looked at twice is no reason to go beyond
// the end.
func (b *bar) add(n int) {
	if b.ProgressBar == nil {
		return
	}
	b.done += int64(n)
	if b.total >= 0 {
		b.done = min(b.done, b.total)
	}
	_ = b.Set64(b.done) // a bar that cannot be drawn is no reason to stop
}

// clear makes room for a line; the bar comes back below it.
func (b *bar) clear() {
	if b.ProgressBar != nil {
		_ = b.Clear()
	}
}

func (b *bar) finish() {
	if b.ProgressBar == nil {
		return
	}
	if b.stop != nil {
		close(b.stop)
		<-b.ended
	}
	_ = b.Finish()
	b.ProgressBar = nil
}

// reader counts what is read from r.
func (b *bar) reader(r io.Reader) io.Reader { return countedReader{r, b} }

// writer counts what is written to w.
func (b *bar) writer(w io.Writer) io.Writer { return countedWriter{w, b} }

type countedReader struct {
	io.Reader
	bar *bar
}

func (r countedReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.bar.add(n)
	return n, err
}

type countedWriter struct {
	io.Writer
	bar *bar
}

func (w countedWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	w.bar.add(n)
	return n, err
}
