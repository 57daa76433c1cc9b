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
)

// leastSaid is the confidence, in parts of certain, from which an open claim is
// kept that somebody is named for: who said something of the kind is worth
// knowing, be it read less surely.
const leastSaid = 4500

// leastOpenly is how sure the arcs of a claim must be that no pattern's words
// support.
func (d *reading) leastOpenly(c *context, x *draft) float64 {
	switch {
	case c.said():
		return leastOpen // whose words it is, is worth knowing
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

// money says whether a value is an amount of a currency.
func money(v *kg.Value) bool {
	return v != nil && len(v.Unit) == len("USD") && v.Unit == strings.ToUpper(v.Unit)
}
