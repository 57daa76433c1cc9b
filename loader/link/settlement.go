package link

import (
	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// placeOf reads "the Ukrainian city of Lviv", "the state of Oregon": what comes
// after "of" is the place's name.
func (a *article) placeOf(i int) {
	r := &a.refs[i]
	if r.Form != syntax.Name || r.Kind != kg.Place && r.Kind != kg.Other && r.Country == "" || relation(r.tree, r.Head) != "nmod" || lower(r.tree, r.First-1) != "of" {
		return
	}
	above := headOf(r.tree, r.Head)
	if above < 0 || above != r.First-2 {
		return
	}
	j := a.at(r.Tree, above)
	if j < 0 || j == i {
		return
	}
	if noun := &a.refs[j]; noun.Form == syntax.Nominal && noun.number == one && bearsName(noun, r) && a.alike(i, j) {
		a.join(i, j)
	}
}

// bearsName says that a noun for a sort of place is of the sort of the name after
// it: "a suburb of Paris" is another place, and so are "the capital city of France",
// "the Ural region of Russia" and "the Kreuzberg district of Berlin".
func bearsName(noun, name *ref) bool {
	sort := settlements[noun.lemma]
	if det := childOf(noun.tree, noun.Head, "det"); sort == 0 || det >= 0 && !noun.definite {
		return false
	}
	if k, known := lexicon.Name(name.Name); known && k.What == 'c' {
		return sort == realm
	}
	for w := noun.First; w < noun.Head; w++ {
		if lower(noun.tree, w) == "capital" || sort == area && noun.tree.Words[w].UPOS == "PROPN" {
			return false
		}
	}
	return true
}

// settlement tells the sorts of places apart that "of" gives their name: towns,
// areas that may be parts of what is named, and states.
type settlement uint8

const (
	town settlement = iota + 1
	area
	realm
)

var settlements = map[string]settlement{
	"city": town, "town": town, "village": town, "port": town, "municipality": town, "hamlet": town, "township": town,
	"commune": town, "resort": town, "settlement": town, "principality": realm, "state": realm, "republic": realm, "kingdom": realm,
	"emirate": realm, "sultanate": realm, "nation": realm, "province": area, "region": area, "district": area, "county": area,
	"island": area, "suburb": area, "territory": area, "peninsula": area, "borough": area, "canton": area, "governorate": area,
	"prefecture": area, "archipelago": area, "parish": area, "enclave": area, "neighborhood": area, "neighbourhood": area, "oblast": area,
}
