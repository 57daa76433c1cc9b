package extract

import (
	"math"
	"slices"
	"strings"

	"claimgraph/kg"
)

// binding is a pattern that matched: which words fill X and Y.
type binding struct {
	pattern *pattern
	x, y    filler
	frame   *frame
	used    []int // the frame's arguments that the pattern spoke of, by index
	filled  []int // those of them that fill a slot
	kept    []int // those of them that fill Z: the claim's qualifiers
	fixed   []int // those of them that are the pattern's own words
	sure    float64
	strict  bool
}

// filler is a word that fills a slot.
type filler struct {
	word  int
	kinds []string
	loose bool     // the pattern's words outweigh a name's kind
	words []string // one of which must stand there, nil for any
}

// spent are the arguments that the claim itself tells: those that the pattern
// spoke of, but for Z.
func (b *binding) spent() []int {
	if len(b.kept) == 0 {
		return b.used
	}
	return slices.DeleteFunc(slices.Clone(b.used), func(i int) bool { return slices.Contains(b.kept, i) })
}

// match is what the vocabulary reads in a frame.
func (d *reading) match(s *sentence, f *frame) []binding {
	var found []binding
	said := func(y int) bool { // by a pattern that knows the word
		return slices.ContainsFunc(found, func(b binding) bool { return b.y.word == y && !b.pattern.ofNation() })
	}
	for _, form := range [...]patternForm{verbPattern, statePattern} {
		for _, key := range f.keys(s, form) {
			for _, p := range d.grammar.byKey[form][key] {
				if b, ok := d.bind(p, s, f); ok && !(b.strict && said(b.y.word)) {
					found = append(found, b)
				}
			}
		}
	}
	return found
}

// keys are the words under which patterns of a form may speak of the frame.
func (f *frame) keys(s *sentence, form patternForm) []string {
	switch {
	case form == verbPattern && f.form == verbFrame:
		return []string{f.lemma, "*"}
	case form == statePattern && f.form == verbFrame && f.passive:
		return []string{s.lower(f.head)}
	case form == statePattern && f.form != verbFrame:
		keys := []string{f.lemma}
		if l := s.lower(f.head); l != f.lemma {
			keys = append(keys, l)
		}
		if c := compoundLemma(s, f.head); c != "" {
			keys = append(keys, c)
		}
		if c := longLemma(s, f.head); c != "" {
			keys = append(keys, c)
		}
		return append(keys, "*")
	}
	return nil
}

// compoundLemma is a noun with the common noun or adjective before it:
// "prime_minister", "chief_executive".
func compoundLemma(s *sentence, i int) string {
	if i == 0 || !oneOf(s.Words[i-1].UPOS, "NOUN", "ADJ", "PROPN") {
		return ""
	}
	return s.lower(i-1) + "_" + s.lemma(i)
}

// longLemma is a noun with two words before it: "chief_executive_officer".
func longLemma(s *sentence, i int) string {
	if i < 2 || !oneOf(s.Words[i-2].UPOS, "NOUN", "ADJ", "PROPN") {
		return ""
	}
	if c := compoundLemma(s, i); c != "" {
		return s.lower(i-2) + "_" + c
	}
	return ""
}

// bind fills the pattern's slots from the frame.
func (d *reading) bind(p *pattern, s *sentence, f *frame) (binding, bool) {
	if f.form == adjectiveFrame && p.keys[0] == "*" || deputized(p) && s.deputy(f.head) {
		return binding{}, false // "compatible with RHEL" is nobody's work; a deputy director does not direct
	}
	b := binding{pattern: p, frame: f, strict: p.keys[0] == "*" && f.form != verbFrame, sure: 1, x: filler{word: -1}, y: filler{word: -1}}
	var anchors []int // fixed nouns, under which prepositions may hang
	for i := range p.slots {
		slot := &p.slots[i]
		accepts := func(w int) bool { return slot.accepts(s, w) && d.suits(p, slot, s, w) }
		word, used, sure := p.find(s, f, slot, anchors, b.used, accepts)
		if word < 0 {
			if (slot.fill == "_" || slot.fill == "Z") && slot.words == nil {
				continue
			}
			return binding{}, false
		}
		b.sure *= sure
		if used >= 0 {
			b.used = append(b.used, used)
			if slot.fill != "" && slot.fill != "_" {
				b.filled = append(b.filled, used)
			}
			if slot.fill == "Z" && slot.words == nil {
				b.kept = append(b.kept, used)
			}
			if slot.fill == "" {
				b.fixed = append(b.fixed, used)
			}
		}
		switch slot.fill {
		case "X":
			b.x = filler{word, kindsOr(slot.kinds, p.predicate.Domain), p.trusts(slot), slot.words}
		case "Y":
			b.y = filler{word, kindsOr(slot.kinds, p.predicate.Range), p.trusts(slot), slot.words}
		case "", "Z":
			if slot.words != nil {
				anchors = append(anchors, word)
			}
		}
	}
	return b, b.x.word >= 0 && b.y.word >= 0 && b.x.word != b.y.word
}

