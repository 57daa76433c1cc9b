package extract

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// document is an article with its sentences and what each mention refers to.
type document struct {
	Input
	sentences []*sentence
	entity    []int // by mention: index into Entities, -1 for none
	// stands is, by mention, the one that a claim names instead: of "DeepSeek, a
	// young company founded in 2023" the founded one is DeepSeek. Itself for most.
	stands   []int
	mentions [][][]int // by sentence and word: the mentions that the word heads
	// institution says of each mention whether its name ends in a word for an
	// organization, gazetteer what the tables say of its name.
	institution []bool
	gazetteer   []lexicon.Known
	speakers    []source // by sentence: whose words it quotes without saying so itself
	turns       []turn   // by sentence: who speaks in a transcript
	unknown     []bool   // by entity: only pronouns mention it
}

func newDocument(in Input, c *cues) *document {
	d := &document{Input: in, sentences: make([]*sentence, len(in.Trees)), entity: make([]int, len(in.Mentions)), mentions: make([][][]int, len(in.Trees))}
	for i := range in.Trees {
		d.sentences[i] = c.repaired(newSentence(&in.Trees[i], i))
		d.mentions[i] = make([][]int, len(in.Trees[i].Words))
	}
	d.turns = d.transcript()
	d.stands = make([]int, len(in.Mentions))
	for i := range d.entity {
		d.entity[i], d.stands[i] = -1, i
	}
	for e := range in.Entities {
		for _, m := range in.Entities[e].Mentions {
			if m >= 0 && m < len(d.entity) {
				d.entity[m] = e
			}
		}
	}
	d.institution, d.gazetteer = make([]bool, len(in.Mentions)), make([]lexicon.Known, len(in.Mentions))
	for i := range in.Mentions {
		if at := &in.Mentions[i]; at.Form == syntax.Name {
			d.institution[i] = institution(at.Name)
			d.gazetteer[i], _ = lexicon.Name(at.Name)
		}
		d.place(i)
	}
	for _, s := range d.sentences {
		d.appositions(s)
		d.wholly(s)
		d.placeOf(s)
	}
	d.unknown = d.pronounOnly()
	for _, s := range d.sentences {
		d.ownSubjects(s, c)
	}
	d.unknown = d.pronounOnly()
	return d
}

// place enters a mention under its head word.
func (d *document) place(i int) {
	m := &d.Mentions[i]
	if m.Tree < 0 || m.Tree >= len(d.sentences) || m.Head < 0 || m.Head >= len(d.mentions[m.Tree]) {
		return
	}
	d.mentions[m.Tree][m.Head] = append(d.mentions[m.Tree][m.Head], i)
}

// find is the mention that a word heads and that keep accepts; where there is
// none, the smallest name around the word. -1 for none.
func (d *document) find(s *sentence, word int, keep func(*syntax.Mention) bool) int {
	if word < 0 {
		return -1
	}
	best := -1
	for _, m := range d.mentions[s.index][word] {
		if keep(&d.Mentions[m]) && (best < 0 || d.Mentions[m].Form < d.Mentions[best].Form) {
			best = m
		}
	}
	if best >= 0 {
		return best
	}
	for head := range d.mentions[s.index] {
		for _, m := range d.mentions[s.index][head] {
			at := &d.Mentions[m]
			if at.Form == syntax.Name && at.First <= word && word <= at.Last && keep(at) && (best < 0 || at.Len() < d.Mentions[best].Len()) {
				best = m
			}
		}
	}
	return best
}

// thing is the mention of an entity at a word, -1 for none. Dates and
// quantities are none, and neither is a pronoun that nobody resolved.
func (d *document) thing(s *sentence, word int) int {
	if word >= 0 && s.Words[word].UPOS == "NOUN" && oneOf(s.lemma(word), timeNouns...) {
		return -1
	}
	return d.find(s, word, func(m *syntax.Mention) bool {
		return m.Form != syntax.Date && m.Form != syntax.Quantity && m.Form != syntax.ClaimMention
	})
}

// timeNouns name stretches of time: no things that claims are about.
var timeNouns = strings.Fields("day week month year time moment morning evening night afternoon hour minute second decade century today yesterday tomorrow weekend period while monday tuesday wednesday thursday friday saturday sunday")

