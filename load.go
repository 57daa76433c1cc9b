package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/read"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"
)

const (
	toldErrors = 20   // lines of one file that are told one by one; the rest is counted
	badLines   = 1000 // a file of quads with so many is something else
)

func (a *app) loadCommand() *cobra.Command {
	l := loading{app: a}
	cmd := &cobra.Command{
		Use:   "load PATH|- …",
		Short: "Load articles or quads into the store",
		Long: `load reads plain text, HTML pages, Markdown, feeds, mail and mailboxes, PDF, DOCX, CSV, TSV, web
archives, JSON lines of articles and quads (N-Quads, Turtle, TriG, JSON-LD), each
also in gzip or zip; folders with all they hold; addresses, politely; "-" is
standard input. docs/formats.md says what of each. A
text, page or document is one article, whose id is the path as given. Loading
again changes nothing; another text under a known id replaces the old one.

A catalogue (--catalog) links what articles name to IRIs of your own or Wikidata's:
CSV or N-Quads, described in docs/catalog.md. It stays in the store; articles that
are there already are linked too. claimgraph retract FILE takes it out again.

Things of quads are found by rdfs:label, skos:prefLabel, skos:altLabel and
schema:name. Where another predicate names them, --label-predicate says so: its
texts become labels too, of a file that is loaded already as well.

One bad file or line never stops the rest: it is named with its reason, and the
exit code is 1. --dead-letters FILE keeps what failed, as JSON lines; --retry FILE
loads it again, mended or not (docs/operations.md).`,
		Example: `  claimgraph load articles/
  claimgraph load story.txt more.jsonl.gz
  curl -s https://example.org/feed.jsonl | claimgraph load -
  claimgraph load --columns id=Nr,text=Body,title=Headline archive.csv
  claimgraph load --catalog places.csv articles/
  claimgraph load --dead-letters failed.jsonl articles/
  claimgraph load --retry failed.jsonl --dead-letters failed.jsonl
  claimgraph load --base http://movies.example/ --label-predicate name movies.nq.gz`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(l.catalogs) > 0 || len(l.retry) > 0 {
				return nil
			}
			return cobra.MinimumNArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error { return l.run(cmd.Context(), args) },
	}
	cmd.Flags().StringVar(&l.base, "base", "", "`IRI` that relative IRIs in files of quads are resolved against")
	cmd.Flags().StringArrayVar(&l.labelPredicates, "label-predicate", nil, "`IRI` of a predicate of quads whose texts name their subjects, relative to --base too; may be repeated")
	cmd.Flags().StringArrayVar(&l.catalogs, "catalog", nil, "`file` of entities that articles are linked to; may be repeated")
	cmd.Flags().StringVar(&l.lettersFile, "dead-letters", "", "`file` for what could not be read, which --retry loads again")
	cmd.Flags().StringArrayVar(&l.retry, "retry", nil, "`file` of dead letters that are loaded again; may be repeated")
	l.reading.flags(cmd.Flags())
	l.vocabulary.flag(cmd.Flags())
	l.server.flag(cmd)
	return cmd
}

// loading is one run of load.
type loading struct {
	*app
	reading
	vocabulary vocabulary
	base       string
	catalogs   []string

	lettersFile string
	retry       []string
	letters     *letters

	labelPredicates []string
	labels          []quad.IRI // the same, absolute

	db      quadstore.Engine
	bar     *bar
	server  client
	summary loadSummary

	ingesting *ingesting // through a server
	unsent    int        // bytes read that no job was given

	told  map[string]int // errors told, by file
	fatal error
}

func (l *loading) run(ctx context.Context, paths []string) (err error) {
	l.told = map[string]int{}
	if l.server.given() {
		if l.vocabulary.given() {
			return errServersVocabulary
		}
		if len(l.catalogs) > 0 {
			return usageError{errors.New("--catalog and --server: a catalogue is loaded into a store that no server has open; stop the server first")}
		}
		if len(l.retry) > 0 {
			return usageError{errors.New("--retry and --server: dead letters are loaded into a store that no server has open; stop the server first")}
		}
		if l.minConfidence > 0 {
			return usageError{errors.New("--min-confidence: a running server reads with its own; give the flag to serve")}
		}
		return l.send(ctx, paths)
	}
	if err := l.resolveLabels(); err != nil {
		return err
	}
	reader, _, err := l.vocabulary.loader()
	if err != nil {
		return err
	}
	db, err := l.createStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	if l.letters, err = openLetters(l.lettersFile); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.letters.close(l.fatal == nil)) }()
	l.db = db
	l.bar = newBar(l.errors, "loading", read.Size(append(paths, l.catalogs...)...))
	for _, file := range l.catalogs {
		l.catalog(ctx, file)
	}
	if l.fatal != nil {
		return l.finish(ctx, func() error { return l.summary.print(l.out, l.asJSON) })
	}
	for o, err := range reader.AtLeast(float64(l.minConfidence)).Load(ctx, newLoaderStore(db), l.articles(ctx, paths), int(l.workers), time.Now) {
		l.take(o, err)
	}
	l.bar.finish()
	return l.finish(ctx, func() error { return l.summary.print(l.out, l.asJSON) })
}

func (l *loading) reader(ctx context.Context) read.Reader {
	r := l.reading.reader(ctx, l.app)
	r.Progress = l.bar.add
	return r
}

