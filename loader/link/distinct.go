package link

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Many things are called Parliament, Francis or General. What tells those of
// different articles apart is
//
//	of bodies that every country has       the country or state, in the name or beside it, else the one that the article is about
//	of what comes again and again          the year and the country: "2020 United States presidential election"
//	of people with a first name alone      a title that goes with such names: Pope Francis, Queen Elizabeth
//	of places                              the state or country that holds them (place.go)
//
// Where an article does not tell, or has but a piece of a name, the thing is its
// own (syntax.Entity.Own): one thing twice costs less than two in one.

// tellApart fills in the distinct name of an entity.
func (a *article) tellApart(e *syntax.Entity, country string) {
	refs := a.namesOf(e)
	plain, land, again := splitCountry(e.Label, comesAgain)
	bare, body, _ := splitCountry(e.Label, institution)
	switch {
	case e.Kind == kg.Person && !strings.Contains(e.Label, " "):
		a.personApart(e, refs)
	case e.Kind == kg.Organization && a.branchApart(e, refs, country):
	case again && (e.Kind == kg.Event || e.Kind == kg.Other):
		distinguish(e, plain, land, a.yearOf(refs))
	case e.Kind == kg.Place && (body == "" || !onlyOne(bare) && !abroad(bare)):
		a.placeApart(e, refs, country)
	case e.Kind != kg.Person:
		a.bodyApart(e, refs, country)
	}
	if e.Distinct == "" && a.fragment(e, refs) {
		e.Own = true
	}
}

// bodyApart tells institutions apart by their country.
func (a *article) bodyApart(e *syntax.Entity, refs []int, country string) {
	plain, whose, is := splitCountry(e.Label, institution)
	if _, land := countryOf(e.Label); land || !is {
		return
	}
	if e.Kind == kg.Place {
		e.Kind = kg.Organization // the U.S. House
	}
	if whose == "" {
		beside, told := a.whose(refs)
		if whose = country; told {
			whose = beside
		}
	}
	if abroad(plain) {
		whose = a.seat(refs, whose)
	}
	if whose == "" {
		e.Own = true
		return
	}
	e.Distinct = apart(plain, whose)
	for _, alias := range e.Aliases {
		if short, _, is := splitCountry(alias, institution); is && short != plain {
			e.Short = append(e.Short, apart(short, whose))
		}
	}
}

// abroad says whether a country has many such bodies, in others.
func abroad(name string) bool {
	switch strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:]) {
	case "embassy", "consulate":
		return true
	}
	return false
}

// seat is what tells a country's embassies apart: "United States in Iraq", "" where
// the article does not tell both.
func (a *article) seat(refs []int, whose string) string {
	for _, i := range refs {
		r := &a.refs[i]
		if j := a.nameAt(i, r.Last+2); lower(r.tree, r.Last+1) == "in" && j >= 0 && whose != "" {
			land := a.refs[j].Name
			if k, known := lexicon.Name(land); known && k.Country != "" {
				land = k.Country
			}
			return whose + " in " + land
		}
	}
	return ""
}

// personApart tells bearers of one first name, or of a surname that many have,
// apart by their title.
func (a *article) personApart(e *syntax.Entity, refs []int) {
	name := strings.TrimSuffix(e.Label, ".")
	_, given := lexicon.GivenName(name)
	cut := !slices.ContainsFunc(refs, func(i int) bool { return !a.cut(i) || a.titledBy(i) }) || len(refs) > 0 && a.partly(refs[0])
	if !given && !lexicon.Surname(name) && len(name) > 2 && !romanNumeral(name) && !cut {
		return
	}
	e.Own = true
	for _, i := range refs {
		r := &a.refs[i]
		if title := lower(r.tree, r.First-1); given && crowned[title] {
			e.Own, e.Distinct = false, apart(name, title)
			return
		}
	}
}

// partly says that the first that the article has of a person is a piece of a
// name: "a student named Wong", Wong of "Tak-Sing Wong".
func (a *article) partly(i int) bool {
	r := &a.refs[i]
	if r.First < 1 {
		return false
	}
	before := &r.tree.Words[r.First-1]
	return lemma(r.tree, r.First-1) == "name" && before.UPOS == "VERB" || before.UPOS == "PROPN" && a.cut(i) && !a.titledBy(i)
}

// titledBy says that a noun for people stands before the name: President Trump.
func (a *article) titledBy(i int) bool {
	r := &a.refs[i]
	sort, known := lexicon.Noun(strings.TrimSuffix(lower(r.tree, r.First-1), "."))
	return known && (sort == lexicon.Human || sort == lexicon.Man || sort == lexicon.Woman)
}

// crowned are titles of which each has few bearers of one first name.
var crowned = map[string]bool{"pope": true, "queen": true, "king": true, "emperor": true, "empress": true, "saint": true, "sultan": true, "tsar": true}

func romanNumeral(s string) bool { return strings.Trim(s, "IVX") == "" }

// distinguish sets the distinct name from a year, without which the thing is the
// article's own.
func distinguish(e *syntax.Entity, plain, land, year string) {
	switch {
	case strings.ContainsAny(plain, "0123456789"):
	case year == "":
		e.Own = true
	default:
		e.Distinct = apart(plain, strings.TrimSpace(land+" "+year))
	}
}

// apart is a name with what tells it from others.
func apart(name, what string) string { return name + ", " + what }

// namesOf are the refs by which an entity is named.
func (a *article) namesOf(e *syntax.Entity) []int {
	var refs []int
	for _, m := range e.Mentions {
		i, found := slices.BinarySearchFunc(a.refs, m, func(r ref, m int) int { return r.mention - m })
		if found && a.refs[i].Form == syntax.Name {
			refs = append(refs, i)
		}
	}
	return refs
}

