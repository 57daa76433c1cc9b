package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// name is a name found in a sentence, before the article has voted on its kind.
type name struct {
	first, last int
	key         string // as written, white space as one space: what votes are counted by
	country     string // of a demonym
	demonym     bool
	titled      bool // stands behind a title
}

// names finds a sentence's names: the tagger's spans, mended, and between them
// runs of proper nouns that it missed, demonyms and product codes.
func (a *article) names(s *sentence) {
	for i := 0; i < len(s.Words); {
		last := s.nameEnd(i)
		if last < i {
			i++
			continue
		}
		a.nameIn(s, i, last)
		i = last + 1
	}
}

// nameEnd is the last word of the name that begins at word i, before i where
// none does.
func (s *sentence) nameEnd(i int) int {
	if s.sign(i) || s.taken[i] != free || commonCapitals[strings.TrimSuffix(s.Words[i].Form, "s")] && !s.proper(i+1) {
		return none
	}
	if k, ok := s.people(i, i+1); ok && k.Country != "" {
		return i + 1 // "South Korean"
	}
	if s.Words[i].Name.Kind != syntax.NoName && s.Words[i].Name.Kind != syntax.GroupName && !s.single(i) {
		return max(s.ofName(i, s.taggedEnd(i)), s.lawEnd(i))
	}
	if law := s.lawEnd(i); law > i {
		return law
	}
	if !s.proper(i) {
		if _, ok := s.demonym(i); ok {
			return s.peopleEnd(i)
		}
		return none
	}
	last := i
	for next := s.nextProper(last); next > last && s.sameName(last, next); next = s.nextProper(last) {
		last = next
	}
	return s.ofName(i, s.designated(last))
}

// peopleEnd is the last word of the people's name that begins with a demonym:
// "African American" is one people, and nobody else's.
func (s *sentence) peopleEnd(i int) int {
	if _, ok := s.demonym(i + 1); ok && s.Words[i].SpaceAfter {
		return i + 1
	}
	first, _ := s.demonym(i)
	if _, ok := s.demonym(i + 2); ok && first.What == 'g' && isDash(s.lower(i+1)) && !s.Words[i].SpaceAfter {
		return i + 2 // "African-American", but "Russian-American relations"
	}
	return i
}

// single says that the tag is on one word that cannot be a name by itself.
func (s *sentence) single(i int) bool {
	if s.nameAt(i+1) && !s.Words[i+1].Name.Begin {
		return false
	}
	w := &s.Words[i]
	switch w.UPOS {
	case "DET", "PRON", "ADP", "PUNCT", "AUX", "CCONJ", "PART", "SCONJ":
		return true
	case "NOUN", "ADJ", "VERB", "ADV":
		r, _ := utf8.DecodeRuneInString(w.Form)
		return !unicode.IsUpper(r) && !strings.ContainsFunc(w.Form, unicode.IsUpper)
	}
	return false
}

func (s *sentence) nameAt(i int) bool {
	return i >= 0 && i < len(s.Words) && s.Words[i].Name.Kind != syntax.NoName && s.taken[i] == free
}

func (s *sentence) taggedEnd(i int) int {
	last := i
	for s.nameAt(last+1) && !s.Words[last+1].Name.Begin && s.Words[last+1].Name.Kind == s.Words[i].Name.Kind {
		last++
	}
	for s.proper(last+1) && !s.Words[last+1].Name.Begin && s.sameName(last, last+1) {
		last++ // the tagger stopped short of a surname
	}
	for last > i && (s.possessive(last) || s.sign(last)) {
		last--
	}
	return s.designated(last)
}

// sign says whether a word is a face, another sign, or what was left of bytes
// that were no text: no part of a name at its edge, whatever the tagger says.
func (s *sentence) sign(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.Words[i].Form)
	return r == utf8.RuneError || unicode.Is(unicode.So, r)
}

