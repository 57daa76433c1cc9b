package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"claimgraph/kg"

	"github.com/spf13/cobra"
)

func (a *app) deprecateCommand() *cobra.Command {
	c := curating{app: a}
	misread := false
	cmd := &cobra.Command{
		Use:   "deprecate CLAIM | FACT | SUBJECT PREDICATE OBJECT",
		Short: "Decide that a claim or a fact does not count",
		Long: `deprecate takes a claim, by its IRI or id, or a fact, by its id or by subject,
predicate and object as they are called, out of all that is concluded: status,
sources, confidence, conflicts, match, paths, neighborhood and timeline. It stays
to be seen, with who decided it and why. A deprecated fact keeps out the claims of
articles that are loaded later, too. With --misread the text does not say it;
without, the text says it and it does not hold. The decision survives that an
article is loaded anew and can be undone.`,
		Example: `  claimgraph deprecate --misread --by ann 'articles/story.txt#c9f86d081884c7d65'
  claimgraph deprecate --reason 'sold in 2024' Acme headquarters_location Berlin
  claimgraph query '{ facts(where: {status: DEPRECATED}) { nodes { id subject { label } deprecation { reason } } } }'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 && len(args) != 3 {
				return usageError{fmt.Errorf("deprecate takes a claim, a fact's id, or a subject, a predicate and an object")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return c.deprecate(cmd.Context(), args, misread) },
	}
	cmd.Flags().BoolVar(&misread, "misread", false, "the text does not say it")
	c.flags(cmd)
	return cmd
}

func (c *curating) deprecate(ctx context.Context, args []string, misread bool) error {
	return c.ask(func(to asker) error {
		input := map[string]any{"misread": misread}
		field, id, err := c.deprecated(ctx, to, args)
		if err != nil {
			return err
		}
		input[field] = id
		return c.decide(ctx, to, "deprecate", "DeprecateInput", input)
	})
}

// deprecated is the id of what is named, and whether that is a claim or a fact.
func (c *curating) deprecated(ctx context.Context, to asker, args []string) (field, id string, err error) {
	if len(args) == 3 {
		id, err = c.fact(ctx, to, args[0], args[1], args[2])
		return "fact", id, err
	}
	if strings.Contains(args[0], "#c") {
		return "claim", kg.ClaimNodeID(claimIRI(args[0])), nil
	}
	const query = `query ($id: ID!) { result: node(id: $id) { __typename } }`
	what, err := fieldOf[struct {
		Typename string `json:"__typename"`
	}](ctx, to, query, map[string]any{"id": args[0]})
	if _, refused := errors.AsType[*refusedError](err); refused {
		err = advise(fmt.Errorf("%s: %w", args[0], err), "claimgraph queue lists claims, each with the command that decides; a fact is named as in Acme headquarters_location Berlin")
	}
	if err != nil {
		return "", "", err
	}
	if what.Typename == "Fact" {
		return "fact", args[0], nil
	}
	return "claim", args[0], nil
}

// claimIRI is a claim's IRI; its article may be named by its key.
func claimIRI(name string) string {
	article, claim, _ := strings.Cut(name, "#c")
	if !strings.Contains(article, ":") {
		article = kg.ArticleIRI(&kg.Article{Key: article})
	}
	return article + "#c" + claim
}

// fact is the id of the fact that is named as people name it.
func (c *curating) fact(ctx context.Context, to asker, subject, predicate, object string) (string, error) {
	const query = `query ($subject: ID!, $predicate: String!, $object: FactFilter!) {
  result: facts(where: {subject: {refs: [{id: $subject}]}, predicates: [$predicate], and: [$object]}, first: 2) { nodes { id object { label nquads } } }
}`
	entity, err := c.entity(ctx, to, subject)
	if err != nil {
		return "", err
	}
	choices := []any{
		map[string]any{"object": map[string]any{"label": map[string]any{"eq": object}}},
		map[string]any{"value": map[string]any{"eq": object}},
	}
	if strings.Contains(object, ":") {
		choices = append(choices, map[string]any{"object": map[string]any{"refs": []any{map[string]any{"iri": object}}}})
	}
	found, err := fieldOf[struct {
		Nodes []struct {
			ID     string
			Object struct{ Label, NQuads string }
		}
	}](ctx, to, query, map[string]any{"subject": entity, "predicate": predicate, "object": map[string]any{"or": choices}})
	switch {
	case err != nil:
		return "", err
	case len(found.Nodes) == 0:
		return "", fmt.Errorf("%s %s %s: the graph has no such fact", subject, predicate, object)
	case len(found.Nodes) > 1:
		return "", fmt.Errorf("%s %s %s: there are several such facts, such as of %s and %s; give the object's IRI or the fact's id",
			subject, predicate, object, found.Nodes[0].Object.NQuads, found.Nodes[1].Object.NQuads)
	}
	return found.Nodes[0].ID, nil
}
