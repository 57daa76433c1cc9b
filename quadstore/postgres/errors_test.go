package postgres

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres/servertest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// What a server says has one face each.
func TestClassify(t *testing.T) {
	for code, want := range map[string]error{
		"53100": quadstore.ErrFull, "53300": quadstore.ErrUnavailable, "57P01": quadstore.ErrUnavailable, "57P03": quadstore.ErrUnavailable,
		"08006": quadstore.ErrUnavailable, "25006": quadstore.ErrReadOnly, "57014": quadstore.ErrTimeout, "28P01": ErrAccess, "3D000": ErrAccess,
		"XX001": quadstore.ErrCorruption, "53200": quadstore.ErrIO, "58030": quadstore.ErrIO,
	} {
		err := classify(fmt.Errorf("somewhere: %w", &pgconn.PgError{Code: code}))
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", code, err, want)
		}
		for _, other := range []error{quadstore.ErrFull, quadstore.ErrUnavailable, quadstore.ErrTimeout} {
			if other != want && errors.Is(err, other) {
				t.Errorf("%s: %v is also %v", code, err, other)
			}
		}
	}
	if err := classify(context.Canceled); err != context.Canceled {
		t.Error(err)
	}
	for code, want := range map[string]bool{"": true, "57P01": true, "08007": true, "40003": true, "23505": false, "40001": false, "53100": false} {
		if got := uncertain(&pgconn.PgError{Code: code}); got != want {
			t.Errorf("a commit that met %q: uncertain %v", code, got)
		}
	}
}

func with(t *testing.T, store, name, value string) string {
	t.Helper()
	u, err := url.Parse(store)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set(name, value)
	u.RawQuery = query.Encode()
	return u.String()
}

// refuses makes a change and wants it refused, with nothing changed.
func refuses(t *testing.T, db *DB, batch quadstore.Batch, want error) {
	t.Helper()
	count := func() int {
		snap, err := db.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		defer snap.Close()
		n, _, err := snap.Count([4]uint64{})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := count()
	if err := db.Apply(context.Background(), batch); !errors.Is(err, want) || !strings.HasPrefix(err.Error(), "nothing was changed: ") {
		t.Errorf("%v, want %v", err, want)
	}
	if after := count(); after != before {
		t.Errorf("%d quads before, %d after a change that was refused", before, after)
	}
}

// A server that takes no changes, as a standby does: questions are answered.
func TestReadOnlyServer(t *testing.T) {
	url := servertest.Start(t).New(t)
	if err := open(t, url, Options{}).Apply(context.Background(), batchOf("a")); err != nil {
		t.Fatal(err)
	}
	refuses(t, open(t, with(t, url, "default_transaction_read_only", "on"), Options{}), batchOf("b"), quadstore.ErrReadOnly)
}

// A statement that the server gives up.
func TestStatementTimeout(t *testing.T) {
	url := servertest.Start(t).New(t)
	db := open(t, with(t, url, "statement_timeout", "300ms"), Options{})
	other, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close(context.Background())
	tx, err := other.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), sqlLockState); err != nil { // somebody's long change
		t.Fatal(err)
	}
	refuses(t, db, batchOf("a"), quadstore.ErrTimeout)
	opening, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	late, err := Open(opening, url, Options{}) // does not wait for it
	if err != nil {
		t.Fatal(err)
	}
	defer late.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if err := late.Apply(ctx, batchOf("a")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a change whose time is up: %v", err)
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.Apply(t.Context(), batchOf("a")); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// A server that takes no more callers.
func TestTooManyConnections(t *testing.T) {
	url := servertest.Start(t, "max_connections=6", "superuser_reserved_connections=0").New(t)
	var others []*pgx.Conn
	for {
		conn, err := pgx.Connect(t.Context(), url)
		if err != nil {
			break
		}
		others = append(others, conn)
	}
	begun := time.Now()
	if _, err := Open(t.Context(), url, Options{}); !errors.Is(err, quadstore.ErrUnavailable) || code(err) != codeTooMany {
		t.Errorf("with %d others: %v", len(others), err)
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it was refused after %v", took)
	}
	for _, conn := range others {
		conn.Close(context.Background())
	}
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		db, err := Open(t.Context(), url, Options{})
		if err == nil {
			db.Close()
			return
		}
		if time.Now().After(end) {
			t.Fatal(err)
		}
	}
}

// A disk of the database that is full: the change that meets it is refused whole,
// questions are answered, and after there is room again changes go on.
func TestFullDatabase(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root, to mount a small disk")
	}
	dir, err := os.MkdirTemp("", "full")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	mount := func(args ...string) error { return exec.Command("mount", append(args, dir)...).Run() }
	if err := mount("-t", "tmpfs", "-o", "size=3m,mode=0777", "tmpfs"); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() }) //nolint:errcheck // it is a test's
	server := servertest.Start(t)
	if err := exec.Command("chown", "postgres", dir).Run(); err != nil {
		t.Fatal(err)
	}
	url := server.New(t)
	admin, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close(context.Background())
	if _, err := admin.Exec(t.Context(), "CREATE TABLESPACE small LOCATION '"+dir+"'"); err != nil {
		t.Fatal(err)
	}
	db := open(t, with(t, url, "default_tablespace", "small"), Options{})
	if err := db.Apply(t.Context(), batchOf("a")); err != nil {
		t.Fatal(err)
	}
	names := make([]string, 30_000)
	for i := range names {
		names[i] = fmt.Sprint("n", i)
	}
	refuses(t, db, batchOf(names...), quadstore.ErrFull)
	if err := mount("-o", "remount,size=200m"); err != nil {
		t.Fatal(err)
	}
	if err := db.Apply(t.Context(), batchOf(names...)); err != nil {
		t.Errorf("with room again: %v", err)
	}
}
