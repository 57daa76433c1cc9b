package detect

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Some names say by their own words what they are of, and no tagger that takes
// them for people is believed: "Typhoon Haiyan", "the Vietnam War", "USS George
// Washington", "the Affordable Care Act". So does the place of a name in a
// dateline: "HELSINKI (AFP) -".

// told is the kind that a name's words or its place tell, "" for none.
func (s *sentence) told(n *name) kg.Kind {
	if kind := s.datelined(n); kind != "" {
		return kind
	}
	if n.first == n.last || s.Words[n.first].Name.Kind == syntax.WorkName {
		return ""
	}
	first, last := s.lower(n.first), s.lower(n.last)
	switch {
	case groups[first+" "+s.lower(n.first+1)] || groups[first+" "+s.lower(n.first+2)] && isDash(s.lower(n.first+1)):
		return kg.Organization
	case s.faithful(n):
		return kg.Group
	case s.modelled(n):
		return kg.Product
	case ships[s.Words[n.first].Form] && s.capital(n.first+1):
		return kg.Product
	case s.storm(n.first) && s.upos(n.last) != "NOUN" && !s.bodyOrSite(last), first == "tropical" && s.lower(n.first+1) == "storm" && n.last > n.first+1:
		return kg.Event
	case wars[last] && s.capital(n.last) && s.upos(n.last-1) != "DET", s.worldWar(n), first == "battle" && s.lower(n.first+1) == "of", first == "operation" && s.capital(n.first+1):
		return kg.Event
	case streets[last] && s.capital(n.last) && !s.given(n.first) && !isKnown(n.key):
		return kg.Place
	case s.quoted(n) && s.Words[n.first].Name.Kind != syntax.PersonName && s.Words[n.first].Name.Kind != syntax.PlaceName:
		return kg.Work
	case laws[last] && s.capital(n.last) && s.Words[n.first].Name.Kind != syntax.PersonName, first == "treaty" && s.lower(n.first+1) == "of":
		return kg.Law
	}
	return ""
}

// faithful reads "Orthodox Christians", "Palestinian Americans".
func (s *sentence) faithful(n *name) bool {
	k, known := lexicon.Name(s.Words[n.last].Form)
	return known && k.Demonym() && s.lower(n.last) != "democrats" && strings.HasSuffix(s.Words[n.last].Form, "s") && s.upos(n.last) != "ADJ" && n.last == n.first+1 && s.upos(n.first) == "ADJ"
}

// modelled reads "Boeing 737 MAX 8", "Tesla Model 3": a maker and a number that
// is no year.
func (s *sentence) modelled(n *name) bool {
	k, known := lexicon.Name(s.Words[n.first].Form)
	if !known || k.What != 'o' {
		return false
	}
	for i := n.first + 1; i <= n.last; i++ {
		if form := s.Words[i].Form; isCode(form) || isNumeral(form) && len(form) < 4 {
			return true
		}
	}
	return false
}

// datelined is the kind of what stands in a dateline: the place first, the
// agency in brackets.
func (s *sentence) datelined(n *name) kg.Kind {
	end := len(s.Words) - 1
	if s.Part != syntax.Byline || s.lower(0) == "by" || !isDash(s.lower(end)) {
		return ""
	}
	switch {
	case n.first == 0:
		return kg.Place
	case s.lower(n.first-1) == "(" && s.lower(n.last+1) == ")":
		if k, known := lexicon.Name(n.key); !known || k.What == 'o' {
			return kg.Organization
		}
	}
	return ""
}

// worldWar reads "World War II" and "World War One".
func (s *sentence) worldWar(n *name) bool {
	return n.last == n.first+2 && s.lower(n.first) == "world" && s.lower(n.first+1) == "war"
}

// bodyOrSite says that a word is a noun for bodies and sites: of "Typhoon
// Committee" and "Hurricane Center".
func (s *sentence) bodyOrSite(word string) bool {
	sort, known := lexicon.Noun(word)
	return known && (sort == lexicon.Body || sort == lexicon.Site || sort == lexicon.Opus || sort == lexicon.Human)
}

// calledSo is the kind of what a name is given to: "a helicopter called Ingenuity";
// "" where the text gives it to nothing that shows it.
func (s *sentence) calledSo(n *name) kg.Kind {
	top := s.topOf(n.first, n.last)
	verb := s.head(top)
	if verb < 0 || verb >= n.first || !calling[s.lemma(verb)] || s.rel(verb) != "acl" || strings.HasPrefix(s.Words[verb].Rel, "acl:") || n.first-verb > 2 || s.rel(top) == "nsubj" {
		return ""
	}
	noun := s.head(verb)
	if noun < 0 || s.upos(noun) != "NOUN" || n.last > n.first && s.given(n.first) {
		return "" // a film called by somebody's name may go on: "Bob Lazar: …"
	}
	switch sort, known := lexicon.Noun(s.lemma(noun)); {
	case !known || sort == lexicon.Thought || sort == lexicon.Nature || sort == lexicon.People:
		return ""
	default:
		return sort.Kind()
	}
}

// calling are verbs that give a thing its name.
var calling = wordSet("call name dub title nickname")

// quoted reads "My Name Is Red": three words or more in quotation marks, with
// capitals and nothing else.
func (s *sentence) quoted(n *name) bool {
	return strings.Count(n.key, " ") > 1 && isQuote(s.lower(n.first-1)) && isQuote(strings.Trim(s.lower(n.last+1), ".,"))
}

func isKnown(name string) bool {
	_, known := lexicon.Name(name)
	return known
}

// streets end the names of places.
var streets = wordSet("street avenue road lane boulevard highway")

// ships are prefixes of the names of ships, in capitals.
var ships = wordSet("USS HMS RMS HMAS HMCS HMNZS USNS USCGC INS MV")

// storm says that the word opens the name of a storm: a Storm that is called by
// a first name, as they are, so that nobody is asked to "Storm Area 51".
func (s *sentence) storm(i int) bool {
	return s.capital(i) && s.capital(i+1) && (storms[s.lower(i)] || s.lower(i) == "storm" && s.given(i+1))
}

// storms open the names of storms.
var storms = wordSet("hurricane typhoon cyclone superstorm")

// wars end the names of what happened once.
var wars = wordSet("war massacre earthquake tsunami genocide uprising olympics paralympics")

// laws end the names of rules.
var laws = wordSet("act treaty accord accords protocol agreement amendment")

// fullName says that a name is a first name and a last name, or likely so.
func (s *sentence) fullName(n *name) (full, likely bool) {
	if n.last != n.first+1 || !s.given(n.first) || s.wellKnown(n.first) || s.wellKnown(n.last) || !s.Words[n.first].SpaceAfter || !isWord(s.Words[n.last].Form) {
		return false, false
	}
	if _, known := lexicon.Name(n.key); known || lexicon.City(n.key) {
		return false, false
	}
	sort, noun := lexicon.Noun(s.lower(n.last))
	return lexicon.Surname(s.Words[n.last].Form), !noun || sort == lexicon.Nature // Elon Musk, but Red Hat
}

// isWord recognises a word that is written as names of people are.
func isWord(form string) bool {
	return strings.ToUpper(form) != form && !strings.ContainsAny(form, "0123456789&")
}
