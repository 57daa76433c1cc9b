package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/read"
	"claimgraph/loader/syntax"

	"github.com/spf13/cobra"
)

func (a *app) parseCommand() *cobra.Command {
	p := parsing{app: a}
	cmd := &cobra.Command{
		Use:   "parse PATH|- …",
		Short: "Write the dependency trees of articles as CoNLL-U",
		Long: `parse writes tokens, lemmas, parts of speech, heads and relations as CoNLL-U,
with names in MISC (Name=B-ORG). "# start_char" counts Unicode code points.`,
		Example: `  claimgraph parse story.txt
  echo 'Nvidia makes chips.' | claimgraph parse -
  claimgraph parse --conllu treebank.conllu`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return p.run(cmd.Context(), args) },
	}
	cmd.Flags().BoolVar(&p.conllu, "conllu", false, "the input is CoNLL-U; keep its sentences and tokens")
	p.reading.flags(cmd.Flags())
	return cmd
}

// parsing is one run of parse.
type parsing struct {
	*app
	reading
	conllu bool

	loader *loader.Loader
	out    *bufio.Writer
}

func (p *parsing) run(ctx context.Context, paths []string) (err error) {
	if p.asJSON {
		return usageError{errors.New("--json: parse writes CoNLL-U; extract writes JSON lines")}
	}
	if p.loader, err = loader.New(kg.BuiltinVocabulary()); err != nil {
		return err
	}
	p.out = bufio.NewWriter(p.app.out)
	if p.conllu {
		return p.givenFiles(ctx, paths)
	}
	from, bar := p.shown(ctx, p.app, paths)
	defer bar.finish()
	failed := false
	for an, err := range p.loader.Parses(ctx, p.articles(from, paths), int(p.workers)) {
		if err != nil {
			failed = true
			if ctx.Err() == nil {
				bar.clear()
				p.complain(err)
			}
			continue
		}
		p.noticeForeign(an)
		if err := p.write(an.Article.Key, an.Text, an.Trees); err != nil {
			return err
		}
	}
	return p.end(ctx, failed)
}

func (p *parsing) write(id string, text *syntax.Text, trees []syntax.Tree) error {
	if _, err := p.out.Write(syntax.AppendNewDoc(nil, id)); err != nil {
		return err
	}
	var lines []byte
	for i := range trees {
		lines = syntax.AppendCoNLLU(lines[:0], text, &trees[i])
		if _, err := p.out.Write(lines); err != nil {
			return err
		}
	}
	return p.out.Flush()
}

// givenFiles parses the tokens of CoNLL-U files.
func (p *parsing) givenFiles(ctx context.Context, paths []string) error {
	failed := false
	for _, path := range paths {
		err := p.givenFile(ctx, path)
		var broken *conlluError
		if errors.As(err, &broken) {
			failed = true
			p.complain(err)
			continue
		}
		if err != nil {
			return err
		}
	}
	return p.end(ctx, failed)
}

// conlluError is a file that could not be read to its end.
type conlluError struct {
	path string
	err  error
}

func (e *conlluError) Error() string { return fmt.Sprintf("%s: %v", e.path, e.err) }

func (e *conlluError) Unwrap() error { return e.err }

func (p *parsing) givenFile(ctx context.Context, path string) error {
	in := p.stdin(ctx)
	if path != read.Stdin {
		f, err := os.Open(path)
		if err != nil {
			return &conlluError{path, errors.Unwrap(err)}
		}
		defer f.Close()
		in = f
	}
	for doc, err := range syntax.ReadCoNLLU(in) {
		if err != nil {
			return &conlluError{path, err}
		}
		if ctx.Err() != nil {
			return nil
		}
		sentences := make([]syntax.Sentence, len(doc.Trees))
		for i := range doc.Trees {
			sentences[i] = doc.Trees[i].Sentence
		}
		if err := p.write(doc.ID, doc.Text, p.loader.ParseGiven(doc.Text, sentences)); err != nil {
			return err
		}
	}
	return nil
}
