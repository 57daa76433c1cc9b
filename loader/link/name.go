package link

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// names joins the mentions that carry one name: equal names, then short forms
// with the one longer name that they fit.
func (a *article) names() {
	a.readBearers()
	spellings := a.equalNames()
	// Longer ones first: once Pedro R. Pierluisi is Pedro Pierluisi, Pierluisi
	// is short for one man.
	byLength := slices.Clone(spellings)
	slices.SortStableFunc(byLength, func(i, j int) int {
		return strings.Count(a.refs[j].Name, " ") - strings.Count(a.refs[i].Name, " ")
	})
	index := a.indexNames(spellings)
	for _, i := range byLength {
		if j := a.longer(i, index); j >= 0 {
			if !a.agree(i, j) {
				a.chain(i).kinds = a.chain(j).kinds // read wrongly
			}
			a.join(i, j)
		}
	}
}

// equalNames joins every spelling with the first mention of its key, and lists
// the first refs of the keys in text order.
func (a *article) equalNames() (spellings []int) {
	first := map[string]int{}
	for i := range a.refs {
		r := &a.refs[i]
		if r.Form != syntax.Name {
			continue
		}
		key := a.nameKey(i)
		if j, known := first[key]; known {
			a.join(i, j)
			continue
		}
		first[key] = i
		spellings = append(spellings, i)
	}
	a.untoldPlaces(first)
	return spellings
}

// nameIndex finds the names that a short form may stand for: by a word of
// theirs, and by their initials.
type nameIndex struct {
	words, initials map[string][]int
	whole           map[string]bool // names, as their words
}

func (a *article) indexNames(spellings []int) nameIndex {
	index := nameIndex{map[string][]int{}, map[string][]int{}, map[string]bool{}}
	for _, i := range spellings {
		r := &a.refs[i]
		r.words = nameWords(r.Name)
		index.whole[strings.Join(r.words, " ")] = true
		for k, w := range r.words {
			if !slices.Contains(r.words[:k], w) {
				index.words[w] = append(index.words[w], i)
			}
		}
		for _, in := range lexicon.Initials(r.Name) {
			index.initials[in] = append(index.initials[in], i)
		}
	}
	return index
}

// candidates are the names that share a word with ref i or have it as initials.
func (a *article) candidates(i int, index nameIndex) []int {
	r := &a.refs[i]
	if len(r.words) == 0 {
		return nil
	}
	found := slices.Clone(index.words[r.words[len(r.words)-1]])
	found = append(found, index.words[r.words[0]]...)
	found = append(found, index.initials[lexicon.Bare(r.Name)]...)
	slices.Sort(found)
	return slices.Compact(found)
}

// nameKey is equal for names of one thing: spellings of one name, but for places
// that the article says different lands hold.
func (a *article) nameKey(i int) string {
	key := a.spelling(i)
	if whole := a.partOf(i); whole != "" {
		return whole + " " + key
	}
	if bearer := a.bearer(i); bearer >= 0 {
		return a.spelling(bearer)
	}
	if holder := a.holder(i); holder != "" {
		key += holderMark + holder
	}
	return key
}

