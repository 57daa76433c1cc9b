package main

import (
	"context"
	"flag"
	"math/rand/v2"
	"testing"
	"time"

	"claimgraph/quadstore/postgres/servertest"

	"github.com/jackc/pgx/v5"
)

var serverKills = flag.Int("server-kills", 6, "how often TestServersKilled kills a server or connections to the database")

// Servers of one database, and their connections to it, are killed at random under
// load: what was acknowledged is there, once, and all is as if nobody had been killed.
func TestServersKilled(t *testing.T) {
	url := servertest.Start(t, servertest.Durable).New(t)
	f := startFleet(t, url, 2)
	c := f.crowd(4, 2)
	random := rand.New(rand.NewPCG(1, uint64(*serverKills)))
	servers, connections := 0, 0
	for n := range *serverKills {
		time.Sleep(time.Duration(100+random.IntN(500)) * time.Millisecond)
		if n%2 == 0 {
			i := random.IntN(len(f.running))
			f.kill(i)
			f.start(i)
			servers++
			continue
		}
		connections += terminateSome(t, url)
	}
	c.end()
	t.Logf("%d servers and %d connections killed; articles stored: %v; questions: %v", servers, connections, c.writes, c.reads)
	if lost := c.lost(f.addresses[0]); lost > 0 || c.unseen > 0 {
		t.Errorf("of %d acknowledged articles %d are lost, %d were not found by the server that had acknowledged them", len(c.acknowledged), lost, c.unseen)
	}
	c.isPlainLoads()
}

// terminateSome ends about half of the connections of claimgraph's, in the middle of
// whatever they do.
func terminateSome(t *testing.T, url string) (ended int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	err = conn.QueryRow(ctx, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'claimgraph' AND random() < 0.5").Scan(&ended)
	if err != nil {
		t.Fatal(err)
	}
	return ended
}
