package detect

import (
	"strings"
	"unicode"

	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// What speaks for the kind of a name. Every feature has the value evidenceUnit
// where it holds; those of the tagger are means over the name's words and over
// its occurrences in the article, those of the context count occurrences.

const (
	featureBias  = iota
	featureTag                              // +NameKind: words so tagged
	featureSure  = featureTag + nameKinds   // +NameKind: how sure the tagger is of them
	featureExact = featureSure + nameKinds  // +NameKind: the tagger's span is the name's
	featureMany  = featureExact + nameKinds // +NameKind: words so tagged, times the occurrences after the first

	featureKnown      = featureMany + nameKinds // +index in known: in the gazetteer
	featureKnownFirst = featureKnown + knowns   // +index in known: its first word is, of several
	featureKnownLast  = featureKnownFirst + knowns
	featureLastNoun   = featureKnownLast + knowns // +sort: "… University"
	featureFirstNoun  = featureLastNoun + sorts   // +sort: "Hurricane …"
	featureBefore     = featureFirstNoun + sorts  // +sort: "research firm …"
	featureAfter      = featureBefore + sorts     // +sort: "… researchers"
	featureAppos      = featureAfter + sorts      // +sort: "…, a young company"
	featureCopula     = featureAppos + sorts      // +sort: "… is a company"
	featureExamples   = featureCopula + sorts     // +sort: "models like …"
	featureConjunct   = featureExamples + sorts   // +NameKind: "Google and …"
	featureRelation   = featureConjunct + nameKinds
	featureCase       = featureRelation + relationCount
	featureFlags      = featureCase + caseCount
	features          = featureFlags + flagCount
)

const (
	evidenceUnit = 16
	nameKinds    = int(syntax.GroupName) + 1
	knowns       = len(knownLetters) + 1 // the last: of a city that is no more than listed
	sorts        = len(sortLetters)
)

const knownLetters = "ckrsdgo"

const sortLetters = "PFMOGLDEWAXC"

// Single features.
const (
	flagOneWord = featureFlags + iota
	flagTwoWords
	flagThreeWords
	flagLong
	flagCapitals
	flagLower
	flagCode
	flagCamel
	flagInitial // "John F. Kennedy"
	flagOpens   // stands at the beginning of its sentence
	flagAlone   // is the whole of it
	flagPlural
	flagSuffix // "Corp."
	flagFirstEvent
	flagFirstPlace
	flagSite
	flagOf
	flagAnd
	flagDigits
	flagGivenAlone
	flagGivenTwo
	flagGivenMore
	flagGivenLast
	flagGivenKnown // a first name that is a place as well
	flagTitled
	flagThe
	flagOwner // "Nvidia's"
	flagSays
	flagWho
	flagAdministration
	flagBrackets
	flagQuotes
	flagCommaPlace // "Aringay, Pangasinan": a place follows or stands before a comma
	flagPlaceComma
	flagNumberAfter
	flagMatch // the tagger saw one name here, of any kind
	flagsEnd
)

const flagCount = flagsEnd - featureFlags

// evidence holds the values of all features.
type evidence [features]int32

func (e *evidence) set(f int) { e[f] = evidenceUnit }

// count adds one of at most two occurrences.
func (e *evidence) count(f int) { e[f] = min(e[f]+evidenceUnit, 2*evidenceUnit) }

func (e *evidence) setIf(f int, holds bool) {
	if holds {
		e.set(f)
	}
}

// sortIndex is a noun's place among the features of sorts.
func sortIndex(s lexicon.Sort) int { return strings.IndexByte(sortLetters, byte(s)) }

func knownIndex(k lexicon.Known) int { return strings.IndexByte(knownLetters, k.What) }

// known sets the feature of a gazetteer's entry.
func (e *evidence) known(feature int, name string) bool {
	k, ok := lexicon.Name(name)
	if i := knownIndex(k); ok && i >= 0 {
		e.set(feature + i)
	} else if lexicon.City(name) {
		e.set(feature + knowns - 1)
	}
	return ok
}

// own adds what the name says of itself, once for the article.
func (e *evidence) own(s *sentence, n *name) {
	e.set(featureBias)
	e.set(flagOneWord + min(n.last-n.first, 3))
	e.known(featureKnown, n.key)
	e.shape(n.key)
	e.givenNames(s, n)
	last := n.last
	if of := s.ofInside(n); of > n.first {
		e.set(flagOf)
		last = of - 1
	}
	word := strings.TrimSuffix(s.lower(last), ".")
	sort, noun := lexicon.Noun(word)
	if noun {
		e.set(featureLastNoun + sortIndex(sort))
	}
	if n.first == n.last {
		return
	}
	e.known(featureKnownFirst, s.Words[n.first].Form)
	e.known(featureKnownLast, s.Words[n.last].Form)
	if first, ok := lexicon.Noun(s.lower(n.first)); ok {
		e.set(featureFirstNoun + sortIndex(first))
	}
	e.setIf(flagSuffix, suffixes[strings.TrimSuffix(s.lower(n.last), ".")])
	e.setIf(flagSite, sites[word])
	e.setIf(flagFirstEvent, firstEvents[s.lower(n.first)])
	e.setIf(flagFirstPlace, firstPlaces[s.lower(n.first)])
	for i := n.first; i <= n.last; i++ {
		e.setIf(flagAnd, s.lower(i) == "and" || s.lower(i) == "&")
		e.setIf(flagInitial, i < n.last && len(s.Words[i].Form) == 2 && s.Words[i].Form[1] == '.')
	}
}

// shape looks at the letters of a name.
func (e *evidence) shape(key string) {
	upper, lower := strings.ToUpper(key), strings.ToLower(key)
	e.setIf(flagCapitals, key == upper && key != lower)
	e.setIf(flagLower, key == lower)
	e.setIf(flagCode, isCode(key))
	e.setIf(flagCamel, isCamel(key))
	e.setIf(flagDigits, strings.ContainsFunc(key, unicode.IsDigit))
	e.setIf(flagPlural, strings.HasSuffix(key, "s"))
}

// givenNames looks for first names.
func (e *evidence) givenNames(s *sentence, n *name) {
	_, last := lexicon.GivenName(s.Words[n.last].Form)
	e.setIf(flagGivenLast, last && n.last > n.first)
	if _, ok := lexicon.GivenName(s.Words[n.first].Form); !ok {
		return
	}
	e.set([...]int{flagGivenAlone, flagGivenTwo, flagGivenMore}[min(n.last-n.first, 2)])
	_, place := lexicon.Name(s.Words[n.first].Form)
	e.setIf(flagGivenKnown, place)
}

// firstEvents and firstPlaces open names of their kind.
var firstEvents = map[string]bool{
	"hurricane": true, "typhoon": true, "cyclone": true, "operation": true, "battle": true,
}

var firstPlaces = map[string]bool{
	"mount": true, "lake": true, "river": true, "cape": true, "gulf": true, "fort": true, "port": true, "san": true, "santa": true,
	"saint": true, "st.": true, "los": true, "las": true, "el": true, "new": true, "north": true, "south": true, "east": true, "west": true,
	"northern": true, "southern": true, "eastern": true, "western": true, "upper": true, "lower": true,
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

// ungraded is how sure a tagger is taken to be that does not say: not much.
const ungraded = .5

// tags adds what the tagger says of one occurrence, and how surely where its
// tags are graded.
func (e *evidence) tags(s *sentence, n *name, graded bool) {
	words := int32(n.last - n.first + 1)
	for i := n.first; i <= n.last; i++ {
		w := &s.Words[i]
		k := min(int(w.Name.Kind), nameKinds-1)
		e[featureTag+k] += 4 * evidenceUnit / words
		sure := w.NameSure
		if !graded {
			sure = ungraded
		}
		e[featureSure+k] += sureness(sure) * evidenceUnit / words
	}
	first := &s.Words[n.first].Name
	if first.Kind == syntax.NoName || !first.Begin || s.nameAtAll(n.last+1) && !s.Words[n.last+1].Name.Begin {
		return
	}
	for i := n.first + 1; i <= n.last; i++ {
		if s.Words[i].Name.Kind != first.Kind || s.Words[i].Name.Begin {
			return
		}
	}
	e[featureExact+min(int(first.Kind), nameKinds-1)] += evidenceUnit
	e[flagMatch] += evidenceUnit
}

func (s *sentence) nameAtAll(i int) bool {
	return i < len(s.Words) && s.Words[i].Name.Kind != syntax.NoName
}

// sureness is about the log odds of a probability: -1 (.27) to 5 (.993).
// Thresholds, because logarithms differ in the last bit between CPUs.
func sureness(p float32) int32 {
	step := int32(-1)
	for _, least := range [...]float32{.38, .62, .82, .92, .97, .99} {
		if p >= least {
			step++
		}
	}
	return step
}

// average makes means of what the tagger said at all occurrences.
func (e *evidence) average(seen int) {
	n := int32(seen)
	for f := featureTag; f < featureMany; f++ {
		e[f] /= n
	}
	e[flagMatch] /= n
	for k := range nameKinds {
		e[featureTag+k] /= 4
		e[featureMany+k] = e[featureTag+k] * min(n-1, 4)
	}
}
