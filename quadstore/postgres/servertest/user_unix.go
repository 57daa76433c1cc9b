//go:build unix

package servertest

import (
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// account is a user of the system.
type account struct{ uid, gid int }

// own finds whom the server runs as, and gives him the folder.
func (c *cluster) own() error {
	if os.Getuid() != 0 {
		return nil
	}
	found, err := user.Lookup("postgres")
	if err != nil {
		return err
	}
	uid, err := strconv.Atoi(found.Uid)
	if err != nil {
		return err
	}
	gid, err := strconv.Atoi(found.Gid)
	if err != nil {
		return err
	}
	c.user = &account{uid, gid}
	return os.Chown(c.dir, uid, gid)
}

// give makes a file the server's.
func (c *cluster) give(path string) {
	if c.user == nil {
		return
	}
	if err := os.Chown(path, c.user.uid, c.user.gid); err != nil {
		c.t.Fatal(err)
	}
}

// Kill ends the server and all that it runs at once, without a last word.
func (n *Node) Kill() {
	if !n.runs {
		return
	}
	n.t.Helper()
	n.runs = false
	first, err := os.ReadFile(filepath.Join(n.data, "postmaster.pid"))
	if err != nil {
		n.t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(first), "\n")
	pid, err := strconv.Atoi(line)
	if err != nil {
		n.t.Fatal(err)
	}
	_ = syscall.Kill(pid, syscall.SIGSTOP) // so that it does not see its children go
	for _, child := range children(pid) {
		_ = syscall.Kill(child, syscall.SIGKILL)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		n.t.Fatal(err)
	}
	for range 500 { // until somebody has taken note of its end
		if syscall.Kill(pid, 0) != nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	n.t.Fatalf("the server %d does not end", pid)
}

// Stall has the server send nothing more to its replicas, until it is killed: a network
// that has become slow.
func (n *Node) Stall() {
	n.t.Helper()
	var pids []int32
	n.Ask("SELECT coalesce(array_agg(pid), '{}') FROM pg_stat_replication", &pids)
	for _, pid := range pids {
		if err := syscall.Kill(int(pid), syscall.SIGSTOP); err != nil {
			n.t.Fatal(err)
		}
	}
}

// children are the processes that a process has started, as Linux tells it. Elsewhere
// they end by themselves when their parent has.
func children(parent int) (pids []int) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		stat, err := os.ReadFile(path)
		if err != nil {
			continue // gone meanwhile
		}
		pid, _, _ := strings.Cut(string(stat), " ")
		_, rest, _ := strings.Cut(string(stat), ") ") // the name before may hold anything
		fields := strings.Fields(rest)
		if len(fields) > 1 && fields[1] == strconv.Itoa(parent) {
			if n, err := strconv.Atoi(pid); err == nil {
				pids = append(pids, n)
			}
		}
	}
	return pids
}

func (c *cluster) as(cmd *exec.Cmd) {
	if c.user != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(c.user.uid), Gid: uint32(c.user.gid)}}
	}
}
