package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// mostWaits and longestWait bound how a client waits for a busy server.
const (
	mostWaits   = 20
	longestWait = 30 * time.Second
)

// do sends a request, and again where the server asks to come later. Such a
// request has not been run, or what it stored before the store went away is found.
func (c *client) do(ctx context.Context, request func() (*http.Request, error)) (*http.Response, error) {
	if scheme, _, found := strings.Cut(c.url, "://"); !found || scheme != "http" && scheme != "https" {
		return nil, advise(fmt.Errorf("%s: not the address of a server", c.url), "write it with its scheme, as in http://127.0.0.1:8080")
	}
	for waits := 0; ; waits++ {
		r, err := request()
		if err != nil {
			return nil, err
		}
		if err := c.authorize(r); err != nil {
			return nil, err
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			return nil, err
		}
		pause, later := comeAgain(response)
		if !later || waits == mostWaits {
			return response, nil
		}
		response.Body.Close()
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// comeAgain is when to ask again.
func comeAgain(r *http.Response) (pause time.Duration, later bool) {
	if r.StatusCode != http.StatusTooManyRequests && r.StatusCode != http.StatusServiceUnavailable {
		return 0, false
	}
	seconds, err := strconv.Atoi(r.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0, false
	}
	pause = time.Duration(seconds) * time.Second
	return pause, pause <= longestWait
}
