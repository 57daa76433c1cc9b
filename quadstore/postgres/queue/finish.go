package queue

import (
	"context"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
)

const (
	sqlFinish = `DELETE FROM tasks AS t USING unnest($1::BYTEA[], $2::BYTEA[]) AS d(key, lease)
		WHERE t.key = d.key AND t.lease = d.lease`
	sqlDone = `UPDATE tasks_done SET n = n + $1`
	sqlMine = `SELECT t.key, t.lease FROM tasks AS t JOIN unnest($1::BYTEA[], $2::BYTEA[]) AS d(key, lease)
		ON t.key = d.key AND t.lease = d.lease`
)

// Decide makes a change of the store as it is; see quadstore.Engine.
type Decide = func(now quadstore.Snapshot) (quadstore.Batch, error)

// Finish ends tasks in the transaction that makes their change. Where one of them is
// no longer the holder's it is [ErrLost], and nothing changes.
func (q *Queue) Finish(ctx context.Context, tasks []Task, ahead []quad.Quad, decide Decide) error {
	return q.db.UpdateBeside(ctx, func(ctx context.Context, tx pgx.Tx) error { return finish(ctx, tx, tasks) }, ahead, decide)
}

// FinishUnchanged ends tasks that change nothing in the graph.
func (q *Queue) FinishUnchanged(ctx context.Context, tasks []Task) error {
	return q.within(ctx, func(tx pgx.Tx) error { return finish(ctx, tx, tasks) })
}

func finish(ctx context.Context, tx pgx.Tx, tasks []Task) error {
	keys, leases := named(tasks)
	tag, err := tx.Exec(ctx, sqlFinish, keys, leases)
	if err != nil {
		return err
	}
	if tag.RowsAffected() != int64(len(tasks)) {
		return ErrLost
	}
	_, err = tx.Exec(ctx, sqlDone, len(tasks))
	return err
}

// Mine says which tasks are still the holder's.
func (q *Queue) Mine(ctx context.Context, tasks []Task) (mine []bool, err error) {
	keys, leases := named(tasks)
	held := map[[2]string]bool{}
	err = q.within(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, sqlMine, keys, leases)
		if err != nil {
			return err
		}
		var key, lease []byte
		_, err = pgx.ForEachRow(rows, []any{&key, &lease}, func() error {
			held[[2]string{string(key), string(lease)}] = true
			return nil
		})
		return err
	})
	for _, t := range tasks {
		mine = append(mine, held[[2]string{string(t.Key), string(t.Lease)}])
	}
	return mine, err
}
