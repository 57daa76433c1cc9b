package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// What a single word shows of being part of a name: its tag, its capitals, its
// place in the gazetteer.

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
	case "PRON", "DET":
		return s.acronym(i)
	case "PROPN":
		if w.Form == s.lower(i) && w.Name.Kind == syntax.NoName && !s.nameAt(i-1) && !s.nameAt(i+1) && !s.wellKnownLower(i) && (i == 0 || s.taken[i-1] != named) {
			return s.upos(i-1) == "PROPN" || s.upos(i+1) == "PROPN" || isDash(s.lower(i-1)) // "al", "von", "Lee Cheuk-yan"
		}
		return strings.ContainsFunc(w.Form, unicode.IsLetter) && !s.possessive(i) && !isClock(w.Form)
	case "NOUN", "X", "NUM", "SYM", "ADV":
		return isCode(w.Form) || isCamel(w.Form) || w.UPOS == "NOUN" && (s.capitalNoun(i) || s.pair(i) || i > 0 && s.capital(i) && s.wellKnown(i) && s.upos(i-1) != "PUNCT")
	}
	return false
}

// acronym says that what looks like a pronoun is written in capitals, and
// nothing around it is: the WHO, "(WHO)".
func (s *sentence) acronym(i int) bool {
	form := s.Words[i].Form
	if len(form) < 3 || strings.ToUpper(form) != form || i == 0 || i+1 >= len(s.Words) {
		return false
	}
	return s.lower(i-1) == "the" && s.Words[i-1].Form != "THE" || s.lower(i-1) == "(" && s.lower(i+1) == ")"
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

// capitalNoun says that a common noun is written as part of the name that it
// opens: Burger King, Paper Mate. Nouns for people describe the name instead.
func (s *sentence) capitalNoun(i int) bool {
	h := s.head(i)
	r, _ := utf8.DecodeRuneInString(s.Words[i].Form)
	if i == 0 || h <= i || h > i+3 || !unicode.IsUpper(r) || s.rel(i) != "compound" || s.upos(i-1) == "PUNCT" || s.upos(i-1) == "PROPN" {
		return false
	}
	sort, known := lexicon.Noun(s.lower(i))
	if !known || sort == lexicon.Human || sort == lexicon.Man || sort == lexicon.Woman {
		return false
	}
	for j := i + 1; j <= h; j++ {
		if s.upos(j) != "PROPN" || s.taken[j] != free {
			return false
		}
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
	if s.regnal(i) {
		return true
	}
	if i >= len(s.Words) || s.taken[i] != free || s.upos(i) != "NUM" || !isNumeral(s.Words[i].Form) {
		return false
	}
	switch s.rel(i) {
	case "nummod", "flat", "compound", "dep", "nmod":
		h := s.head(i)
		return h >= 0 && (h < i || h == i+1 && s.rel(i) != "nmod" && s.between(i))
	}
	return false
}

// between says that a number stands in the middle of a name: "Boeing 737 MAX 8".
func (s *sentence) between(i int) bool {
	return i > 0 && s.upos(i-1) == "PROPN" && s.upos(i+1) == "PROPN" && s.Words[i-1].SpaceAfter && s.Words[i].SpaceAfter && s.taken[i+1] == free && !s.numbered(i-1)
}

// isNumeral recognises the numbers of versions: 8, 1.5.
func isNumeral(form string) bool {
	return strings.Trim(form, "0123456789.") == "" && !strings.HasPrefix(form, ".") && !strings.HasSuffix(form, ".")
}

// regnal says that the word counts the bearers of the first name before it:
// Elizabeth II.
func (s *sentence) regnal(i int) bool {
	if i == 0 || i >= len(s.Words) || strings.Trim(s.Words[i].Form, "IVX") != "" || s.taken[i] != free && s.taken[i] != amount {
		return false
	}
	return (s.rel(i) == "flat" || s.rel(i) == "nummod") && s.head(i) == i-1 && s.given(i-1)
}

func (s *sentence) wellKnown(i int) bool {
	_, ok := lexicon.Name(s.Words[i].Form)
	return ok
}

// wellKnownLower recognises a place that was written without its capital.
func (s *sentence) wellKnownLower(i int) bool {
	form := s.Words[i].Form
	r, size := utf8.DecodeRuneInString(form)
	_, ok := lexicon.Name(string(unicode.ToUpper(r)) + form[size:])
	return ok
}

// people finds the demonym that words [first, last] are: "Chinese", "South
// Korean" and, of no one country, "African American".
func (s *sentence) people(first, last int) (lexicon.Known, bool) {
	if first == last {
		return s.demonym(first)
	}
	if last > first+1 && !(last == first+2 && isDash(s.lower(first+1))) || last >= len(s.Words) || s.taken[last] != free {
		return lexicon.Known{}, false
	}
	if k, ok := lexicon.Name(s.joined(first, last)); ok {
		return k, k.Demonym()
	}
	_, one := s.demonym(first)
	_, other := s.demonym(last)
	return lexicon.Known{}, one && other
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

// capital says that the word begins with one.
func (s *sentence) capital(i int) bool {
	if i >= len(s.Words) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.Words[i].Form)
	return unicode.IsUpper(r)
}
