package extract

import "claimgraph/kg"

// Pronouns of what somebody says, that linking left open.
//
//	Chelsea have denied that they approached Brighton.     they: Chelsea
//	Orsted denied a report that it was about to cancel.    it: Orsted
//
// Whoever speaks of "it" or "they" right behind his verb speaks of himself where
// nothing else is known: this need only be right here, not across articles.

// ownSubjects gives the pronouns of a sentence that stand for nothing known the entity
// of whoever says what they are the subject of.
func (d *document) ownSubjects(s *sentence, c *cues) {
	for i := range s.Words {
		subject := s.child(i, "nsubj")
		m := d.thing(s, subject)
		if m < 0 || d.entity[m] < 0 || !d.unknown[d.entity[m]] {
			continue
		}
		if by := d.thing(s, s.tellerOf(i, c)); by >= 0 && d.entity[by] >= 0 && !d.unknown[d.entity[by]] && d.may(s.lower(subject), by) {
			d.entity[m] = d.entity[by]
		}
	}
}

// tellerOf is who says what the clause at i says: the subject of the verb above, or of
// the one that denies the report it stands in; -1 for none.
func (s *sentence) tellerOf(i int, c *cues) int {
	v := s.parent[i]
	if v >= 0 && s.is(i, "acl") && s.is(v, "obj") && c.has("noun", s.lemma(v), "reports") {
		v = s.parent[v]
		if v < 0 || c.class("verb", s.lemma(v), "denies", "rejects") == "" {
			return -1
		}
	} else if v < 0 || !s.is(i, "ccomp") || c.class("verb", s.particled(v), "says", "denies") == "" {
		return -1
	}
	return s.child(v, "nsubj")
}

// may says whether a pronoun may stand for whom a mention refers to.
func (d *document) may(pronoun string, m int) bool {
	kind := d.kind(m)
	switch pronoun {
	case "it":
		return oneOf(string(kind), string(kg.Organization), string(kg.Group), string(kg.Place))
	case "they":
		return oneOf(string(kind), string(kg.Organization), string(kg.Group), string(kg.Place)) || d.Trees[d.Mentions[m].Tree].Words[d.Mentions[m].Head].XPOS == "NNS"
	}
	return false
}

// teller is whoever speaks, as what his "it" stands for, which no mention was made of
// where a parser took it for no one: "denied that it was about to close".
func (d *reading) teller(s *sentence, word int) (a kg.Argument, ok bool) {
	if !oneOf(s.lower(word), "it", "they") || d.thing(s, word) >= 0 || s.parent[word] < 0 {
		return a, false
	}
	by := d.thing(s, s.tellerOf(s.parent[word], d.cues))
	if by < 0 || !d.may(s.lower(word), by) {
		return a, false
	}
	if a, ok = d.argument(by); ok {
		a.Span, a.Text = d.Text.Points(s.Words[word].Span), d.Text.Quote(s.Words[word].Span)
	}
	return a, ok && a.Entity > 0
}
