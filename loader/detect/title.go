package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Titles, offices and other capitals that are no names: what is cut off a run of
// proper nouns so that a name is left, or nothing.

// described says that words with capitals are a description all the same: a
// title without a name, or "the" before a noun for people or bodies.
func (s *sentence) described(first, last int) bool {
	if s.roleWord(first, last) {
		return true
	}
	if first == last && s.lower(first-1) == "of" && s.title(first-2) && !s.wellKnown(first) {
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
	if s.portfolioBefore(last+1) && s.nouns(first, last) && !s.wellKnown(first) && !s.body(last) {
		return true // "(Greek) Culture (Minister)"
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
		if s.given(cut) && (known || s.title(at-1) && s.nouns(first, cut-1)) {
			return cut // also "(Secretary of) State Mike Pompeo"
		}
	}
	return none
}

// nouns says that the words are common nouns, whatever their capitals.
func (s *sentence) nouns(first, last int) bool {
	for i := first; i <= last; i++ {
		if _, known := lexicon.Noun(s.lower(i)); !known && s.upos(i) != "CCONJ" {
			return false
		}
	}
	return true
}

// title says that word i is one, of one bearer or of several: Senators.
func (s *sentence) title(i int) bool {
	word := strings.TrimSuffix(s.lower(i), ".") // "" beyond the sentence
	return titles[word] || len(word) > len("reps") && titles[strings.TrimSuffix(word, "s")] || ranks[word] && s.rank(i)
}

// rank says that a word that is often no title ("General Motors", "Major
// League") is one: it closes an office ("Attorney General") or stands before
// another rank or a first name.
func (s *sentence) rank(i int) bool {
	if s.lower(i) == "general" {
		office := i - 1
		if isDash(s.lower(office)) {
			office--
		}
		if generals[s.lower(office)] && s.capital(i) == s.capital(office) {
			return true
		}
	}
	return s.capital(i) && s.capital(i+1) && (s.given(i+1) || ranks[s.lower(i+1)] && s.rank(i+1))
}

// ranks are titles where more than the word says so.
var ranks = wordSet("general major brigadier corporal private secretary-general director-general")

// generals are what a general may be.
var generals = wordSet("attorney surgeon solicitor secretary director governor inspector auditor adjutant quartermaster consul major lieutenant brigadier colonel comptroller prosecutor advocate postmaster registrar")

// inCountry is the first word of the country or state that follows a place
// without a comma ("Miramar California", "san rafael ca"), -1 where there is
// none.
func (s *sentence) inCountry(first, last int) int {
	if s.Words[first].Name.Kind != syntax.PlaceName || firstPlaces[s.lower(last-1)] && first == last-1 {
		return none
	}
	if _, whole := lexicon.Name(capitals(s.joined(first, last))); whole {
		return none
	}
	for cut := max(first+1, last-2); cut <= last; cut++ {
		k, ok := lexicon.Name(capitals(s.joined(cut, last)))
		if (ok && (k.What == 'c' || k.What == 's') || cut == last && postal[strings.ToUpper(s.Words[last].Form)]) && s.upos(cut-1) == "PROPN" && !sites[s.lower(last)] {
			return cut
		}
	}
	return none
}

// capitals are the words with a capital each, as places are listed.
func capitals(name string) string {
	words := strings.Split(name, " ")
	for i, w := range words {
		r, size := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(r)) + w[size:]
	}
	return strings.Join(words, " ")
}

// postal are the post's abbreviations of the states of the USA.
var postal = func() map[string]bool {
	codes := map[string]bool{}
	for code := range strings.FieldsSeq("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC") {
		codes[code] = true
	}
	return codes
}()

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
			if i == first+1 && i == last-1 && s.body(first) && s.body(last) {
				return i // "Senate and House"
			}
			if sort, known := lexicon.Noun(s.lower(i + 1)); known && sort == lexicon.Body && i+2 < last && (s.lower(i+2) == "of" || s.lower(i+2) == "for") {
				return i
			}
		case "or", "/":
			return i
		case "of":
			if s.roleWord(first, i-1) || s.title(first) && i > first+2 && s.given(first+1) && s.wellKnown(last) || i == first+2 && s.given(first) && i+1 == last && s.wellKnown(last) {
				return i // "Prime Minister of Tunisia", "Mike Lee of Utah"
			}
		}
	}
	return none
}

func (s *sentence) body(i int) bool {
	sort, known := lexicon.Noun(s.lower(i))
	return known && sort == lexicon.Body
}

// titleIn is the last title before a personal name in the run, -1 for none.
func (s *sentence) titleIn(first, last int) int {
	kind := s.Words[last].Name.Kind
	personal := kind == syntax.NoName || kind == syntax.PersonName
	if sort, known := lexicon.Noun(s.lower(last)); known && kind != syntax.PersonName && (sort == lexicon.Body || sort == lexicon.Site || sort == lexicon.Rule) && last > first+1 {
		return none
	}
	for i := last - 1; i >= first; i-- {
		if s.title(i) && !juniors[s.lower(i+1)] && (personal || honorifics[strings.TrimSuffix(s.lower(i), ".")] || s.given(i+1) && last > i+1 && last < i+4) {
			return i
		}
	}
	return none
}

// juniors tell a man from his father: the King before one is no title.
var juniors = wordSet("jr jr. sr sr. junior")

// office says that the word belongs to the title after it: Prime, Vice, Foreign.
func (s *sentence) office(i int) bool {
	word := s.lower(i)
	if offices[word] {
		return true
	}
	sort, known := lexicon.Noun(word)
	portfolio := known && sort != lexicon.Body && s.portfolioBefore(i+1)
	if _, ok := lexicon.Name(s.Words[i].Form); ok || s.Words[i].Name.Kind == syntax.OrganizationName && !portfolio {
		return s.title(i) // "UN Secretary", "Bank President", but "Competition Commissioner"
	}
	return known || s.title(i) || s.upos(i) == "CCONJ" || s.upos(i) == "PUNCT"
}

// portfolioBefore says that the word is a title that says for what: "Competition
// Commissioner".
func (s *sentence) portfolioBefore(i int) bool {
	switch s.lower(i) {
	case "minister", "secretary", "commissioner":
		return s.capital(i)
	}
	return false
}

var offices = map[string]bool{
	"prime": true, "vice": true, "deputy": true, "foreign": true, "former": true, "acting": true, "assistant": true, "associate": true,
	"chief": true, "executive": true, "federal": true, "interior": true, "supreme": true, "senior": true, "attorney": true, "lord": true,
	"first": true, "emergencies": true, "majority": true, "minority": true, "district": true,
}

// honorifics stand before nothing but people.
var honorifics = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "sen": true, "gov": true, "gen": true, "lt": true, "col": true,
	"sgt": true, "capt": true, "rev": true, "fr": true, "sir": true,
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
	"inspector": true, "imam": true, "rabbi": true, "admiral": true, "executive": true, "councillor": true, "commander": true, "sheikh": true, "prophet": true, "fr": true, "aunt": true, "uncle": true, "mullah": true, "ayatollah": true, "sultan": true, "emir": true, "marshal": true, "superintendent": true, "elder": true, "constable": true, "detective": true, "speaker": true,
}

// roleWord says that the words are a title without a name.
func (s *sentence) roleWord(first, last int) bool {
	if !s.title(last) {
		return false
	}
	for i := first; i <= last; i++ {
		if !s.title(i) && !s.office(i) {
			return false
		}
	}
	return true
}
