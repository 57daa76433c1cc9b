package postgres

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
)

// The bell wakes those who wait for news. It rings when this process has told some,
// when another one says so by NOTIFY, and every so often for nothing: news are found
// by looking, so a bell that does not ring costs time and nothing else. NOTIFY is
// sent after the commit, not by its transaction, which a server that does not know it
// would refuse, and which PostgreSQL would keep waiting for all other ones that
// notify. A server that does not know it is not asked again.

const (
	sqlListen = `LISTEN claimgraph` // PostgreSQL's own
	sqlNotify = `NOTIFY claimgraph`

	lookEvery   = 250 * time.Millisecond // where the server has no bell
	lookAnyhow  = time.Second            // where it has
	listenAgain = 5 * time.Second        // after the connection broke
)

type bell struct {
	mu      sync.Mutex
	rings   chan struct{}
	stopped bool

	hear     sync.Once // starts the listener
	ctx      context.Context
	end      context.CancelFunc
	works    sync.WaitGroup
	unknown  atomic.Bool // to the server
	notified atomic.Bool // a notification is on its way
}

func newBell() *bell {
	b := &bell{rings: make(chan struct{})}
	b.ctx, b.end = context.WithCancel(context.Background())
	return b
}

func (b *bell) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.rings)
	b.rings = make(chan struct{})
}

// NewsBell implements quadstore.Shared.
func (db *DB) NewsBell() <-chan struct{} {
	b := db.bell
	b.hear.Do(func() {
		b.work(db.listen)
	})
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.rings
}

// listen rings until the store is closed.
func (db *DB) listen() {
	for db.bell.ctx.Err() == nil {
		if !db.bell.unknown.Load() {
			db.hearOthers()
		}
		db.ringFor(listenAgain)
	}
}

// ringFor rings by the clock alone for some time.
func (db *DB) ringFor(long time.Duration) {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for range long / lookEvery {
		select {
		case <-ticker.C:
			db.bell.ring()
		case <-db.bell.ctx.Done():
			return
		}
	}
}

// hearOthers rings when others do, as long as its connection lasts.
func (db *DB) hearOthers() {
	ctx := db.bell.ctx
	conn, err := pgx.ConnectConfig(ctx, db.beside.Config().ConnConfig)
	if err != nil {
		return
	}
	defer conn.Close(context.WithoutCancel(ctx)) //nolint:errcheck // it may be broken
	if _, err := conn.Exec(ctx, sqlListen); err != nil {
		db.bell.unknown.Store(code(err) != "")
		return
	}
	for {
		db.bell.ring()
		wait, cancel := context.WithTimeout(ctx, lookAnyhow)
		_, err := conn.WaitForNotification(wait)
		cancel()
		if err != nil && (wait.Err() == nil || ctx.Err() != nil || conn.IsClosed()) {
			return
		}
	}
}

// tellOthers wakes this process at once and the others soon. Nobody waits for it.
func (db *DB) tellOthers() {
	b := db.bell
	b.ring()
	if b.unknown.Load() || b.notified.Swap(true) {
		return
	}
	b.work(func() {
		b.notified.Store(false) // what is committed from now on has one of its own
		err := db.besides(context.Background(), func(ctx context.Context, conn *pgx.Conn) error {
			_, err := conn.Exec(ctx, sqlNotify)
			return err
		})
		if c := code(err); c == codeSyntax || c == codeNotSupported {
			b.unknown.Store(true)
		}
	})
}

// work does something beside, unless the store is being closed.
func (b *bell) work(do func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.stopped {
		b.works.Go(do)
	}
}

// stop ends what the bell does.
func (b *bell) stop() {
	b.mu.Lock()
	b.stopped = true
	b.mu.Unlock()
	b.end()
	b.works.Wait()
}
