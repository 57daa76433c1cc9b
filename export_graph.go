package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"
)

// writeNeighborhood writes what lies around an entity.
func (e *exporting) writeNeighborhood(ctx context.Context, snap quadstore.Snapshot, w io.Writer) error {
	g, err := openGraph(ctx, snap)
	if err != nil {
		return err
	}
	ref, _, err := e.center(g)
	if err != nil {
		return err
	}
	around, err := g.Neighborhood([]*kg.EntityRef{&ref}, e.hops, kg.Both, nil, e.most)
	if err != nil {
		return err
	}
	if around.Truncated {
		e.log.Warn("there is more around the entity than --max-entities lets through", "entity", e.entity, "hops", e.hops, "most", e.most)
	}
	text, err := around.Export(e.format)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return err
}

// center is the entity that --entity names.
func (e *exporting) center(g *kg.Graph) (kg.EntityRef, *kg.Entity, error) {
	ref := kg.EntityRef{Name: &e.entity}
	if strings.Contains(e.entity, ":") {
		if known, err := g.EntityByIRI(e.entity); err != nil {
			return ref, nil, err
		} else if known != nil {
			ref = kg.EntityRef{IRI: &e.entity}
		}
	}
	center, err := g.Entity(ref)
	if err != nil {
		return ref, nil, fmt.Errorf("--entity: %w", err)
	}
	if center == nil {
		return ref, nil, fmt.Errorf("--entity %s: %w", e.entity, errNoEntity)
	}
	return ref, center, nil
}

// writeReport writes what is known of an entity, or was read from an article, for people.
func (e *exporting) writeReport(ctx context.Context, snap quadstore.Snapshot, w io.Writer) error {
	g, err := openGraph(ctx, snap)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	if e.entity != "" {
		_, center, err := e.center(g)
		if err != nil {
			return err
		}
		return errors.Join(g.WriteEntityReport(out, center), out.Flush())
	}
	article, err := e.readArticle(snap, g)
	if err != nil {
		return err
	}
	return errors.Join(g.WriteArticleReport(out, article), out.Flush())
}

// readArticle is the article that --article names.
func (e *exporting) readArticle(snap quadstore.Snapshot, g *kg.Graph) (*kg.GraphArticle, error) {
	iri, err := loader.Find(snap, e.article)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.article, err)
	}
	article, err := g.ArticleByIRI(iri)
	if article == nil && err == nil {
		err = fmt.Errorf("%s: not an article", e.article)
	}
	return article, err
}

// writeNanopubs writes the nanopublications of all claims, or of an article's.
func (e *exporting) writeNanopubs(ctx context.Context, snap quadstore.Snapshot, w io.Writer) error {
	g, err := openGraph(ctx, snap)
	if err != nil {
		return err
	}
	claims := g.EveryClaim()
	if e.article != "" {
		article, err := e.readArticle(snap, g)
		if err != nil {
			return err
		}
		claims = g.ClaimsIn(article)
	}
	return kg.WriteQuads(w, e.format, kg.Nanopublications(claims))
}

// writeGraph writes the facts of the whole graph, or of an article. They are walked
// twice: nodes come before edges.
func (e *exporting) writeGraph(ctx context.Context, snap quadstore.Snapshot, w io.Writer) error {
	g, err := openGraph(ctx, snap)
	if err != nil {
		return err
	}
	if e.article != "" {
		iri, err := loader.Find(snap, e.article)
		if err != nil {
			return fmt.Errorf("%s: %w", e.article, err)
		}
		return g.WriteArticleGraph(w, iri, e.format)
	}
	edges, err := g.Edges(nil)
	if err != nil {
		return err
	}
	return kg.WriteGraph(w, e.format, kg.EndsOf(edges), interruptibleFacts(ctx, edges))
}

func interruptibleFacts(ctx context.Context, facts iter.Seq2[*kg.Fact, error]) iter.Seq2[*kg.Fact, error] {
	return func(yield func(*kg.Fact, error) bool) {
		for f, err := range facts {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(f, err) || err != nil {
				return
			}
		}
	}
}

const exportCacheBytes = 64 << 20

// openGraph is the graph of a snapshot, with no bound on how much is looked at.
func openGraph(ctx context.Context, snap quadstore.Snapshot) (*kg.Graph, error) {
	g, err := kg.NewGraph(ctx, snap, kg.NewCache(exportCacheBytes), kg.BuiltinVocabulary())
	if err != nil {
		return nil, err
	}
	g.Limit(math.MaxInt64)
	return g, nil
}
