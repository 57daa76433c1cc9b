package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"claimgraph/graph"
	"claimgraph/kg"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The limits of one request are flags of serve; docs/limits.md lists them.

const limitGroup = "Limits of one request"

// limitFlags defines a flag for each limit. They start with the defaults.
func limitFlags(set *pflag.FlagSet, l *graph.Limits) {
	*l = graph.DefaultLimits()
	for _, f := range []struct {
		value pflag.Value
		name  string
		usage string
	}{
		{&whole[int]{&l.Tokens, 1, most}, "max-tokens", "`tokens` of a document"},
		{&whole[int]{&l.Depth, 1, 1000}, "max-depth", "`levels` of fields in fields; introspection needs 15"},
		{&whole[int]{&l.Fields, 1, most}, "max-fields", "`fields`, fragments put in their places"},
		{&whole[int]{&l.Aliases, 1, most}, "max-aliases", "`aliases` of an operation"},
		{&whole[int]{&l.Roots, 1, most}, "max-roots", "`fields` of the operation itself"},
		{&whole[int]{&l.Nodes, 1, most}, "max-nodes", "`objects` in the answer if every page were full"},
		{&whole[int]{&l.Repeats, 1, most}, "max-repeats", "`pairs` of fields that are written with one name"},
		{&whole[int]{&l.Page, kg.DefaultPage, kg.MaxPage}, "max-page", "`items` of a page"},
		{&whole[int]{&l.Nesting, 1, 1000}, "max-nesting", "`levels` of variables and arguments"},
		{&whole[int]{&l.Values, 1, most}, "max-values", "`values` in variables"},
		{&whole[int]{&l.Query, 1, most}, "max-query-bytes", "`bytes` of a document, and of each text among the variables of a query"},
		{&whole[int64]{&l.Body, 1, most}, "max-body-bytes", "`bytes` of a request"},
		{&positive{&l.Deadline}, "query-deadline", "`time` for a query"},
		{&positive{&l.Mutation}, "mutation-deadline", "`time` for a mutation, which reads texts"},
		{&whole[int64]{&l.Steps, 1, 1<<62 - 1}, "max-steps", "`quads` that a query looks at"},
		{&whole[int]{&l.Streams, 1, most}, "max-streams", "`streams` that are open at a time, WebSockets included, of all clients"},
		{&whole[int]{&l.Operations, 1, most}, "max-operations", "`operations` that run at a time on one WebSocket"},
		{&positive{&l.Patience}, "stream-patience", "`time` for a client of a stream to read, or to answer a ping"},
		{&positive{&l.Init}, "init-deadline", "`time` for a WebSocket to say connection_init"},
		{&positive{&l.KeepAlive}, "keep-alive", "`time` between signs of life on a stream"},
		{&whole[int]{&l.CacheBytes, 1, most}, "article-cache-bytes", "`bytes` of articles that are kept in memory, of all requests"},
	} {
		set.Var(f.value, f.name, f.usage)
		inGroup(set, f.name, limitGroup)
	}
}

// whole is the value of a flag that takes a whole number within bounds.
type whole[T int | int64] struct {
	into        *T
	least, most int64
}

const most = 1<<31 - 1 // what any machine can hold

func (w *whole[T]) Set(s string) error {
	v, err := strconv.ParseInt(s, 10, 64)
	if err != nil || v < w.least || v > w.most {
		return fmt.Errorf("want a whole number from %d to %d", w.least, w.most)
	}
	*w.into = T(v)
	return nil
}

func (w *whole[T]) String() string {
	if w.into == nil { // pflag asks a zero value
		return ""
	}
	return strconv.FormatInt(int64(*w.into), 10)
}

func (*whole[T]) Type() string { return "number" }

// positive is the value of a flag that takes a time of some length.
type positive struct{ into *time.Duration }

func (p *positive) Set(s string) error {
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		return fmt.Errorf("want a time such as 10s, 500ms or 2m")
	}
	*p.into = d
	return nil
}

func (p *positive) String() string {
	if p.into == nil {
		return ""
	}
	s := strings.TrimSuffix(p.into.String(), "m0s") // 10m0s is 10m
	if len(s) < len(p.into.String()) {
		s += "m"
	}
	return s
}

func (*positive) Type() string { return "time" }

// A verb with many flags shows them in groups.

const groupOf = "claimgraph_group"

func inGroup(set *pflag.FlagSet, name, group string) {
	if err := set.SetAnnotation(name, groupOf, []string{group}); err != nil {
		panic(err) // the flag was defined the line before
	}
}

// groupFlags makes a verb's help list the flags of groups under their headings.
func groupFlags(cmd *cobra.Command, out io.Writer, groups ...string) {
	plain := cmd.UsageFunc()
	cmd.SetUsageFunc(func(cmd *cobra.Command) error {
		sets := map[string]*pflag.FlagSet{}
		for _, g := range groups {
			sets[g] = pflag.NewFlagSet(g, pflag.ContinueOnError)
		}
		var grouped []*pflag.Flag
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if of := f.Annotations[groupOf]; len(of) == 1 && sets[of[0]] != nil {
				shown := *f
				sets[of[0]].AddFlag(&shown)
				grouped = append(grouped, f)
			}
		})
		hide := func(hidden bool) {
			for _, f := range grouped {
				f.Hidden = hidden
			}
		}
		hide(true)
		err := plain(cmd)
		hide(false)
		for _, g := range groups { // a verb inherits this from the root, and may have none of them
			if !sets[g].HasFlags() {
				continue
			}
			fmt.Fprintf(cmd.OutOrStderr(), "\n%s:\n%s", g, sets[g].FlagUsagesWrapped(flagWidth(out)))
		}
		return err
	})
}
