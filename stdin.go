package main

import (
	"context"
	"io"
)

// stdin is the standard input until ctx ends: a read that waits for somebody
// to type must not keep Ctrl-C waiting.
func (a *app) stdin(ctx context.Context) io.Reader {
	out, in := io.Pipe()
	go func() {
		_, err := io.Copy(in, a.in)
		in.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { in.CloseWithError(ctx.Err()) })
	return out
}
