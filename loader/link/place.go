package link

import (
	"maps"
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Many places are called Springfield. What tells those of different articles
// apart is the state or country that holds them, as far as it stands right after
// them: "Springfield, Ohio". The bare name is short for the place while articles
// tell of one; a name that the lexicon knows in another country (Paris) is not.
//
// Three names are a state's and something better known by the bare name: the
// cities of New York and Washington, the country Georgia. There the words beside
// the name tell, else other mentions in the article, else the bare name is what
// it is best known for; Georgia in an article about the United States is theirs.

// sharedPlaces are the names of states that something else goes by.
var sharedPlaces = map[string]bool{"New York": true, "Washington": true, "Georgia": true}

// ofStates is the country whose states share their names.
const ofStates = "United States"

// itself says that a shared name is meant as it is best known.
const itself = "itself"

// placeApart tells a place from others of its name.
func (a *article) placeApart(e *syntax.Entity, refs []int, country string) {
	if state, is := strings.CutSuffix(e.Label, " State"); is && sharedPlaces[state] {
		e.Distinct = apart(state, ofStates)
		return
	}
	if city := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(e.Label, " City"), " D.C."), " DC"); city != e.Label && sharedPlaces[city] {
		e.Short = append(e.Short, city)
		return
	}
	if district(e.Label) && country != ofStates && !slices.ContainsFunc(refs, a.afterWashington) {
		e.Own = true // a publisher
		return
	}
	holder := ""
	for _, i := range refs {
		if holder = a.holder(i); holder != "" {
			break
		}
	}
	switch {
	case holder == itself:
	case sharedPlaces[e.Label]:
		if holder != "" || e.Label == "Georgia" && country == ofStates {
			e.Distinct = apart(e.Label, ofStates)
		}
	case holder != "":
		heldIn(e, holder)
	}
}

// heldIn tells a place by the state or country that holds it. The name with the
// country alone, and the bare name if the lexicon knows no other, are short for it.
func heldIn(e *syntax.Entity, holder string) {
	bare, land := e.Label, countryWith(holder)
	if e.Distinct = apart(bare, holder); land != holder {
		e.Distinct = apart(e.Distinct, land)
		e.Short = append(e.Short, apart(bare, land))
	}
	if k, known := lexicon.Name(bare); !known || k.Country == land {
		e.Short = append(e.Short, bare)
	}
}

// holder is what the words beside a name tell it apart by: of a place the state or
// country that holds it, ofStates for a state and itself where a shared name
// means no state; of a body its branch; "" where they tell nothing new.
func (a *article) holder(i int) string {
	r := &a.refs[i]
	switch {
	case r.Form == syntax.Name && r.Kind == kg.Organization:
		return a.branch(i)
	case country(r) && sharedPlaces[r.Country]:
		return itself // Georgian
	case r.Form != syntax.Name || r.Kind != kg.Place:
		return ""
	case sharedPlaces[r.Name]:
		return a.sharedHolder(i)
	}
	k, known := lexicon.Name(r.Name)
	if known && (k.What == 'c' || k.What == 's' || k.Demonym()) {
		return ""
	}
	land := a.landAfter(i)
	if land == "" || land == r.Name || known && k.Country == land {
		return ""
	}
	return land
}

// landAfter is the state or country between commas after a name: "Springfield,
// Ohio"; "" for one of several: "Springfield, Ohio and Texas".
func (a *article) landAfter(i int) string {
	r := &a.refs[i]
	if lower(r.tree, r.Last+1) != "," {
		return ""
	}
	j := a.nameAt(i, r.Last+2)
	if j < 0 || a.refs[j].First != r.Last+2 || a.refs[j].Country != "" {
		return ""
	}
	next := &a.refs[j]
	k, known := lexicon.Name(next.Name)
	if !known || k.What != 'c' && k.What != 's' || a.listed(j) {
		return ""
	}
	if k.What == 'c' {
		return k.Country
	}
	return next.Name
}

// listed says that a place goes on a list: "and" and another place follow.
func (a *article) listed(i int) bool {
	after := a.refs[i].Last + 1
	if word := lower(a.refs[i].tree, after); word == "and" || word == "or" || word == "," && joins(lower(a.refs[i].tree, after+1)) {
		j := a.neighbor(i, after, 1)
		return j >= 0 && a.refs[j].Kind == kg.Place
	}
	return false
}

func joins(word string) bool { return word == "and" || word == "or" || word == "&" }