// splitCountry parts a name of a sort from the country or state in it: "Senate"
// and "United States" of "US Senate" and of "Senate of the United States". With
// one word left it must be of a body that no country has two of: U.S. Bank is a
// bank, and Bank of China another.
func splitCountry(name string, is func(string) bool) (plain, land string, ok bool) {
	words := strings.Fields(name)
	if len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	for n := min(3, len(words)-1); n > 0; n-- {
		rest := strings.Join(words[n:], " ")
		if land, known := countryOf(strings.Join(words[:n], " ")); known && is(rest) && (n < len(words)-1 || onlyOne(rest) || abroad(rest)) {
			return rest, land, true
		}
	}
	if at := strings.LastIndex(name, " of "); at > 0 {
		rest, tail := name[:at], strings.TrimPrefix(name[at+len(" of "):], "the ")
		if land, known := countryOf(tail); known && is(rest) && slices.ContainsFunc(strings.Fields(rest), onlyOne) {
			return strings.TrimPrefix(rest, "The "), land, true
		}
	}
	return strings.Join(words, " "), "", is(name)
}

// countryOf is the country or state that a name or an adjective stands for.
func countryOf(name string) (string, bool) {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
	k, known := lexicon.Name(name)
	switch {
	case !known:
		return "", false
	case k.What == 'c' || k.What == 'd':
		return k.Country, k.Country != ""
	}
	return name, k.What == 's'
}

// countryWith is the country that a land belongs to, itself where it is one: the
// United Kingdom of England.
func countryWith(land string) string {
	if k, known := lexicon.Name(land); known && k.Country != "" {
		return k.Country
	}
	return land
}

// onlyOne says whether a country has one such body.
func onlyOne(word string) bool {
	switch strings.ToLower(word) {
	case "parliament", "senate", "house", "congress", "government", "cabinet", "supreme", "assembly", "army", "navy", "constitution",
		"treasury", "legislature", "election", "elections", "census":
		return true
	}
	return false
}

// comesAgain says whether a name is of something that comes again and again.
func comesAgain(name string) bool {
	word := strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
	switch strings.TrimSuffix(word, "s") {
	case "election", "referendum", "census", "primarie", "caucuse", "olympic", "game", "championship", "cup", "festival", "conference", "convention", "summit":
		return true
	}
	return false
}

// yearBefore is the year that stands before a name, "" for none.
func yearBefore(r *ref) string {
	if word := lower(r.tree, r.First-1); isYear(word) {
		return word
	}
	return ""
}

func isYear(word string) bool {
	return len(word) == len("2020") && strings.Trim(word, "0123456789") == ""
}

// yearOf is the year that stands before or after a name, "" for none or several.
func (a *article) yearOf(refs []int) string {
	found := ""
	for _, i := range refs {
		r := &a.refs[i]
		for _, w := range [...]int{r.First - 1, r.Last + 1, r.Last + 2} {
			word := lower(r.tree, w)
			if !isYear(word) || w == r.Last+2 && lower(r.tree, r.Last+1) != "in" && lower(r.tree, r.Last+1) != "of" {
				continue
			}
			if found != "" && found != word {
				return ""
			}
			found = word
		}
	}
	return found
}

// whose is the country or state beside the first name that tells: "the Libyan
// parliament", "Puerto Rico's Senate", "the Parliament of New South Wales"; ""
// where that is some state which only the article knows ("the state Senate").
func (a *article) whose(refs []int) (land string, told bool) {
	for _, i := range refs {
		if land, told := a.whoseOwn(i); told {
			return land, true
		}
		if land, told := a.whoseSister(i); told {
			return land, true
		}
	}
	return "", false
}

// whoseSister is the land of the body before in the sentence: "the commonwealth's
// House of Representatives confirmed him, but the Senate had not".
func (a *article) whoseSister(i int) (land string, told bool) {
	for j := i - 1; j >= max(0, i-4) && a.refs[j].tree == a.refs[i].tree; j-- {
		r := &a.refs[j]
		if r.Form != syntax.Name || !slices.ContainsFunc(strings.Fields(r.Name), onlyOne) {
			continue
		}
		if _, land, is := splitCountry(r.Name, institution); is && land == "" {
			return a.whoseOwn(j)
		}
	}
	return "", false
}

// whoseOwn is the land beside one name.
func (a *article) whoseOwn(i int) (land string, told bool) {
	r := &a.refs[i]
	before := r.First - 1
	for before >= 0 && (r.tree.Words[before].UPOS == "PART" || lower(r.tree, before) == "the") {
		before--
	}
	if land, told := a.landAt(i, before); told {
		return land, true
	}
	after := r.Last + 1
	if lower(r.tree, after) != "of" {
		return "", false
	}
	if after++; lower(r.tree, after) == "the" {
		after++
	}
	return a.landAt(i, after)
}

// landAt is the land whose name holds that word of the sentence of ref i.
func (a *article) landAt(i, word int) (land string, told bool) {
	t := a.refs[i].tree
	if word < 0 || word >= len(t.Words) {
		return "", false
	}
	switch lemma(t, word) {
	case "state", "commonwealth", "city", "county", "province", "provincial", "territory", "municipal", "island":
		return "", true
	}
	if j := a.nameAt(i, word); j >= 0 {
		r := &a.refs[j]
		if land, known := countryOf(r.Name); known {
			return land, true
		}
		return r.Name, r.Kind == kg.Place
	}
	return "", false
}
