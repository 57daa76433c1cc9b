package ops

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Queue is what waits to be read, in a store that has a queue.
type Queue struct {
	Ready, Waiting, Taken, Dead int
	Done                        int
	Bytes                       int64
	Oldest                      time.Duration
}

// AddQueue has the metrics ask for the queue, too.
func (m *Metrics) AddQueue(ask func() (Queue, error)) {
	now, total := prometheus.GaugeValue, prometheus.CounterValue
	m.registry.MustRegister(&queueCollector{
		ask:    ask,
		tasks:  newGauge(now, "claimgraph_queue_tasks", "Articles in the queue by state: ready, waiting (to be tried again), taken, dead.", "state"),
		done:   newGauge(total, "claimgraph_queue_done_total", "Articles of the queue that were done, by all workers since it was made."),
		bytes:  newGauge(now, "claimgraph_queue_bytes", "Bytes of the articles in the queue."),
		oldest: newGauge(now, "claimgraph_queue_oldest_seconds", "How long the oldest article that is not dead has been in the queue."),
	})
}

// queueCollector asks the queue; one that does not answer has no tasks.
type queueCollector struct {
	ask                        func() (Queue, error)
	tasks, done, bytes, oldest *gauge
}

// Describe implements prometheus.Collector.
func (c *queueCollector) Describe(to chan<- *prometheus.Desc) {
	for _, g := range []*gauge{c.tasks, c.done, c.bytes, c.oldest} {
		to <- g.description
	}
}

// Collect implements prometheus.Collector.
func (c *queueCollector) Collect(to chan<- prometheus.Metric) {
	q, err := c.ask()
	if err != nil {
		return
	}
	c.tasks.is(to, float64(q.Ready), "ready")
	c.tasks.is(to, float64(q.Waiting), "waiting")
	c.tasks.is(to, float64(q.Taken), "taken")
	c.tasks.is(to, float64(q.Dead), "dead")
	c.done.is(to, float64(q.Done))
	c.bytes.is(to, float64(q.Bytes))
	c.oldest.is(to, q.Oldest.Seconds())
}

// Task counts a task of the queue that has ended for this worker.
func (m *Metrics) Task(outcome string) { m.tasks.WithLabelValues(outcome).Inc() }
