package kg

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
)

// FactFrom is a fact seen from one of its ends.
type FactFrom struct {
	*Fact
	Direction Direction
	Other     ObjectTerm // the far end
	side      uint64
}

// FactOrder is an order of facts by what is concluded about them.
type FactOrder struct {
	Field     FactSortField
	Direction SortDirection
}

// FactSortField is what facts are ordered by.
type FactSortField string

const (
	ByConfidence  FactSortField = "confidence"
	BySourceCount FactSortField = "sourceCount"
	ByValidStart  FactSortField = "validStart"
	ByPredicate   FactSortField = "predicate"
	ByObjectLabel FactSortField = "objectLabel"
)

// SortDirection is up or down.
type SortDirection string

const (
	Ascending  SortDirection = "asc"
	Descending SortDirection = "desc"
)

// side is the facts of one direction.
type side struct {
	plan      plan
	direction Direction
}

// sides are the facts of an entity, outgoing ones first; of certain predicates
// where those are given.
func sides(entity uint64, d Direction, predicates []uint64) []side {
	var list []side
	if d != In {
		list = append(list, side{plan{bySubject, product(bySubject, []uint64{entity}, predicates, nil)}, Out})
	}
	if d != Out && predicates != nil {
		list = append(list, side{plan{byPredicate, product(byPredicate, nil, predicates, []uint64{entity})}, In})
	} else if d != Out {
		list = append(list, side{plan{byObject, [][4]uint64{{0, 0, entity}}}, In})
	}
	return list
}

// Facts pages the facts that fit.
func (g *Graph) Facts(where *FactFilter, orderBy []*FactOrder, p Paging) (*Page[*FactFrom], error) {
	plan, err := g.planFacts(where)
	if err != nil {
		return nil, err
	}
	l := g.factListing([]side{{plan, Out}}, where, false)
	if where == nil {
		l.count = func() (int, error) { return g.FactCount() }
	}
	return g.page(l, orderBy, p)
}

// FactsOf pages the facts of an entity that fit. One that leads from the
// entity to itself is listed once, as outgoing.
func (g *Graph) FactsOf(e *Entity, d Direction, where *FactFilter, orderBy []*FactOrder, p Paging) (*Page[*FactFrom], error) {
	predicates, err := g.boundPredicates(where)
	if err != nil {
		return nil, err
	}
	return g.page(g.factListing(sides(e.id, d, predicates), where, d == Both), orderBy, p)
}

func (g *Graph) page(l listing[*FactFrom], orderBy []*FactOrder, p Paging) (*Page[*FactFrom], error) {
	if len(orderBy) == 0 {
		return l.cut(p)
	}
	list, err := collect(l.walk(nil))
	if err != nil {
		return nil, err
	}
	if err := sortFacts(list, orderBy); err != nil {
		return nil, err
	}
	return short(g, cursorSorted, list, p)
}

func (g *Graph) factListing(sides []side, where *FactFilter, both bool) listing[*FactFrom] {
	return listing[*FactFrom]{
		letter: cursorFacts,
		key: func(f *FactFrom) []uint64 {
			key := f.group.key
			return []uint64{f.side, key[0], key[1], key[2]}
		},
		compare: func(a, b []uint64) int {
			if a[0] != b[0] || a[0] >= uint64(len(sides)) {
				return cmp.Compare(a[0], b[0])
			}
			return sides[a[0]].plan.order.compare([3]uint64(a[1:]), [3]uint64(b[1:]))
		},
		walk: func(after []uint64) iter.Seq2[*FactFrom, error] {
			return func(yield func(*FactFrom, error) bool) {
				for i, s := range sides {
					var from *[3]uint64
					if after != nil && uint64(i) < after[0] {
						continue
					}
					if after != nil && uint64(i) == after[0] {
						from = (*[3]uint64)(after[1:])
					}
					for f, err := range g.matching(s.plan, where, from) {
						if err != nil {
							yield(nil, err)
							return
						}
						if both && s.direction == In && f.group.key[0] == f.group.key[2] {
							continue
						}
						if !yield(f.from(s.direction, uint64(i)), nil) {
							return
						}
					}
				}
			}
		},
	}
}

