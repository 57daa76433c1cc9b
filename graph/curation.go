package graph

import (
	"context"
	"errors"
	"strconv"

	"claimgraph/graph/generated"
	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

type curationResolver struct{}

func (curationResolver) Claim(ctx context.Context, d *kg.Decision) (*kg.GraphClaim, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.JudgedClaim(d)
}

func (curationResolver) Fact(ctx context.Context, d *kg.Decision) (*kg.Fact, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.JudgedFact(d)
}

// curating is one decision on its way: the ids that the client gave become
// IRIs, and what is refused is told by the place where it was given.
type curating struct {
	graph   *kg.Graph
	payload *generated.CurationPayload
	places  map[quad.IRI][]string // in the input
}

func newCurating(ctx context.Context, clientMutationID *string) (*curating, error) {
	g, err := graphOf(ctx)
	return &curating{g, &generated.CurationPayload{ClientMutationID: clientMutationID}, map[quad.IRI][]string{}}, err
}

func (r mutationResolver) mergeEntities(ctx context.Context, in generated.MergeEntitiesInput) (*generated.CurationPayload, error) {
	c, err := newCurating(ctx, in.ClientMutationID)
	if err != nil {
		return nil, err
	}
	d := kg.Decision{Kind: kg.Merge, By: text(in.By), Reason: text(in.Reason)}
	if d.Entity, err = c.entity(in.Into, "into"); err != nil {
		return nil, err
	}
	if d.From, err = c.each(in.From, "from", c.entity); err != nil {
		return nil, err
	}
	return r.curate(ctx, c, d, d.Entity)
}

func (r mutationResolver) splitEntity(ctx context.Context, in generated.SplitEntityInput) (*generated.CurationPayload, error) {
	c, err := newCurating(ctx, in.ClientMutationID)
	if err != nil {
		return nil, err
	}
	d := kg.Decision{Kind: kg.Split, By: text(in.By), Reason: text(in.Reason)}
	if d.Entity, err = c.entity(in.Entity, "entity"); err != nil {
		return nil, err
	}
	if d.From, err = c.each(in.Mentions, "mentions", c.mention); err != nil {
		return nil, err
	}
	d.Normalize()
	return r.curate(ctx, c, d, kg.SplitEntity(d.IRI()))
}

func (r mutationResolver) keepApart(ctx context.Context, in generated.KeepApartInput) (*generated.CurationPayload, error) {
	c, err := newCurating(ctx, in.ClientMutationID)
	if err != nil {
		return nil, err
	}
	d := kg.Decision{Kind: kg.KeepApart, By: text(in.By), Reason: text(in.Reason)}
	entities, err := c.each(in.Entities, "entities", c.entity)
	if err != nil {
		return nil, err
	}
	if len(entities) > 0 {
		d.Entity, d.From = entities[0], entities[1:]
	}
	return r.curate(ctx, c, d, d.Entity)
}

func (r mutationResolver) deprecate(ctx context.Context, in generated.DeprecateInput) (*generated.CurationPayload, error) {
	c, err := newCurating(ctx, in.ClientMutationID)
	if err != nil {
		return nil, err
	}
	d := kg.Decision{Kind: kg.Deprecate, By: text(in.By), Reason: text(in.Reason)}
	if in.Misread {
		d.Kind = kg.Misread
	}
	switch {
	case in.Claim != nil && in.Fact == nil:
		d.Entity, err = c.claim(*in.Claim, "claim")
	case in.Fact != nil && in.Claim == nil:
		err = c.fact(*in.Fact, &d, "fact")
	default:
		c.problem("ONE_OF", "give a claim or a fact, and not both")
	}
	if err != nil {
		return nil, err
	}
	return r.curate(ctx, c, d, d.Entity)
}

func (r mutationResolver) confirm(ctx context.Context, in generated.ConfirmInput) (*generated.CurationPayload, error) {
	c, err := newCurating(ctx, in.ClientMutationID)
	if err != nil {
		return nil, err
	}
	d := kg.Decision{Kind: kg.Confirm, By: text(in.By), Reason: text(in.Reason)}
	if d.Entity, err = c.claim(in.Claim, "claim"); err != nil {
		return nil, err
	}
	return r.curate(ctx, c, d, d.Entity)
}

// curate decides, unless something is wrong already, and shows the entity.
func (r mutationResolver) curate(ctx context.Context, c *curating, d kg.Decision, shown quad.IRI) (*generated.CurationPayload, error) {
	if len(c.payload.UserErrors) > 0 {
		return c.payload, nil
	}
	if refused, err := c.refused(r.loader.Curate(ctx, d)); refused || err != nil {
		return c.payload, err
	}
	return c.done(ctx, &d, shown)
}

func (r mutationResolver) undo(ctx context.Context, in generated.UndoInput) (*generated.CurationPayload, error) {
	c, err := newCurating(ctx, in.ClientMutationID)
	if err != nil {
		return nil, err
	}
	decision, err := kg.DecisionIRI(in.CurationID)
	if err != nil {
		c.problem("NOT_AN_ID", in.CurationID+": not the id of a decision", "curationId")
		return c.payload, nil
	}
	c.places[decision] = []string{"input", "curationId"}
	gone, err := r.loader.Undo(ctx, decision)
	if refused, err := c.refused(err); refused || err != nil {
		return c.payload, err
	}
	return c.done(ctx, gone, gone.Entity)
}

// done fills the payload in from the graph as it is now.
func (c *curating) done(ctx context.Context, d *kg.Decision, shown quad.IRI) (*generated.CurationPayload, error) {
	g, err := changedGraph(ctx)
	if err != nil {
		return nil, err
	}
	id := d.NodeID()
	c.payload.CurationID = &id
	if d.Judges() {
		c.payload.Fact, err = g.JudgedFact(d)
		return c.payload, err
	}
	c.payload.Entity, err = g.EntityByIRI(string(shown))
	return c.payload, err
}

// refused tells the client why something cannot be decided; other errors are ours.
func (c *curating) refused(err error) (bool, error) {
	refusal, ok := errors.AsType[*kg.Refusal](err)
	if !ok {
		return false, err
	}
	place := c.places[quad.IRI(refusal.What)]
	if place == nil {
		place = []string{"input"}
	}
	c.payload.UserErrors = append(c.payload.UserErrors, &generated.UserError{Message: refusal.Error(), Code: refusal.Code, Path: place})
	return true, nil
}

func (c *curating) problem(code, message string, place ...string) {
	c.payload.UserErrors = append(c.payload.UserErrors, &generated.UserError{Message: message, Code: code, Path: append([]string{"input"}, place...)})
}

// each resolves a list of ids.
func (c *curating) each(ids []string, field string, resolve func(id string, place ...string) (quad.IRI, error)) ([]quad.IRI, error) {
	list := make([]quad.IRI, len(ids))
	for i, id := range ids {
		var err error
		if list[i], err = resolve(id, field, strconv.Itoa(i)); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// entity is the IRI of the entity that an id names.
func (c *curating) entity(id string, place ...string) (quad.IRI, error) {
	node, err := c.node(id)
	e, ok := node.(*kg.Entity)
	switch {
	case err != nil:
		return "", err
	case !ok:
		c.problem("UNKNOWN_ENTITY", id+": no entity has that id", place...)
		return "", nil
	}
	return c.placed(quad.IRI(e.IRI), place), nil
}

// mention is the article's own entity that an id names a mention of.
func (c *curating) mention(id string, place ...string) (quad.IRI, error) {
	node, err := c.node(id)
	m, ok := node.(*kg.GraphMention)
	switch {
	case err != nil:
		return "", err
	case !ok:
		c.problem("UNKNOWN_MENTION", id+": no mention has that id", place...)
		return "", nil
	}
	return c.placed(m.Local(), place), nil
}

// claim is the IRI of the claim that an id names.
func (c *curating) claim(id string, place ...string) (quad.IRI, error) {
	node, err := c.node(id)
	claim, ok := node.(*kg.GraphClaim)
	switch {
	case err != nil:
		return "", err
	case !ok:
		c.problem("UNKNOWN_CLAIM", "no claim has that id", place...)
		return "", nil
	}
	return c.placed(quad.IRI(claim.ID), place), nil
}

// fact makes a decision about the fact that an id names.
func (c *curating) fact(id string, d *kg.Decision, place ...string) error {
	node, err := c.node(id)
	fact, ok := node.(*kg.Fact)
	switch {
	case err != nil:
		return err
	case !ok:
		c.problem("UNKNOWN_FACT", "no fact has that id", place...)
		return nil
	}
	p, err := fact.Proposition()
	d.Entity, d.Pred, d.Object = p.Subject, p.Predicate, p.Object
	c.placed(p.Subject, place)
	return err
}

// node is what an id names, nil where it names nothing.
func (c *curating) node(id string) (kg.Node, error) {
	node, err := c.graph.Node(id)
	if errors.Is(err, kg.ErrNodeID) {
		return nil, nil
	}
	return node, err
}

// placed remembers where an IRI was given.
func (c *curating) placed(iri quad.IRI, place []string) quad.IRI {
	c.places[iri] = append([]string{"input"}, place...)
	return iri
}
