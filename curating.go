package main

import (
	"context"
	"fmt"
	"strings"

	"claimgraph/graph"
	"claimgraph/kg"

	"github.com/spf13/cobra"
)

// curating is what the verbs share by which people decide. They
// speak GraphQL, to the store or to a running server.
type curating struct {
	*app
	by, reason string
	server     client
}

func (c *curating) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.by, "by", "", "`name` of who decides, kept with the decision")
	cmd.Flags().StringVar(&c.reason, "reason", "", "`text` that says why, kept with the decision")
	c.server.flag(cmd)
}

// ask runs do with what answers: the server where one is given, else the store.
func (c *curating) ask(do func(to asker) error) (err error) {
	if c.server.given() {
		return do(&c.server)
	}
	db, err := c.openStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	config := graph.Config{Store: graphStore{db}, Loader: graphLoader{store: newLoaderStore(db), log: c.log}, Vocabulary: kg.BuiltinVocabulary(), Log: c.log}
	return do(localAsker{config})
}

// localAsker answers from the store.
type localAsker struct{ config graph.Config }

func (localAsker) place() string { return "" }

func (l localAsker) ask(ctx context.Context, query string, variables map[string]any, operation string) ([]byte, bool, error) {
	return graph.Execute(ctx, l.config, query, variables, operation)
}

// curated is what became of a decision.
type curated struct {
	CurationID string
	Entity     *namedEntity
	Fact       *decidedFact
	UserErrors []userError
}

type namedEntity struct {
	ID    string `json:"id"`
	IRI   string `json:"iri"`
	Label string `json:"label"`
	Kind  string `json:"kind,omitempty"` // of those that one name may mean
}

// decidedFact is a fact as decisions name it.
type decidedFact struct {
	Subject   namedEntity `json:"subject"`
	Predicate struct {
		Name string `json:"name"`
	} `json:"predicate"`
	Object struct {
		Label string `json:"label"`
	} `json:"object"`
	Status string `json:"status"`
}

func (f *decidedFact) String() string {
	return f.Subject.Label + " " + f.Predicate.Name + " " + f.Object.Label
}

const selectFact = `fact { subject { id iri label } predicate { name } object { label } status }`

// selectPayload is what is asked of every decision.
const selectPayload = `curationId entity { id iri label } ` + selectFact + ` userErrors { message code }`

// decide runs one of the mutations of curation.
func (c *curating) decide(ctx context.Context, to asker, field, inputType string, input map[string]any) error {
	input["by"], input["reason"] = c.by, c.reason
	query := `mutation ($in: ` + inputType + `!) { result: ` + field + `(input: $in) { ` + selectPayload + ` } }`
	return c.told(ctx, to, query, input)
}

// told runs a mutation and prints what became of it.
func (c *curating) told(ctx context.Context, to asker, query string, input map[string]any) error {
	p, err := fieldOf[curated](ctx, to, query, map[string]any{"in": input})
	if err != nil {
		return err
	}
	if len(p.UserErrors) > 0 {
		return &refusedError{to.place(), p.UserErrors[0].Message}
	}
	decision, err := kg.DecisionIRI(p.CurationID)
	if err != nil {
		return err
	}
	if c.asJSON {
		return writeJSON(c.out, struct {
			Curation string       `json:"curation"`
			Entity   *namedEntity `json:"entity"`
			Fact     *decidedFact `json:"fact,omitempty"`
		}{string(decision), p.Entity, p.Fact})
	}
	w := errWriter{w: c.out}
	if p.Entity != nil {
		w.printf("%s: %s\n", p.Entity.IRI, p.Entity.Label)
	}
	if p.Fact != nil {
		w.printf("%s: %s\n", p.Fact, strings.ToLower(p.Fact.Status))
	}
	w.printf("decision %s\n", string(decision))
	return w.err
}

// entity is the id of the entity that is named by its IRI, a label or an alias.
func (c *curating) entity(ctx context.Context, to asker, name string) (string, error) {
	const query = `query ($ref: EntityRef!) { result: entity(ref: $ref) { id } }`
	refs := []map[string]any{{"name": name}}
	if strings.Contains(name, ":") {
		refs = []map[string]any{{"iri": name}, {"name": name}}
	}
	for _, ref := range refs {
		e, err := fieldOf[*namedEntity](ctx, to, query, map[string]any{"ref": ref})
		if err != nil {
			return "", err
		}
		if e != nil {
			return e.ID, nil
		}
	}
	return "", fmt.Errorf("%s: %w", name, errNoEntity)
}

// entities are the ids of several.
func (c *curating) entities(ctx context.Context, to asker, names []string) ([]string, error) {
	ids := make([]string, len(names))
	for i, name := range names {
		var err error
		if ids[i], err = c.entity(ctx, to, name); err != nil {
			return nil, err
		}
	}
	return ids, nil
}