// inName says whether the word is part of a name: "Service" of "Federal
// Security Service".
func (d *document) inName(s *sentence, word int) bool {
	m := d.thing(s, word)
	return m >= 0 && d.Mentions[m].Form == syntax.Name
}

// value is the mention of a date or quantity at a word, -1 for none.
func (d *document) value(s *sentence, word int, form syntax.Form) int {
	if word < 0 {
		return -1
	}
	for _, m := range d.mentions[s.index][word] {
		if d.Mentions[m].Form == form && d.Mentions[m].Value != nil {
			return m
		}
	}
	for head := range d.mentions[s.index] {
		for _, m := range d.mentions[s.index][head] {
			if at := &d.Mentions[m]; at.Form == form && at.Value != nil && at.First <= word && word <= at.Last {
				return m
			}
		}
	}
	return -1
}

// kind is the kind of the entity that a mention refers to. A name that ends in
// "University" or "Inc." is an organization whoever it is called after.
func (d *document) kind(m int) kg.Kind {
	if d.institution[m] {
		return kg.Organization
	}
	if e := d.entity[m]; e >= 0 {
		return d.Entities[e].Kind
	}
	return d.Mentions[m].Kind
}

func (d *document) named(m int) bool {
	return d.entity[m] >= 0 && d.Entities[d.entity[m]].Named
}

// argument is a mention as an argument of a claim, false where it refers to
// nothing.
func (d *document) argument(m int) (kg.Argument, bool) {
	if m < 0 {
		return kg.Argument{}, false
	}
	m = d.stands[m]
	at := &d.Mentions[m]
	span := d.without(at)
	a := kg.Argument{Span: d.Text.Points(span), Text: d.Text.Quote(span)}
	switch {
	case d.torn(m):
		return a, false
	case (at.Form == syntax.Date || at.Form == syntax.Quantity) && at.Value != nil:
		v := *at.Value
		a.Value = &v
	case d.entity[m] >= 0:
		a.Entity = d.entity[m] + 1
	default:
		return a, false
	}
	return a, true
}

// without is a mention's span without a verb before its noun that a repair has found to
// govern it: of "denied bribing officials" officials are what is meant.
func (d *document) without(at *syntax.Mention) syntax.Span {
	s := d.sentences[at.Tree]
	if at.First < at.Head && s.gerund(at.First) && s.parent[at.Head] == at.First && s.is(at.Head, "obj") {
		return s.covering(at.First+1, at.Last)
	}
	return at.Span
}

// any is the mention at a word: an entity's, a quantity's or a date's.
func (d *document) any(s *sentence, word int) int {
	if m := d.thing(s, word); m >= 0 && d.entity[m] >= 0 {
		return m
	}
	if m := d.value(s, word, syntax.Quantity); m >= 0 {
		return m
	}
	return d.value(s, word, syntax.Date)
}

// text is a stretch of a sentence as a value.
func (d *document) text(span syntax.Span, lang string) kg.Argument {
	quote := d.Text.Quote(span)
	return kg.Argument{Span: d.Text.Points(span), Text: quote, Value: &kg.Value{Kind: kg.TextValue, Text: quote, Lang: lang}}
}

// fits says whether a mention may stand where one of the kinds is asked for.
// A strict place takes nothing whose kind is unknown.
func (d *document) fits(m int, kinds []string, strict bool) bool {
	if slices.Contains(kinds, "nation") || slices.Contains(kinds, "state") || slices.Contains(kinds, "party") || slices.Contains(kinds, "faction") {
		return d.fitsGroup(m, kinds)
	}
	kind := d.kind(m)
	if d.Mentions[m].Form == syntax.Pronoun && !agrees(strings.ToLower(d.Text.Quote(d.Mentions[m].Span)), kinds) {
		return false
	}
	if kind == kg.Other && d.Mentions[m].Form == syntax.Nominal {
		return slices.Contains(kinds, "*") || slices.Contains(kinds, "Other")
	}
	if strict && (kind == kg.Other || kind == "") {
		return false
	}
	return kg.Fits(kinds, string(kind)) || kind == ""
}

