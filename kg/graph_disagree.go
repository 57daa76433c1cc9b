package kg

import "slices"

// disagreements holds what tells which of some topics may conflict.
type disagreements struct {
	graph      *Graph
	predicates map[uint64]*GraphPredicate
	disputes   map[uint64][][3]uint64 // by claim, the facts that dispute it
	deprecated *deprecatedIDs
}

// lookAt finds out about the topics' predicates and the claims about their claims.
func (d *disagreements) lookAt(topics []topic) error {
	var ids, claims []uint64
	for _, t := range topics {
		ids = append(ids, t.key[1])
		for _, f := range t.facts {
			claims = append(claims, f.claims[:f.edges]...)
		}
	}
	list, err := d.graph.predicatesOf(ids)
	if err != nil {
		return err
	}
	d.predicates = map[uint64]*GraphPredicate{}
	for i, p := range list {
		d.predicates[ids[i]] = p
	}
	if d.deprecated, err = d.graph.deprecated(); err != nil {
		return err
	}
	d.disputes, err = d.graph.disputes(claims)
	return err
}

// suspects are the facts of a topic that may have a side in a conflict. A fact
// that nobody commits to has none.
func (d *disagreements) suspects(t *topic) []group {
	p := d.predicates[t.key[1]]
	var held, alone []group
	for _, f := range t.facts {
		if !f.held() || d.deprecated.facts[f.key] != nil {
			continue
		}
		held = append(held, f)
		if len(f.claims) > f.edges || p.Once && f.edges > 1 || d.disputed(&f) {
			alone = append(alone, f)
		}
	}
	if p.Functional && len(held) > 1 {
		return held
	}
	return alone
}

func (d *disagreements) disputed(f *group) bool {
	return len(d.disputes) > 0 && slices.ContainsFunc(f.claims[:f.edges], func(c uint64) bool { return d.disputes[c] != nil })
}

// among are the conflicts among the suspects of one topic.
func (d *disagreements) among(facts []*Fact) ([]*Conflict, error) {
	var list []*Conflict
	for _, f := range facts {
		hidden, err := d.hidden(f)
		if err != nil {
			return nil, err
		}
		times, err := d.times(f)
		if err != nil {
			return nil, err
		}
		disputed, err := d.dispute(f, hidden)
		if err != nil {
			return nil, err
		}
		for _, c := range []*Conflict{d.polarity(f, hidden), times, disputed} {
			if c != nil {
				list = append(list, c)
			}
		}
	}
	if len(facts) < 2 || !facts[0].Predicate.Functional {
		return list, nil
	}
	apart, err := d.graph.valuesApart(facts)
	return append(list, apart...), err
}

// hidden are the fact's claims that count and make no edge.
func (d *disagreements) hidden(f *Fact) ([]*GraphClaim, error) {
	claims, err := d.graph.claimsOf(f.group.claims[f.group.edges:])
	return d.deprecated.counting(claims), err
}

// polarity reads "X makes the H800" against "X does not make the H800".
func (d *disagreements) polarity(f *Fact, hidden []*GraphClaim) *Conflict {
	if !slices.ContainsFunc(hidden, (*GraphClaim).denies) {
		return nil
	}
	return newConflict(PolarityConflict, f, []*Position{{Fact: f, Polarity: Affirmed}, {Fact: f, Polarity: Negated}})
}

// times reads "X was born in Y in 1950" against "X was born in Y in 1952". Each
// time that is apart from another one is a position of its own. Where the object
// is a date, it says when, and the values are compared instead.
func (d *disagreements) times(f *Fact) (*Conflict, error) {
	if _, dated := f.Object.(*TimeTerm); dated || !f.Predicate.Once || f.group.edges < 2 {
		return nil, nil
	}
	if dates, err := d.graph.datesOf(f.group.claims[:f.group.edges]); len(dates) < 2 || err != nil {
		return nil, err
	}
	held, _, err := f.stances()
	if err != nil {
		return nil, err
	}
	var times []Interval
	seen := map[Interval]bool{}
	for _, c := range held {
		if !seen[c.Time] {
			seen[c.Time], times = true, append(times, c.Time)
		}
	}
	if err := d.graph.spend(int64(len(times) * len(times))); err != nil {
		return nil, err
	}
	var positions []*Position
	for i := range times {
		if slices.ContainsFunc(times, func(u Interval) bool { return timesApart(&times[i], &u) }) {
			positions = append(positions, &Position{Fact: f, Polarity: Affirmed, during: &times[i]})
		}
	}
	if len(positions) == 0 {
		return nil, nil
	}
	return newConflict(ValidTime, f, positions), nil
}

// datesOf are the dates that claims give for when they hold: without two of
// them no times are apart, and the claims need not be read.
func (g *Graph) datesOf(claims []uint64) ([]uint64, error) {
	ends, err := g.lookup(ValidFrom, ValidTo)
	if err != nil {
		return nil, err
	}
	var dates []uint64
	for _, end := range ends {
		some, err := column(2, g.expand(claims, 0, [4]uint64{1: end}))
		if err != nil {
			return nil, err
		}
		dates = append(dates, some...)
	}
	return distinct(dates, nil)
}

// dispute reads "X cost $6 million, Y claims. Critics dispute this." The fact
// is one position, each fact that disputes a claim of it another, and so are those
// who doubt it: "Critics doubt that X cost $6 million."
func (d *disagreements) dispute(f *Fact, hidden []*GraphClaim) (*Conflict, error) {
	doubted := slices.ContainsFunc(hidden, (*GraphClaim).doubts)
	if !d.disputed(&f.group) && !doubted {
		return nil, nil
	}
	positions := []*Position{{Fact: f, Polarity: Affirmed}}
	if doubted {
		positions = append(positions, &Position{Fact: f, Polarity: Negated, doubts: true, against: true})
	}
	for _, c := range f.group.claims[:f.group.edges] {
		for _, key := range d.disputes[c] {
			against, err := d.graph.fact(key)
			if err != nil {
				return nil, err
			}
			positions = append(positions, &Position{Fact: against, Polarity: Affirmed, against: true})
		}
	}
	return newConflict(Disputed, f, positions), nil
}
