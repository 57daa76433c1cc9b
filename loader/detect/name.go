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
	if s.taken[i] != free || commonCapitals[strings.TrimSuffix(s.Words[i].Form, "s")] && !s.proper(i+1) {
		return none
	}
	if s.Words[i].Name.Kind != syntax.NoName && s.Words[i].Name.Kind != syntax.GroupName && !s.single(i) {
		return s.ofName(i, s.taggedEnd(i))
	}
	if !s.proper(i) {
		if _, ok := s.demonym(i); ok {
			return i
		}
		return none
	}
	last := i
	for next := s.nextProper(last); next > last && s.sameName(last, next); next = s.nextProper(last) {
		last = next
	}
	return s.ofName(i, last)
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
	for last > i && s.possessive(last) {
		last--
	}
	return last
}

// proper says whether word i can stand in a name by its own shape.
func (s *sentence) proper(i int) bool {
	if i >= len(s.Words) || s.taken[i] != free {
		return false
	}
	w := &s.Words[i]
	switch w.UPOS {
	case "ADJ", "VERB":
		if s.pair(i) {
			return true // "United States" with United as a verb
		}
		if w.UPOS == "VERB" {
			return isCode(w.Form) || isCamel(w.Form)
		}
		return s.capitalAdjective(i)
	case "PROPN":
		if w.Form == s.lower(i) && w.Name.Kind == syntax.NoName && !s.nameAt(i-1) && !s.nameAt(i+1) && !s.wellKnownLower(i) && (i == 0 || s.taken[i-1] != named) {
			return s.upos(i-1) == "PROPN" || s.upos(i+1) == "PROPN" || isDash(s.lower(i-1)) // "al", "von", "Lee Cheuk-yan"
		}
		return strings.ContainsFunc(w.Form, unicode.IsLetter) && !s.possessive(i) && !isClock(w.Form)
	case "NOUN", "X", "NUM", "SYM", "ADV":
		return isCode(w.Form) || isCamel(w.Form)
	}
	return false
}

// pair says that the word and the next are a well-known name.
func (s *sentence) pair(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.Words[i].Form)
	if !unicode.IsUpper(r) || s.upos(i+1) != "PROPN" {
		return false
	}
	k, ok := lexicon.Name(s.joined(i, i+1))
	return ok && !k.Demonym()
}

// capitalAdjective says that an adjective is written as part of the name that it
// stands in: Medical Journal, Western Australia. The first word of a sentence
// is always written so, and demonyms are ("Russian President"): they need the
// word after them to be no title.
func (s *sentence) capitalAdjective(i int) bool {
	h := s.head(i)
	r, _ := utf8.DecodeRuneInString(s.Words[i].Form)
	if i == 0 || h <= i || h > i+6 || !unicode.IsUpper(r) || s.upos(h) != "PROPN" || s.rel(i) != "amod" || s.upos(i-1) == "PUNCT" && i == 1 {
		return false
	}
	for j := i + 1; j <= h; j++ {
		if !s.proper(j) || titles[s.lower(j)] {
			return false
		}
	}
	if _, ok := s.demonym(i); ok {
		sort, known := lexicon.Noun(s.lower(h))
		return known && (sort == lexicon.Body || sort == lexicon.Opus || sort == lexicon.Happen || sort == lexicon.Rule || sort == lexicon.Site)
	}
	return true
}

func (s *sentence) possessive(i int) bool {
	switch s.Words[i].Form {
	case "'s", "’s", "'", "’", "‘s":
		return true
	}
	return false
}

// isCode recognises designations: H800, GPT-4, DeepSeek-V3, COVID-19. They
// begin with a letter and hold a capital and a digit.
func isCode(form string) bool {
	first, _ := utf8.DecodeRuneInString(form)
	return unicode.IsLetter(first) && len(form) > 1 && strings.ContainsFunc(form, unicode.IsUpper) && strings.ContainsAny(form, "0123456789")
}

// isClock recognises 8PM, which taggers take for a name.
func isClock(form string) bool {
	digits := strings.TrimRight(strings.ToLower(form), "apm.")
	return len(digits) < len(form) && strings.Trim(digits, "0123456789:") == ""
}

