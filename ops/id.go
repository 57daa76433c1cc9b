package ops

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"regexp"
	"sync"
)

// The id of a request stands in its answer, in each line of the log that it
// caused and in its trace. A proxy before the server may give it.

const idHeader = "X-Request-Id"

// sane is what an id from outside may look like: nothing that could forge a line
// of a log, or fill it.
var sane = regexp.MustCompile(`^[A-Za-z0-9._:-]{1,64}$`)

func requestID(given string) string {
	if sane.MatchString(given) && !holdsSecret(given) {
		return given
	}
	var id [8]byte
	rand.Read(id[:]) //nolint:errcheck // it never fails
	return hex.EncodeToString(id[:])
}

// record is what is learned about a request while it is answered.
type record struct {
	id string

	mu         sync.Mutex // a WebSocket runs many operations
	kind, code string     // of the last operation
}

func (r *record) note(kind, code string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kind, r.code = kind, code
}

func (r *record) noted() (kind, code string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kind, r.code
}

type recordKey struct{}

func recordOf(ctx context.Context) *record {
	r, _ := ctx.Value(recordKey{}).(*record)
	return r
}
