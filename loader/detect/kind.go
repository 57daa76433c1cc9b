package detect

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// The kind of a name is put to the vote over the whole article: every place
// where it stands adds what the tagger said there, what the name itself shows
// (suffix, last noun, first name, gazetteer) and what stands around it (title,
// apposition, predicate noun, preposition). Short forms of a person's name and
// acronyms with their long form vote together. Weights: 1 is about one sure tag.

// spelling is a name as it is written, with its votes.
type spelling struct {
	votes ballot
	tags  ballot    // the tagger's part, summed
	seen  float64   // occurrences
	same  *spelling // votes with this one
}

// ballot holds the votes for each kind that names have.
type ballot [8]float64

var candidates = [len(ballot{})]kg.Kind{kg.Other, kg.Person, kg.Organization, kg.Place, kg.Product, kg.Event, kg.Work, kg.Group}

func (b *ballot) add(kind kg.Kind, weight float64) {
	for i, k := range candidates {
		if k == kind {
			b[i] += weight
		}
	}
}

// winner is the kind with most votes, Other below half a vote.
func (b *ballot) winner() kg.Kind {
	best := 0
	for i := 1; i < len(b); i++ {
		if b[i] > b[best] && b[i] >= .5 {
			best = i
		}
	}
	return candidates[best]
}

var tagKinds = [...]kg.Kind{
	syntax.PersonName: kg.Person, syntax.OrganizationName: kg.Organization, syntax.PlaceName: kg.Place, syntax.ProductName: kg.Product,
	syntax.EventName: kg.Event, syntax.WorkName: kg.Work, syntax.GroupName: kg.Group,
}

// cast adds the votes of one occurrence.
func (a *article) cast(s *sentence, n *name, titled bool) {
	sp := a.spellings[n.key]
	if sp == nil {
		sp = &spelling{}
		a.spellings[n.key] = sp
		sp.votes.own(s, n)
	}
	b := &sp.votes
	sp.seen++
	for i := n.first; i <= n.last; i++ {
		if w := &s.Words[i]; w.Name.Kind != syntax.NoName && int(w.Name.Kind) < len(tagKinds) {
			sure := float64(w.NameSure)
			if w.Name.Kind == syntax.GroupName && !n.demonym && !strings.HasSuffix(n.key, "s") {
				sure *= .4 // groups are demonyms or plurals
			}
			sp.tags.add(tagKinds[w.Name.Kind], sure/float64(n.last-n.first+1))
		}
	}
	if titled || n.first > 0 && s.titleBefore(n.first) {
		b.add(kg.Person, 2)
	}
	a.context(s, n, b)
}

// titleBefore sees a title in front that no run of proper nouns caught:
// "president Putin".
func (s *sentence) titleBefore(first int) bool {
	return titles[strings.TrimSuffix(s.lower(first-1), ".")] && s.taken[first-1] == free && (s.head(first-1) >= first || s.rel(first) == "appos" || s.rel(first) == "flat")
}

// own adds what the name says of itself, once for the article.
func (b *ballot) own(s *sentence, n *name) {
	if k, ok := lexicon.Name(n.key); ok {
		b.add(k.Kind(), 1.6)
	}
	last := strings.TrimSuffix(s.lower(n.last), ".")
	if suffixes[last] && n.last > n.first {
		b.add(kg.Organization, 2.5)
	}
	if of := s.ofInside(n); of > n.first {
		last = s.lower(of - 1)
	}
	given, isGiven := lexicon.GivenName(s.Words[n.first].Form)
	_, place := lexicon.Name(s.Words[n.first].Form)
	_, ends := lexicon.Name(s.Words[n.last].Form)
	sort, noun := lexicon.Noun(last)
	thing := noun && n.last > n.first+1 && (sort == lexicon.Body || sort == lexicon.Opus || sort == lexicon.Happen || sort == lexicon.Thing || sites[last])
	if isGiven = isGiven && !place && !thing && (!ends || n.first == n.last); isGiven {
		if b.add(kg.Person, .7); n.last == n.first+1 || n.last == n.first+2 {
			b.add(kg.Person, .6)
		}
	}
	if noun && n.last > n.first && !(isGiven && n.last == n.first+1) && (sort != lexicon.Site || sites[last]) {
		b.add(sort.Kind(), lastNoun[sort])
	}
	if kind := firstWords[s.lower(n.first)]; kind != "" && n.last > n.first {
		b.add(kind, 1.5)
	}
	if given == lexicon.NoGender && !isGiven && n.first == n.last && isCode(n.key) {
		b.add(kg.Product, .7)
	}
}

