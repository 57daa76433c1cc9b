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
	case again && (e.Kind == kg.Event || e.Kind == kg.Other):
		distinguish(e, plain, land, a.yearOf(refs))
	case e.Kind != kg.Person && (e.Kind != kg.Place || body != "" && onlyOne(bare)):
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
	if whose == "" || abroad(plain) {
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

// personApart tells bearers of one first name, or of a surname that many have,
// apart by their title.
func (a *article) personApart(e *syntax.Entity, refs []int) {
	name := strings.TrimSuffix(e.Label, ".")
	_, given := lexicon.GivenName(name)
	cut := !slices.ContainsFunc(refs, func(i int) bool { return !a.cut(i) || a.titledBy(i) })
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
		if land, known := countryOf(strings.Join(words[:n], " ")); known && is(rest) && (n < len(words)-1 || onlyOne(rest)) {
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

// countryWith is the country that a country or state belongs to.
func countryWith(land string) string {
	k, _ := lexicon.Name(land)
	return k.Country
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
			continue
		}
		if after++; lower(r.tree, after) == "the" {
			after++
		}
		if land, told := a.landAt(i, after); told {
			return land, true
		}
	}
	return "", false
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
	for j := max(0, i-4); j < min(len(a.refs), i+5); j++ {
		r := &a.refs[j]
		if r.tree != t || r.Form != syntax.Name || word < r.First || word > r.Last {
			continue
		}
		if land, known := countryOf(r.Name); known {
			return land, true
		}
		return r.Name, r.Kind == kg.Place
	}
	return "", false
}

// fragment says that a name is too little to mean anything in another article: a
// letter, a common word that was written with a capital, one half of a compound
// ("Iraq War" of "Iran–Iraq War").
func (a *article) fragment(e *syntax.Entity, refs []int) bool {
	name := strings.TrimSuffix(strings.TrimSuffix(e.Label, "'s"), "’s")
	if e.Kind != kg.Group && len(refs) > 0 && !slices.ContainsFunc(refs, func(i int) bool { return !a.oneOf(i) }) {
		return true
	}
	single := (e.Kind == kg.Other || e.Kind == kg.Group) && !strings.Contains(name, " ")
	if _, known := lexicon.Name(name); known && e.Kind != kg.Group || len(refs) == 0 {
		return false
	}
	if name == strings.ToLower(name) && !slices.ContainsFunc(refs, func(i int) bool { return !a.dashed(i) }) {
		return true // "write-ins"
	}
	if len(name) < 3 && strings.Trim(name, ".") != name || len(name) == 1 {
		return true
	}
	if single && e.Kind == kg.Other {
		_, noun := lexicon.Noun(strings.ToLower(name))
		if noun || a.refs[refs[0]].tree.Words[a.refs[refs[0]].Head].UPOS == "ADJ" {
			return true
		}
	}
	return !slices.ContainsFunc(refs, func(i int) bool {
		return !a.glued(i) && !(single && a.cut(i)) && !(e.Kind == kg.Place && a.entitled(i))
	})
}

// oneOf says that the name is of one of many: "an Apple".
func (a *article) oneOf(i int) bool {
	r := &a.refs[i]
	det := lower(r.tree, r.First-1)
	return (det == "a" || det == "an") && r.First == r.Last && r.tree.Words[r.Last].UPOS != "ADJ" && relation(r.tree, r.Last) != "compound"
}

// entitled says that the name has an article with a capital where no sentence
// begins, as papers have: "told The Atlantic".
func (a *article) entitled(i int) bool {
	r := &a.refs[i]
	return r.First > 1 && r.tree.Words[r.First-1].Form == "The" && r.tree.Words[r.First-2].UPOS != "PUNCT"
}

// cut says that the name stands in the middle of a longer one: Day of "Election
// Day" and of "International Women's Day", Presidency of "the Presidency of
// Iran", American of "Buy American".
func (a *article) cut(i int) bool {
	r := &a.refs[i]
	if lower(r.tree, r.Last+1) == "of" {
		return true
	}
	if r.First < 2 {
		return false
	}
	switch w := &r.tree.Words[r.First-1]; w.UPOS {
	case "PART":
		return true
	case "PROPN", "NOUN", "VERB", "ADV":
		return w.Form != strings.ToLower(w.Form)
	}
	return false
}

// dashed says that a dash ties the name to the word before it.
func (a *article) dashed(i int) bool {
	r := &a.refs[i]
	words := r.tree.Words
	return r.First > 1 && dash(words[r.First-1].Form) && !words[r.First-1].SpaceAfter && !words[r.First-2].SpaceAfter
}

// glued says that a dash ties the name to a piece of a name beside it.
func (a *article) glued(i int) bool {
	r := &a.refs[i]
	words := r.tree.Words
	before := a.dashed(i) && namePiece(&words[r.First-2])
	after := r.Last+2 < len(words) && dash(words[r.Last+1].Form) && !words[r.Last].SpaceAfter && !words[r.Last+1].SpaceAfter && namePiece(&words[r.Last+2])
	return before || after
}

// namePiece says that the word may be part of a name: not "backed" of
// "Sanders-backed".
func namePiece(w *syntax.Word) bool {
	return w.UPOS == "PROPN" || w.UPOS == "NUM" || w.UPOS == "ADJ" && w.Form != strings.ToLower(w.Form)
}

func dash(form string) bool { return form == "-" || form == "–" || form == "—" }
