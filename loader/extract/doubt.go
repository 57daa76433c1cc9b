package extract

import (
	"slices"
	"strings"

	"claimgraph/kg"
)

// How sure a claim must be, and what is doubtful whatever the arcs say.

// How sure the arcs of an open claim must be. Of 340 open claims of news that were
// judged by hand (eval/sheets), 96 % were right of persons, 77 % of other things,
// 58 % where a clause weakened them: the doubtful ones must be read the more surely.
const (
	leastOpen     = 0.51
	leastOfThings = 0.77
	leastWeakened = 0.82
	leastOfPlans  = 0.72 // "plans to buy": the verb says so
	leastHeard    = 0.60 // where a word says that somebody has said so, and not who
)

// The least confidences, in parts of certain, where a family's own does not count:
// of what is planned, possible, conditional or asked; and of what somebody is
// named for, since who said something of the kind is worth knowing, be it read
// less surely. Lower ones keep more sources and fewer right claims: of claims of
// a source that are weak, half are right below .53 (eval/sheets).
const (
	leastWeak     = 7300
	leastWeakOpen = 6900
	leastSaid     = 3500
	leastSaidWeak = 5300
	leastHearsay  = 6000 // of what nobody is named for, in so many words: "allegedly", "was accused of"
)

// leastSure is how sure a claim must be whose family asks for least.
func (d *reading) leastSure(least int, g grounds, c *context) int {
	weak := !oneOf(string(c.modality), string(kg.Asserted), string(kg.Reported))
	said := g.family.open() == 1 && c.said()
	switch {
	case weak && said:
		return leastSaidWeak
	case g.family.open() == 1 && c.hearsay():
		return min(least, leastHearsay)
	case weak && g.family.open() == 1:
		return leastWeakOpen
	case weak:
		return leastWeak
	case said:
		return min(least, leastSaid)
	}
	return least
}

// leastBesides is the confidence below which a claim of somebody's words is left
// out where a surer one of the same sentence is the same source's: that they spoke
// of the matter is known from that.
const leastBesides = 7700

// besides takes back the doubtful open claims of a sentence from an index on that stand
// beside surer ones of their source.
func (d *reading) besides(from int) {
	doubtful := func(i int) bool { return d.grounds[i].family.open() == 1 && doubtfullySaid(&d.claims[i]) }
	var out []string
	for i := from; i < len(d.claims); i++ {
		if doubtful(i) {
			out = append(out, d.claims[i].ID)
		}
	}
	if len(out) == 0 {
		return
	}
	d.remove(from, "a surer claim of the same source stands beside it", func(list []kg.Claim, i int) bool {
		return slices.Contains(out, list[i].ID) && slices.ContainsFunc(list, func(o kg.Claim) bool {
			return o.Attribution != nil && o.Attribution.Span == list[i].Attribution.Span && o.Confidence > list[i].Confidence && ofOne(&o, &list[i])
		})
	})
}

// ofOne says whether two claims are of one thing, be it of two sides.
func ofOne(a, b *kg.Claim) bool {
	same := func(x, y kg.Argument) bool { return x.Entity > 0 && x.Entity == y.Entity }
	return a.ID != b.ID && (same(a.Subject, b.Subject) || same(a.Subject, b.Object) || same(a.Object, b.Subject) || same(a.Object, b.Object))
}

// doubtfullySaid says whether somebody is named for a claim that is not read surely.
func doubtfullySaid(c *kg.Claim) bool {
	return c.Attribution != nil && c.Attribution.Text != "" && c.Confidence*certain < leastBesides
}

// leastOpenly is how sure the arcs of a claim must be that no pattern's words
// support.
func (d *reading) leastOpenly(c *context, x *draft) float64 {
	switch {
	case c.said():
		return leastOpen // whose words it is, is worth knowing
	case c.hearsay():
		return leastHeard
	case c.modality == kg.Planned && !c.negated && slices.Contains(c.rules, "plan"):
		return leastOfPlans
	case !oneOf(string(c.modality), string(kg.Asserted), string(kg.Reported)):
		return leastWeakened
	case d.Entities[x.subject.Entity-1].Kind != kg.Person:
		return leastOfThings
	}
	return leastOpen
}

// unsaid says whether words stand in quotation marks and nobody is known to have
// said them: a reader would not put them in the article's mouth.
func unsaid(c *context) bool {
	return slices.Contains(c.rules, "quotation") && !c.said()
}

// ownWords says whether a pronoun of the third person between quotation marks was
// taken for the speaker, who would say "I".
func (d *reading) ownWords(s *sentence, c *context, a kg.Argument) bool {
	if a.Entity == 0 || len(c.sources) == 0 || !oneOf(strings.ToLower(a.Text), "he", "she", "him", "her", "his") {
		return false
	}
	said := c.sources[0]
	if said.agent < 0 || said.in == nil {
		return false
	}
	m := d.thing(said.in, said.agent)
	if m < 0 || d.entity[m] != a.Entity-1 {
		return false
	}
	for i := range s.Words {
		if d.Text.Points(s.Words[i].Span) == a.Span {
			return s.inQuotes(i)
		}
	}
	return false
}

// stretch says whether a value is a length of time.
func stretch(v *kg.Value) bool { return oneOf(v.Unit, timeNouns...) }

// money says whether a value is an amount of a currency, be it one that several
// countries call so.
func money(v *kg.Value) bool {
	return v != nil && (len(v.Unit) == len("USD") && v.Unit == strings.ToUpper(v.Unit) || slices.Contains(currencies, v.Unit))
}

var currencies = strings.Fields("crown dinar dirham dollar franc hryvnia krona krone kroner kronor lira peso pound rand real rial ringgit riyal rupee rupiah shilling won zloty")

// length says whether a value is one of length.
func length(v *kg.Value) bool {
	return v != nil && oneOf(v.Unit, "metre", "kilometre", "centimetre", "millimetre", "mile", "foot", "yard", "inch", "m", "km")
}
