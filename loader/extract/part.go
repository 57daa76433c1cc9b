package extract

import "claimgraph/kg"

// What somebody says of his own part in something.
//
//	Lee denied any involvement in the theft.     involved_in(Lee, the theft), negated, of Lee
//	The group claimed responsibility for it.     responsible_for(the group, it), of the group
//	The firm admitted its role in the deal.      involved_in(the firm, the deal), of the firm
//
// The noun is the relation, and whoever speaks is its subject.

// parts are the nouns with their prepositions and the relation that they name.
var parts = []struct{ noun, preposition, predicate string }{
	{"involvement", "in", "involved_in"}, {"role", "in", "involved_in"}, {"part", "in", "involved_in"}, {"complicity", "in", "involved_in"},
	{"participation", "in", "involved_in"}, {"responsibility", "for", "responsible_for"}, {"blame", "for", "responsible_for"},
	{"link", "to", "linked_to"}, {"link", "with", "linked_to"}, {"connection", "to", "linked_to"}, {"connection", "with", "linked_to"}, {"tie", "to", "linked_to"},
}

// ownPart reads "denied any involvement in the theft", "claimed responsibility for it".
func (d *reading) ownPart(s *sentence, f *frame, c context) {
	noun, acts := f.arg(objRole)
	speaker, speaks := f.arg(subjRole)
	denies := oneOf(f.lemma, "deny", "reject", "disclaim")
	if f.form != verbFrame || !acts || !speaks || f.passive || !denies && !oneOf(f.lemma, "claim", "admit", "acknowledge", "accept") {
		return
	}
	for _, p := range parts {
		if s.lemma(noun.word) != p.noun || p.noun == "role" && s.child(noun.word, "amod") >= 0 {
			continue
		}
		for of := noun.word + 1; of < len(s.Words); of++ {
			if on := s.parent[of]; on != noun.word && on != f.head || !s.is(of, "nmod", "obl") || s.preposition(of) != p.preposition {
				continue
			}
			subject, known := d.argument(d.thing(s, speaker.word))
			object, names := d.argument(d.any(s, of))
			if !known || !names || subject.Entity == 0 {
				continue
			}
			d.enter(s, ownWords(s, f, c, speaker.word, denies), draft{
				subject: subject, object: object, words: []int{noun.word}, predicate: d.vocabulary.Use(p.predicate),
				sure: d.certainty(s, f, speaker, noun) * s.sure(of), rules: []string{"open", "own-part"}, time: d.time(s, f),
			})
		}
	}
}

// ownWords is the context of what a verb has its subject say of himself.
func ownWords(s *sentence, f *frame, c context, speaker int, denies bool) context {
	own := context{modality: kg.Asserted, rules: c.rules}
	if c.negated { // "did not deny involvement"
		own.weaken(kg.Possible, "not-denied")
	} else if denies {
		own.negate("denied")
	}
	own.weaken(c.modality, "own-part")
	own.attribute(s, speaker, f.head, "own-part")
	own.sources = named(append(own.sources, c.sources...))
	return own
}
