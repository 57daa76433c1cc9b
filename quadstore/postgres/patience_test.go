package postgres

import (
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres/servertest"
)

// valve is a way to a server that can be shut: what is sent then arrives when it is
// opened again, and the connections stay.
type valve struct {
	sync.RWMutex // held for writing while it is shut
}

// through gives the URL of a store by way of a valve.
func (v *valve) through(t *testing.T, store string) string {
	t.Helper()
	u, err := url.Parse(store)
	if err != nil || u.Query().Get("host") == "" {
		t.Skip("the server is not behind a socket of this machine")
	}
	const name = ".s.PGSQL.5432"
	dir, err := os.MkdirTemp("", "valve")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	socket, err := net.Listen("unix", filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	go func() {
		for {
			from, err := socket.Accept()
			if err != nil {
				return
			}
			to, err := net.Dial("unix", filepath.Join(u.Query().Get("host"), name))
			if err != nil {
				from.Close()
				continue
			}
			go v.pass(from, to)
			go v.pass(to, from)
		}
	}()
	return with(t, store, "host", dir)
}

func (v *valve) pass(from, to net.Conn) {
	defer to.Close()
	some := make([]byte, 32<<10)
	for {
		n, err := from.Read(some)
		if err != nil {
			return
		}
		v.RLock()
		_, err = io.Writer(to).Write(some[:n])
		v.RUnlock()
		if err != nil {
			return
		}
	}
}

// A server that takes everything and answers nothing keeps nobody for long; when it
// answers again, so does the store.
func TestFrozenServer(t *testing.T) {
	var way valve
	db := open(t, way.through(t, servertest.Start(t).New(t)), telling)
	ctx := context.Background()
	if err := db.Apply(ctx, claimsOf("a")); err != nil {
		t.Fatal(err)
	}
	way.Lock()
	var all sync.WaitGroup
	for what, do := range map[string]func() error{
		"a snapshot": func() error { s, err := db.Snapshot(); _ = s; return err },
		"a change":   func() error { return db.Apply(ctx, claimsOf("b")) },
		"news":       func() error { _, _, err := db.News(ctx, 0, 1); return err },
	} {
		all.Go(func() {
			begun := time.Now()
			if err := do(); !errors.Is(err, quadstore.ErrUnavailable) {
				t.Errorf("%s: %v", what, err)
			}
			if took := time.Since(begun); took > connectTimeout+2*acquirePatience {
				t.Errorf("%s was given up after %v", what, took)
			}
		})
	}
	all.Wait()
	way.Unlock()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		err := db.Apply(ctx, claimsOf("b"))
		if err == nil {
			break
		}
		if time.Now().After(end) {
			t.Fatal(err)
		}
	}
	if got, _ := newsAfter(t, db, 0); len(got) != 2 {
		t.Errorf("told %v", got)
	}
}
