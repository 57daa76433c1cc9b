package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// bar is a progress bar over bytes on a terminal, and nothing elsewhere.
type bar struct {
	*progressbar.ProgressBar
	total, done int64
}

// newBar shows how much of total was read; total < 0 is unknown.
func newBar(out io.Writer, what string, total int64) *bar {
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return &bar{}
	}
	return &bar{total: total, ProgressBar: progressbar.NewOptions64(total,
		progressbar.OptionSetDescription(what),
		progressbar.OptionSetWriter(out),
		progressbar.OptionShowBytes(true),
		progressbar.OptionFullWidth(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	)}
}

// add counts bytes. A file that grew or was looked at twice is no reason to
// go beyond the end.
func (b *bar) add(bytes int) {
	if b.ProgressBar == nil {
		return
	}
	b.done += int64(bytes)
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
	if b.ProgressBar != nil {
		_ = b.Finish()
	}
}