// from is the fact as seen from its subject (Out) or object (In).
func (f *Fact) from(d Direction, side uint64) *FactFrom {
	seen := &FactFrom{Fact: f, Direction: d, Other: f.Object, side: side}
	if d == In {
		seen.Other = f.Subject
	}
	return seen
}

// sortFacts orders facts; what is unknown comes last either way, and equals
// keep the order of the walk.
func sortFacts(list []*FactFrom, orderBy []*FactOrder) error {
	type ranked struct {
		fact *FactFrom
		keys []rank
	}
	all := make([]ranked, len(list))
	for i, f := range list {
		all[i].fact = f
		for _, o := range orderBy {
			key, err := f.rank(o.Field)
			if err != nil {
				return err
			}
			all[i].keys = append(all[i].keys, key)
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		for i, o := range orderBy {
			if c := a.keys[i].compare(b.keys[i], o.Direction); c != 0 {
				return c
			}
		}
		return 0
	})
	for i := range all {
		list[i] = all[i].fact
	}
	return nil
}

// rank is what a fact is ordered by: a number or a text.
type rank struct {
	known  bool
	number float64
	text   string
}

func (a rank) compare(b rank, d SortDirection) int {
	if a.known != b.known {
		if a.known {
			return -1
		}
		return 1
	}
	c := cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.text, b.text))
	if d == Descending {
		return -c
	}
	return c
}

func (f *FactFrom) rank(field FactSortField) (rank, error) {
	switch field {
	case ByConfidence:
		c, err := f.Confidence()
		if c == nil {
			return rank{}, err
		}
		return rank{known: true, number: *c}, err
	case BySourceCount:
		n, err := f.SourceCount()
		return rank{known: true, number: float64(n)}, err
	case ByValidStart:
		t, err := f.ValidTime()
		if t == nil {
			return rank{}, err
		}
		return rank{known: t.Start != "", text: t.Start}, err
	case ByPredicate:
		return rank{known: true, text: f.Predicate.Name}, nil
	}
	return rank{known: true, text: f.Object.Label()}, nil
}

// Entities pages the entities that fit, in the order in which the store came
// to know them. Nodes of plain quads of which nothing is said, being objects
// only, are not listed; they are found by their IRI and from their facts.
func (g *Graph) Entities(where *EntityFilter, p Paging) (*Page[*Entity], error) {
	set, err := g.entitySet(where)
	if err != nil {
		return nil, err
	}
	fits, err := g.entityTest(where)
	if err != nil {
		return nil, err
	}
	l := listing[*Entity]{
		letter: cursorEntities, compare: slices.Compare[[]uint64],
		key: func(e *Entity) []uint64 { return []uint64{e.id} },
		walk: func(after []uint64) iter.Seq2[*Entity, error] {
			from := uint64(0)
			if after != nil {
				from = after[0]
			}
			return g.described(g.candidates(set, where, from), fits)
		},
	}
	if where == nil {
		l.count = func() (int, error) { return g.EntityCount() }
	}
	return l.cut(p)
}

// described gives the entities among ids that fit.
func (g *Graph) described(ids iter.Seq2[uint64, error], fits test[*Entity]) iter.Seq2[*Entity, error] {
	return func(yield func(*Entity, error) bool) {
		for some, err := range batches(ids) {
			if err != nil {
				yield(nil, err)
				return
			}
			list, err := g.entitiesOf(some)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, e := range list {
				if ok, err := fits(e); (ok || err != nil) && (!yield(e, err) || err != nil) {
					return
				}
			}
		}
	}
}

// candidates gives the ids of entities after one, ascending: those of a set,
// those of a kind, or all.
func (g *Graph) candidates(set []uint64, where *EntityFilter, after uint64) iter.Seq2[uint64, error] {
	if set != nil {
		return func(yield func(uint64, error) bool) {
			for _, id := range set {
				if id > after && !yield(id, nil) {
					return
				}
			}
		}
	}
	if where != nil && len(where.Kinds) == 1 && where.Kinds[0] != Other {
		return g.ofKind(where.Kinds[0], after)
	}
	return g.allEntities(after)
}

