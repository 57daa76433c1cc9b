package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"claimgraph/quadstore"
)

// Each of these finds what breaks an invariant. Whether an index has what its table
// has is the server's to promise, and pg_amcheck's to look at.
var checks = []struct{ sql, problem string }{
	{`SELECT q.s FROM quads AS q WHERE NOT EXISTS (SELECT 1 FROM terms AS t WHERE t.id = q.s) ORDER BY 1 LIMIT 100`, "a quad has the subject %d, which names no term"},
	{`SELECT q.p FROM quads AS q WHERE NOT EXISTS (SELECT 1 FROM terms AS t WHERE t.id = q.p) ORDER BY 1 LIMIT 100`, "a quad has the predicate %d, which names no term"},
	{`SELECT q.o FROM quads AS q WHERE NOT EXISTS (SELECT 1 FROM terms AS t WHERE t.id = q.o) ORDER BY 1 LIMIT 100`, "a quad has the object %d, which names no term"},
	{`SELECT q.g FROM quads AS q WHERE q.g <> 0 AND NOT EXISTS (SELECT 1 FROM terms AS t WHERE t.id = q.g) ORDER BY 1 LIMIT 100`, "a quad has the label %d, which names no term"},
	{`SELECT t.id FROM terms AS t WHERE NOT EXISTS (SELECT 1 FROM quads AS q WHERE q.s = t.id) AND NOT EXISTS (SELECT 1 FROM quads AS q WHERE q.p = t.id)
		AND NOT EXISTS (SELECT 1 FROM quads AS q WHERE q.o = t.id) AND NOT EXISTS (SELECT 1 FROM quads AS q WHERE q.g = t.id) ORDER BY 1 LIMIT 100`, "the term %d is in no quad"},
	{`SELECT c.id FROM counts AS c LEFT JOIN (SELECT p, count(*) AS n FROM quads GROUP BY p) AS q ON q.p = c.id WHERE c.kind = 1 AND c.n <> coalesce(q.n, 0) ORDER BY 1 LIMIT 100`,
		"the count of the predicate %d is wrong"},
	{`SELECT q.p FROM (SELECT DISTINCT p FROM quads) AS q WHERE NOT EXISTS (SELECT 1 FROM counts AS c WHERE c.kind = 1 AND c.id = q.p) ORDER BY 1 LIMIT 100`,
		"the quads of the predicate %d are not counted"},
	{`SELECT c.id FROM counts AS c LEFT JOIN (SELECT g, count(*) AS n FROM quads GROUP BY g) AS q ON q.g = c.id WHERE c.kind = 2 AND c.n <> coalesce(q.n, 0) ORDER BY 1 LIMIT 100`,
		"the count of the label %d is wrong"},
	{`SELECT d.id FROM displaced AS d WHERE NOT EXISTS (SELECT 1 FROM terms AS t WHERE t.id = d.id) ORDER BY 1 LIMIT 100`, "the displaced term %d is not there"},
}

const (
	sqlHowMany  = `SELECT (SELECT count(*) FROM quads), (SELECT count(*) FROM terms), (SELECT count(*) FROM displaced)`
	sqlAllTerms = `SELECT id, term, head FROM terms WHERE id > $1 ORDER BY id LIMIT $2`
	sqlAllNames = `SELECT n.o, n.s, n.name FROM names AS n WHERE (n.name, n.o, n.s) > ($1, $2, $3) ORDER BY n.name, n.o, n.s LIMIT $4`
	sqlNumWords = `SELECT count(*) FROM words`
)

// errEnough ends a walk whose findings nobody wants any more.
var errEnough = errors.New("enough")

// Check implements quadstore.Engine, on one snapshot.
func (db *DB) Check(ctx context.Context) iter.Seq2[quadstore.Finding, error] {
	return func(yield func(quadstore.Finding, error) bool) {
		s, err := db.snapshot(ctx, db.readers)
		if err != nil {
			yield(quadstore.Finding{}, err)
			return
		}
		defer s.Close()
		c := &checker{ctx: ctx, snapshot: s, yield: yield}
		if err := c.run(); err != nil && !errors.Is(err, errEnough) {
			yield(quadstore.Finding{}, err)
		}
	}
}

type checker struct {
	*snapshot
	ctx   context.Context
	yield func(quadstore.Finding, error) bool
}

func (c *checker) run() error {
	for _, step := range []func() error{c.checkStatements, c.checkNumbers, c.checkTerms, c.checkNames, c.checkLoads} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) report(format string, args ...any) error {
	if !c.yield(quadstore.Finding{Problem: fmt.Sprintf(format, args...)}, nil) {
		return errEnough
	}
	return nil
}

