package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/read"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func (a *app) extractCommand() *cobra.Command {
	e := extracting{app: a}
	cmd := &cobra.Command{
		Use:   "extract PATH|- …",
		Short: "Write the claims of articles as JSON lines; store nothing",
		Long: `extract reads articles as load does and writes one JSON object per claim, in the
order of the articles and of their text. Offsets are Unicode code points.

With --trace it tells instead, for each sentence: the tree; the mentions and what
they refer to; each proposition with the rules that built it, the words that
weaken it, and the patterns that were tried on it; what learned relations scored;
the claims with what their confidence is made of; and what was dropped and why.`,
		Example: `  claimgraph extract story.txt
  claimgraph extract articles.jsonl > claims.jsonl
  echo 'Nvidia makes the H800.' | claimgraph extract -
  claimgraph extract --min-confidence 0.8 story.txt
  claimgraph extract --trace story.txt
  claimgraph extract --trace-match 'H800 chips' story.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return e.run(cmd.Context(), args) },
	}
	cmd.Flags().BoolVar(&e.mentions, "mentions", false, "one more line per mention, after its article's claims")
	cmd.Flags().BoolVar(&e.propositions, "propositions", false, "instead, the predicate-argument tuples that claims are read from")
	cmd.Flags().BoolVar(&e.trace, "trace", false, "instead, for people: how each claim came about, and why others did not (docs/trace.md)")
	cmd.Flags().StringVar(&e.traceMatch, "trace-match", "", "trace only sentences that hold `TEXT`; means --trace")
	noCoreferenceFlag(cmd.Flags(), &e.noCoreference)
	e.reading.flags(cmd.Flags())
	e.vocabulary.flag(cmd.Flags())
	return cmd
}

// noCoreferenceFlag is that of the verbs that show what coreference is worth.
func noCoreferenceFlag(set *pflag.FlagSet, to *bool) {
	set.BoolVar(to, "no-coreference", false, "take each mention for a thing of its own, but for equal names")
}

// extracting is one run of extract.
type extracting struct {
	*app
	reading
	vocabulary                    vocabulary
	mentions, propositions, trace bool
	noCoreference                 bool
	traceMatch                    string

	loader *loader.Loader
	out    *bufio.Writer
	json   *json.Encoder
}

func (e *extracting) run(ctx context.Context, paths []string) (err error) {
	e.trace = e.trace || e.traceMatch != ""
	if e.propositions && e.trace {
		return usageError{errors.New("--propositions and --trace both say what is written instead of claims: give one of them")}
	}
	l, _, err := e.vocabulary.loader()
	if err != nil {
		return err
	}
	if e.noCoreference {
		l = l.WithoutCoreference()
	}
	e.loader = l.AtLeast(float64(e.minConfidence))
	e.out = bufio.NewWriter(e.app.out)
	e.json = json.NewEncoder(e.out)
	e.json.SetEscapeHTML(false)
	from, bar := e.shown(ctx, e.app, paths)
	defer bar.finish()
	failed := false
	for an, err := range e.loader.Analyses(ctx, e.articles(from, paths), int(e.workers)) {
		if err == nil {
			if err := e.write(an); err != nil {
				return err
			}
			continue
		}
		failed = true
		if ctx.Err() == nil {
			bar.clear()
			e.complain(err)
		}
	}
	return e.app.end(ctx, failed)
}

// write writes what is asked for of one article, at once: who reads the other
// end of the pipe need not wait for the next article.
func (e *extracting) write(an *loader.Analysis) error {
	e.noticeForeign(an)
	var err error
	switch {
	case e.trace:
		_, err = fmt.Fprintf(e.out, "%s\n\n%s\n", an.IRI, e.loader.Trace(an, e.traceMatch))
	case e.propositions:
		err = e.writePropositions(an)
	default:
		err = e.writeClaims(an)
	}
	return errors.Join(err, e.out.Flush())
}

func (e *extracting) writeClaims(an *loader.Analysis) error {
	w := lineWriter{an}
	for i := range an.Claims {
		if err := e.json.Encode(w.claim(&an.Claims[i])); err != nil {
			return err
		}
	}
	if !e.mentions {
		return nil
	}
	entities := w.entityOf()
	for i := range an.Mentions {
		if err := e.json.Encode(w.mention(&an.Mentions[i], entities[i])); err != nil {
			return err
		}
	}
	return nil
}

// propositionLine is a line of --propositions.
type propositionLine struct {
	V          int      `json:"v"`
	Article    string   `json:"article"`
	Sentence   string   `json:"sentence"`
	Confidence float64  `json:"confidence"`
	Rel        string   `json:"rel"`
	Args       []string `json:"args"`
}

// writePropositions names the article's only line as the sentence, also where
// that line was split: scorers know it by what they gave.
func (e *extracting) writePropositions(an *loader.Analysis) error {
	line := strings.TrimSpace(an.Article.Text)
	oneLine := !strings.Contains(line, "\n")
	for _, p := range e.loader.Propositions(an) {
		sentence := p.Sentence
		if oneLine {
			sentence = line
		}
		if err := e.json.Encode(propositionLine{lineVersion, an.Article.Key, sentence, p.Confidence, p.Rel, p.Args}); err != nil {
			return err
		}
	}
	return nil
}

// noticeForeign says why nothing is read from an article.
func (a *app) noticeForeign(an *loader.Analysis) {
	if an.Foreign != "" {
		fmt.Fprintf(a.errors, "claimgraph: %s: nothing is read from it: its language is %s, not English\n", an.Article.Key, an.Foreign)
	}
}

// articles are those of paths, for verbs that have no use for quads.
func (a *app) articles(reader read.Reader, paths []string) iter.Seq2[kg.Article, error] {
	return func(yield func(kg.Article, error) bool) {
		for in, err := range reader.Inputs(paths...) {
			if err == nil && in.Quads != nil {
				err = &read.Error{Name: in.Name, Err: errNoArticles}
			}
			if !yield(in.Article, err) {
				return
			}
		}
	}
}

var errNoArticles = errors.New("holds quads, not articles")

// end ends a verb that may have been interrupted, or failed in part.
func (a *app) end(ctx context.Context, failed bool) error {
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("interrupted: the output is not complete")
	case failed:
		return errReported
	}
	return nil
}
