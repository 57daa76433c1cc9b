package servertest

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Replicated is a primary and the replicas that stream from it, each a cluster of its
// own on a port of the loopback. All are set up alike, as docs/replicas.md says: each
// knows all the others as where to follow, so that whoever is promoted is followed.
type Replicated struct {
	t     testing.TB
	Nodes []*Node
}

// Synchronous has a change acknowledged only when a replica has it on its disk too.
const Synchronous Setting = "synchronous_standby_names=ANY 1 (n0, n1, n2)"

// replicatedNodes is how many there are: the primary is the first at first.
const replicatedNodes = 3

// StartReplicated gives three servers; where there are none to be had the test is
// skipped and says why.
func StartReplicated(t testing.TB, settings ...Setting) *Replicated {
	t.Helper()
	if os.Getenv(urlVariable) != "" {
		t.Skipf("replicas are made of clusters that the test may kill: without %s", urlVariable)
	}
	r := &Replicated{t: t}
	for i := range replicatedNodes {
		r.Nodes = append(r.Nodes, newNode(t, i, settings))
	}
	for _, n := range r.Nodes {
		n.peers = r.Nodes
	}
	first := r.Nodes[0]
	first.run("initdb", "-D", first.data, "-U", "claimgraph", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	first.configure()
	first.Start()
	for _, n := range r.Nodes[1:] {
		n.Follow(first)
	}
	return r
}

// Node is one of the servers.
type Node struct {
	cluster
	Name     string
	Port     int
	data     string
	settings []Setting
	peers    []*Node
	runs     bool
}

func newNode(t testing.TB, number int, settings []Setting) *Node {
	t.Helper()
	bin, err := programs()
	if err != nil {
		t.Skipf("no PostgreSQL here (%v): apt-get install postgresql", err)
	}
	if _, err := os.Stat(filepath.Join(bin, "pg_basebackup")); err != nil {
		t.Skipf("replicas cannot be made here: %v", err)
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	n := &Node{cluster: cluster{t: t, bin: bin, dir: dir}, Name: fmt.Sprintf("n%d", number), Port: FreePort(t), data: filepath.Join(dir, "data"), settings: settings}
	t.Cleanup(func() {
		n.Kill()
		os.RemoveAll(dir)
	})
	if err := n.own(); err != nil {
		t.Skipf("PostgreSQL cannot be run here: %v", err)
	}
	return n
}

// FreePort is a port of the loopback that nobody listens on at the moment.
func FreePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// configure writes the node's own settings behind those that it has, which may be
// those of the server that it was copied from: the last one counts.
func (n *Node) configure() {
	n.t.Helper()
	var hosts, ports []string
	for _, p := range n.peers {
		hosts, ports = append(hosts, "127.0.0.1"), append(ports, strconv.Itoa(p.Port))
	}
	lines := []string{
		"port=" + strconv.Itoa(n.Port), "listen_addresses=127.0.0.1", "unix_socket_directories=" + n.dir, "max_connections=200",
		"wal_level=replica", "max_wal_senders=10", "max_replication_slots=10", "wal_keep_size=256MB", "wal_retrieve_retry_interval=500ms",
		"hot_standby_feedback=on", "primary_slot_name=" + n.Name, "recovery_target_timeline=latest", "fsync=off",
		fmt.Sprintf("primary_conninfo=host=%s port=%s user=claimgraph application_name=%s target_session_attrs=read-write connect_timeout=2",
			strings.Join(hosts, ","), strings.Join(ports, ","), n.Name),
	}
	for _, s := range n.settings {
		lines = append(lines, string(s))
	}
	file, err := os.OpenFile(filepath.Join(n.data, "postgresql.auto.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		n.t.Fatal(err)
	}
	defer file.Close()
	for _, line := range lines {
		name, value, _ := strings.Cut(line, "=")
		if _, err := fmt.Fprintf(file, "%s = '%s'\n", name, value); err != nil {
			n.t.Fatal(err)
		}
	}
}

// Start runs the server and waits until it answers.
func (n *Node) Start() {
	n.t.Helper()
	n.run("pg_ctl", "-D", n.data, "-l", filepath.Join(n.dir, "log"), "-w", "start")
	n.runs = true
}

// Follow makes the server a fresh copy of another one, which it follows from then on.
func (n *Node) Follow(primary *Node) {
	n.t.Helper()
	n.Kill()
	if err := os.RemoveAll(n.data); err != nil {
		n.t.Fatal(err)
	}
	n.run("pg_basebackup", "-D", n.data, "-h", "127.0.0.1", "-p", strconv.Itoa(primary.Port), "-U", "claimgraph", "-X", "stream", "-c", "fast", "--no-sync")
	n.configure()
	signal := filepath.Join(n.data, "standby.signal")
	if err := os.WriteFile(signal, nil, 0o600); err != nil {
		n.t.Fatal(err)
	}
	n.give(signal)
	for _, p := range n.peers { // a slot for everybody who may follow, also of this one
		p.slots()
	}
	n.Start()
	n.slots()
}

// slots makes the places that replicas keep, on a server that runs and has none.
func (n *Node) slots() {
	n.t.Helper()
	if !n.runs {
		return
	}
	for _, p := range n.peers {
		if p != n {
			n.Exec("SELECT pg_create_physical_replication_slot('" + p.Name + "') WHERE NOT EXISTS (SELECT 1 FROM pg_replication_slots WHERE slot_name = '" + p.Name + "')")
		}
	}
}

// Promote makes the replica the primary.
func (n *Node) Promote() {
	n.t.Helper()
	n.run("pg_ctl", "-D", n.data, "-w", "promote")
}

// Received is how much of the primary's log a replica has, in bytes.
func (n *Node) Received() (bytes int64) {
	n.t.Helper()
	n.Ask("SELECT coalesce(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0'), 0)::BIGINT", &bytes)
	return bytes
}

// Exec runs a statement.
func (n *Node) Exec(sql string) {
	n.t.Helper()
	n.connected(func(ctx context.Context, conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, sql)
		return err
	})
}

// Ask runs a statement that gives one value.
func (n *Node) Ask(sql string, into any) {
	n.t.Helper()
	n.connected(func(ctx context.Context, conn *pgx.Conn) error { return conn.QueryRow(ctx, sql).Scan(into) })
}

func (n *Node) connected(do func(context.Context, *pgx.Conn) error) {
	n.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, n.url())
	if err != nil {
		n.t.Fatal(err)
	}
	defer conn.Close(ctx)
	if err := do(ctx, conn); err != nil {
		n.t.Fatal(err)
	}
}

func (n *Node) url() string {
	return fmt.Sprintf("postgres://claimgraph@127.0.0.1:%d/postgres", n.Port)
}

// URL names all servers, and a new schema, which lasts as long as they do.
func (r *Replicated) URL() string {
	r.t.Helper()
	schema := fmt.Sprintf("test_%d", schemas.Add(1))
	r.Nodes[0].Exec("CREATE SCHEMA " + schema)
	places := make([]string, len(r.Nodes))
	for i, n := range r.Nodes {
		places[i] = fmt.Sprintf("127.0.0.1:%d", n.Port)
	}
	return "postgres://claimgraph@" + strings.Join(places, ",") + "/postgres?connect_timeout=2&search_path=" + schema
}

// Furthest is the replica that has received most, of those that run: the one to
// promote.
func (r *Replicated) Furthest() *Node {
	r.t.Helper()
	var best *Node
	most := int64(-1)
	for _, n := range r.Nodes {
		if n.runs {
			if has := n.Received(); has > most {
				best, most = n, has
			}
		}
	}
	return best
}
