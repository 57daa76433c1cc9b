package loader

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// tellByMonth tells an event that is only described from others, where it is one of
// those that do not come twice in a month by the same description: "the Altona train
// crash", in articles of one month, is one crash. So what they say of it can be
// compared: how many died, and why.
func (an *Analysis) tellByMonth(e *kg.LocalEntity, mentions []int) {
	if an.Article.Published.IsZero() {
		return
	}
	for _, m := range mentions {
		at := &an.Mentions[m]
		if at.Form != syntax.Nominal {
			continue
		}
		if what := happening(&an.Trees[at.Tree], at); what != "" {
			e.Distinct = what + ", " + an.Article.Published.UTC().Format("2006-01")
			return
		}
	}
}

// happening is the description of a mention without its article, where a name in it says
// which one is meant; "" for other mentions.
func happening(t *syntax.Tree, m *syntax.Mention) string {
	if !happens[strings.ToLower(t.Words[m.Head].Lemma)] || m.Last != m.Head {
		return ""
	}
	var words []string
	told := false
	for i := m.First; i <= m.Head; i++ {
		w := &t.Words[i]
		switch {
		case w.UPOS == "DET" && strings.EqualFold(w.Form, "the") && i == m.First:
			continue
		case w.UPOS == "DET", w.UPOS == "NUM", w.UPOS == "PRON", w.UPOS == "ADP", w.UPOS == "CCONJ":
			return ""
		}
		told = told || w.UPOS == "PROPN" && i < m.Head
		words = append(words, w.Form)
	}
	if !told {
		return ""
	}
	return strings.Join(words, " ")
}

// happens are the nouns for what befalls a place, and has one name there while it is news.
var happens = map[string]bool{
	"accident": true, "assassination": true, "avalanche": true, "blast": true, "blaze": true, "bombing": true, "collapse": true, "collision": true,
	"crash": true, "derailment": true, "disaster": true, "earthquake": true, "epidemic": true, "eruption": true, "explosion": true, "fire": true,
	"flood": true, "hijacking": true, "hurricane": true, "landslide": true, "massacre": true, "mudslide": true, "murder": true, "mutiny": true,
	"outbreak": true, "pandemic": true, "pileup": true, "quake": true, "riot": true, "robbery": true, "shipwreck": true, "shooting": true, "siege": true,
	"sinking": true, "stabbing": true, "stampede": true, "tornado": true, "tsunami": true, "typhoon": true, "wildfire": true,
}