// articles are those of paths. Files of quads are loaded when their turn comes.
func (l *loading) articles(ctx context.Context, paths []string) iter.Seq2[kg.Article, error] {
	reader := l.reader(ctx)
	return func(yield func(kg.Article, error) bool) {
		for in, err := range both(reader.Inputs(paths...), retried(reader, l.retry)) {
			if err == nil && in.Quads != nil {
				if err = l.quads(ctx, in.Quads); err == nil {
					continue
				}
			}
			l.summary.ReplacedBytes += in.Replaced
			if l.fatal != nil || !yield(in.Article, err) {
				return
			}
		}
	}
}

func both(first, then iter.Seq2[read.Input, error]) iter.Seq2[read.Input, error] {
	return func(yield func(read.Input, error) bool) {
		for _, inputs := range [...]iter.Seq2[read.Input, error]{first, then} {
			for in, err := range inputs {
				if !yield(in, err) {
					return
				}
			}
		}
	}
}

// take notes what became of an article.
func (l *loading) take(o loader.Outcome, err error) {
	var bad *read.Error
	var defect *loader.Defect
	switch {
	case errors.Is(err, context.Canceled):
		l.fatal = err
	case errors.As(err, &bad):
		l.fail(bad)
	case errors.As(err, &defect):
		l.log.Error("a stage failed", "article", defect.Key, "stack", defect.Stack)
		l.fail(&read.Error{Name: defect.Key, Raw: jsonLineOf(&o.Article), Err: fmt.Errorf("not read, a stage failed on it: %v", defect.Cause)})
	case err != nil:
		l.fatal = err
	default:
		l.summary.add(o)
		l.summary.noteID(o)
		l.notice(o)
	}
}

// notice tells why nothing was read from an article that is stored.
func (l *loading) notice(o loader.Outcome) {
	if o.Foreign == "" || l.summary.Foreign > toldErrors {
		return
	}
	l.bar.clear()
	fmt.Fprintf(l.errors, "claimgraph: %s: kept, but nothing is read from it: its language is %s, not English\n", o.Article.Key, o.Foreign)
}

// quads loads a file of quads. Its bad lines cost themselves only.
func (l *loading) quads(ctx context.Context, q *read.Quads) error {
	bad := 0
	storing := &storingBar{loading: l}
	defer storing.finish()
	load := quadstore.Load{Key: q.IRI(), Time: time.Now(), Name: q.Name}
	stats, err := l.db.BulkLoad(ctx, load, labelQuads(q.Statements(l.base), l.labels), quadstore.BulkOptions{
		Label:   quad.IRI(q.IRI()),
		Skolem:  q.Skolem(),
		Storing: storing.tell,
		OnError: func(err error) error {
			bad++
			return l.badQuad(err, bad)
		},
	})
	if err == nil && !stats.Loaded && len(l.labels) > 0 {
		err = l.relabel(ctx, q)
	}
	if err == nil && stats.Loaded && stats.Read == 0 {
		err = l.forget(ctx, q.IRI(), &read.Error{Name: q.Name, Path: q.Path(), Err: errors.New("no statement in it")})
	}
	var named *read.Error
	switch {
	case errors.As(err, &named):
		return &read.Error{Name: q.Name, Path: named.Path, Line: named.Line, Err: fmt.Errorf("%w; nothing of this file was loaded", named.Err)}
	case err != nil:
		l.fatal = err
		return err
	}
	l.summary.addQuads(stats)
	return nil
}

// badQuad tells a bad line and goes on, or gives the file up.
func (l *loading) badQuad(err error, bad int) error {
	var named *read.Error
	if !errors.As(err, &named) || named.Line == 0 {
		return err
	}
	l.fail(named)
	if bad == badLines {
		return &read.Error{Name: named.Name, Path: named.Path, Err: fmt.Errorf("%d lines are no statements", bad)}
	}
	return nil
}

// forget takes a load without a single statement out of the log, so that the
// next time says again what is wrong with it.
func (l *loading) forget(ctx context.Context, load string, wrong *read.Error) error {
	return errors.Join(l.db.Apply(ctx, quadstore.Batch{Unload: []string{load}}), wrong)
}

// fail tells an input that could not be read.
func (l *loading) fail(bad *read.Error) {
	l.summary.Failed++
	l.letters.write(bad)
	l.told[bad.Name]++
	if l.told[bad.Name] > toldErrors {
		return
	}
	l.bar.clear()
	l.complain(bad)
}

// finish prints the summary and says whether all went well.
func (l *loading) finish(ctx context.Context, print func() error) error {
	for _, name := range slices.Sorted(maps.Keys(l.told)) {
		if more := l.told[name] - toldErrors; more > 0 {
			fmt.Fprintf(l.errors, "claimgraph: %s: %d more such lines\n", name, more)
		}
	}
	if err := print(); err != nil {
		return err
	}
	if l.summary.nothing() && l.fatal == nil {
		fmt.Fprintln(l.errors, "hint: there was nothing to read; claimgraph help load says what can be")
	}
	switch {
	case l.fatal != nil && ctx.Err() != nil:
		return errInterrupted
	case l.fatal != nil:
		return l.fatal
	case l.summary.Failed > 0:
		return errReported
	}
	return nil
}

var errInterrupted = errors.New("interrupted: what is counted above is stored whole, load again for the rest")
