package extract

import (
	"slices"
	"strings"

	"claimgraph/loader/syntax"
)

// sentence is a tree with what the rules ask of it again and again. Words are
// indexes from 0; -1 is no word. A parser may hand over anything, so heads out
// of range and circles are cut: every walk upwards ends.
type sentence struct {
	*syntax.Tree
	index    int
	parent   []int
	children [][]int // in text order
	quoted   bool    // it begins inside a quotation
}

func newSentence(tree *syntax.Tree, index int) *sentence {
	n := len(tree.Words)
	s := &sentence{Tree: tree, index: index, parent: make([]int, n), children: make([][]int, n)}
	for i := range n {
		s.parent[i] = -1
	}
	for i := range tree.Words {
		if head := tree.Words[i].Head - 1; head >= 0 && head < n && !s.above(i, head) {
			s.parent[i] = head
		}
	}
	for i, head := range s.parent {
		if head >= 0 {
			s.children[head] = append(s.children[head], i)
		}
	}
	return s
}

// above says whether word i is w or stands above it.
func (s *sentence) above(i, w int) bool {
	for ; w >= 0; w = s.parent[w] {
		if w == i {
			return true
		}
	}
	return false
}

// lemma is the word's lemma in lower case, its form where it has none.
func (s *sentence) lemma(i int) string {
	if l := s.Words[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return s.lower(i)
}

func (s *sentence) lower(i int) string { return strings.ToLower(s.Words[i].Form) }

// rel is a word's relation without its subtype.
func (s *sentence) rel(i int) string {
	base, _, _ := strings.Cut(s.Words[i].Rel, ":")
	return base
}

// is says whether the word stands in one of the relations; "nsubj" takes every
// subtype, "nsubj:pass" only that one.
func (s *sentence) is(i int, rels ...string) bool {
	full := s.Words[i].Rel
	for _, r := range rels {
		if strings.HasPrefix(full, r) && (len(full) == len(r) || full[len(r)] == ':') {
			return true
		}
	}
	return false
}

// child is the first child of i in one of the relations, -1 for none.
func (s *sentence) child(i int, rels ...string) int {
	for _, c := range s.children[i] {
		if s.is(c, rels...) {
			return c
		}
	}
	return -1
}

// childLemma is the first child of i with the relation and one of the lemmas.
func (s *sentence) childLemma(i int, rel string, lemmas ...string) int {
	for _, c := range s.children[i] {
		if s.is(c, rel) && oneOf(s.lemma(c), lemmas...) {
			return c
		}
	}
	return -1
}

func (s *sentence) feature(i int, feature string) bool {
	return strings.Contains(s.Words[i].Feats, feature)
}

func (s *sentence) nominal(i int) bool {
	return oneOf(s.Words[i].UPOS, "NOUN", "PROPN", "PRON", "NUM", "SYM")
}

func (s *sentence) verbal(i int) bool { return s.Words[i].UPOS == "VERB" }

// participle says whether the verb is a past participle: "founded".
func (s *sentence) participle(i int) bool {
	return s.Words[i].XPOS == "VBN" || s.feature(i, "VerbForm=Part") && s.feature(i, "Tense=Past")
}

// gerund says whether the verb is an -ing form.
func (s *sentence) gerund(i int) bool { return s.Words[i].XPOS == "VBG" }

// infinitive says whether the verb stands with "to", wherever the parser hung
// it: "to further ease".
func (s *sentence) infinitive(i int) bool {
	if s.childLemma(i, "mark", "to") >= 0 {
		return !s.gerund(i) // "confessed to killing"
	}
	j := i - 1
	for j >= 0 && s.Words[j].UPOS == "ADV" {
		j--
	}
	return j >= 0 && s.Words[i].XPOS == "VB" && s.Words[j].XPOS == "TO"
}

// past says whether a clause tells what happened, without a modal.
func (s *sentence) past(i int) bool {
	if s.Words[i].XPOS == "VBD" {
		return true
	}
	past := false
	for _, c := range s.children[i] {
		if s.is(c, "aux", "cop") {
			if s.Words[c].XPOS == "MD" {
				return false
			}
			past = past || oneOf(s.lower(c), "was", "were", "had", "did", "has", "have")
		}
	}
	return past
}

// finite says whether the clause has a finite verb of its own.
func (s *sentence) finite(i int) bool {
	if s.feature(i, "VerbForm=Fin") || oneOf(s.Words[i].XPOS, "VBD", "VBZ", "VBP") {
		return true
	}
	for _, c := range s.children[i] {
		if s.is(c, "aux", "cop") && (s.feature(c, "VerbForm=Fin") || oneOf(s.Words[c].XPOS, "MD", "VBD", "VBZ", "VBP")) {
			return true
		}
	}
	return false
}

// preposition is the word's case marker, "because_of" in full, "" for none.
func (s *sentence) preposition(i int) string {
	for _, c := range s.children[i] {
		if s.is(c, "case") && s.Words[c].XPOS != "POS" && s.Words[c].UPOS != "PART" && !(c > 0 && s.upTo(c-1)) {
			return s.fixed(c)
		}
	}
	for _, c := range s.children[i] { // hung on a title instead: "of Grand Duke Ferdinando"
		if c < i && s.is(c, "nmod:desc", "compound", "amod", "flat") {
			for _, g := range s.children[c] {
				if g < c && s.is(g, "case") && s.Words[g].XPOS != "POS" {
					return s.fixed(g)
				}
			}
		}
	}
	return ""
}

// fixed is a function word with the words that are fixed to it.
func (s *sentence) fixed(i int) string {
	text := s.lower(i)
	for _, c := range s.children[i] {
		if s.is(c, "fixed") {
			text += "_" + s.lower(c)
		}
	}
	return text
}

// verdict is the adjective of a plea or a finding: "innocent" of "not guilty".
func (s *sentence) verdict(a int) string {
	if s.lower(a) == "guilty" && s.childLemma(a, "advmod", "not") >= 0 {
		return "innocent"
	}
	return s.lower(a)
}

// particled is a verb's lemma with its particle: "take_over".
func (s *sentence) particled(i int) string {
	if p := s.child(i, "compound:prt"); p >= 0 && !s.upTo(p) {
		return s.lemma(i) + "_" + s.lower(p)
	}
	if o := s.idiom(i); o != "" {
		return s.lemma(i) + "_" + o
	}
	if a := s.child(i, "xcomp"); a >= 0 && s.Words[a].UPOS == "ADJ" && oneOf(s.lemma(i), "plead", "find") && oneOf(s.lower(a), "guilty", "innocent") {
		return s.lemma(i) + "_" + s.verdict(a)
	}
	if a := s.child(i, "xcomp"); a >= 0 && s.lower(a) == "dead" && oneOf(s.lemma(i), "shoot", "stab", "beat") {
		return s.lemma(i) + "_dead"
	}
	if s.leavesDead(i) {
		return "leave_dead"
	}
	if p := i + 1; p < len(s.Words) && s.parent[p] == i && s.is(p, "advmod") && (s.Words[p].UPOS == "ADP" || oneOf(s.lower(p), "away", "back", "down", "out", "off", "up", "over")) && !s.upTo(p) {
		return s.lemma(i) + "_" + s.lower(p)
	}
	return s.lemma(i)
}

// leavesDead reads "leaving 17 people dead", whichever of the two "dead" hangs on.
func (s *sentence) leavesDead(i int) bool {
	if s.lemma(i) != "leave" {
		return false
	}
	if a := s.child(i, "xcomp"); a >= 0 && s.lower(a) == "dead" {
		return true
	}
	o := s.child(i, "obj")
	return o > i && s.childLemma(o, "amod", "dead") > o
}

// upTo says whether "up" begins a bound: "face up to six years".
func (s *sentence) upTo(p int) bool {
	return s.lower(p) == "up" && p+2 < len(s.Words) && s.lower(p+1) == "to" && (s.Words[p+2].UPOS == "NUM" || s.Words[p+2].UPOS == "SYM")
}

// idiom is the bare noun that makes one verb of "take place", "take part",
// "give birth"; "" for none.
func (s *sentence) idiom(i int) string {
	o := s.child(i, "obj")
	if o < 0 || s.child(o, "det", "amod", "nmod:poss") >= 0 || !oneOf(s.lemma(i), "take", "give", "make") || !oneOf(s.lemma(o), "place", "part", "effect", "shape", "birth", "way", "rise", "sense", "headline", "aim", "office", "hold") {
		return ""
	}
	return s.lemma(o)
}

// conjuncts is a word and what is coordinated with it, in text order. Members
// that are negated or hang on "or" are left out: nothing distributes to them.
func (s *sentence) conjuncts(i int) []int {
	all := []int{i}
	if names := s.namesOf(i); names != nil {
		return names
	}
	for _, c := range s.children[i] {
		if s.is(c, "conj") && s.nominal(c) && s.child(c, "nsubj") < 0 && !s.denied(c) && s.childLemma(c, "cc", "or", "nor", "but", "rather", "instead") < 0 {
			all = append(all, s.conjuncts(c)...)
		}
	}
	return all
}

// namesOf are the names in apposition to a plural noun, which stand for it: "two
// Republicans, Lisa Murkowski and Susan Collins, voted"; nil for less than two.
func (s *sentence) namesOf(i int) []int {
	if s.Words[i].XPOS != "NNS" {
		return nil
	}
	for _, c := range s.children[i] {
		if !s.is(c, "appos") || c < i || s.Words[c].UPOS != "PROPN" {
			continue
		}
		names := s.conjuncts(c)
		if len(names) > 1 && !slices.ContainsFunc(names, func(n int) bool { return s.Words[n].UPOS != "PROPN" }) {
			return names
		}
	}
	return nil
}

// alternative says whether "or" offers the word as one of several.
func (s *sentence) alternative(i int) bool {
	for _, c := range s.children[i] {
		if s.is(c, "conj") && s.childLemma(c, "cc", "or") >= 0 && !oneOf(s.lower(c), "more", "less", "fewer", "so") && !s.gloss(c) {
			return true
		}
	}
	return s.is(i, "conj") && s.childLemma(i, "cc", "or") >= 0 && !s.gloss(i)
}

// gloss says whether a conjunct is only another name of the one before it:
// 'extravehicular activity, or "spacewalk",', "the boxer, or pugilist,".
func (s *sentence) gloss(conjunct int) bool {
	or := s.childLemma(conjunct, "cc", "or")
	if or < 1 || or+1 >= len(s.Words) || s.Words[or-1].Form != "," {
		return false
	}
	for _, c := range s.children[s.parent[conjunct]] {
		if c != conjunct && s.is(c, "conj") {
			return false
		}
	}
	_, last := s.reach(conjunct)
	return oneOf(s.Words[or+1].Form, "\"", "“", "``") || last+1 < len(s.Words) && oneOf(s.Words[last+1].Form, ",", ")")
}

// denied says whether the word itself carries "not", "never" or "no".
func (s *sentence) denied(i int) bool {
	for _, c := range s.children[i] {
		if s.is(c, "advmod", "det", "cc") && oneOf(s.lower(c), "not", "n't", "n’t", "never", "no", "neither", "nor") {
			return true
		}
	}
	return false
}

// reachBefore is the first and last word below i that stand before a word,
// punctuation left out.
func (s *sentence) reachBefore(i, before int) (first, last int) {
	first, last = i, i
	for j := range before {
		if s.Words[j].UPOS != "PUNCT" && s.above(i, j) {
			first, last = min(first, j), max(last, j)
		}
	}
	return first, last
}

// referent is the word itself or, for a relative pronoun, its antecedent.
func (s *sentence) referent(i int) int {
	if i >= 0 && s.relative(i) {
		return s.antecedent(i)
	}
	return i
}

// reach is the first and last word below i, with i.
func (s *sentence) reach(i int) (first, last int) {
	first, last = i, i
	for _, c := range s.children[i] {
		f, l := s.reach(c)
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

// sure is the parser's probability of a word's arc, 1 where it gave none.
func (s *sentence) sure(i int) float64 {
	if p := float64(s.Words[i].Sure); p > 0 {
		return p
	}
	return 1
}

// covering is the text from the first to the last of the words.
func (s *sentence) covering(words ...int) syntax.Span {
	span := s.Words[words[0]].Span
	for _, w := range words[1:] {
		span = span.Cover(s.Words[w].Span)
	}
	return span
}

func oneOf(s string, list ...string) bool {
	for _, l := range list {
		if s == l {
			return true
		}
	}
	return false
}
