package kg

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// GraphClaim is a claim as it stands in the graph, in its article.
type GraphClaim struct {
	*Claim
	Article *GraphArticle
	graph   *Graph
}

func (c *GraphClaim) NodeID() string { return ClaimNodeID(c.ID) }

// NQuads is the claim's IRI as N-Quads writes it.
func (c *GraphClaim) NQuads() string { return nquads(quad.IRI(c.ID)) }

// Label is the sentence that makes the claim.
func (c *GraphClaim) Label() string { return c.Claim.Evidence.Text }

// ClaimByIRI finds a claim, nil where there is none.
func (g *Graph) ClaimByIRI(iri string) (*GraphClaim, error) {
	article, ok := ClaimArticle(iri)
	if !ok {
		return nil, nil
	}
	a, err := g.ArticleByIRI(article)
	if a == nil || err != nil {
		return nil, err
	}
	return g.claimIn(a, iri), nil
}

func (g *Graph) claimIn(a *GraphArticle, iri string) *GraphClaim {
	i, ok := a.claims[iri]
	if !ok {
		return nil
	}
	return &GraphClaim{Claim: &a.Claims[i], Article: a, graph: g}
}

// claimsOf reads claims, by article and place in it; each article once.
func (g *Graph) claimsOf(ids []uint64) ([]*GraphClaim, error) {
	iris, err := g.iris(ids)
	if err != nil {
		return nil, err
	}
	list := make([]*GraphClaim, 0, len(iris))
	articles := map[string]*GraphArticle{}
	for _, iri := range iris {
		name, _ := ClaimArticle(iri)
		a, ok := articles[name]
		if !ok {
			if a, err = g.ArticleByIRI(name); err != nil {
				return nil, err
			}
			articles[name] = a
		}
		if a == nil {
			continue // a named graph that only looks like a claim
		}
		if c := g.claimIn(a, iri); c != nil {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, compareGraphClaims)
	return slices.CompactFunc(list, func(a, b *GraphClaim) bool { return a.ID == b.ID }), nil
}

func compareGraphClaims(a, b *GraphClaim) int {
	return cmp.Or(strings.Compare(a.Article.IRI, b.Article.IRI), compareClaims(*a.Claim, *b.Claim))
}

// ClaimsOf are an article's claims that fit, in the order of the text.
func (g *Graph) ClaimsOf(a *GraphArticle, where *ClaimFilter) ([]*GraphClaim, error) {
	if where == nil {
		return g.claimsWithin(a), nil
	}
	return g.filterClaims(g.claimsWithin(a), where)
}

func (g *Graph) claimsWithin(a *GraphArticle) []*GraphClaim {
	list := make([]*GraphClaim, len(a.Claims))
	for i := range a.Claims {
		list[i] = &GraphClaim{Claim: &a.Claims[i], Article: a, graph: g}
	}
	return list
}

// Fact is the proposition that the claim is about.
func (c *GraphClaim) Fact() (*Fact, error) {
	key, err := c.key()
	if err != nil {
		return nil, err
	}
	return c.graph.fact(key)
}

// key is the fact as ids.
func (c *GraphClaim) key() ([3]uint64, error) {
	subject, err := c.term(&c.Subject)
	if err != nil {
		return [3]uint64{}, err
	}
	object, err := c.term(&c.Object)
	if err != nil {
		return [3]uint64{}, err
	}
	predicate, err := c.graph.id(quad.IRI(c.Predicate.IRI))
	return [3]uint64{subject, predicate, object}, err
}

// term is the id of what an argument stands for in the graph.
func (c *GraphClaim) term(a *Argument) (uint64, error) {
	switch {
	case a.Value != nil:
		return c.graph.id(a.Value.Term())
	case a.Claim != "":
		return c.graph.id(quad.IRI(a.Claim))
	}
	if id := c.Article.entity(a.Entity); id != 0 {
		return id, nil
	}
	return absent, nil
}

// Quote is a piece of an article's text.
type Quote struct {
	Span
	Text string
}

// Evidence is where a claim stands.
type GraphEvidence struct {
	Quote
	claim *GraphClaim
}

// Evidence is the sentence, or sentences, where the claim stands.
func (c *GraphClaim) Evidence() *GraphEvidence {
	return &GraphEvidence{Quote{c.Claim.Evidence.Span, c.Claim.Evidence.Text}, c}
}

const contextPoints = 48 // code points shown around a piece of evidence

// Prefix is the text just before the evidence.
func (e *GraphEvidence) Prefix() string {
	return e.claim.Article.quote(Span{max(0, e.Start-contextPoints), e.Start})
}

// Suffix is the text just after it.
func (e *GraphEvidence) Suffix() string {
	a := e.claim.Article
	return a.quote(Span{e.End, min(a.body.count, e.End+contextPoints)})
}

// Subject is the mention of the claim's subject, nil where nothing stands for it.
func (e *GraphEvidence) Subject() *Quote { return quoteOf(&e.claim.Claim.Subject) }

// Object is the mention of the claim's object, nil where nothing stands for it.
func (e *GraphEvidence) Object() *Quote { return quoteOf(&e.claim.Claim.Object) }

func quoteOf(a *Argument) *Quote {
	if a.Span == (Span{}) {
		return nil
	}
	return &Quote{a.Span, a.Text}
}

// GraphAttribution is whom an article has say a claim.
type GraphAttribution struct {
	*Attribution
	claim *GraphClaim
}

// AttributedTo is whom the article has say the claim, nil for the article itself.
func (c *GraphClaim) AttributedTo() *GraphAttribution { return c.attribution(c.Attribution) }

func (c *GraphClaim) attribution(a *Attribution) *GraphAttribution {
	if a == nil {
		return nil
	}
	return &GraphAttribution{a, c}
}

// Citing is whom the agent has it from, nil for nobody.
func (a *GraphAttribution) Citing() *GraphAttribution { return a.claim.attribution(a.Via) }

// Agent is the entity that says it, nil where the text names none.
func (a *GraphAttribution) Agent() (*Entity, error) {
	id := a.claim.Article.entity(a.Entity)
	if a.Entity == 0 || id == 0 {
		return nil, nil
	}
	list, err := a.claim.graph.entitiesOf([]uint64{id})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// KnownCue are the words that say that it was said, nil where there are none.
func (a *GraphAttribution) KnownCue() *string { return optional(a.Cue) }

// From is where the agent's mention starts, nil where it stands nowhere.
func (a *GraphAttribution) From() *int { return placed(a.Span, a.Start) }

// To is where the agent's mention ends.
func (a *GraphAttribution) To() *int { return placed(a.Span, a.End) }

func placed(s Span, at int) *int {
	if s == (Span{}) {
		return nil
	}
	return &at
}

// GraphQualifier narrows a claim.
type GraphQualifier struct {
	Predicate *GraphPredicate
	Object    ObjectTerm
}

// Narrowed are the claim's qualifiers.
func (c *GraphClaim) Narrowed() ([]*GraphQualifier, error) {
	list := make([]*GraphQualifier, 0, len(c.Qualifiers))
	for i := range c.Qualifiers {
		q := &c.Qualifiers[i]
		object, err := c.argument(&q.Object)
		if err != nil {
			return nil, err
		}
		if object == nil {
			continue
		}
		predicate := c.graph.predicateOf(quad.IRI(q.Predicate.IRI), q.Predicate.Name)
		list = append(list, &GraphQualifier{predicate, object})
	}
	return list, nil
}

// argument describes what an argument stands for.
func (c *GraphClaim) argument(a *Argument) (ObjectTerm, error) {
	switch {
	case a.Value != nil:
		return valueObject(a.Value, a.Value.Term()), nil
	case a.Claim != "":
		claim, err := c.graph.ClaimByIRI(a.Claim)
		if claim == nil || err != nil {
			return nil, err
		}
		return claim, nil
	}
	id := c.Article.entity(a.Entity)
	if id == 0 {
		return nil, nil
	}
	list, err := c.graph.entitiesOf([]uint64{id})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// During is when the claim holds in the world, nil where it does not say.
func (c *GraphClaim) During() *Interval {
	if c.Time == (Interval{}) {
		return nil
	}
	return &c.Time
}

// Since is the start, nil where it is open.
func (i *Interval) Since() *string { return optional(i.Start) }

// Until is the end, nil where it is open.
func (i *Interval) Until() *string { return optional(i.End) }

// RecordedAt is when the article was loaded.
func (c *GraphClaim) RecordedAt() time.Time { return c.Article.Recorded }

// Responses are the claims about this one, by article and place.
func (c *GraphClaim) Responses() ([]*GraphClaim, error) {
	ids, err := c.responses()
	if err != nil {
		return nil, err
	}
	return c.graph.claimsOf(ids)
}

func (c *GraphClaim) responses() ([]uint64, error) {
	id, err := c.graph.id(quad.IRI(c.ID))
	if err != nil || id == absent {
		return nil, err
	}
	var ids []uint64
	for grp, err := range c.graph.walk(plan{order: byObject, patterns: [][4]uint64{{0, 0, id}}}, nil) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, grp.claims...)
	}
	return ids, nil
}

// disputing are the predicates of claims that disagree with the one they are about.
var disputing = []string{"disputes", "denies"}

// disputes finds who is said to disagree with claims: for each claim that
// somebody disagrees with, the facts that say so. One pass over the disputes,
// however many claims there are.
func (g *Graph) disputes(claims []uint64) (map[uint64][][3]uint64, error) {
	var quads [][4]uint64
	var labels []uint64
	for _, name := range disputing {
		predicate, err := g.id(quad.IRI(g.vocabulary.Use(name).IRI))
		if err != nil {
			return nil, err
		}
		for q, err := range g.expand(claims, 2, [4]uint64{1: predicate}) {
			if err != nil {
				return nil, err
			}
			quads, labels = append(quads, q), append(labels, q[3])
		}
	}
	classes, err := g.classify(labels)
	if err != nil {
		return nil, err
	}
	found := map[uint64][][3]uint64{}
	for i, q := range quads {
		if fact := [3]uint64(q[:3]); classes[i] == claimLabel && !slices.Contains(found[q[2]], fact) {
			found[q[2]] = append(found[q[2]], fact)
		}
	}
	return found, nil
}
