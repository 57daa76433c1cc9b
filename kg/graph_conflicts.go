package kg

import (
	"cmp"
	"iter"
	"slices"
)

// How conflicts are found. What can conflict has one subject and predicate: a
// topic. Topics come off the walk of all facts, in the order of an index. Most
// of them cannot conflict, which shows from ids alone (suspects): only one value,
// nothing against it, no claim about its claims. Only the facts of the others
// are described and their claims read. Thus a search costs little more than the
// walk, however many facts an entity has.

// topic is what is said of one subject with one predicate.
type topic struct {
	key   [2]uint64 // subject, predicate
	facts []group   // by object
}

// Conflicts pages the conflicts of the graph, or of what is said of an entity;
// with some predicates or of some kinds only, where those are given.
func (g *Graph) Conflicts(entity *EntityRef, predicates []string, kinds []ConflictKind, p Paging) (*Page[*Conflict], error) {
	about, err := g.planConflicts(entity, predicates)
	if err != nil {
		return nil, err
	}
	return g.conflictListing(about, kinds).cut(p)
}

// planConflicts plans which topics to look at; as with facts, the choice depends
// on what is asked alone.
func (g *Graph) planConflicts(entity *EntityRef, predicates []string) (plan, error) {
	order := bySubject
	var subjects, ids []uint64
	var err error
	if entity != nil {
		if subjects, err = g.refs([]*EntityRef{entity}); err != nil {
			return plan{}, err
		}
	}
	if predicates != nil {
		if ids, err = g.predicateIDs(predicates); err != nil {
			return plan{}, err
		}
		if entity == nil {
			order = byPredicate
		}
	}
	return plan{order: order, patterns: product(order, subjects, ids, nil)}, nil
}

// ConflictsOf are the conflicts that a fact has a side in.
func (g *Graph) ConflictsOf(f *Fact) ([]*Conflict, error) {
	key := f.group.key
	if !f.Predicate.Functional { // then the subject's other facts do not matter
		return g.conflictsWith(f, plan{order: bySubject, patterns: [][4]uint64{{key[0], key[1], key[2]}}})
	}
	return g.conflictsWith(f, plan{order: bySubject, patterns: [][4]uint64{{key[0], key[1]}}})
}

// conflictsWith are the conflicts of a plan, and those about the claim that
// the fact itself is about, that the fact has a side in.
func (g *Graph) conflictsWith(f *Fact, about plan) ([]*Conflict, error) {
	if claim, ok := f.Object.(*GraphClaim); ok && slices.Contains(disputing, f.Predicate.Name) {
		key, err := claim.key()
		if err != nil {
			return nil, err
		}
		if !slices.Contains(key[:], absent) {
			about = plan{order: bySubject, patterns: append(about.patterns, [4]uint64{key[0], key[1], key[2]})}
		}
	}
	var list []*Conflict
	for c, err := range g.conflicts(about, nil) {
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(c.all, func(p *Position) bool { return p.Fact.group.key == f.group.key }) {
			list = append(list, c)
		}
	}
	return list, nil
}

func (g *Graph) conflictListing(about plan, kinds []ConflictKind) listing[*Conflict] {
	l := listing[*Conflict]{letter: cursorConflicts, compare: slices.Compare[[]uint64]}
	l.key = func(c *Conflict) []uint64 {
		first, second := about.ends(c.topic)
		return []uint64{first, second, uint64(slices.Index(conflictKinds, c.Kind)), c.first}
	}
	l.walk = func(after []uint64, _ int) iter.Seq2[*Conflict, error] {
		return func(yield func(*Conflict, error) bool) {
			for c, err := range g.conflicts(about, after) {
				if err != nil {
					yield(nil, err)
					return
				}
				if after != nil && l.compare(l.key(c), after) <= 0 || kinds != nil && !slices.Contains(kinds, c.Kind) {
					continue
				}
				if !yield(c, nil) {
					return
				}
			}
		}
	}
	return l
}

// ends are a topic's subject and predicate, the one first that the plan's order
// has first.
func (p plan) ends(key [2]uint64) (first, second uint64) {
	if p.order == byPredicate {
		return key[1], key[0]
	}
	return key[0], key[1]
}

// conflicts walks the conflicts of a plan's topics, from the topic of a key on.
func (g *Graph) conflicts(about plan, from []uint64) iter.Seq2[*Conflict, error] {
	return func(yield func(*Conflict, error) bool) {
		for topics, err := range batches(g.topics(about, from), 0) {
			var list []*Conflict
			if err == nil {
				list, err = g.conflictsIn(topics)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			for _, c := range list {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

// topics walks the topics of a plan, from one on.
func (g *Graph) topics(about plan, from []uint64) iter.Seq2[topic, error] {
	if about.order == byPredicate {
		return g.topicsByPredicate(about, from)
	}
	return func(yield func(topic, error) bool) {
		var after *[3]uint64
		if from != nil {
			after = &[3]uint64{from[0], from[1]} // no object has the id 0
		}
		gather(g.walk(about, after), yield)
	}
}

// topicsByPredicate takes the facts of one predicate after the other and sorts
// them by subject: the index has them by object.
func (g *Graph) topicsByPredicate(about plan, from []uint64) iter.Seq2[topic, error] {
	return func(yield func(topic, error) bool) {
		for _, pattern := range about.patterns {
			if from != nil && pattern[1] < from[0] {
				continue
			}
			facts, err := collect(g.walk(plan{order: byPredicate, patterns: [][4]uint64{pattern}}, nil))
			if err != nil {
				yield(topic{}, err)
				return
			}
			if from != nil && pattern[1] == from[0] {
				facts = slices.DeleteFunc(facts, func(f group) bool { return f.key[0] < from[1] })
			}
			slices.SortFunc(facts, func(a, b group) int { return bySubject.compare(a.key, b.key) })
			if !gather(each(facts), yield) {
				return
			}
		}
	}
}

// gather puts the facts of each topic together, which stand side by side;
// false when yield is done.
func gather(facts iter.Seq2[group, error], yield func(topic, error) bool) bool {
	var now topic
	for f, err := range facts {
		if err != nil {
			yield(topic{}, err)
			return false
		}
		if key := [2]uint64{f.key[0], f.key[1]}; key != now.key {
			if len(now.facts) > 0 && !yield(now, nil) {
				return false
			}
			now = topic{key: key}
		}
		now.facts = append(now.facts, f)
	}
	return len(now.facts) == 0 || yield(now, nil)
}

// conflictsIn are the conflicts of some topics, in their order.
func (g *Graph) conflictsIn(topics []topic) ([]*Conflict, error) {
	d := disagreements{graph: g}
	if err := d.lookAt(topics); err != nil {
		return nil, err
	}
	var suspects []group
	counts := make([]int, len(topics))
	for i := range topics {
		some := d.suspects(&topics[i])
		suspects, counts[i] = append(suspects, some...), len(some)
	}
	if len(suspects) == 0 {
		return nil, nil
	}
	facts, err := g.facts(suspects)
	if err != nil {
		return nil, err
	}
	var list []*Conflict
	for _, n := range counts {
		found, err := d.among(facts[:n])
		if err != nil {
			return nil, err
		}
		slices.SortFunc(found, func(a, b *Conflict) int {
			return cmp.Or(cmp.Compare(slices.Index(conflictKinds, a.Kind), slices.Index(conflictKinds, b.Kind)), cmp.Compare(a.first, b.first))
		})
		list, facts = append(list, found...), facts[n:]
	}
	return list, nil
}
