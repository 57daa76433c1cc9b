package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"claimgraph/loader/fetch"
	"claimgraph/loader/read"

	"github.com/spf13/pflag"
)

// workers is how many goroutines read articles.
func workers() int { return runtime.GOMAXPROCS(0) }

// reading is how articles are read: the flags of the verbs that do.
type reading struct {
	maxArticleBytes, workers atLeastOne
	minConfidence            probability
	columns                  columns
}

func (r *reading) flags(set *pflag.FlagSet) {
	r.inputFlags(set)
	r.readerFlags(set)
}

// inputFlags say how files become articles.
func (r *reading) inputFlags(set *pflag.FlagSet) {
	r.maxArticleBytes, r.columns = 16<<20, columns{}
	set.Var(&r.maxArticleBytes, "max-article-bytes", "length in `bytes` of the longest article, or JSON line, that is read")
	set.Var(&r.columns, "columns", "what the columns of CSV and TSV are, as in text=Body,title=Headline; others go by their own names")
}

// readerFlags say how articles become claims.
func (r *reading) readerFlags(set *pflag.FlagSet) {
	r.workers = atLeastOne(workers())
	set.Var(&r.workers, "workers", "`articles` that are read at once")
	r.minConfidence.flag(set)
}

func (r *reading) reader(ctx context.Context, a *app) read.Reader {
	web := fetch.New()
	return read.Reader{
		MaxArticleBytes: int(r.maxArticleBytes), Skip: a.data, Columns: read.Columns(r.columns), Stdin: a.stdin(ctx),
		Fetch: func(address string) (*fetch.Page, error) { return web.Fetch(ctx, address, int(r.maxArticleBytes)) },
	}
}

// probability is the value of a flag that takes a number from 0 to 1.
type probability float64

// flag is the same for all verbs that read articles.
func (p *probability) flag(set *pflag.FlagSet) {
	set.Var(p, "min-confidence", "leave out claims that are read with less, from 0 (all that the reader keeps) to 1")
}

func (p *probability) Set(s string) error {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0 && v <= 1) {
		return errors.New("want a number from 0 to 1")
	}
	*p = probability(v)
	return nil
}

func (p *probability) String() string { return strconv.FormatFloat(float64(*p), 'g', -1, 64) }
func (*probability) Type() string     { return "probability" }

// atLeastOne is the value of a flag that takes a number from 1 on, up to what
// any machine can hold.
type atLeastOne int

func (n *atLeastOne) Set(s string) error {
	v, err := strconv.ParseInt(s, 10, 32)
	if err != nil || v < 1 {
		return fmt.Errorf("want a whole number from 1 to %d", 1<<31-1)
	}
	*n = atLeastOne(v)
	return nil
}

func (n *atLeastOne) String() string { return strconv.Itoa(int(*n)) }
func (*atLeastOne) Type() string     { return "int" }

// columns is the value of a flag that names the columns of tables.
type columns read.Columns

func (c *columns) Set(s string) error {
	more, err := read.ParseColumns(strings.Split(s, ","))
	maps.Copy(*c, more)
	return err
}

func (c *columns) String() string {
	var pairs []string
	for _, part := range slices.Sorted(maps.Keys(*c)) {
		pairs = append(pairs, part+"="+(*c)[part])
	}
	return strings.Join(pairs, ",")
}

func (*columns) Type() string { return "PART=COLUMN,…" }

// shown is a reader with a bar of what it has read, where the output leaves
// room for one.
func (r *reading) shown(ctx context.Context, a *app, paths []string) (read.Reader, *bar) {
	from, b := r.reader(ctx, a), &bar{}
	if terminalOf(a.out) == nil {
		b = newBar(a.errors, "reading", read.Size(paths...))
	}
	from.Progress = b.add
	return from, b
}