// deputy says whether a noun is the office of someone's second: "deputy executive
// director", "vice president".
func (s *sentence) deputy(noun int) bool {
	for j := noun - 1; j >= 0 && j >= noun-3 && oneOf(s.Words[j].UPOS, "ADJ", "NOUN", "PROPN"); j-- {
		if oneOf(s.lower(j), "deputy", "vice", "assistant", "associate") {
			return true
		}
	}
	return strings.HasPrefix(s.lower(noun), "vice-")
}

// deputized says whether a pattern tells who heads something, which his deputy
// does not.
func deputized(p *pattern) bool {
	return oneOf(p.predicate.Name, "leader", "director_manager", "chairperson", "chief_executive_officer")
}

func kindsOr(own, predicate []string) []string {
	if own != nil {
		return own
	}
	return predicate
}

// find is the word in one of the slot's roles, the index of its argument in the
// frame (-1 where it hangs on a noun instead), and how sure the place is.
func (p *pattern) find(s *sentence, f *frame, slot *slot, anchors, used []int, accepts func(int) bool) (word, index int, sure float64) {
	roles := slot.roles
	if p.form == statePattern && f.form == verbFrame && roles[0] == isRole {
		roles = []string{objRole}
	}
	if roles[0] == selfRole {
		if f.form == verbFrame || !accepts(f.head) {
			return -1, -1, 0
		}
		return f.head, -1, 1
	}
	for i, a := range f.args {
		if !slices.Contains(roles, a.role) || slices.Contains(used, i) {
			continue
		}
		for _, w := range slot.members(s, a.word, isText(p.predicate)) {
			if accepts(w) {
				return w, i, p.certainty(s, a)
			}
		}
	}
	if slices.Contains(f.rules, "reduced-relative") && roles[0] == objRole { // "a team of instructors headquartered in Redding"
		for i, a := range f.args {
			if w := climb(s, a.word, accepts); a.role == objRole && w >= 0 {
				return w, i, 0.8 * p.certainty(s, a)
			}
		}
	}
	if f.form != verbFrame { // "professor of history at Columbia"
		anchors = append(slices.Clone(anchors), f.head)
	}
	for _, anchor := range anchors {
		if w := below(s, anchor, slot.roles, accepts); w >= 0 {
			return w, -1, 0.9 * math.Sqrt(s.sure(w))
		}
	}
	// "invested $5 billion in OpenAI": the parser may hang the phrase on the
	// object beside it.
	for _, a := range f.args {
		if f.form == verbFrame && oneOf(a.role, objRole, measureRole) && a.word > f.head {
			if w := below(s, a.word, slot.roles, accepts); w >= 0 {
				return w, -1, 0.7 * math.Sqrt(s.sure(w))
			}
		}
	}
	return -1, -1, 0
}

// certainty of an argument's place. A pattern's words support each other: that
// "train", "at", "cost" and an amount stand together by accident of wrong arcs
// is less likely than any one of the arcs being wrong, hence the root.
// climb is the nearest noun above a noun in its phrase that will do.
func climb(s *sentence, i int, accepts func(int) bool) int {
	for s.is(i, "nmod") && s.parent[i] >= 0 {
		if i = s.parent[i]; accepts(i) {
			return i
		}
	}
	return -1
}

func (p *pattern) certainty(s *sentence, a argument) float64 {
	sure := 1.0
	for _, w := range a.arcs {
		sure *= s.sure(w)
	}
	return a.sure * math.Sqrt(sure)
}

func (slot *slot) accepts(s *sentence, word int) bool {
	return slot.words == nil || s.spells(word, slot.words)
}

// members are the words by which an argument may fill a slot: the argument itself and,
// where the slot wants things with certain names, what is coordinated with it ("survived by
// his wife and two sons").
func (slot *slot) members(s *sentence, word int, text bool) []int {
	if slot.words == nil || slot.fill == "" || text {
		return []int{word}
	}
	return s.conjuncts(word)
}

// spells says whether a word, by its lemma or form or with the noun before it, is one
// of a list.
func (s *sentence) spells(word int, list []string) bool {
	return slices.Contains(list, s.lemma(word)) || slices.Contains(list, s.lower(word)) || slices.Contains(list, compoundLemma(s, word))
}

// suits says whether a word may fill a slot by its kind; any member of a
// coordination will do.
func (d *reading) suits(p *pattern, slot *slot, s *sentence, word int) bool {
	var kinds []string
	switch slot.fill {
	case "X":
		kinds = kindsOr(slot.kinds, p.predicate.Domain)
	case "Y":
		kinds = kindsOr(slot.kinds, p.predicate.Range)
	default:
		return true
	}
	if slices.Contains(kinds, "text") || slices.Contains(kinds, "claim") {
		return true
	}
	for _, w := range s.conjuncts(word) {
		if d.fill(s, w, kinds, false) >= 0 || p.trusts(slot) && d.loose(s, w, kinds) >= 0 {
			return true
		}
	}
	return false
}

