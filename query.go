package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"claimgraph/graph"
	"claimgraph/loader/read"

	"github.com/spf13/cobra"
)

func (a *app) queryCommand() *cobra.Command {
	q := asking{app: a}
	cmd := &cobra.Command{
		Use:   "query ['{ … }'|-]",
		Short: "Answer one GraphQL document; JSON on standard output",
		Long: `query answers a document, given as the argument (- is standard input) or with -f,
from the store without HTTP. The answer is JSON; the exit code is 1 where it has errors.`,
		Example: `  claimgraph query '{ graph { articleCount claimCount } }'
  claimgraph query '{ entity(ref: {name: "DeepSeek"}) { facts { edges { node { predicate { name } } other { label } } } } }'
  claimgraph query -f queries.graphql --operation Who --variables '{"name": "DeepSeek-V3"}'
  claimgraph query -f queries.graphql --operation Who --variables @variables.json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return q.run(cmd.Context(), args) },
	}
	cmd.Flags().StringVarP(&q.file, "file", "f", "", "`file` with the document; - for standard input")
	cmd.Flags().StringVar(&q.variables, "variables", "", "values of the document's variables, as a `JSON` object, or @FILE with it")
	cmd.Flags().StringVar(&q.operation, "operation", "", "`name` of the operation to run, where the document has several")
	q.vocabulary.flag(cmd.Flags())
	q.server.flag(cmd)
	return cmd
}

// asking is one run of query.
type asking struct {
	*app
	file, variables, operation string
	vocabulary                 vocabulary
	server                     client
}

func (q *asking) run(ctx context.Context, args []string) (err error) {
	document, err := q.document(ctx, args)
	if err != nil {
		return err
	}
	variables, err := q.values()
	if err != nil {
		return err
	}
	answer, ok, err := q.ask(ctx, document, variables)
	if err != nil {
		return err
	}
	if err := printJSON(q.out, answer); err != nil {
		return err
	}
	if !ok {
		if bytes.Contains(answer, []byte(`"GRAPHQL_VALIDATION_FAILED"`)) {
			fmt.Fprintln(q.errors, "hint: claimgraph schema prints what can be asked, docs/schema.md lists it")
		}
		return errReported
	}
	return nil
}

// ask asks the server where one is given, else the store.
func (q *asking) ask(ctx context.Context, document string, variables map[string]any) (answer []byte, ok bool, err error) {
	if q.server.given() {
		if q.vocabulary.given() {
			return nil, false, errServersVocabulary
		}
		return q.server.ask(ctx, document, variables, q.operation)
	}
	reader, known, err := q.vocabulary.loader()
	if err != nil {
		return nil, false, err
	}
	open := q.openToRead
	if graph.Changes(document, q.operation) {
		open = q.openStore
	}
	db, err := open()
	if err != nil {
		return nil, false, err
	}
	defer closing(db, &err)
	config := graph.Config{Store: graphStore{db}, Loader: graphLoader{reader, newLoaderStore(db), q.log}, Vocabulary: known, Log: q.log, Trouble: trouble}
	return graph.Execute(ctx, config, document, variables, q.operation)
}

// values are those of the variables, given on the command line or in a file.
func (q *asking) values() (values map[string]any, err error) {
	text := []byte(q.variables)
	if len(text) == 0 {
		return nil, nil
	}
	if name, inFile := strings.CutPrefix(q.variables, "@"); inFile {
		if text, err = os.ReadFile(name); err != nil {
			return nil, fmt.Errorf("--variables: %w", err)
		}
	}
	if err := json.Unmarshal(text, &values); err != nil {
		return nil, usageError{fmt.Errorf("--variables: want a JSON object such as {\"name\": \"DeepSeek\"}, or @FILE with one (%w)", err)}
	}
	return values, nil
}

// document is the GraphQL document, given in one of the two ways.
func (q *asking) document(ctx context.Context, args []string) (string, error) {
	file := q.file
	switch {
	case len(args) == 1 && file != "":
		return "", usageError{errors.New("a query as argument and one with -f: give one of them")}
	case len(args) == 1 && args[0] == read.Stdin:
		file = read.Stdin
	case len(args) == 1 && !strings.Contains(args[0], "{"):
		return "", usageError{noBraces(args[0])}
	case len(args) == 1:
		return args[0], nil
	case file == "":
		return "", usageError{errors.New("no query: give it as the argument, or a file with -f; - is standard input")}
	}
	if file == read.Stdin {
		content, err := io.ReadAll(q.stdin(ctx))
		return string(content), err
	}
	content, err := os.ReadFile(file)
	return string(content), err
}

// noBraces says what is wrong with an argument that is no query.
func noBraces(argument string) error {
	if _, err := os.Stat(argument); err == nil {
		return fmt.Errorf("%s is a file: give it with -f", argument)
	}
	return errors.New("a query has what it asks for in braces: '{ graph { claimCount } }'")
}

func printJSON(out io.Writer, raw []byte) error {
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, raw, "", "  "); err != nil {
		return err
	}
	pretty.WriteByte('\n')
	_, err := out.Write(pretty.Bytes())
	return err
}