// neighbor is the name beyond commas and conjunctions from a word on, forwards
// or backwards, -1 for none.
func (a *article) neighbor(i, word, step int) int {
	t, from := a.refs[i].tree, word
	for w := lower(t, word); w == "," || joins(w); w = lower(t, word) {
		word += step
	}
	if word == from {
		return none
	}
	return a.nameAt(i, word)
}

// nameAt is the name in the sentence of ref i that covers a word, -1 for none.
func (a *article) nameAt(i, word int) int {
	for j := max(0, i-4); j < min(len(a.refs), i+5); j++ {
		if r := &a.refs[j]; r.tree == a.refs[i].tree && r.Form == syntax.Name && r.First <= word && word <= r.Last {
			return j
		}
	}
	return none
}

// sharedHolder is holder for a name that a state shares.
func (a *article) sharedHolder(i int) string {
	r := &a.refs[i]
	switch state, told := a.officeBeside(i); {
	case told && state:
		return ofStates
	case told:
		return itself
	}
	before, after := a.neighbor(i, r.First-1, -1), a.neighbor(i, r.Last+1, 1)
	next := lower(r.tree, r.Last+1)
	beside := a.nameAt(i, r.Last+2)
	switch {
	case (next == "," || next == "(") && beside >= 0 && (a.refs[beside].Name == r.Name || district(a.refs[beside].Name)):
		return itself // New York, New York; Washington (D.C.)
	case after >= 0 && stateAlone(a.refs[after].Name) || before >= 0 && stateAlone(a.refs[before].Name):
		return ofStates
	case before >= 0 && a.refs[before].Kind == kg.Place && lower(r.tree, r.First-1) == "," && a.refs[before].Last == r.First-2 && !a.listed(i):
		return a.heldByShared(before, r.Name)
	case before >= 0 && a.refs[before].Kind == kg.Place || after >= 0 && a.refs[after].Kind == kg.Place:
		return itself
	}
	return ""
}

// heldByShared is what a shared name means right after a place and a comma: the
// state, but for the country's own towns and for cities of the world on a list.
func (a *article) heldByShared(before int, name string) string {
	k, known := lexicon.Name(a.refs[before].Name)
	switch {
	case !known && name == "Georgia":
		return "" // a town of either
	case known && k.Country == name, known && k.Country != ofStates && name != "Georgia":
		return itself // Tbilisi, Georgia; London, New York
	}
	return ofStates
}

// stateAlone says that a name is of a state and of nothing else.
func stateAlone(name string) bool {
	k, known := lexicon.Name(name)
	return known && k.What == 's' && k.Country == ofStates && !sharedPlaces[name]
}

func district(name string) bool {
	return name == "D.C." || name == "DC" || name == "District of Columbia"
}

// afterWashington says that the name stands right after the city's.
func (a *article) afterWashington(i int) bool {
	r := &a.refs[i]
	return lower(r.tree, r.First-1) == "washington" || lower(r.tree, r.First-2) == "washington"
}

// officeBeside says whether a word beside a name is about a state or about a
// city: "Governor of New York", "the New York gubernatorial race", "New York
// mayor". People who are "of" a place are of a state: "Doug Collins of Georgia".
func (a *article) officeBeside(i int) (state, told bool) {
	r := &a.refs[i]
	prep := lower(r.tree, r.First-1)
	words := []string{lower(r.tree, r.Last+1)}
	if prep == "of" || prep == "from" {
		words = append(words, lower(r.tree, r.First-2))
		if who := a.nameAt(i, r.First-2); who >= 0 && a.refs[who].Kind == kg.Person && prep == "of" {
			return true, true
		}
	}
	for _, w := range words {
		switch w {
		case "state", "governor", "senator", "senators", "gubernatorial", "legislature", "representative", "congressman", "congresswoman", "delegation":
			return true, true
		case "city", "mayor", "police", "airport", "airports", "capital", "borough", "suburb", "streets", "subway":
			return false, true
		}
	}
	return false, false
}

// untoldPlaces joins the names of places whose articles tell in some places only
// what holds them. Where they tell of two, the rest is what the name is best
// known for.
func (a *article) untoldPlaces(first map[string]int) {
	told := map[string][]string{}
	for _, key := range slices.Sorted(maps.Keys(first)) {
		if name, holder, ok := strings.Cut(key, holderMark); ok {
			told[name] = append(told[name], holder)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(told)) {
		holders := told[name]
		bare, known := first[name]
		if !known {
			continue
		}
		switch {
		case len(holders) == 1:
			a.join(bare, first[name+holderMark+holders[0]])
		case slices.Contains(holders, itself):
			a.join(bare, first[name+holderMark+itself])
		}
	}
}

// holderMark stands in the key of a name before what holds it.
const holderMark = "\x00"