// sameName says whether two neighbours among proper nouns are of one name: the
// tree joins them, or it is torn and nothing parts them.
func (s *sentence) sameName(i, next int) bool {
	if s.Words[next].Name.Begin && s.Words[i].Name.Kind != syntax.NoName {
		return false
	}
	if next > i+1 || s.numbered(next) {
		return true
	}
	if k, ok := lexicon.Name(s.Words[i].Form + " " + s.Words[next].Form); ok && !k.Demonym() {
		return true
	}
	if _, ok := s.demonym(i); ok && s.head(i) != next && s.upos(i) != "ADJ" {
		return false
	}
	hi, hn := s.head(i), s.head(next)
	switch {
	case s.upos(i) == "ADJ":
		return s.proper(i) && hi > i
	case hn == i:
		return s.joins(next)
	case hi == next:
		return s.joins(i)
	case hi == hn:
		return s.joins(i) && s.joins(next) || s.rel(next) == "flat"
	case hi > next:
		return s.joins(i) && s.joins(next)
	}
	return s.joins(next)
}

// joins says whether the word's relation builds names.
func (s *sentence) joins(i int) bool {
	switch s.rel(i) {
	case "compound", "flat", "goeswith", "fixed", "amod":
		return true
	case "nmod":
		return strings.HasSuffix(s.Words[i].Rel, "desc") || strings.HasSuffix(s.Words[i].Rel, "unmarked")
	}
	return false
}

// ofName extends "University" over "of California" and "Bank" over "of
// America": where the noun before "of" says institution, place or rule.
func (s *sentence) ofName(first, last int) int {
	of := last + 1
	if s.lower(of) != "of" && s.lower(of) != "for" || s.wellKnown(first) && first == last {
		return last
	}
	if last > first && s.given(last-1) && s.Words[last].Name.Kind == syntax.PersonName {
		return last // "Elizabeth Warren of Massachusetts"
	}
	sort, known := lexicon.Noun(s.lower(last))
	ofs := sort == lexicon.Body || sort == lexicon.Site || sort == lexicon.Rule || nameNouns[s.lower(last)]
	at := of + 1
	if s.lower(at) == "the" {
		at++
	}
	if !known || !ofs || !s.proper(at) || s.head(at) < first {
		return last
	}
	end := at
	for next := s.nextProper(end); next > end && s.sameName(end, next); next = s.nextProper(end) {
		end = next
	}
	return s.ofName(at, end)
}

// nameNouns open names with "of" although they are of another sort.
var nameNouns = map[string]bool{"republic": true, "house": true, "chamber": true, "center": true, "centre": true, "order": true, "state": true, "defence": true, "defense": true}

// nameIn cuts titles and their offices off a run of words and records what is
// left: of "Nvidia CEO Jensen Huang" the names Nvidia and Jensen Huang.
func (a *article) nameIn(s *sentence, first, last int) {
	for first < last && (s.upos(first) == "DET" || s.upos(first) == "PUNCT") {
		first++
	}
	for last > first && (s.upos(last) == "PUNCT" || s.upos(last) == "ADP" || s.possessive(last)) && s.Words[last].Form != "." {
		last--
	}
	if last > first && offices[s.lower(last)] && s.title(last+1) {
		last-- // "Senate Minority Leader"
	}
	if first == 0 && s.nounBefore(first, last) {
		first++ // "Rival Airbus"
	}
	if cut := s.common(first, last); cut >= 0 {
		if cut > first {
			a.nameIn(s, first, cut-1)
		}
		if cut < last {
			a.nameIn(s, cut+1, last)
		}
		return
	}
	if s.described(first, last) {
		return // left to the nominals: "the Church", "the Prime Minister"
	}
	if last > first && s.title(last) && !isDash(s.lower(last-1)) && !s.crew(last) && (!s.given(first) || s.wellKnown(first)) && s.upos(last-1) != "ADP" {
		for last--; last > first && offices[s.lower(last)]; last-- {
		}
		a.nameIn(s, first, last) // "United States Senator", "Senate Minority Leader", but "Department of Justice"
		return
	}
	if cut := s.resident(first, last); cut > first {
		a.nameIn(s, first, cut-1)
		a.record(s, cut, last, true)
		return
	}
	if cut := s.parted(first, last); cut > first {
		a.nameIn(s, first, cut-1)
		a.nameIn(s, cut+1, last)
		return
	}
	if cut := s.model(first, last); cut > first {
		a.nameIn(s, first, cut-1)
		a.record(s, cut, last, false)
		return
	}
	if cut := s.inCountry(first, last); cut > first {
		a.nameIn(s, first, cut-1)
		a.record(s, cut, last, false)
		return
	}
	title := s.titleIn(first, last)
	if title < 0 {
		a.record(s, first, last, false)
		return
	}
	before := title - 1
	for before >= first && s.office(before) {
		before--
	}
	if before >= first {
		a.nameIn(s, first, before)
	}
	a.record(s, title+1, last, true)
}

