package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// Offices of two words
//
// The network hangs "Attorney" and "General" on different words as often as not: "said
// California Attorney General Xavier Becerra" is then said by an attorney and by a general
// too. What a general is of opens his title, and where a name follows, that is who acts.

// offices are what a general may be.
var offices = map[string]bool{
	"attorney": true, "surgeon": true, "solicitor": true, "secretary": true, "director": true, "governor": true, "inspector": true,
	"auditor": true, "adjutant": true, "major": true, "lieutenant": true, "brigadier": true, "colonel": true, "comptroller": true,
	"prosecutor": true, "advocate": true, "postmaster": true, "consul": true,
}

// joinOffices makes one title of an office and the "General" behind it.
func joinOffices(words []syntax.Word) {
	for i := 1; i < len(words); i++ {
		if !strings.EqualFold(words[i].Form, "general") {
			continue
		}
		office := i - 1
		if words[office].Form == "-" && office > 0 && !words[office].SpaceAfter {
			office--
		}
		if offices[strings.ToLower(words[office].Form)] && words[office].UPOS != "VERB" && capital(words[i].Form) == capital(words[office].Form) {
			joinOffice(words, office, i)
		}
	}
}

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// joinOffice hangs an office on the general behind it. The general takes its place,
// or the name on which he hangs.
func joinOffice(words []syntax.Word, office, general int) {
	heir := words[general].Head - 1
	switch {
	case words[office].Head-1 == general:
		return
	case heir == office, heir >= 0 && words[office].Head-1 == heir && heir < office: // both describe who stands before them
		heir = general
	case heir <= general || words[heir].UPOS != "PROPN" || words[office].Head == 0 && words[heir].Head-1 != office:
		return
	}
	for i := range words {
		if words[i].Head-1 != office || i == heir || i == general {
			continue
		}
		if words[i].Head = heir + 1; i < office && words[i].Rel != "cc" && words[i].Rel != "punct" {
			words[i].Head = general + 1
		}
	}
	if words[heir].Head-1 == office {
		words[heir].Head, words[heir].Rel = words[office].Head, words[office].Rel
	}
	words[office].Head, words[office].Rel = general+1, "compound"
	tag := "NOUN"
	if capital(words[general].Form) {
		tag = "PROPN"
	}
	words[office].UPOS, words[general].UPOS = tag, tag
}
