package extract

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// What the weights refute. They see each pair of which a pattern has read a
// relation, and that the pattern has: where they find it very improbable all the
// same, the pattern was misled, as "has children" is by "after raising her
// children she opened a salon, beside her daughter who is a stylist". The claim
// is taken back where its sum is below the relation's veto. Only claims that
// would be edges are: the weights were taught what texts assert, and a denied
// relation is none for them.

// weigh remembers the best that the weights say of what patterns told.
func (d *reading) weigh(told []told, p *pair, sums *[mostRelations]int32) {
	for i := range told {
		t := &told[i]
		said := t.between(p.x, p.y) & p.fits
		for r := range d.relations.list {
			if said&(1<<r) != 0 {
				t.refuted = (t.refuted || !t.weighed) && sums[r] < d.relations.list[r].veto && !d.bornByName(p, r)
				t.weighed = true
			}
		}
	}
}

// bornByName says whether a pair is a person by name and the date of birth: of "Born in
// Dresden on May 4, 1928, Walter Brandt was the son of a baker" the words leave no doubt.
func (d *reading) bornByName(p *pair, relation int) bool {
	return d.relations.list[relation].name == "date_of_birth" && d.Mentions[p.x.mention].Form == syntax.Name
}

// takeBack removes the claims from the index on that are refuted and that no
// other claim is about.
func (d *reading) takeBack(from int, told []told) {
	if slices.IndexFunc(told, isRefuted) < 0 {
		return
	}
	d.remove(from, "the learned weights refute it", func(list []kg.Claim, i int) bool {
		return i < len(told) && told[i].refuted && list[i].Edge()
	})
}

// remove takes back claims from an index on for a reason, but none that another
// claim is about. What is asked of is the list as it was, up to where it was looked at.
func (d *reading) remove(from int, reason string, is func(list []kg.Claim, i int) bool) {
	list, grounds := slices.Clone(d.claims[from:]), slices.Clone(d.grounds[from:])
	d.claims, d.grounds = d.claims[:from], d.grounds[:from]
	for i := range list {
		c := list[i]
		if is(list, i) && !spokenOf(list, &c) {
			d.trace.drop(&draft{predicate: c.Predicate, subject: c.Subject, object: c.Object}, reason)
			delete(d.place, c.ID)
			continue
		}
		d.place[c.ID] = len(d.claims)
		d.claims, d.grounds = append(d.claims, c), append(d.grounds, grounds[i])
	}
}

func isRefuted(t told) bool { return t.refuted }

func spokenOf(list []kg.Claim, c *kg.Claim) bool {
	return slices.ContainsFunc(list, func(o kg.Claim) bool { return o.Object.Claim == c.ID })
}
