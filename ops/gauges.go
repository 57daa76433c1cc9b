package ops

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Store is what a store says of itself when it is asked.
type Store struct {
	Quads, Terms, Claims       int
	Version                    uint64
	Bytes, LogBytes, DebtBytes int64
	ReadAmplification          int
	Warm                       bool
	Parts                      []Part // of a database
}

// Part is a table or an index of a database.
type Part struct {
	Name  string
	Bytes int64
}

// Connections are those to a database.
type Connections struct {
	Pools     []Pool
	Conflicts int64 // changes that were made anew, since the start
}

// Pool is the connections of a kind.
type Pool struct {
	Kind       string
	Used, Idle int
	Most       int
	Waits      int64 // since the start
	Waited     time.Duration
}

// Jobs are the loads that go on beside requests.
type Jobs struct {
	Queued, Running         int
	Done, Failed, Cancelled int // since the start
}

// Gauges are asked when somebody looks at the metrics, and must be cheap.
type Gauges struct {
	Store func() (Store, error)
	Jobs  func() Jobs
	Phase *Phase

	Connections func() Connections // nil where there is no database
}

// Add has the metrics ask for the gauges, too.
func (m *Metrics) Add(g Gauges) { m.registry.MustRegister(g.collector()) }

type gauge struct {
	description *prometheus.Desc
	kind        prometheus.ValueType
	labels      []string
}

func newGauge(kind prometheus.ValueType, name, help string, label ...string) *gauge {
	return &gauge{prometheus.NewDesc(name, help, label, nil), kind, label}
}

func (g *gauge) is(to chan<- prometheus.Metric, value float64, label ...string) {
	to <- prometheus.MustNewConstMetric(g.description, g.kind, value, label...)
}

// collector asks the gauges. A store that does not answer has no sizes, and
// claimgraph_store_up says so.
type collector struct {
	gauges                                                      Gauges
	up, quads, terms, claims, version                           *gauge
	bytes, logBytes, debt, amplification, warm, jobs, ended, at *gauge

	parts, connections, most, waits, waited, conflicts *gauge
}

func (g Gauges) collector() *collector {
	now, total := prometheus.GaugeValue, prometheus.CounterValue
	return &collector{
		gauges:        g,
		up:            newGauge(now, "claimgraph_store_up", "1 where the store answers."),
		quads:         newGauge(now, "claimgraph_store_quads", "Quads in the store, those of plain files included."),
		terms:         newGauge(now, "claimgraph_store_terms", "Different terms in the store."),
		claims:        newGauge(now, "claimgraph_store_claims", "Claims in the store."),
		version:       newGauge(now, "claimgraph_store_version", "The number of the last change."),
		bytes:         newGauge(now, "claimgraph_store_bytes", "Bytes that the store takes on the disk."),
		logBytes:      newGauge(now, "claimgraph_store_log_bytes", "Bytes of the log that tables do not hold yet: what is read again after a kill."),
		debt:          newGauge(now, "claimgraph_store_compaction_debt_bytes", "Bytes that wait to be put in order behind the scenes."),
		amplification: newGauge(now, "claimgraph_store_read_amplification", "Places where a read must look; high where writes come faster than order is made."),
		warm:          newGauge(now, "claimgraph_store_warm", "1 where the copy in memory is there (--cache)."),
		jobs:          newGauge(now, "claimgraph_jobs", "Loads by ingestArticles that are queued or running.", "state"),
		ended:         newGauge(total, "claimgraph_jobs_ended_total", "Loads by ingestArticles that ended, by how: done, failed, cancelled.", "state"),
		at:            newGauge(now, "claimgraph_ready", "1 for the word that /readyz says: loading, ready, draining or broken.", "state"),
		parts:         newGauge(now, "claimgraph_store_part_bytes", "Bytes of a table or an index of a database.", "part"),
		connections:   newGauge(now, "claimgraph_store_connections", "Connections to a database, by kind (read, write, beside) and state: used, idle.", "kind", "state"),
		most:          newGauge(now, "claimgraph_store_connections_max", "How many connections of a kind there may be.", "kind"),
		waits:         newGauge(total, "claimgraph_store_connection_waits_total", "Times that somebody waited for a connection.", "kind"),
		waited:        newGauge(total, "claimgraph_store_connection_wait_seconds_total", "How long all waited for a connection, together.", "kind"),
		conflicts:     newGauge(total, "claimgraph_store_conflicts_total", "Changes that were made anew, another one having been in the way."),
	}
}

func (c *collector) all() []*gauge {
	return []*gauge{
		c.up, c.quads, c.terms, c.claims, c.version, c.bytes, c.logBytes, c.debt, c.amplification, c.warm, c.jobs, c.ended, c.at,
		c.parts, c.connections, c.most, c.waits, c.waited, c.conflicts,
	}
}

// Describe implements prometheus.Collector.
func (c *collector) Describe(to chan<- *prometheus.Desc) {
	for _, g := range c.all() {
		to <- g.description
	}
}

// Collect implements prometheus.Collector.
func (c *collector) Collect(to chan<- prometheus.Metric) {
	word, _, _ := c.gauges.Phase.state()
	for _, state := range []string{"loading", "ready", "draining", "broken"} {
		c.at.is(to, one(state == word), state)
	}
	c.collectJobs(to)
	c.collectConnections(to)
	s, err := c.gauges.Store()
	c.up.is(to, one(err == nil))
	if err != nil {
		return
	}
	c.quads.is(to, float64(s.Quads))
	c.terms.is(to, float64(s.Terms))
	c.claims.is(to, float64(s.Claims))
	c.version.is(to, float64(s.Version))
	c.bytes.is(to, float64(s.Bytes))
	c.logBytes.is(to, float64(s.LogBytes))
	c.debt.is(to, float64(s.DebtBytes))
	c.amplification.is(to, float64(s.ReadAmplification))
	c.warm.is(to, one(s.Warm))
	for _, part := range s.Parts {
		c.parts.is(to, float64(part.Bytes), part.Name)
	}
}

func (c *collector) collectConnections(to chan<- prometheus.Metric) {
	if c.gauges.Connections == nil {
		return
	}
	all := c.gauges.Connections()
	c.conflicts.is(to, float64(all.Conflicts))
	for _, p := range all.Pools {
		c.connections.is(to, float64(p.Used), p.Kind, "used")
		c.connections.is(to, float64(p.Idle), p.Kind, "idle")
		c.most.is(to, float64(p.Most), p.Kind)
		c.waits.is(to, float64(p.Waits), p.Kind)
		c.waited.is(to, p.Waited.Seconds(), p.Kind)
	}
}

func (c *collector) collectJobs(to chan<- prometheus.Metric) {
	j := c.gauges.Jobs()
	c.jobs.is(to, float64(j.Queued), "queued")
	c.jobs.is(to, float64(j.Running), "running")
	c.ended.is(to, float64(j.Done), "done")
	c.ended.is(to, float64(j.Failed), "failed")
	c.ended.is(to, float64(j.Cancelled), "cancelled")
}

func one(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