// isCamel recognises names written with capitals inside: ChatGPT, YouTube, iPhone.
func isCamel(form string) bool {
	small, inside := false, false
	for i, r := range form {
		if !unicode.IsLetter(r) {
			return false
		}
		small = small || unicode.IsLower(r)
		inside = inside || i > 0 && unicode.IsUpper(r)
	}
	return small && inside && !commonCapitals[strings.TrimSuffix(form, "s")]
}

// commonCapitals are written in capitals and yet common nouns, unless a name
// goes on after them ("AI Assistant").
var commonCapitals = map[string]bool{
	"AI": true, "IT": true, "TV": true, "PC": true, "CEO": true, "CFO": true, "CTO": true, "COO": true, "ID": true, "DNA": true,
	"RNA": true, "HIV": true, "GDP": true, "GPS": true, "PR": true, "HR": true, "VR": true, "AR": true, "UFO": true, "CPU": true,
	"GPU": true, "LLM": true, "USB": true, "SUV": true, "ATM": true, "DVD": true, "CD": true, "QC": true, "MP": true, "PM": true,
	"PhD": true, "IPO": true, "LGBT": true, "CCTV": true, "VIP": true, "NGO": true, "API": true, "Ph.D.": true,
}

// nextProper is the next word of a name after word i: the neighbour, or the one
// behind a dash or an ampersand that touches ("Coca-Cola", "Johnson & Johnson").
func (s *sentence) nextProper(i int) int {
	if s.proper(i+1) || s.numbered(i+1) {
		return i + 1
	}
	if i+2 >= len(s.Words) || s.taken[i+1] != free {
		return none
	}
	joined := !s.Words[i].SpaceAfter && !s.Words[i+1].SpaceAfter
	switch s.Words[i+1].Form {
	case "-", "–", "/":
		if joined && s.Words[i+1].Form != "/" && (s.proper(i+2) && !(s.wellKnown(i) && s.wellKnown(i+2)) || s.upos(i+2) == "NUM" && s.taken[i+2] == free) {
			return i + 2
		}
	case "&":
		if s.proper(i + 2) {
			return i + 2
		}
	}
	return none
}

// numbered says that the word is the number of the name before it: Interstate 75.
func (s *sentence) numbered(i int) bool {
	if i >= len(s.Words) || s.taken[i] != free || s.upos(i) != "NUM" || strings.Trim(s.Words[i].Form, "0123456789") != "" {
		return false
	}
	switch s.rel(i) {
	case "nummod", "flat", "compound", "dep", "nmod":
		return s.head(i) >= 0 && s.head(i) < i
	}
	return false
}