// agrees says whether a pronoun may stand for one of the kinds: "it" for no
// person, "he" for nothing else.
func agrees(pronoun string, kinds []string) bool {
	any, person := slices.Contains(kinds, "*"), slices.Contains(kinds, string(kg.Person))
	switch pronoun {
	case "it", "its", "itself":
		return any || !person || len(kinds) > 1
	case "he", "she", "him", "her", "his", "hers", "himself", "herself", "i", "me", "my", "who", "whom":
		return any || person || slices.Contains(kinds, string(kg.Group))
	}
	return true
}

// fitsGroup tells nations from parties: a demonym knows its country.
func (d *document) fitsGroup(m int, kinds []string) bool {
	kind := d.kind(m)
	at := &d.Mentions[m]
	known := d.gazetteer[m]
	if slices.Contains(kinds, "faction") {
		return at.Form == syntax.Name && d.Trees[at.Tree].Words[at.Head].UPOS != "ADJ" && at.Country == "" && known.What != 'c' && !assembly(at.Name) && !oneOf(string(kind), "Place", "Person", "Event")
	}
	if slices.Contains(kinds, "state") {
		return at.Form == syntax.Name && known.What == 'c'
	}
	if slices.Contains(kinds, "nation") {
		return at.Form == syntax.Name && (at.Country != "" || known.What == 'c')
	}
	return at.Form == syntax.Name && !assembly(at.Name) && (known.What == 'g' && known.Country == "" || partisan(at.Name))
}

// institution says whether a name ends in a word for an organization.
func institution(name string) bool {
	words := strings.Fields(strings.TrimRight(name, "."))
	if len(words) < 2 {
		return false
	}
	if known, ok := lexicon.Name(name); ok && known.What != 'o' {
		return false
	}
	last := strings.ToLower(strings.TrimRight(words[len(words)-1], "."))
	if oneOf(last, "inc", "ltd", "corp", "llc", "plc", "co", "gmbh", "limited", "ag", "holdings") {
		return true
	}
	for i, w := range words {
		if i > 0 && oneOf(w, "of", "for") { // University of Copenhagen
			last = strings.ToLower(words[i-1])
			break
		}
	}
	sort, ok := lexicon.Noun(last)
	return ok && sort == lexicon.Body
}

// assembly says whether a name is of a body that parties sit in.
func assembly(name string) bool {
	for _, word := range strings.Fields(name) {
		if oneOf(word, "House", "Senate", "Congress", "Parliament", "Assembly", "Council", "Bundestag", "Duma", "Knesset", "Legislature", "District", "County", "City", "State") {
			return true
		}
	}
	return false
}

// partisan says whether a name is a party's or its followers'.
func partisan(name string) bool {
	for _, sign := range [...]string{"Party", "party", "Democrat", "Democratic", "Republican", "Conservative", "Labour", "Liberal", "Socialist", "Communist", "Green"} {
		for _, word := range strings.Fields(name) {
			if word == sign || word == sign+"s" {
				return true
			}
		}
	}
	return false
}

type valueForm struct {
	kind string
	form syntax.Form
	unit func(*kg.Value) bool
}

// valueForms are the kinds that a value has, the narrower ones with what its unit is.
var valueForms = []valueForm{{"quantity", syntax.Quantity, nil}, {"money", syntax.Quantity, money}, {"length", syntax.Quantity, length}, {"time", syntax.Date, nil}}

// onlyValues says whether nothing but a value will do: no name is a date.
func onlyValues(kinds []string) bool {
	for _, k := range kinds {
		if !slices.ContainsFunc(valueForms, func(v valueForm) bool { return v.kind == k }) {
			return false
		}
	}
	return len(kinds) > 0
}

// fill is the mention at a word that fits the kinds, -1 for none: a value
// where the kinds name one, else an entity.
func (d *document) fill(s *sentence, word int, kinds []string, strict bool) int {
	for _, v := range valueForms {
		if slices.Contains(kinds, v.kind) {
			if m := d.value(s, word, v.form); m >= 0 && (v.unit == nil || v.unit(d.Mentions[m].Value)) {
				return m
			}
		}
	}
	if m := d.thing(s, word); m >= 0 && d.entity[m] >= 0 && !onlyValues(kinds) && d.fits(m, kinds, strict) {
		return m
	}
	if slices.Contains(kinds, "*") {
		return d.value(s, word, syntax.Quantity)
	}
	return -1
}