// trusts says whether the pattern's words tell more of what a name is than the
// name itself: who has a chief executive is an organization, whatever "NEOFACTO"
// may look like. A slot that narrows its kinds means it.
func (p *pattern) trusts(slot *slot) bool {
	return slot.kinds == nil && p.form != linkPattern && p.keys[0] != "*"
}

func isEntityKind(kind string) bool {
	return slices.Contains(kg.Kinds(), kg.Kind(kind))
}

// below is what a noun's preposition governs, -1 for none: "a deal with Y". An
// owner counts as "of", and so does a name before the noun: "Apple shares".
func below(s *sentence, noun int, roles []string, accepts func(int) bool) int {
	for _, c := range s.children[noun] {
		if !s.is(c, "nmod", "obl", "compound") || !s.nominal(c) {
			continue
		}
		if slices.Contains(roles, s.preposition(c)) && accepts(c) {
			return c
		}
		if (s.is(c, "nmod:poss") || s.is(c, "compound") && s.Words[c].UPOS == "PROPN") && slices.Contains(roles, "of") && accepts(c) {
			return c
		}
	}
	for _, c := range s.children[noun] { // "restrictions on the export of chips to China"
		if s.is(c, "nmod") && !s.is(c, "nmod:poss") && s.Words[c].UPOS == "NOUN" && c > noun {
			if w := below(s, c, roles, accepts); w >= 0 {
				return w
			}
		}
	}
	return -1
}

// links is what the vocabulary reads between two nouns that only a possessive,
// a preposition, a comma or nothing joins.
func (g *grammar) links(s *sentence) []binding {
	var found []binding
	for i := range s.Words {
		if s.parent[i] < 0 || !s.nominal(s.parent[i]) || s.Words[s.parent[i]].UPOS == "PRON" {
			continue
		}
		key, first, second := juncture(s, i, s.parent[i])
		if first < 0 || key == "'s" && g.related(s, i, s.parent[i]) { // "whose" with nothing to refer to
			continue
		}
		for _, p := range g.byKey[linkPattern][key] {
			found = append(found, p.join(s, i, first, second))
		}
	}
	return found
}

// related says whether a noun after an owner, or between it and a name, says what
// the two are to each other: "Google's rival Meta" is not Google's as its parts are.
func (g *grammar) related(s *sentence, owner, name int) bool {
	for j := owner + 1; j <= name; j++ {
		if s.Words[j].UPOS != "NOUN" {
			continue
		}
		for _, p := range g.byKey[statePattern][s.lemma(j)] {
			for k := range p.slots {
				if slices.Contains(p.slots[k].roles, "of") {
					return true
				}
			}
		}
	}
	return false
}

// juncture says how word i hangs on noun w: the pattern's key, and the words in
// the pattern's order.
func juncture(s *sentence, i, w int) (key string, first, second int) {
	switch {
	case s.is(i, "nmod:poss"):
		return "'s", s.referent(i), w
	case s.is(i, "nmod", "obl") && s.preposition(i) != "":
		return s.preposition(i), w, i
	case s.is(i, "appos", "nmod:unmarked", "dep", "list", "flat") && i > w && commaBetween(s, w, i):
		return ",", w, i
	case s.is(i, "compound") && commaBetween(s, i, w):
		return ",", i, w
	case s.is(i, "amod", "compound", "nmod:desc", "nmod:unmarked") && i < w:
		return "mod", i, w
	}
	return "", -1, -1
}

// commaBetween reads "Paris, France".
func commaBetween(s *sentence, a, b int) bool {
	for j := a + 1; j < b; j++ {
		if s.Words[j].Form == "," {
			return true
		}
		if s.parent[j] != a {
			return false
		}
	}
	return false
}

func (p *pattern) join(s *sentence, arc, first, second int) binding {
	f := &frame{form: nounFrame, head: second, presupposed: true, rules: []string{"link"}, words: []int{second}}
	b := binding{pattern: p, frame: f, strict: true, sure: s.sure(arc)}
	for i, w := range [...]int{first, second} {
		slot := &p.slots[i]
		if slot.fill == "X" {
			b.x = filler{word: w, kinds: kindsOr(slot.kinds, p.predicate.Domain)}
		} else {
			b.y = filler{word: w, kinds: kindsOr(slot.kinds, p.predicate.Range)}
		}
	}
	return b
}

// ofNation says whether the predicate tells where something comes from: "the
// Chinese company" is kept with it, though it is only described.
func (p *pattern) ofNation() bool {
	return oneOf(p.predicate.Name, "country", "country_of_origin")
}

// isText says whether a predicate's object is the words as they stand.
func isText(p *kg.Predicate) bool { return slices.Contains(p.Range, "text") }

// ruleName names the pattern that made a claim, long lists cut short.
func (p *pattern) ruleName() string {
	words := strings.Fields(p.source)
	for i, w := range words {
		if list := strings.Split(w, "|"); len(list) > 3 {
			words[i] = strings.Join(list[:2], "|") + "|…"
		}
	}
	return p.predicate.Name + ": " + strings.Join(words, " ")
}
