// Package servertest gives tests a PostgreSQL server of their own: a new cluster in a
// temporary folder, on a socket there and on no port, which is gone after the test.
//
// It needs initdb, postgres and pg_ctl, in PATH or where Debian has them. They refuse
// to run as root: a process of root's runs them as the user postgres. A server that
// is there already is used instead where CLAIMGRAPH_TEST_POSTGRES has its URL; tests
// make schemas in it and drop them.
//
// The cluster does not wait for the disk (fsync is off): what is tested is the engine,
// not what the server promises. Measurements say [Durable].
package servertest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Server is a running server.
type Server struct {
	url   string
	start func(testing.TB) // nil where it is not the test's own
	stop  func(testing.TB)
}

// schemas counts those that were made, so that no two have one name.
var schemas atomic.Int64

// Setting is one of postgresql.conf, as name=value.
type Setting string

// Durable makes the server wait for the disk, as it does outside of tests.
const Durable Setting = "fsync=on"

const urlVariable = "CLAIMGRAPH_TEST_POSTGRES"

// Start gives a server; where there is none to be had the test is skipped and says why.
func Start(t testing.TB, settings ...Setting) *Server {
	t.Helper()
	if given := os.Getenv(urlVariable); given != "" {
		return &Server{url: given}
	}
	bin, err := programs()
	if err != nil {
		t.Skipf("no PostgreSQL here (%v): apt-get install postgresql, or give the URL of a server in %s", err, urlVariable)
	}
	dir, err := os.MkdirTemp("", "pg") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	c := cluster{t: t, bin: bin, dir: dir}
	if err := c.own(); err != nil {
		t.Skipf("PostgreSQL cannot be run here: %v", err)
	}
	data := filepath.Join(dir, "data")
	c.run("initdb", "-D", data, "-U", "claimgraph", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	options := "-c listen_addresses= -c unix_socket_directories=" + dir
	if !slices.Contains(settings, Durable) {
		options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
	}
	for _, s := range settings {
		options += " -c " + string(s)
	}
	runs := false
	s := &Server{url: "postgres://claimgraph@/postgres?host=" + url.QueryEscape(dir)}
	s.start = func(t testing.TB) {
		c.t, runs = t, true
		c.run("pg_ctl", "-D", data, "-l", filepath.Join(dir, "log"), "-w", "-o", options, "start")
	}
	s.stop = func(t testing.TB) {
		c.t, runs = t, false
		c.run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
	}
	s.start(t)
	t.Cleanup(func() {
		if runs {
			s.stop(t)
		}
	})
	return s
}

// Stop ends the server as if its machine had lost power; Again starts it anew. The
// test is skipped where the server is not its own.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if s.stop == nil {
		t.Skip("the server of " + urlVariable + " is not the test's to stop")
	}
	s.stop(t)
}

// Again starts a server that was stopped.
func (s *Server) Again(t testing.TB) {
	t.Helper()
	s.start(t)
}

// programs finds the folder of the server's programs: in PATH, or the newest of
// Debian's.
func programs() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		path, err = filepath.EvalSymlinks(path) // what stands beside it may not be in PATH
		return filepath.Dir(path), err
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.Join(errors.New("no initdb in PATH or below /usr/lib/postgresql"), err)
	}
	return filepath.Dir(found[len(found)-1]), nil
}

// New gives the URL of an empty schema, which is dropped after the test.
func (s *Server) New(t testing.TB) string {
	t.Helper()
	schema := fmt.Sprintf("test_%d_%d", os.Getpid(), schemas.Add(1))
	s.exec(t, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { s.exec(t, "DROP SCHEMA "+schema+" CASCADE") })
	u, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String()
}

func (s *Server) exec(t testing.TB, sql string) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "SET client_min_messages = warning; "+sql); err != nil {
		t.Fatal(err)
	}
}

// cluster runs the server's programs as a user who may.
type cluster struct {
	t        testing.TB
	bin, dir string
	user     *account
}

func (c *cluster) run(program string, args ...string) {
	c.t.Helper()
	cmd := exec.Command(filepath.Join(c.bin, program), args...)
	cmd.Dir = c.dir
	out, err := os.Create(filepath.Join(c.dir, program+".out")) // a pipe would stay open as long as the server
	if err != nil {
		c.t.Fatal(err)
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	c.as(cmd)
	if err := cmd.Run(); err != nil {
		said, _ := os.ReadFile(out.Name())
		log, _ := os.ReadFile(filepath.Join(c.dir, "log"))
		c.t.Fatalf("%s: %v\n%s%s", program, err, said, log)
	}
}