// common is a word that no name holds, where the tagger went too far: the noun
// in "South Korean company Amuseworld", the "in" of "Se Cathedral in Old Goa",
// the mark after "Budapest's"; -1 where there is none. Titles of works and
// events may hold any word.
func (s *sentence) common(first, last int) int {
	if k := s.Words[first].Name.Kind; k == syntax.WorkName || k == syntax.EventName {
		return none
	}
	for i := first; i <= last; i++ {
		form := s.Words[i].Form
		switch s.upos(i) {
		case "NOUN", "VERB", "ADJ", "ADV":
			if i == last && i > first && (form == "party" || form == "parliament") && s.Words[i].Name.Kind == syntax.OrganizationName {
				continue // "the Democratic party"
			}
			if form == s.lower(i) && !isCode(form) && !s.wellKnownLower(i) && strings.ContainsFunc(form, unicode.IsLetter) {
				return i
			}
		case "PROPN":
			if _, noun := lexicon.Noun(form); noun && i == last && i > first && form == s.lower(i) && !isDash(s.lower(i-1)) {
				return i // the tagger's "Associated Press of bank"
			}
		case "ADP", "SCONJ":
			if form == "in" || form == "at" || form == "on" || form == "from" || form == "with" || form == "by" {
				return i
			}
		case "PART", "PUNCT":
			if i > first && i < last && s.possessive(i) && s.wellKnown(i-1) {
				return i
			}
		}
		if one, many := strings.CutSuffix(form, "s"); many && i == last && i > first && commonCapitals[one] {
			return i // "H800 GPUs"
		}
		if strings.Contains(form, "@") || strings.Contains(form, "://") {
			return i
		}
	}
	return none
}

// record keeps a name.
func (a *article) record(s *sentence, first, last int, titled bool) {
	if _, ok := s.demonym(first); ok && last > first && !titled && s.Words[first].Name.Kind == syntax.NoName && s.roleWord(first+1, last) {
		a.record(s, first, first, false) // "Russian President"
		return
	}
	first, last = s.stormBefore(first), s.groupIn(s.legalForm(last))
	n := name{first: first, last: last, key: a.spelled(s, first, last), titled: titled}
	if k, ok := s.people(first, last); ok {
		n.demonym, n.country = true, k.Country
	}
	s.take(first, last, named)
	s.found = append(s.found, n)
}

// spelled is the text of words [first, last] on one line.
func (a *article) spelled(s *sentence, first, last int) string {
	text := strings.Map(visible, a.text.Quote(syntax.Span{Start: s.Words[first].Start, End: s.Words[last].End}))
	if strings.ContainsAny(text, "\n\r\t") || strings.Contains(text, "  ") {
		return strings.Join(strings.Fields(text), " ")
	}
	return text
}

// nameMentions makes the mentions of a sentence's names with the kinds that the
// article has agreed on.
func (a *article) nameMentions(s *sentence) {
	for _, n := range s.found {
		if s.compatriot(&n) {
			a.add(s, n.first-1, n.last, n.last, syntax.Mention{Form: syntax.Nominal, Kind: kg.Person})
			continue
		}
		kind := a.kindOf(n.key)
		if n.demonym && kind != kg.Place && kind != kg.Organization || n.demonym && s.upos(n.first) == "ADJ" {
			kind = kg.Group
		}
		if s.government(&n) || kind == kg.Place && a.team(s, &n) {
			kind = kg.Organization
		}
		a.add(s, n.first, n.last, s.topOf(n.first, n.last), syntax.Mention{Form: syntax.Name, Kind: kind, Name: n.key, Country: n.country})
	}
}
