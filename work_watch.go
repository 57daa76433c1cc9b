package main

import (
	"context"
	"time"

	"claimgraph/ops"
	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"
	"claimgraph/quadstore/postgres/queue"
	"claimgraph/work"
)

// patientGauge bounds how long the metrics wait for the queue.
const patientGauge = 5 * time.Second

// queueGauges are what the metrics ask the queue for.
func queueGauges(ctx context.Context, q *queue.Queue) func() (ops.Queue, error) {
	return func() (ops.Queue, error) {
		ctx, cancel := context.WithTimeout(ctx, patientGauge)
		defer cancel()
		c, err := q.Counts(ctx)
		return ops.Queue(c), err
	}
}

// watchQueue has a server tell of the queue of its store, where that has one.
func (s *serving) watchQueue(ctx context.Context, engine quadstore.Engine) (stop func(), err error) {
	db, ok := engine.(*postgres.DB)
	if !ok {
		return func() {}, nil
	}
	q, err := queue.Open(ctx, s.data, db, processName())
	if err != nil {
		return nil, err
	}
	s.metrics.AddQueue(queueGauges(ctx, q))
	return q.Close, nil
}

// stored notes a change of the store, or that it failed.
func (w *worker) stored(c work.Change) {
	w.metrics.Commit(c.Written, c.Err)
	if c.Err != nil {
		return
	}
	w.summary.TurnSeconds += (c.Decided + c.Written).Seconds()
	w.summary.Changes++
	w.log.Debug("stored", "articles", c.Articles, "waited", c.Waited, "decided", c.Decided, "written", c.Written)
}