// ofKind gives the entities of a kind that articles name.
func (g *Graph) ofKind(k Kind, after uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		t := &g.state.terms
		class, err := g.id(KindIRI(k))
		if err != nil {
			yield(0, err)
			return
		}
		pattern := [4]uint64{0, t.rdfType, class, t.identity}
		var from [4]uint64
		if after != 0 {
			from = [4]uint64{after, t.rdfType, class, t.identity}
		}
		for q, err := range g.scan(pattern, from) {
			if !yield(q[0], err) || err != nil {
				return
			}
		}
	}
}

// allEntities gives the entities that articles name merged with the subjects
// of plain quads.
func (g *Graph) allEntities(after uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		plain, err := g.hasPlain()
		if err != nil {
			yield(0, err)
			return
		}
		ids := g.denoted(after)
		if plain {
			ids = g.subjects(after)
		}
		for id, err := range ids {
			if !yield(id, err) || err != nil {
				return
			}
		}
	}
}

// denoted gives the entities that articles name.
func (g *Graph) denoted(after uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		t := &g.state.terms
		from := [4]uint64{}
		if after != 0 {
			from = [4]uint64{absent, t.denotes, after, t.identity}
		}
		last := uint64(0)
		for q, err := range g.scan([4]uint64{0, t.denotes, 0, t.identity}, from) {
			if err == nil && q[2] == last {
				continue
			}
			if last = q[2]; !yield(last, err) || err != nil {
				return
			}
		}
	}
}

// subjects gives the entities among all subjects: what identity quads or plain
// quads describe.
func (g *Graph) subjects(after uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		var from [4]uint64
		if after != 0 {
			from = [4]uint64{after, absent, absent, absent}
		}
		last := uint64(0)
		for some, err := range chunks(g.scan([4]uint64{}, from)) {
			if err != nil {
				yield(0, err)
				return
			}
			entities, err := g.entitySubjects(some)
			if err != nil {
				yield(0, err)
				return
			}
			for _, id := range entities {
				if id == last {
					continue
				}
				if last = id; !yield(id, nil) {
					return
				}
			}
		}
	}
}

// entitySubjects are the subjects of those quads that make them entities.
func (g *Graph) entitySubjects(quads [][4]uint64) ([]uint64, error) {
	labels := make([]uint64, len(quads))
	for i := range quads {
		labels[i] = quads[i][3]
	}
	classes, err := g.classify(labels)
	if err != nil {
		return nil, err
	}
	t := &g.state.terms
	var ids []uint64
	for i, q := range quads {
		if classes[i] == plainLabel || q[3] == t.identity && q[1] == t.rdfType {
			ids = append(ids, q[0])
		}
	}
	return ids, nil
}

// Claims pages the claims that fit, by article and place in it; of facts that
// fit, where a filter of facts is given.
func (g *Graph) Claims(where *ClaimFilter, fact *FactFilter, p Paging) (*Page[*GraphClaim], error) {
	if where == nil {
		where = &ClaimFilter{}
	}
	fits, err := g.claimTest(where)
	if err != nil {
		return nil, err
	}
	articles, err := g.articleSet(where)
	if err != nil {
		return nil, err
	}
	l := listing[*GraphClaim]{letter: cursorClaims, compare: slices.Compare[[]uint64], key: (*GraphClaim).place}
	l.walk = func(after []uint64) iter.Seq2[*GraphClaim, error] { return g.claimsIn(articles, fits, after) }
	if fact != nil {
		l.walk = func(after []uint64) iter.Seq2[*GraphClaim, error] { return g.claimsOfFacts(fact, fits, after) }
	}
	return l.cut(p)
}

// place is where a claim stands in the order of all claims.
func (c *GraphClaim) place() []uint64 {
	hash, err := strconv.ParseUint(c.ID[len(c.ID)-claimDigits:], 16, 64)
	if err != nil {
		hash = 0 // ReadBack takes no such id for a claim
	}
	span := c.Claim.Evidence.Span
	return []uint64{c.Article.id, uint64(span.Start), uint64(span.End), hash}
}

