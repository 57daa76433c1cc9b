package kg

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// GraphMention is a place where an article refers to an entity.
type GraphMention struct {
	Mention
	Article *GraphArticle
	own     int    // number of the article's own entity
	local   uint64 // id of the article's own entity, where it was found by that
	entity  uint64
}

func (m *GraphMention) NodeID() string {
	return nodeID('m', string(m.Local())+"\n"+strconv.Itoa(m.Start)+","+strconv.Itoa(m.End))
}

// Local is the article's own entity that it is a mention of.
func (m *GraphMention) Local() quad.IRI { return quad.IRI(localIRI(m.Article.IRI, m.own)) }

// mentionByName finds a mention by the name in its id, nil where there is none.
func (g *Graph) mentionByName(name string) (*GraphMention, error) {
	local, _, _ := strings.Cut(name, "\n")
	if _, _, err := localOf(local); err != nil {
		return nil, ErrNodeID
	}
	id, err := g.id(quad.IRI(local))
	if err != nil || id == absent {
		return nil, err
	}
	list, err := g.mentionsOf(id)
	if err != nil {
		return nil, err
	}
	for _, m := range list {
		if m.NodeID() == nodeID('m', name) {
			return m, nil
		}
	}
	return nil, nil
}

// MentionsOf are an article's mentions, in their order.
func (g *Graph) MentionsOf(a *GraphArticle) []*GraphMention {
	var list []*GraphMention
	for i := range a.Reading.Entities {
		list = append(list, a.mentionsOf(&a.Reading.Entities[i])...)
	}
	slices.SortStableFunc(list, func(x, y *GraphMention) int { return compareMentions(x.Mention, y.Mention) })
	return list
}

func (a *GraphArticle) mentionsOf(e *LocalEntity) []*GraphMention {
	var list []*GraphMention
	for _, m := range e.Mentions {
		list = append(list, &GraphMention{Mention: m, Article: a, own: e.ID, entity: a.entity(e.ID)})
	}
	return list
}

// Quote is the mention as it stands.
func (m *GraphMention) Quote() *Quote { return &Quote{m.Span, m.Article.quote(m.Span)} }

// MentionedBy is the entity that a mention refers to.
func (g *Graph) MentionedBy(m *GraphMention) (*Entity, error) {
	list, err := g.entitiesOf([]uint64{m.entity})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// Mentions pages the places where articles refer to an entity, by article.
func (g *Graph) Mentions(e *Entity, p Paging) (*Page[*GraphMention], error) {
	locals, err := g.localsOf(e.id)
	if err != nil {
		return nil, err
	}
	return listing[*GraphMention]{
		letter: cursorMentions, compare: slices.Compare[[]uint64],
		count: func() (int, error) { return g.mentionCount(locals) },
		key:   func(m *GraphMention) []uint64 { return []uint64{m.local, uint64(m.Start), uint64(m.End)} },
		walk: func(after []uint64, _ int) iter.Seq2[*GraphMention, error] {
			return func(yield func(*GraphMention, error) bool) {
				for _, local := range locals {
					if after != nil && local < after[0] {
						continue
					}
					mentions, err := g.mentionsOf(local)
					if err != nil {
						yield(nil, err)
						return
					}
					for _, m := range mentions {
						past := after == nil || slices.Compare([]uint64{m.local, uint64(m.Start), uint64(m.End)}, after) > 0
						if past && !yield(m, nil) {
							return
						}
					}
				}
			}
		},
	}.cut(p)
}

// mentionCount counts the mentions of articles' own entities without reading
// the articles: each is a quad.
func (g *Graph) mentionCount(locals []uint64) (int, error) {
	n := 0
	for form, err := range g.store.TermsWithPrefix(mentionSpace) {
		if err != nil {
			return 0, err
		}
		for _, err := range g.expand(locals, 0, [4]uint64{1: form.ID}) {
			if err != nil {
				return 0, err
			}
			n++
		}
	}
	return n, nil
}

// mentionsOf are the mentions of an article's own entity.
func (g *Graph) mentionsOf(local uint64) ([]*GraphMention, error) {
	iris, err := g.iris([]uint64{local})
	if err != nil {
		return nil, err
	}
	name, n, err := localOf(iris[0])
	if err != nil {
		return nil, err
	}
	a, err := g.ArticleByIRI(name)
	if a == nil || err != nil {
		return nil, err
	}
	var list []*GraphMention
	for i := range a.Reading.Entities {
		if e := &a.Reading.Entities[i]; e.ID == n {
			list = append(list, a.mentionsOf(e)...)
		}
	}
	for _, m := range list {
		m.local = local
	}
	return list, nil
}

// localOf splits the IRI of an article's own entity.
func localOf(iri string) (article string, n int, err error) {
	i := strings.LastIndex(iri, "#e")
	if i < 0 {
		return "", 0, fmt.Errorf("%s: not an article's entity", iri)
	}
	if _, err := fmt.Sscanf(iri[i:], "#e%d", &n); err != nil {
		return "", 0, fmt.Errorf("%s: %w", iri, err)
	}
	return iri[:i], n, nil
}
