package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// vocabulary is the flag of the verbs that read with one.
type vocabulary struct{ file string }

func (v *vocabulary) flag(set *pflag.FlagSet) {
	set.StringVar(&v.file, "vocabulary", "", "`file` of relations that extends the built-in ones; see claimgraph help vocabulary")
}

func (v *vocabulary) given() bool { return v.file != "" }

var errServersVocabulary = usageError{errors.New("--vocabulary and --server: a server reads with its own vocabulary; give the file to serve")}

// open is the built-in vocabulary with what the file says.
func (v *vocabulary) open() (*kg.Vocabulary, error) {
	known := kg.BuiltinVocabulary()
	if !v.given() {
		return known, nil
	}
	text, err := os.ReadFile(v.file)
	if err != nil {
		return nil, fmt.Errorf("--vocabulary %w", err)
	}
	return known, badVocabulary(known.Extend(v.file, string(text)))
}

// loader reads with the vocabulary.
func (v *vocabulary) loader() (*loader.Loader, *kg.Vocabulary, error) {
	known, err := v.open()
	if err != nil {
		return nil, nil, err
	}
	l, err := loader.New(known)
	return l, known, badVocabulary(err)
}

// errVocabulary is what every vocabularyError is.
var errVocabulary = errors.New("a mistake in a vocabulary")

// vocabularyError is a mistake in a vocabulary file.
type vocabularyError struct{ error }

func badVocabulary(err error) error {
	if err == nil {
		return nil
	}
	return vocabularyError{err}
}

func (vocabularyError) Is(target error) bool { return target == errVocabulary }

func (a *app) vocabularyCommand() *cobra.Command {
	kinds := false
	cmd := &cobra.Command{
		Use:   "vocabulary [FILE]",
		Short: "Print the built-in vocabulary of relations, or check one of your own",
		Long: `vocabulary prints the file of relations that claimgraph knows: names, Wikidata
properties, kinds, and the patterns that read them. A file of your own, in the
same format, is given to extract, load, query and serve with --vocabulary; its
entries join the built-in ones, replace those of the same name, or, after a
first line "only", stand alone.

With FILE, vocabulary checks such a file: its lines, and that its examples are
read as they say. The exit code is 1 where one is not.

With --kinds, vocabulary prints the hierarchy of kinds as N-Triples, with the
classes of schema.org and Wikidata that mean the same; see docs/kinds.md.`,
		Example: `  claimgraph vocabulary > all.txt
  claimgraph vocabulary --kinds > kinds.nt
  claimgraph vocabulary mine.txt
  claimgraph extract --vocabulary mine.txt story.txt`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case kinds && len(args) == 1:
				return usageError{errors.New("--kinds prints the kinds and checks no file")}
			case kinds && a.asJSON:
				return writeJSON(a.out, kindFields())
			case kinds:
				return a.printKinds()
			case len(args) == 1:
				return a.checkVocabulary(cmd.Context(), args[0])
			}
			if a.asJSON {
				return writeJSON(a.out, relationFields(kg.BuiltinVocabulary()))
			}
			_, err := io.WriteString(a.out, kg.BuiltinVocabularyText())
			return err
		},
	}
	cmd.Flags().BoolVar(&kinds, "kinds", false, "print the hierarchy of kinds")
	return cmd
}

// printKinds publishes the kinds as N-Triples.
func (a *app) printKinds() error {
	return rdf.WriteNQuads(a.out, func(yield func(quad.Quad, error) bool) {
		for _, class := range kg.KindClasses() {
			for _, q := range class.Quads() {
				if !yield(q, nil) {
					return
				}
			}
		}
	})
}

// checkVocabulary reads a file's examples with it.
func (a *app) checkVocabulary(ctx context.Context, file string) error {
	l, known, err := (&vocabulary{file}).loader()
	if err != nil {
		return err
	}
	entries, examples, failed := 0, 0, false
	for i := range known.Predicates {
		p := &known.Predicates[i]
		if p.File == file {
			entries++
		}
		for _, e := range p.Examples {
			if e.File != file || ctx.Err() != nil {
				continue
			}
			examples++
			if !l.ReadsExample(p.Name, e) {
				failed = true
				a.complain(vocabularyError{fmt.Errorf("%s: line %d: %s: the example is not read so: %s", file, e.At, p.Name, e.Text)})
			}
		}
	}
	if failed || ctx.Err() != nil {
		return a.end(ctx, failed)
	}
	if a.asJSON {
		return writeJSON(a.out, map[string]any{"file": file, "relations": entries, "examples": examples, "all": len(known.Predicates)})
	}
	_, err = fmt.Fprintf(a.out, "%s: %d relations, %d examples read; %d relations in all\n", file, entries, examples, len(known.Predicates))
	return err
}

// relationField is a relation with --json.
type relationField struct {
	Name       string   `json:"name"`
	IRI        string   `json:"iri"`
	About      string   `json:"about"`
	Inverse    *string  `json:"inverse"`
	Functional bool     `json:"functional"`
	Once       bool     `json:"once"`
	Symmetric  bool     `json:"symmetric"`
	Transitive bool     `json:"transitive"`
	Domain     []string `json:"domain"`
	Range      []string `json:"range"`
}

func relationFields(v *kg.Vocabulary) []relationField {
	list := make([]relationField, len(v.Predicates))
	for i := range v.Predicates {
		p := &v.Predicates[i]
		list[i] = relationField{
			p.Name, p.IRI, p.About, optional(p.Inverse), p.Functional, p.Once, p.Symmetric, p.Transitive,
			append([]string{}, p.Domain...), append([]string{}, p.Range...),
		}
	}
	return list
}

// kindField is a kind with --json.
type kindField struct {
	Name     string  `json:"name"`
	Wider    *string `json:"wider"`
	Schema   *string `json:"schema"`
	Wikidata *string `json:"wikidata"`
	About    string  `json:"about"`
}

func kindFields() []kindField {
	var list []kindField
	for _, c := range kg.KindClasses() {
		list = append(list, kindField{c.Name, optional(c.Wider), optional(c.Schema), optional(c.Wikidata), c.About})
	}
	return list
}
