package main

import (
	"flag"
	"testing"
	"time"

	"claimgraph/quadstore/postgres/servertest"
)

var (
	failovers     = flag.Int("failovers", 1, "how often TestFailoverUnderLoad kills the primary")
	failoverAfter = flag.Duration("failover-after", time.Second, "how long after the kill a replica is promoted")
	failoverStall = flag.Duration("failover-stall", 0, "how long before the kill the primary sends nothing more to its replicas")
	failoverAsync = flag.Bool("failover-async", false, "the primary acknowledges without a replica: what is lost is counted, and no mistake")
)

// The primary of a database is killed under load, and the replica that has received
// most is promoted a while later. Servers find it without being told; nothing that was
// acknowledged is lost, and the questions go on.
func TestFailoverUnderLoad(t *testing.T) {
	settings := []servertest.Setting{servertest.Durable}
	if !*failoverAsync {
		settings = append(settings, servertest.Synchronous)
	}
	database := servertest.StartReplicated(t, settings...)
	f := startFleet(t, database.URL(), 2)
	c := f.crowd(4, 4)
	primary, replica := database.Nodes[0], database.Nodes[2]
	time.Sleep(time.Second)
	replica.Kill()
	time.Sleep(time.Second)
	met := c.failedQuestions()
	replica.Follow(primary)
	var longest time.Duration // from the kill until the promoted server said that it is the primary
	for range *failovers {
		time.Sleep(2 * time.Second) // also until the replica follows
		if *failoverStall > 0 {
			primary.Stall()
			time.Sleep(*failoverStall)
		}
		killed := time.Now()
		primary.Kill()
		time.Sleep(*failoverAfter)
		promoted := database.Furthest()
		promoted.Promote()
		longest = max(longest, time.Since(killed))
		time.Sleep(2 * time.Second)
		primary.Follow(promoted) // as a replica, from now on
		primary = promoted
	}
	c.end()
	lost := c.lost(f.addresses[0])
	t.Logf("%d failovers, a replica promoted at most %v after the kill; articles stored: %v; questions: %v, of them %d when a replica was killed first; %d of %d acknowledged articles lost, %d not found at once",
		*failovers, longest.Round(time.Millisecond), c.writes, c.reads, met, lost, len(c.acknowledged), c.unseen)
	if *failoverAsync {
		return
	}
	if lost > 0 || c.unseen > 0 {
		t.Errorf("%d acknowledged articles are lost, %d were not found by the server that had acknowledged them", lost, c.unseen)
	}
	if c.reads.failed > c.reads.done/100 {
		t.Errorf("%d of %d questions failed", c.reads.failed, c.reads.done+c.reads.failed)
	}
	c.isPlainLoads()
}
