// Command claimgraph reads articles, builds a knowledge graph of claims with
// evidence, and serves it over GraphQL. One verb, one file.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"claimgraph/ops"
	"claimgraph/quadstore/postgres"

	"github.com/spf13/cobra"
)

// Exit codes. Partly failed is failed: one bad file of a thousand, an error in
// a GraphQL answer, a finding of check, an id that is not there.
const (
	exitFailed = 1
	exitUsage  = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the program but for the process around it.
func run(args []string, in io.Reader, out, errors io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	a := &app{in: in, out: out, errors: errors, cache: defaultCache, hinted: map[string]bool{}}
	root := a.command()
	root.SetArgs(args)
	verb, err := root.ExecuteContextC(ctx)
	return a.exitCode(err, func() string { return usageHint(verb, args) })
}

const defaultData = "claimgraph.db"

// app is what the verbs share.
type app struct {
	in          io.Reader
	out, errors io.Writer

	data     string // folder of the store
	logLevel string
	logForm  string
	asJSON   bool
	config   string
	sync     syncFlag
	cache    cacheFlag

	log        *slog.Logger
	statements func(postgres.Statement) // told each one that a database was sent; nil: nobody

	inVerb bool            // the command line was understood
	hinted map[string]bool // advice that was given
}

// command is the whole command line.
func (a *app) command() *cobra.Command {
	serve := a.serveCommand()
	root := &cobra.Command{
		Use:   "claimgraph",
		Short: "A knowledge graph of claims with evidence, from articles",
		Long: `claimgraph reads articles and builds a knowledge graph of claims with evidence:
who says what, how surely, in which words. Without a verb it serves.`,
		Example: `  claimgraph                                    serve on http://127.0.0.1:8080/
  claimgraph load articles/ more.jsonl.gz       read articles into the store
  claimgraph query '{ graph { claimCount } }'   ask
  claimgraph extract story.txt                  see what is read from a text
  claimgraph demo                               ten seconds' look at what it does`,
		Args:              cobra.NoArgs,
		RunE:              serve.RunE,
		PersistentPreRunE: a.prepare,
		SilenceErrors:     true,
		SilenceUsage:      true,
		Version:           version(),
	}
	root.SuggestionsMinimumDistance = 2 // letters that a verb may be mistyped by
	root.Flags().AddFlagSet(serve.Flags())
	groupFlags(root, a.out, accessGroup, rateGroup, watchGroup, limitGroup)
	shared := root.PersistentFlags()
	shared.StringVar(&a.data, "data", defaultData, "`folder` of the store, or postgres://user@host/database: docs/operations.md")
	shared.StringVar(&a.logLevel, "log-level", "info", "the least `level` that is logged: debug, info, warn or error")
	shared.StringVar(&a.logForm, "log-format", "text", "`form` of the log: text or json, a line each")
	shared.BoolVar(&a.asJSON, "json", false, "what is printed, as JSON")
	shared.Var(&a.sync, "sync", "when a change is on the disk: `always`, batch or none; see docs/operations.md")
	shared.Var(&a.cache, "cache", "`MB` of memory for what was read from the store")
	shared.StringVar(&a.config, "config", "", "YAML `file` of flags; see also CLAIMGRAPH_* in the environment")
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errors)
	root.AddCommand(serve, a.loadCommand(), a.extractCommand(), a.parseCommand(), a.queryCommand(),
		a.exportCommand(), a.retractCommand(), a.rereadCommand(), a.schemaCommand(), a.checkCommand(), a.statsCommand(),
		a.mergeCommand(), a.splitCommand(), a.keepApartCommand(), a.deprecateCommand(), a.confirmCommand(), a.undoCommand(), a.decisionsCommand(),
		a.queueCommand(), a.enqueueCommand(), a.workCommand(), a.tasksCommand(), a.backupCommand(), a.restoreCommand(), a.compactCommand(), a.reindexCommand(),
		a.vocabularyCommand(), a.evalCommand(), a.keyCommand(), a.demoCommand(), a.manCommand())
	completeFlags(root)
	wordArguments(root)
	fitFlags(root, a.out)
	return root
}

// prepare runs before every verb, when the command line has been understood.
func (a *app) prepare(cmd *cobra.Command, _ []string) error {
	if err := a.configure(cmd); err != nil {
		return err
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(a.logLevel)); err != nil {
		return fmt.Errorf("--log-level %s: want debug, info, warn or error", a.logLevel)
	}
	var err error
	if a.log, err = ops.NewLog(a.errors, a.logForm, level); err != nil {
		return err
	}
	a.inVerb = true
	return nil
}

// errReported ends a verb that has already said what failed.
var errReported = errors.New("something failed")

// usageError is a command line that cannot be meant.
type usageError struct{ error }

// exitCode says what went wrong, where that is not said yet, and what to do.
func (a *app) exitCode(err error, usageHint func() string) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errReported):
		return exitFailed
	case !a.inVerb || errors.As(err, &usage):
		a.tell(err, usageHint())
		return exitUsage
	case errors.Is(err, context.Canceled): // a verb whose own words for it are missing
		err = errors.New("interrupted: what was asked for is not complete")
	}
	a.complain(err)
	return exitFailed
}

// complain prints an error and, the first time, what to do about its kind.
func (a *app) complain(err error) {
	a.tell(err, hint(err))
}

func (a *app) tell(err error, advice string) {
	p := newPage(a.errors)
	p.printf("%s %v\n", p.mark(red, "claimgraph:"), err)
	if advice != "" && !a.hinted[advice] {
		p.printf("%s %s\n", p.mark(cyan, "hint:"), advice)
		a.hinted[advice] = true
	}
}