// spelling is equal for spellings of one name: without dots, dashes as spaces,
// without "Inc."; countries by their common name, their adjectives too;
// governments by their country, whatever name of its capital they go by; the
// state's Senate is not the country's.
func (a *article) spelling(i int) string {
	r := &a.refs[i]
	if k, ok := lexicon.Name(r.Name); ok && k.Country != "" {
		if k.What == 'c' && r.Kind == kg.Organization {
			return "team " + k.Country // that plays for it
		}
		if k.What == 'c' || country(r) && countryWith(k.Country) == k.Country {
			return "country " + k.Country
		}
		if country(r) {
			return strings.ToLower(k.Country) // English, of a part of the United Kingdom
		}
		if k.What == 'k' && r.Kind == kg.Organization { // the government, not the city
			return "government " + k.Country
		}
	}
	words := nameWords(r.Name)
	for len(words) > 1 && legal[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if r.Kind == kg.Event {
		words = stormName(words)
	}
	if year := yearBefore(r); year != "" && comesAgain(r.Name) {
		words = append(words, year)
	}
	if _, land, body := splitCountry(r.Name, institution); body && land == "" {
		if beside, told := a.whose([]int{i}); told {
			words = append(words, "of", beside)
		}
	}
	if r.Kind == kg.Group {
		return "group " + strings.TrimSuffix(strings.Join(words, " "), "s")
	}
	return strings.Join(words, " ")
}

// nameWords are a name's words in lower case, without dots and possessives.
func nameWords(name string) []string {
	name = strings.ToLower(strings.ReplaceAll(name, ".", ""))
	return strings.FieldsFunc(name, func(r rune) bool {
		return r == ' ' || r == ',' || r == '-' || r == '–' || r == '’' || r == '\''
	})
}

// legal are words at the end of a company's name that its short form drops.
var legal = map[string]bool{
	"inc": true, "corp": true, "corporation": true, "co": true, "company": true, "ltd": true, "limited": true, "llc": true,
	"plc": true, "gmbh": true, "ag": true, "sa": true, "nv": true, "lp": true, "holdings": true,
}

// longer is the one longer name that i is short for, -1 where there is none or
// more than one. The best way of being short decides: Day is Doris Day before it
// is Doris Day Hopper.
func (a *article) longer(i int, index nameIndex) int {
	found, most, several := none, 0, false
	for _, j := range a.candidates(i, index) {
		if i == j || a.root(i) == a.root(j) || !a.agree(i, j) && !a.coined(i, j) || a.ownerIn(i, j, index) {
			continue
		}
		switch strength := a.shortOf(i, j); {
		case strength == 0 || strength < most:
		case strength > most:
			found, most, several = j, strength, false
		case a.root(found) != a.root(j):
			several = true
		}
	}
	if several {
		return none
	}
	return found
}

// ownerIn says that a name only begins another one as what that is of: SpaceX of
// "SpaceX Crew Dragon", where Crew Dragon is named by itself too.
func (a *article) ownerIn(i, j int, index nameIndex) bool {
	s, l := a.refs[i].words, a.refs[j].words
	return a.refs[j].Kind != kg.Person && len(s) > 0 && len(s) < len(l) && prefix(s, l) && index.whole[strings.Join(l[len(s):], " ")]
}

// shortOf says how surely name i is short for name j, 0 for not at all.
func (a *article) shortOf(i, j int) int {
	short, long := &a.refs[i], &a.refs[j]
	if lexicon.Acronym(short.Name, long.Name) {
		return strength(long.Kind != kg.Person && (len(short.Name) > 2 || a.bracketed(short, long)))
	}
	if len(short.words) == 1 && lexicon.Acronym(strings.ToUpper(short.Name), long.Name) && a.bracketed(short, long) {
		return 3 // "European Space Agency (Esa)"
	}
	s, l := short.words, long.words
	if len(s) == 0 || len(l) == 0 {
		return 0
	}
	kind := long.Kind
	if kind == kg.Other {
		kind = short.Kind
	}
	switch kind {
	case kg.Person:
		return personShort(s, l)
	case kg.Organization:
		if land, fits := bodyShort(short.Name, long.Name); fits {
			beside, told := a.whose([]int{i})
			if told && beside != land || !told && a.elsewhere(short.Name, land) {
				return 0
			}
			return 2
		}
		return strength(len(s) < len(l) && len(s) >= 2 && (prefix(s, l) && !branchOf(l[len(s):]) || suffix(s, l)) ||
			len(s) == 1 && len(l) == 2 && s[0] == l[0] && orgTail(l[1]) || a.coined(i, j))
	case kg.Event, kg.Work, kg.Law:
		if storm := stormName(l); kind == kg.Event && len(s) == 1 && len(storm) == 2 && storm[0] == "storm" && s[0] == storm[1] {
			return 3 // "Haiyan"
		}
		return strength(len(s) < len(l) && len(s) >= 2 && (prefix(s, l) || suffix(s, l)))
	}
	return 0
}

// elsewhere says that the article has such a body of another land too, so that the
// bare name may mean either.
func (a *article) elsewhere(name, land string) bool {
	for i := range a.refs {
		if r := &a.refs[i]; r.Form == syntax.Name && strings.EqualFold(r.Name, name) {
			if beside, told := a.whose([]int{i}); told && beside != land {
				return true
			}
		}
	}
	return false
}

// coined says that a name of one word is the first word of an organization's and
// means nothing else: "Northwind" of "Northwind Energy SA", whatever kind of thing
// it was taken for where it stands alone.
func (a *article) coined(i, j int) bool {
	short, long := &a.refs[i], &a.refs[j]
	if len(short.words) != 1 || long.Kind != kg.Organization || len(long.words) < 2 || short.words[0] != long.words[0] ||
		short.gender != lexicon.NoGender || len(short.words[0]) < 4 {
		return false
	}
	if branches[long.words[len(long.words)-1]] {
		return false // Tyumen of "Tyumen State University" is the town
	}
	word := short.Name
	_, known := lexicon.Name(word)
	_, isGiven := lexicon.GivenName(word)
	return !known && !isGiven && !lexicon.Surname(word) && !commonNoun(short.words[0]) && short.tree.Words[short.Head].UPOS == "PROPN"
}

// branchOf says that what a longer name has behind a shorter one makes it a part of the
// other: "School of Public Health" behind "Boston University", "of Ohio" behind a party.
func branchOf(rest []string) bool {
	if len(rest) == 2 && rest[0] == "of" {
		k, known := lexicon.Name(strings.ToUpper(rest[1][:1]) + rest[1][1:])
		return known && k.What != 'c' && k.What != 'o' && !k.Demonym()
	}
	return rest[0] == "in" || branches[rest[0]] // "Al Qaeda in Iraq"
}

// branches are nouns for what a larger body has, or a place is known for.
var branches = map[string]bool{
	"school": true, "department": true, "faculty": true, "college": true, "center": true, "centre": true, "institute": true, "hospital": true,
	"university": true, "press": true, "museum": true, "library": true, "airport": true, "stadium": true, "council": true, "police": true,
	"laboratory": true, "observatory": true, "clinic": true, "academy": true, "zoo": true, "port": true, "commandant": true, "foundation": true,
}

// bodyShort: "Senate" is short for "US Senate", "House" for "House of
// Representatives" and for "U.S. House of Representatives".
func bodyShort(short, long string) (land string, fits bool) {
	plain, land, is := splitCountry(long, institution)
	if !is || strings.Contains(short, " ") && land == "" {
		return "", false
	}
	rest, cut := strings.CutPrefix(strings.ToLower(plain), strings.ToLower(short))
	return land, cut && (rest == "" && land != "" || strings.HasPrefix(rest, " of ") && onlyOne(short))
}

func strength(yes bool) int {
	if yes {
		return 3
	}
	return 0
}

// orgTail says that the word only says that the name is an organization's.
func orgTail(word string) bool {
	switch word {
	case "group", "technologies", "technology", "motors", "airlines", "airways", "bank", "party", "news", "systems", "pharmaceuticals", "electronics", "records":
		return true
	}
	return false
}

// personShort: Merkel is short for Angela Merkel, less surely Angela, and
// Rosselló for Ricardo Rosselló Nevares; A. Merkel and Angela Dorothea Merkel
// are Angela Merkel.
func personShort(s, l []string) int {
	if len(s) == 1 {
		switch {
		case len(l) < 2 || len(s[0]) < 2:
			return 0
		case s[0] == l[len(l)-1]:
			return 3
		case s[0] == l[0]:
			return 2
		}
		return strength(len(l) == 3 && s[0] == l[1] && !given(l[1])) / 3
	}
	if len(s) < len(l) && suffix(s, l) {
		return 3
	}
	if s[len(s)-1] != l[len(l)-1] || len(s) == len(l) && s[0] == l[0] {
		return 0
	}
	return strength(s[0] == l[0] && len(s) < len(l) || len(s[0]) == 1 && strings.HasPrefix(l[0], s[0]))
}

// given says whether the word, in lower case, is a first name too: a middle
// name that is none is a first surname (Ricardo Rosselló Nevares).
func given(word string) bool {
	_, ok := lexicon.GivenName(strings.ToUpper(word[:1]) + word[1:])
	return ok
}

func prefix(s, l []string) bool { return strings.Join(l[:len(s)], " ") == strings.Join(s, " ") }

func suffix(s, l []string) bool { return strings.Join(l[len(l)-len(s):], " ") == strings.Join(s, " ") }

// bracketed says whether one stands in brackets right after the other.
func (a *article) bracketed(short, long *ref) bool {
	for i := range a.refs {
		r := &a.refs[i]
		if r.Form == syntax.Name && r.Name == short.Name && r.First > 1 && lower(r.tree, r.First-1) == "(" {
			for j := range a.refs {
				if l := &a.refs[j]; l.Tree == r.Tree && l.Form == syntax.Name && l.Name == long.Name && l.Last == r.First-2 {
					return true
				}
			}
		}
	}
	return false
}

// nameNouns are the common nouns in a name by which descriptions find it: "the
// river" the Hudson River, "the university" the University of Oxford.
func nameNouns(name string) []string {
	words := strings.Fields(strings.ToLower(name))
	if len(words) < 2 {
		return nil
	}
	noun := words[len(words)-1]
	for i := 1; i < len(words)-1; i++ {
		if words[i] == "of" || words[i] == "for" {
			noun = words[i-1]
			break
		}
	}
	if sort, known := lexicon.Noun(noun); known && sort != lexicon.Human && sort != lexicon.Man && sort != lexicon.Woman {
		return []string{noun}
	}
	return nil
}