func (c *checker) checkStatements() error {
	for _, check := range checks {
		var ids []int64
		err := c.query(c.ctx, func(row [][]byte) error {
			id, err := number(row[0])
			ids = append(ids, id)
			return err
		}, check.sql)
		if err != nil {
			return err
		}
		for _, id := range slices.Compact(ids) {
			if err := c.report(check.problem, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *checker) checkNumbers() error {
	var quads, terms, displaced int64
	err := c.query(c.ctx, func(row [][]byte) error { return numbers(row, &quads, &terms, &displaced) }, sqlHowMany)
	if err != nil {
		return err
	}
	for _, n := range []struct {
		what       string
		kept, real int64
	}{{"quads", c.state.quads, quads}, {"terms", c.state.terms, terms}, {"displaced terms", c.state.displaced, displaced}} {
		if n.kept != n.real {
			if err := c.report("the number of %s is said to be %d, and is %d", n.what, n.kept, n.real); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkTerms looks whether each term can be read and has an id of its hash.
func (c *checker) checkTerms() error {
	last := int64(0)
	for n := largePage; n == largePage; {
		var problems []string
		n = 0
		err := c.query(c.ctx, func(row [][]byte) (err error) {
			n++
			if last, err = number(row[0]); err != nil {
				return err
			}
			ids := c.db.hash(row[1])
			switch _, err := quadstore.ParseTerm(row[1]); {
			case err != nil:
				problems = append(problems, fmt.Sprintf("term %d: %v", last, err))
			case !slices.Contains(ids[:], last):
				problems = append(problems, fmt.Sprintf("term %d has an id that is not of its hash", last))
			case !bytes.Equal(head(row[1]), row[2]):
				problems = append(problems, fmt.Sprintf("term %d is not found by its beginning", last))
			}
			return nil
		}, sqlAllTerms, last, largePage)
		if err != nil {
			return err
		}
		for _, p := range problems {
			if err := c.report("%s", p); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkNames compares the index with the names that quads state.
func (c *checker) checkNames() error {
	stated := map[name]string{}
	words := int64(0)
	for quads, err := range c.nameQuads(c.ctx) {
		if err != nil {
			return err
		}
		n, err := c.addStated(stated, quads)
		if err != nil {
			return err
		}
		words += n
	}
	if err := c.walkNames(stated); err != nil {
		return err
	}
	missing := slices.SortedFunc(func(yield func(name) bool) {
		for n := range stated {
			if !yield(n) {
				return
			}
		}
	}, compareNames)
	for _, n := range missing {
		if err := c.report("the name %d of %d is not in the index", n.object, n.subject); err != nil {
			return err
		}
	}
	var kept int64
	if err := c.query(c.ctx, func(row [][]byte) error { return numbers(row, &kept) }, sqlNumWords); err != nil {
		return err
	}
	if kept != words {
		return c.report("the index has %d words of names, and there are %d", kept, words)
	}
	return nil
}

// addStated adds the names of quads, folded, and counts their words.
func (c *checker) addStated(stated map[name]string, quads [][4]uint64) (words int64, err error) {
	names, err := c.statedBy(c.ctx, quads)
	if err != nil {
		return 0, err
	}
	objects := map[int64][]name{}
	for n := range names {
		if _, known := stated[n]; !known {
			objects[n.object] = append(objects[n.object], n)
		}
	}
	err = c.termBytes(c.ctx, keys(objects), func(id int64, term []byte) error {
		text, _ := quadstore.TermText(term)
		folded := quadstore.FoldName(text)
		for _, n := range objects[id] {
			if len(folded) > 0 {
				stated[n] = strings.Join(folded, " ")
				words += int64(len(slices.Compact(slices.Sorted(slices.Values(folded)))))
			}
		}
		return nil
	})
	return words, err
}

// walkNames crosses off what the index has, and reports what it has too much.
func (c *checker) walkNames(stated map[name]string) error {
	text, at := []byte{}, name{}
	for n := largePage; n == largePage; {
		var wrong []name
		n = 0
		err := c.query(c.ctx, func(row [][]byte) error {
			n++
			if err := numbers(row, &at.object, &at.subject); err != nil {
				return err
			}
			text = bytes.Clone(row[2])
			if stated[at] == string(text) {
				delete(stated, at)
			} else {
				wrong = append(wrong, at)
			}
			return nil
		}, sqlAllNames, text, at.object, at.subject, largePage)
		if err != nil {
			return err
		}
		for _, w := range wrong {
			if err := c.report("the index of names has %d for %d, which no quad states so", w.object, w.subject); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *checker) checkLoads() error {
	for _, err := range c.Loads() {
		if err != nil {
			return err
		}
	}
	return nil
}
