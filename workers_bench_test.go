package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimgraph/quadstore/postgres/servertest"

	"github.com/jackc/pgx/v5"
)

const newsPath = "../shared/data/wikinews/articles.jsonl"

// BenchmarkWorkers has as many worker processes empty a queue of the Wikinews articles,
// and as many read them and store nothing: what they get of the processors then is what
// the machine leaves to them. Beside articles a second it tells
//
//	cpu-ms/article  of the workers and of the database's server together
//	cores           that these took; read-cores, those that reading alone took
//	of-cores        articles a second, of what read-cores (two of two on an idle machine)
//	                would do at that processor time: 1 is all
//	turn            for what part of the time one of the workers had the turn
func BenchmarkWorkers(b *testing.B) {
	news, err := filepath.Abs(newsPath)
	if err == nil {
		_, err = os.Stat(news)
	}
	if err != nil {
		b.Skipf("the Wikinews articles are not here: %v", err)
	}
	s := servertest.Start(b, servertest.Durable, "shared_buffers=256MB", "max_wal_size=2GB")
	for _, n := range []int{1, 2, 4} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				measureWorkers(b, s.New(b), news, n)
			}
		})
	}
}

func measureWorkers(b *testing.B, url, news string, n int) {
	dir := b.TempDir()
	outputOf(b, dir, "enqueue", "--data", url, news)
	server := serverOf(b, url)
	before, begun := server.processorTime(b), time.Now()
	outputs, used := runAll(b, dir, n, "work", "--until-empty", "--workers", "1", "--json", "--log-level", "error", "--data", url)
	took := time.Since(begun).Seconds()
	used += server.processorTime(b) - before
	var done int
	var turn float64
	for _, out := range outputs {
		var s workSummary
		if err := json.Unmarshal(out, &s); err != nil {
			b.Fatal(err)
		}
		done, turn = done+s.Done, turn+s.TurnSeconds
	}
	begun = time.Now()
	_, reading := runAll(b, dir, n, "extract", "--workers", "1", news)
	readCores := reading.Seconds() / time.Since(begun).Seconds()
	perArticle := used.Seconds() / float64(done)
	b.ReportMetric(float64(done)/took, "articles/s")
	b.ReportMetric(1000*perArticle, "cpu-ms/article")
	b.ReportMetric(used.Seconds()/took, "cores")
	b.ReportMetric(readCores, "read-cores")
	b.ReportMetric(float64(done)/took/(readCores/perArticle), "of-cores")
	b.ReportMetric(turn/took, "turn")
}

// runAll runs as many processes at once, and gives what they print and the processor
// time that they took.
func runAll(b *testing.B, dir string, n int, args ...string) (outputs [][]byte, used time.Duration) {
	b.Helper()
	running := make([]*exec.Cmd, n)
	pipes := make([]io.Reader, n)
	for i := range n {
		running[i] = program(b, dir, args...)
		pipe, err := running[i].StdoutPipe()
		if err == nil {
			err = running[i].Start()
		}
		if err != nil {
			b.Fatal(err)
		}
		pipes[i] = pipe
	}
	outputs = make([][]byte, n)
	read := make(chan error, n)
	for i, pipe := range pipes {
		go func() {
			var err error
			outputs[i], err = io.ReadAll(pipe)
			read <- err
		}()
	}
	for range n {
		if err := <-read; err != nil {
			b.Fatal(err)
		}
	}
	for _, cmd := range running {
		if err := cmd.Wait(); err != nil {
			b.Fatal(err)
		}
		used += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	return outputs, used
}

// postmaster is the server's first process, the parent of all others.
type postmaster string

func serverOf(b *testing.B, url string) postmaster {
	b.Helper()
	conn, err := pgx.Connect(b.Context(), url)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(b.Context())
	return postmaster(statOf(fmt.Sprint(conn.PgConn().PID()))[1])
}

// statOf are the fields of /proc/PID/stat from the state on; where there is no such
// process, or no such file, all are 0.
func statOf(pid string) []string {
	text, err := os.ReadFile(filepath.Join("/proc", pid, "stat"))
	_, rest, found := strings.Cut(string(text), ") ")
	if err != nil || !found {
		return slices.Repeat([]string{"0"}, 20)
	}
	return strings.Fields(rest)
}

const clockTick = 10 * time.Millisecond

// processorTime is that of the server's processes, those that have ended included,
// once they have: a connection's process ends a moment after it.
func (p postmaster) processorTime(b *testing.B) (used time.Duration) {
	b.Helper()
	time.Sleep(time.Second)
	children, err := os.ReadFile(filepath.Join("/proc", string(p), "task", string(p), "children"))
	if err != nil {
		b.Skipf("the server's processor time is not known here: %v", err)
	}
	add := func(fields ...string) {
		for _, f := range fields {
			ticks, _ := strconv.Atoi(f)
			used += time.Duration(ticks) * clockTick
		}
	}
	for pid := range strings.FieldsSeq(string(children)) {
		add(statOf(pid)[11:13]...)
	}
	add(statOf(string(p))[11:15]...)
	return used
}
