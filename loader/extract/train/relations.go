package main

// relations are those that are learned: the name of the predicate, and
// KnowledgeNet's number.
var relations = [...]struct{ name, number string }{
	{"parent_organization", "1"},
	{"founded_by", "2"},
	{"affiliation", "3"},
	{"chief_executive_officer", "4"},
	{"inception", "5"},
	{"headquarters_location", "6"},
	{"educated_at", "9"},
	{"country_of_citizenship", "10"},
	{"residence", "11"},
	{"place_of_birth", "12"},
	{"date_of_death", "14"},
	{"date_of_birth", "15"},
	{"spouse", "25"},
	{"parent", "34"},
	{"member_of_political_party", "45"},
}

func names() []string {
	var list []string
	for _, r := range relations {
		list = append(list, r.name)
	}
	return list
}

// symmetric relations hold both ways.
func symmetric(relation int) bool { return relations[relation].name == "spouse" }