func (s *sentence) wellKnown(i int) bool {
	_, ok := lexicon.Name(s.Words[i].Form)
	return ok
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
	for last > first && (s.upos(last) == "PUNCT" || s.possessive(last)) && s.Words[last].Form != "." {
		last--
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
	if last > first && titles[strings.TrimSuffix(s.lower(last), ".")] && !s.given(first) {
		a.nameIn(s, first, last-1) // "United States Senator"
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
			if form == s.lower(i) && !isCode(form) && !s.wellKnownLower(i) && strings.ContainsFunc(form, unicode.IsLetter) {
				return i
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

// wellKnownLower recognises a place that was written without its capital.
func (s *sentence) wellKnownLower(i int) bool {
	form := s.Words[i].Form
	r, size := utf8.DecodeRuneInString(form)
	_, ok := lexicon.Name(string(unicode.ToUpper(r)) + form[size:])
	return ok
}

// described says that words with capitals are a description all the same: a
// title without a name, or "the" before a noun for people or bodies.
func (s *sentence) described(first, last int) bool {
	if s.roleWord(first, last) {
		return true
	}
	if first == last && s.lower(first-1) == "of" && titles[s.lower(first-2)] && !s.wellKnown(first) {
		if _, known := lexicon.Noun(s.lower(first)); known {
			return true // "Secretary of State"
		}
	}
	if first == last && (first == 0 || isQuote(s.lower(first-1))) && !s.wellKnown(first) {
		// The first word of a sentence has a capital anyway: "State media".
		if _, known := lexicon.Noun(s.lower(first)); known && !s.given(first) && strings.ToUpper(s.Words[first].Form) != s.Words[first].Form && s.Words[first].Name.Kind == syntax.NoName {
			return true
		}
	}
	if first < last || first == 0 || s.Words[first].Name.Kind != syntax.NoName {
		return false
	}
	det := s.lower(first - 1)
	sort, known := lexicon.Noun(s.lower(first))
	return known && (det == "the" || det == "a" || det == "an" || s.possessive(first-1)) && (sort == lexicon.Human || sort == lexicon.Body || sort == lexicon.Man || sort == lexicon.Woman)
}

func (s *sentence) given(i int) bool {
	_, ok := lexicon.GivenName(s.Words[i].Form)
	return ok
}

// resident is the first word of the person in "(President of the) United States
// Donald Trump": a well-known name, then a first name and another; -1 where
// the words are not of this build.
func (s *sentence) resident(first, last int) int {
	at := first - 1
	if s.lower(at) == "the" {
		at--
	}
	if s.lower(at) != "of" && s.lower(at) != "from" && s.lower(at) != "for" {
		return none
	}
	for cut := min(last-1, first+4); cut > first; cut-- {
		_, known := lexicon.Name(s.joined(first, cut-1))
		if known && s.given(cut) {
			return cut
		}
	}
	return none
}

// joined are the forms of words [first, last] with spaces between.
func (s *sentence) joined(first, last int) string {
	name := s.Words[first].Form
	for i := first + 1; i <= last; i++ {
		name += " " + s.Words[i].Form
	}
	return name
}

// parted is the word that joins two names in what was tagged as one: the "and"
// of "University of Washington and Center for Ecosystem Sentinels", the "of" of
// "Prime Minister of Tunisia"; -1 where there is none.
func (s *sentence) parted(first, last int) int {
	for i := first + 1; i < last; i++ {
		switch s.lower(i) {
		case "and":
			if sort, known := lexicon.Noun(s.lower(i + 1)); known && sort == lexicon.Body && i+2 < last && (s.lower(i+2) == "of" || s.lower(i+2) == "for") {
				return i
			}
		case "of":
			if s.roleWord(first, i-1) {
				return i
			}
		}
	}
	return none
}

// titleIn is the last title before a personal name in the run, -1 for none.
func (s *sentence) titleIn(first, last int) int {
	kind := s.Words[last].Name.Kind
	personal := kind == syntax.NoName || kind == syntax.PersonName
	if sort, known := lexicon.Noun(s.lower(last)); known && kind == syntax.NoName && (sort == lexicon.Body || sort == lexicon.Site || sort == lexicon.Rule) && last > first+1 {
		return none
	}
	for i := last - 1; i >= first; i-- {
		if titles[strings.TrimSuffix(s.lower(i), ".")] && (personal || s.given(i+1) && last > i+1 && last < i+4) {
			return i
		}
	}
	return none
}

// office says that the word belongs to the title after it: Prime, Vice, Foreign.
func (s *sentence) office(i int) bool {
	word := s.lower(i)
	if offices[word] {
		return true
	}
	if _, ok := lexicon.Name(s.Words[i].Form); ok || s.Words[i].Name.Kind == syntax.OrganizationName {
		return titles[strings.TrimSuffix(word, ".")]
	}
	_, known := lexicon.Noun(word)
	return known || titles[strings.TrimSuffix(word, ".")] || s.upos(i) == "CCONJ" || s.upos(i) == "PUNCT"
}

var offices = map[string]bool{
	"prime": true, "vice": true, "deputy": true, "foreign": true, "former": true, "acting": true, "assistant": true, "associate": true,
	"chief": true, "executive": true, "federal": true, "interior": true, "supreme": true, "senior": true, "attorney": true, "lord": true,
	"first": true, "emergencies": true,
}

var titles = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "prof": true, "honorable": true, "sen": true, "rep": true, "gov": true, "gen": true,
	"lt": true, "col": true, "sgt": true, "capt": true, "cmdr": true, "adm": true, "rev": true, "hon": true, "sir": true, "lord": true,
	"lady": true, "dame": true, "baron": true, "baroness": true, "count": true, "duke": true, "duchess": true, "earl": true,
	"president": true, "minister": true, "chancellor": true, "senator": true, "governor": true, "mayor": true, "ceo": true,
	"cfo": true, "cto": true, "coo": true, "chairman": true, "chairwoman": true, "chair": true, "chief": true, "director": true,
	"secretary": true, "colonel": true, "captain": true, "lieutenant": true, "sergeant": true, "officer": true,
	"judge": true, "justice": true, "king": true, "queen": true, "prince": true, "princess": true, "pope": true, "bishop": true,
	"archbishop": true, "cardinal": true, "emperor": true, "empress": true, "ambassador": true, "representative": true,
	"congressman": true, "congresswoman": true, "professor": true, "doctor": true, "coach": true, "spokesman": true,
	"spokeswoman": true, "spokesperson": true, "premier": true, "leader": true, "founder": true, "co-founder": true,
	"analyst": true, "actor": true, "actress": true, "singer": true, "author": true, "sheriff": true, "commissioner": true,
	"inspector": true, "imam": true, "rabbi": true, "admiral": true, "executive": true, "councillor": true, "commander": true, "sheikh": true, "prophet": true, "fr": true, "aunt": true, "uncle": true, "mullah": true, "ayatollah": true, "sultan": true, "emir": true, "marshal": true, "superintendent": true, "elder": true, "constable": true, "detective": true,
}

// demonym finds "Chinese", "Republicans" as nouns and as adjectives.
func (s *sentence) demonym(i int) (lexicon.Known, bool) {
	if i >= len(s.Words) || s.taken[i] != free {
		return lexicon.Known{}, false
	}
	switch s.Words[i].UPOS {
	case "ADJ", "PROPN", "NOUN":
		form := s.Words[i].Form
		if r, _ := utf8.DecodeRuneInString(form); !unicode.IsUpper(r) {
			return lexicon.Known{}, false
		}
		k, ok := lexicon.Name(form)
		return k, ok && k.Demonym()
	}
	return lexicon.Known{}, false
}

// record keeps a name and casts its votes.
func (a *article) record(s *sentence, first, last int, titled bool) {
	if _, ok := s.demonym(first); ok && last > first && !titled && s.Words[first].Name.Kind == syntax.NoName && s.roleWord(first+1, last) {
		a.record(s, first, first, false) // "Russian President"
		return
	}
	last = s.legalForm(last)
	n := name{first: first, last: last, key: a.spelled(s, first, last)}
	if first == last {
		if k, ok := s.demonym(first); ok {
			n.demonym, n.country = true, k.Country
		}
	}
	s.take(first, last, named)
	s.found = append(s.found, n)
	a.cast(s, &n, titled)
}

// legalForm extends a company's name over ", Inc.".
func (s *sentence) legalForm(last int) int {
	at := last + 1
	if s.lower(at) == "," {
		at++
	}
	switch strings.TrimSuffix(s.lower(at), ".") {
	case "inc", "ltd", "llc", "plc", "corp":
		if s.taken[at] == free && !s.counts[at] {
			return at
		}
	}
	return last
}

// roleWord says that the words are a title without a name.
func (s *sentence) roleWord(first, last int) bool {
	if !titles[strings.TrimSuffix(s.lower(last), ".")] {
		return false
	}
	for i := first; i <= last; i++ {
		if !titles[strings.TrimSuffix(s.lower(i), ".")] && !s.office(i) {
			return false
		}
	}
	return true
}

// spelled is the text of words [first, last] on one line.
func (a *article) spelled(s *sentence, first, last int) string {
	text := a.text.Quote(syntax.Span{Start: s.Words[first].Start, End: s.Words[last].End})
	if strings.ContainsAny(text, "\n\r\t") || strings.Contains(text, "  ") {
		return strings.Join(strings.Fields(text), " ")
	}
	return text
}

// nameMentions makes the mentions of a sentence's names with the kinds that the
// article has agreed on.
func (a *article) nameMentions(s *sentence) {
	for _, n := range s.found {
		kind := a.kindOf(n.key)
		if n.demonym && kind != kg.Place && kind != kg.Organization || n.demonym && s.upos(n.first) == "ADJ" {
			kind = kg.Group
		}
		a.add(s, n.first, n.last, s.topOf(n.first, n.last), syntax.Mention{Form: syntax.Name, Kind: kind, Name: n.key, Country: n.country})
	}
}
