package extract

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// pair is two mentions of a sentence that a relation may hold between: x is its
// subject, y its object.
type pair struct {
	x, y     *end
	top      int      // the word where their paths in the tree meet
	fits     uint32   // relations that their kinds allow, by bit
	read     uint32   // those that patterns have read for the two
	features []uint32 // until the next pair
}

// end is a mention as pairs see it.
type end struct {
	mention, entity   int
	head, first, last int
	form              syntax.Form
	kind              kg.Kind   // "" of a date
	points            kg.Span   // of a date
	known             byte      // what the gazetteer says of a name
	subject, object   uint32    // relations that it may be the subject or object of, by bit
	perhaps           [2]uint32 // those that it may be if the kind of its name was guessed wrong
}

// Bounds on what is looked at in one sentence: lists of names do not say more
// when all of their pairs are tried.
const (
	mostEnds    = 14
	longestPair = 40 // words
)

// pairs calls see with each pair of a sentence, of which patterns told.
func (d *reading) pairs(s *sentence, told []told, see func(p *pair)) {
	ends := d.ends(s)
	var words wordHashes
	for i := range ends {
		for j := range ends {
			if p, ok := d.paired(s, &ends[i], &ends[j]); ok {
				if words.lemma == nil {
					words = hashWords(s)
				}
				for _, t := range told {
					p.read |= t.between(p.x, p.y)
				}
				p.features = d.describe(s, words, ends, &p, told)
				see(&p)
			}
		}
	}
}

func (d *reading) paired(s *sentence, x, y *end) (pair, bool) {
	fits := x.subject&(y.object|y.perhaps[1]) | x.perhaps[0]&y.object
	if fits == 0 || x.mention == y.mention || x.entity >= 0 && x.entity == y.entity || max(x.head-y.head, y.head-x.head) > longestPair {
		return pair{}, false
	}
	if x.first <= y.first && y.last <= x.last && x.form != syntax.Nominal {
		return pair{}, false
	}
	if x.first > y.first {
		fits &^= d.relations.symmetric
	}
	return pair{x: x, y: y, fits: fits, top: s.meeting(x.head, y.head)}, fits != 0
}

// meeting is the lowest word that stands above two words, the first of them
// where a broken tree has none.
func (s *sentence) meeting(a, b int) int {
	for w := a; w >= 0; w = s.parent[w] {
		if s.above(w, b) {
			return w
		}
	}
	return a
}

// ends are the mentions of a sentence that pairs are made of: names, dates,
// pronouns, and descriptions of what has a name.
func (d *reading) ends(s *sentence) []end {
	var list []end
	for _, m := range d.mentionsOf(s) {
		at := &d.Mentions[m]
		e := end{mention: m, entity: d.entity[m], head: at.Head, first: at.First, last: at.Last, form: at.Form, kind: d.kind(m)}
		switch at.Form {
		case syntax.Date:
			if at.Value == nil || at.Value.EDTF == "" {
				continue
			}
			e.kind, e.points, e.object = "", d.Text.Points(at.Span), d.relations.dated
		case syntax.Name, syntax.Pronoun, syntax.Nominal:
			if e.entity < 0 || at.Form == syntax.Nominal && !d.named(m) || d.stands[m] != m {
				continue
			}
			e.known = d.gazetteer[m].What
			if e.known == 0 && at.Form == syntax.Name && lexicon.City(at.Name) {
				e.known = 'y'
			}
			d.allowed(&e)
		default:
			continue
		}
		if list = append(list, e); len(list) == mostEnds {
			break
		}
	}
	return list
}

func (d *reading) allowed(e *end) {
	s := d.sentences[d.Mentions[e.mention].Tree]
	guessed := e.form == syntax.Name && d.gazetteer[e.mention].What == 0
	for r := range d.relations.list {
		p := d.relations.list[r].predicate
		if p == nil {
			continue
		}
		if d.fits(e.mention, p.Domain, false) {
			e.subject |= 1 << r
		} else if guessed && d.loose(s, e.head, p.Domain) == e.mention {
			e.perhaps[0] |= 1 << r
		}
		if slices.Contains(p.Range, "time") {
			continue
		}
		if d.fits(e.mention, p.Range, false) {
			e.object |= 1 << r
		} else if guessed && d.loose(s, e.head, p.Range) == e.mention {
			e.perhaps[1] |= 1 << r
		}
	}
}

// told is a claim that patterns have made of a sentence.
type told struct {
	subject, object int     // entities, -1 for none
	span            kg.Span // of the object
	predicate       uint32  // hash of its name
	rule            uint32
	forward, back   uint32 // learned relations that it says, and says the other way round
	weighed         bool   // the weights have seen its pair
	refuted         bool   // and found it too improbable each time
}

func (d *reading) toldIn(from int) []told {
	list := make([]told, 0, len(d.claims)-from)
	for i := range d.claims[from:] {
		c := &d.claims[from+i]
		t := told{subject: c.Subject.Entity - 1, object: c.Object.Entity - 1, span: c.Object.Span, predicate: hashString(c.Predicate.Name)}
		if len(c.Rules) > 0 {
			t.rule = hashString(c.Rules[0])
		}
		t.forward, t.back = d.relations.saying(c.Predicate.Name)
		list = append(list, t)
	}
	return list
}

// between is the relations that the claim says of a pair.
func (t *told) between(x, y *end) uint32 {
	switch {
	case t.about(x, y):
		return t.forward
	case t.about(y, x):
		return t.back
	}
	return 0
}

// about says whether the claim is of x and y, in that order.
func (t *told) about(x, y *end) bool {
	if t.subject != x.entity || x.entity < 0 {
		return false
	}
	if y.form == syntax.Date {
		return t.span == y.points
	}
	return t.object == y.entity
}