// claimsIn gives the claims of some articles (nil: of all) after a place.
func (g *Graph) claimsIn(articles []uint64, fits test[*GraphClaim], after []uint64) iter.Seq2[*GraphClaim, error] {
	return func(yield func(*GraphClaim, error) bool) {
		from := uint64(0)
		if after != nil {
			from = after[0] - 1 // its own article again
		}
		for a, err := range g.articles(articles, from) {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, c := range g.claimsWithin(a) {
				if after != nil && slices.Compare(c.place(), after) <= 0 {
					continue
				}
				if ok, err := fits(c); (ok || err != nil) && (!yield(c, err) || err != nil) {
					return
				}
			}
		}
	}
}

func (g *Graph) claimsOfFacts(fact *FactFilter, fits test[*GraphClaim], after []uint64) iter.Seq2[*GraphClaim, error] {
	return func(yield func(*GraphClaim, error) bool) {
		plan, err := g.planFacts(fact)
		if err != nil {
			yield(nil, err)
			return
		}
		var list []*GraphClaim
		for f, err := range g.matching(plan, fact, nil) {
			if err != nil {
				yield(nil, err)
				return
			}
			claims, err := f.all()
			if err != nil {
				yield(nil, err)
				return
			}
			list = append(list, claims...)
		}
		slices.SortFunc(list, func(a, b *GraphClaim) int { return slices.Compare(a.place(), b.place()) })
		for _, c := range list {
			if after != nil && slices.Compare(c.place(), after) <= 0 {
				continue
			}
			if ok, err := fits(c); (ok || err != nil) && (!yield(c, err) || err != nil) {
				return
			}
		}
	}
}

// Articles pages the articles in the order in which the store came to know them.
func (g *Graph) Articles(p Paging) (*Page[*GraphArticle], error) {
	return g.articleListing().cut(p)
}

// ArticleCursor is an article's place in the list of all.
func (g *Graph) ArticleCursor(a *GraphArticle) string {
	l := g.articleListing()
	return l.cursor(l.key(a))
}

func (g *Graph) articleListing() listing[*GraphArticle] {
	return listing[*GraphArticle]{
		letter: cursorArticles, compare: slices.Compare[[]uint64], count: g.ArticleCount,
		key: func(a *GraphArticle) []uint64 { return []uint64{a.id} },
		walk: func(after []uint64) iter.Seq2[*GraphArticle, error] {
			from := uint64(0)
			if after != nil {
				from = after[0]
			}
			return g.articles(nil, from)
		},
	}
}

// articles gives those of a set (nil: all) with ids above one, ascending.
func (g *Graph) articles(set []uint64, above uint64) iter.Seq2[*GraphArticle, error] {
	return func(yield func(*GraphArticle, error) bool) {
		for id, err := range g.articleIDs(set, above) {
			var a *GraphArticle
			if err == nil {
				a, err = g.articleByID(id)
			}
			if (a != nil || err != nil) && (!yield(a, err) || err != nil) {
				return
			}
		}
	}
}

func (g *Graph) articleIDs(set []uint64, above uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		if set != nil {
			for _, id := range set {
				if id > above && id != absent && !yield(id, nil) {
					return
				}
			}
			return
		}
		t := &g.state.terms
		var from [4]uint64
		if above != 0 {
			from = [4]uint64{above, t.rdfType, t.newsArticle, absent}
		}
		for q, err := range g.scan([4]uint64{0, t.rdfType, t.newsArticle, 0}, from) {
			if err == nil && q[0] != q[3] {
				continue // a plain quad says that something is an article
			}
			if !yield(q[0], err) || err != nil {
				return
			}
		}
	}
}

// articleByID is nil where the id is no article's.
func (g *Graph) articleByID(id uint64) (*GraphArticle, error) {
	if id == absent {
		return nil, nil
	}
	iris, err := g.iris([]uint64{id})
	if err != nil {
		return nil, err
	}
	return g.ArticleByIRI(iris[0])
}

// Mentions pages the places where articles refer to an entity, by article.
func (g *Graph) Mentions(e *Entity, p Paging) (*Page[*GraphMention], error) {
	locals, err := g.localsOf(e.id)
	if err != nil {
		return nil, err
	}
	return listing[*GraphMention]{
		letter: cursorMentions, compare: slices.Compare[[]uint64],
		key: func(m *GraphMention) []uint64 { return []uint64{m.local, uint64(m.Start), uint64(m.End)} },
		walk: func(after []uint64) iter.Seq2[*GraphMention, error] {
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