// firstWords open names of their kind.
var firstWords = map[string]kg.Kind{
	"hurricane": kg.Event, "typhoon": kg.Event, "cyclone": kg.Event, "operation": kg.Event, "battle": kg.Event,
	"mount": kg.Place, "lake": kg.Place, "river": kg.Place, "cape": kg.Place, "gulf": kg.Place, "fort": kg.Place, "port": kg.Place,
}

// lastNoun weighs what the last noun of a name says: "… University" says more
// than "… Cook".
var lastNoun = map[lexicon.Sort]float64{
	lexicon.Body: 1.3, lexicon.Site: .8, lexicon.Happen: .7, lexicon.Rule: .9, lexicon.Opus: .4, lexicon.Thing: .4,
}

// sites are nouns that end names of places and seldom names of people.
var sites = map[string]bool{
	"river": true, "lake": true, "mountain": true, "mountains": true, "street": true, "avenue": true, "road": true, "airport": true,
	"island": true, "islands": true, "bay": true, "sea": true, "ocean": true, "county": true, "city": true, "park": true,
	"square": true, "station": true, "bridge": true, "tower": true, "building": true, "stadium": true, "arena": true,
	"museum": true, "region": true, "province": true, "district": true, "valley": true, "beach": true, "hills": true,
	"harbor": true, "harbour": true, "palace": true, "castle": true, "temple": true, "cathedral": true, "republic": true,
	"kingdom": true, "gulf": true, "peninsula": true, "desert": true, "village": true, "center": true, "centre": true, "port": true,
}

func (s *sentence) ofInside(n *name) int {
	for i := n.first + 1; i < n.last; i++ {
		if s.lower(i) == "of" || s.lower(i) == "for" {
			return i
		}
	}
	return none
}

var suffixes = map[string]bool{
	"inc": true, "corp": true, "co": true, "ltd": true, "llc": true, "plc": true, "group": true, "holdings": true, "gmbh": true,
	"ag": true, "s.a": true, "n.v": true, "lp": true, "technologies": true, "industries": true, "partners": true, "ventures": true,
	"party": true, "news": true, "fc": true, "united": true, "motors": true, "airlines": true, "airways": true, "pharmaceuticals": true,
	"times": true, "post": true, "systems": true, "bros": true, "entertainment": true, "records": true, "associates": true,
}

// context adds what stands around one occurrence.
func (a *article) context(s *sentence, n *name, b *ballot) {
	top := s.topOf(n.first, n.last)
	h := s.head(top)
	rel := s.rel(top)
	if h >= 0 && (rel == "appos" || rel == "flat" || s.Words[top].Rel == "nmod:desc") && s.taken[h] == free {
		b.noun(s, h, 1.6)
	}
	if n.first > 0 && s.upos(n.first-1) == "NOUN" && s.taken[n.first-1] == free && (s.head(n.first-1) == top && s.rel(n.first-1) != "nsubj" || s.head(top) == n.first-1 && rel == "flat") {
		b.noun(s, n.first-1, 2) // "research firm Sensor Tower"
	}
	if rel == "nsubj" && h >= 0 && s.child(h, "cop") >= 0 && s.upos(h) == "NOUN" && s.child(h, "case") < 0 {
		b.noun(s, h, 1)
	}
	if rel == "nsubj" && h >= 0 && sayers[s.lemma(h)] {
		b.add(kg.Person, .3)
		b.add(kg.Organization, .25)
	}
	if (rel == "compound" || rel == "flat") && h == n.last+1 && s.taken[h] == free && s.upos(h) == "NOUN" {
		switch sort, _ := lexicon.Noun(s.lemma(h)); {
		case s.lemma(h) == "administration":
			b.add(kg.Person, 1.8)
		case sort == lexicon.Thing:
			b.add(kg.Product, .35) // "the ChatGPT app", but also "Apple phones"
		case sort == lexicon.Human:
			b.add(kg.Organization, .4) // "DeepSeek researchers"
		}
	}
	if noun := s.appositionAfter(n.last); noun >= 0 && noun != h && s.head(noun) != top {
		b.noun(s, noun, 1.2)
	}
	if noun := s.examplesOf(top); noun >= 0 {
		b.noun(s, noun, .7)
	}
	s.Children(top, func(c int) bool {
		switch {
		case s.rel(c) == "appos" && s.taken[c] == free && s.upos(c) == "NOUN":
			b.noun(s, c, 1.2)
		case s.rel(c) == "case" && c < n.first && (s.lower(c) == "in" || s.lower(c) == "near"):
			b.add(kg.Place, .5)
		case s.Words[c].Rel == "acl:relcl" && s.asks(c, "who"):
			b.add(kg.Person, .8)
		}
		return true
	})
}

