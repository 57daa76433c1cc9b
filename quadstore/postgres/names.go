package postgres

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// candidates bounds how many names are looked at for one query, as in the embedded
// engine.
const candidates = 5000

// name is an object of a name predicate together with its subject.
type name struct{ object, subject int64 }

func compareNames(a, b name) int {
	return cmp.Or(cmp.Compare(a.object, b.object), cmp.Compare(a.subject, b.subject))
}

const (
	sqlNamesFrom = `SELECT o, s FROM names WHERE name >= $1 AND name < $2 ORDER BY name, o, s LIMIT $3`
	sqlWordsFrom = `SELECT o, s FROM words WHERE word >= $1 AND word < $2 ORDER BY word, o, s LIMIT $3`
	sqlNamed     = `SELECT o, s FROM names WHERE name = $1 ORDER BY o, s`
)

// Names implements quadstore.Snapshot: names that begin with the query, that have all
// its words, and that have all but an unfinished last one are found by the index, and
// ranked by their texts.
func (r *reader) Names(ctx context.Context, query string, limit int) ([]quadstore.NameHit, error) {
	words := quadstore.FoldName(query)
	if len(words) == 0 || limit <= 0 {
		return nil, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	found, err := r.candidates(ctx, words, max(limit, candidates))
	if err != nil {
		return nil, err
	}
	return r.rank(found, words, limit)
}

// Named implements quadstore.Snapshot.
func (r *reader) Named(text string) ([]quadstore.NameHit, error) {
	words := quadstore.FoldName(text)
	if len(words) == 0 {
		return nil, nil
	}
	found, err := r.whoIs(strings.Join(words, " "))
	if err != nil {
		return nil, err
	}
	return r.rank(found, words, len(found))
}

func (r *reader) whoIs(folded string) ([]name, error) {
	if !r.fresh {
		if found, known := r.db.neighbours.whoIs(folded, r.state.version); known {
			return found, r.closed()
		}
	}
	found, err := r.names(context.Background(), sqlNamed, []byte(folded))
	if err == nil && !r.fresh {
		r.db.neighbours.putNamed(folded, found, r.state.version)
	}
	return found, err
}

func (r *reader) candidates(ctx context.Context, words []string, limit int) ([]name, error) {
	last := len(words) - 1
	whole := []byte(strings.Join(words, " "))
	found, err := r.names(ctx, sqlNamesFrom, whole, successor(whole), limit)
	if err != nil {
		return nil, err
	}
	steps := [][]string{words, words[:last]}
	if last == 0 {
		begun, err := r.names(ctx, sqlWordsFrom, []byte(words[0]), successor([]byte(words[0])), limit)
		if err != nil {
			return nil, err
		}
		found, steps = append(found, begun...), steps[:0] // a whole word begins with itself
	}
	for _, all := range steps {
		sql, args := wordsStatement(all)
		more, err := r.names(ctx, sql, append(args, limit)...)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	slices.SortFunc(found, compareNames)
	return slices.Compact(found), nil
}

// wordsStatement finds names that have all of some words; its last argument is how
// many.
func wordsStatement(words []string) (sql string, args []any) {
	var b strings.Builder
	for i, word := range words {
		args = append(args, []byte(word))
		if i > 0 {
			fmt.Fprintf(&b, " AND EXISTS (SELECT 1 FROM words AS w%d WHERE w%d.word = $%d AND w%d.o = w.o AND w%d.s = w.s)", i, i, i+1, i, i)
		}
	}
	return fmt.Sprintf("SELECT w.o, w.s FROM words AS w WHERE w.word = $1%s ORDER BY w.o, w.s LIMIT $%d", b.String(), len(words)+1), args
}

func (r *reader) names(ctx context.Context, sql string, args ...any) (found []name, err error) {
	err = r.query(ctx, func(row [][]byte) error {
		var n name
		if err := numbers(row, &n.object, &n.subject); err != nil {
			return err
		}
		found = append(found, n)
		return nil
	}, sql, args...)
	return found, err
}

// text is the text of a name.
func text(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	}
	return ""
}

// rank reads the names and keeps the best.
func (r *reader) rank(found []name, words []string, limit int) ([]quadstore.NameHit, error) {
	objects := make([]uint64, len(found))
	for i, n := range found {
		objects[i] = uint64(n.object)
	}
	values, err := r.Terms(objects)
	if err != nil {
		return nil, err
	}
	hits := make([]quadstore.TermHit, len(found))
	for i, n := range found {
		hits[i] = quadstore.TermHit{ID: uint64(n.subject), IRI: text(values[i])}
	}
	return quadstore.RankNames(hits, words, limit), nil
}
