package postgres

import (
	"context"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
)

// What a batch adds is told to all processes by the table news, a row for each
// subject, written by the transaction that adds it: it is there exactly when the
// quads are, and as writers take turns, the order of the numbers is that of the
// commits. A reader asks for the rows after the last one that he has seen, so that
// nothing is lost or doubled however he is woken, and whichever process he is. The
// table forgets its oldest rows, never the newest one: by that a gap is noticed.
//
// A log in the server's own form (logical decoding) would cost commits nothing, but
// needs rights and settings, and another one for each kind of server. The version of
// the state as number would leave gaps where nothing is told, and no place within a
// commit.

const (
	sqlNews     = `SELECT number, subject FROM news WHERE number > $1 ORDER BY number LIMIT $2`
	sqlLastNews = `SELECT coalesce(max(number), 0) FROM news`
	sqlTell     = `INSERT INTO news (number, subject) SELECT m.last + d.n, d.subject
		FROM (SELECT coalesce(max(number), 0) AS last FROM news) AS m, unnest($1::BIGINT[], $2::BYTEA[]) AS d(n, subject)`
	sqlForgetNews = `DELETE FROM news WHERE number <= (SELECT max(number) FROM news) - $1::BIGINT`
)

// keptNews is how many subjects are kept for those who come back, unless a test says
// otherwise.
const keptNews = 100_000

// told gives the subjects of added quads that are to be told, in the order of the
// batch, each once.
func (w *writing) told(batch []quad.Quad, adds *encoded, ids []int64, added [][4]uint64) (subjects [][]byte) {
	told := w.db.tell
	if told == (Told{}) || len(added) == 0 {
		return nil
	}
	isNew := make(map[[4]uint64]bool, len(added))
	for _, q := range added {
		isNew[q] = true
	}
	once := map[quad.Value]bool{}
	for i, q := range batch {
		iri, ok := q.Subject.(quad.IRI)
		if !ok || q.Predicate != quad.Value(told.Predicate) || q.Object != quad.Value(told.Object) || once[iri] || !isNew[adds.quad(i, ids)] {
			continue
		}
		once[iri] = true
		subjects = append(subjects, []byte(iri))
	}
	return subjects
}

// quad is one of those whose terms all have ids.
func (e *encoded) quad(i int, ids []int64) (q [4]uint64) {
	for pos, place := range e.places[i] {
		if place >= 0 {
			q[pos] = uint64(ids[place])
		}
	}
	return q
}

// writeNews writes what is to be told, and forgets what is old, in one round trip.
func (w *writing) writeNews(ctx context.Context) error {
	if len(w.news) == 0 {
		return nil
	}
	numbers := make([]int64, len(w.news))
	for i := range numbers {
		numbers[i] = int64(i + 1)
	}
	var batch pgx.Batch
	batch.Queue(sqlTell, numbers, w.news)
	batch.Queue(sqlForgetNews, w.db.keptNews)
	return w.tx.SendBatch(ctx, &batch).Close()
}

// News implements quadstore.Shared.
func (db *DB) News(ctx context.Context, after uint64, most int) (subjects []string, first uint64, err error) {
	err = db.besides(ctx, func(ctx context.Context, conn *pgx.Conn) error {
		rows, err := conn.Query(ctx, sqlNews, column(after), most)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var n int64
			var subject []byte
			if err := rows.Scan(&n, &subject); err != nil {
				return err
			}
			if first == 0 {
				first = uint64(n)
			}
			subjects = append(subjects, string(subject))
		}
		return rows.Err()
	})
	return subjects, first, err
}

// LastNews implements quadstore.Shared.
func (db *DB) LastNews(ctx context.Context) (last uint64, err error) {
	err = db.besides(ctx, func(ctx context.Context, conn *pgx.Conn) error { return conn.QueryRow(ctx, sqlLastNews).Scan(&last) })
	return last, err
}

// Answers says whether the database does, within the time that who asks has. Where
// there are replicas, questions are what must be answered: they are also while there is
// no primary.
func (db *DB) Answers(ctx context.Context) error {
	if len(db.servers) > 1 {
		s, err := db.question(ctx)
		if err != nil {
			return err
		}
		return s.Close()
	}
	_, err := db.LastNews(ctx)
	return err
}

// besides runs something short on a connection that neither questions nor changes
// wait for, within the patience for such things.
func (db *DB) besides(ctx context.Context, do func(context.Context, *pgx.Conn) error) error {
	if !db.use() {
		return quadstore.ErrClosed
	}
	defer db.release()
	ctx, cancel := context.WithTimeoutCause(ctx, besidePatience, errNoAnswer)
	defer cancel()
	pooled, err := db.beside.Acquire(ctx)
	if err != nil {
		return classify(because(ctx, err))
	}
	defer pooled.Release()
	if err = do(ctx, pooled.Conn()); err == nil {
		err = db.noteVersion(ctx, pooled.Conn())
	}
	return db.met(because(ctx, err))
}