// examplesOf is the noun of "models like X and Y", "firms such as X", -1 where
// word i is no such example.
func (s *sentence) examplesOf(i int) int {
	if s.rel(i) == "conj" && s.head(i) >= 0 {
		i = s.head(i)
	}
	c, h := s.child(i, "case"), s.head(i)
	if c < 0 || h < 0 || h > c || s.rel(i) != "nmod" && s.rel(i) != "obl" {
		return none
	}
	switch s.lower(c) {
	case "like", "such", "including":
		return h
	}
	return none
}

// appositionAfter is the head of ", a young company" after word i, read from
// the words alone because parsers often miss it; -1 where there is none.
func (s *sentence) appositionAfter(i int) int {
	if s.lower(i+1) != "," || s.lower(i+2) != "a" && s.lower(i+2) != "an" {
		return none
	}
	for j := i + 3; j < min(i+10, len(s.Words)); j++ {
		switch s.upos(j) {
		case "ADJ", "PROPN", "ADV":
		case "NOUN":
			if next := s.upos(j + 1); next != "NOUN" && next != "PROPN" && next != "PART" {
				return j
			}
		default:
			return none
		}
	}
	return none
}

// noun adds the kind that a common noun names.
func (b *ballot) noun(s *sentence, i int, weight float64) {
	sort, known := lexicon.Noun(s.lemma(i))
	if known && s.upos(i) == "NOUN" && sort != lexicon.Thought && sort != lexicon.Nature {
		b.add(sort.Kind(), weight)
	}
}

// asks says whether the clause under verb opens with that relative word.
func (s *sentence) asks(verb int, word string) bool {
	found := false
	s.Children(verb, func(c int) bool {
		found = s.lower(c) == word
		return !found
	})
	return found
}

// sayers are verbs whose subjects are people and organizations.
var sayers = map[string]bool{
	"say": true, "tell": true, "add": true, "claim": true, "announce": true, "argue": true, "believe": true, "think": true,
	"write": true, "explain": true, "note": true, "state": true, "declare": true, "deny": true, "warn": true, "ask": true,
}

// vote lets spellings that must agree vote together: surnames with full names,
// acronyms with what they stand for.
func (a *article) vote() {
	for i := range a.sentences {
		for j := range a.sentences[i].found {
			a.spellings[a.sentences[i].found[j].key].count()
		}
	}
	surnames := map[string]*spelling{}
	for i := range a.sentences {
		s := &a.sentences[i]
		for j := range s.found {
			n := &s.found[j]
			if sp := a.spellings[n.key]; n.last > n.first && sp.votes.winner() == kg.Person {
				if last := s.Words[n.last].Form; surnames[last] == nil {
					surnames[last] = sp
				}
			}
			a.acronym(s, j)
		}
	}
	for i := range a.sentences {
		for _, n := range a.sentences[i].found {
			full := surnames[n.key]
			if sp := a.spellings[n.key]; full != nil && full != sp && sp.same == nil && n.first == n.last {
				if kind := sp.votes.winner(); kind == kg.Other || kind == kg.Person || sp.votes[1] > .2 || !a.gazetted(n.key) {
					sp.same = full
				}
			}
		}
	}
}

// count adds the tagger's votes, once: their mean, and a little more for every
// further occurrence. A tagger that does not know a name is wrong wherever it
// stands.
func (sp *spelling) count() {
	if sp.seen == 0 {
		return
	}
	weight := 1.3 * (1 + .15*min(sp.seen-1, 4)) / sp.seen
	for k := range sp.tags {
		sp.votes[k] += weight * sp.tags[k]
	}
	sp.seen = 0
}

// gazetted says whether the name is a well-known one.
func (a *article) gazetted(key string) bool {
	_, ok := lexicon.Name(key)
	return ok
}

// acronym joins "European Union" and "EU" of "European Union (EU)".
func (a *article) acronym(s *sentence, j int) {
	if j+1 >= len(s.found) {
		return
	}
	long, short := &s.found[j], &s.found[j+1]
	if short.first != long.last+2 || s.lower(long.last+1) != "(" || short.last > short.first || !lexicon.Acronym(short.key, long.key) {
		return
	}
	l, sh := a.spellings[long.key], a.spellings[short.key]
	if l == sh || l.same != nil || sh.same != nil {
		return
	}
	for i := range l.votes {
		l.votes[i] += sh.votes[i]
	}
	sh.same = l
}

// kindOf is what the article has agreed on for a spelling.
func (a *article) kindOf(key string) kg.Kind {
	sp := a.spellings[key]
	if sp.same != nil {
		return sp.same.votes.winner()
	}
	return sp.votes.winner()
}
