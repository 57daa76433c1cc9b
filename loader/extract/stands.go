package extract

import (
	"claimgraph/loader/syntax"
)

// Which mention a claim names instead of one that stands beside it: of "DeepSeek,
// a young company founded in 2023" the founded one is DeepSeek, of "the city of
// Lviv" the place is Lviv, and what is said of none of the objects is said, and
// denied, of the objects.

// appositions gives "a young company" beside "DeepSeek", "his wife" in "his wife
// Ann", the name's entity where linking left them apart: it reads the trees
// before they are repaired, and is careful across articles where a claim need
// only be right here.
func (d *document) appositions(s *sentence) {
	for i := range s.Words {
		if s.Words[i].XPOS != "NN" && !(s.Words[i].XPOS == "NNP" && s.childLemma(i, "det", "a", "an") >= 0) {
			continue
		}
		noun, name := d.thing(s, i), d.thing(s, s.nameBeside(i))
		if name < 0 {
			name = d.thing(s, s.described(i))
		}
		if noun < 0 || name < 0 || noun == name || d.entity[name] < 0 || d.entity[noun] < 0 || d.Mentions[noun].Form != syntax.Nominal && s.Words[i].XPOS == "NN" {
			continue
		}
		if d.named(name) && (!d.named(noun) || s.Words[i].XPOS == "NNP") { // "a Republican, Mark Amodei"
			d.entity[noun] = d.entity[name]
		}
		if d.entity[noun] == d.entity[name] {
			d.stands[noun] = name
		}
	}
}

// wholly lets "the objects" stand for all of the objects and for none of them, of
// which the claim is negated.
func (d *document) wholly(s *sentence) {
	for i := range s.Words {
		if !oneOf(s.lower(i), "all", "both", "none", "neither") {
			continue
		}
		for _, c := range s.children[i] {
			if m, whole := d.thing(s, i), d.thing(s, c); m >= 0 && whole >= 0 && s.is(c, "nmod") && s.preposition(c) == "of" {
				d.stands[m] = whole
			}
		}
	}
}

// placeOf lets the name stand for "the city" of "the city of Lviv".
func (d *document) placeOf(s *sentence) {
	for i := range s.Words {
		noun, name := d.thing(s, s.parent[i]), d.thing(s, i)
		if s.is(i, "nmod") && noun >= 0 && name >= 0 && d.Mentions[noun].Form == syntax.Nominal && d.Mentions[name].Form == syntax.Name &&
			d.entity[noun] >= 0 && d.entity[noun] == d.entity[name] && d.Mentions[name].First == d.Mentions[noun].Last+2 && s.preposition(i) == "of" {
			d.stands[noun] = name
		}
	}
}

// described is the subject that "is a company based in Ohio" says what it is;
// -1 for none, also where the sentence denies it.
func (s *sentence) described(i int) int {
	det := s.child(i, "det")
	if s.child(i, "cop") < 0 || det < 0 || !oneOf(s.lower(det), "a", "an") || s.denied(i) || s.child(i, "aux") >= 0 && !s.childForm(i, "has", "have", "had") {
		return -1
	}
	return s.referent(s.child(i, "nsubj"))
}

// nameBeside is the proper noun that stands in apposition to a noun, on either
// side, or that the noun is a title of; -1 for none.
func (s *sentence) nameBeside(i int) int {
	if w := s.parent[i]; w >= 0 && s.Words[w].UPOS == "PROPN" && (s.is(i, "appos") || w == i+1 && s.is(i, "compound", "nmod:desc", "flat")) {
		return w
	}
	for _, c := range s.children[i] {
		if s.Words[c].UPOS == "PROPN" && c > i && (s.is(c, "appos") || s.is(c, "flat", "nmod:desc", "compound") && c == i+1) {
			return c
		}
	}
	return -1
}
