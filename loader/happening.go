package loader

import (
	"strings"
	"unicode"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// tellByMonth tells an event that is only described from others, where it is one of
// those that do not come twice in a month by the same description: "the Altona train
// crash", in articles of one month, is one crash. So what they say of it can be
// compared: how many died, and why. "The fire at the Halden Works" is the Halden Works
// fire; of cities and countries there may be two.
func (an *Analysis) tellByMonth(e *kg.LocalEntity, mentions []int) {
	if an.Article.Published.IsZero() {
		return
	}
	for _, m := range mentions {
		at := &an.Mentions[m]
		if at.Form != syntax.Nominal {
			continue
		}
		what := happening(&an.Trees[at.Tree], at)
		if what == "" {
			what = an.happeningAt(m)
		}
		if what != "" {
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
		case w.UPOS == "ADJ" && !told && unicode.IsLower([]rune(w.Form)[0]):
			continue // "the deadly Altona train crash"
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

// happeningAt is the description of a mention behind whose noun a name says where it was;
// "" for other mentions, and where that is a place that much may befall in a month.
func (an *Analysis) happeningAt(mention int) string {
	m := &an.Mentions[mention]
	t := &an.Trees[m.Tree]
	in := m.Head + 1
	if !happens[strings.ToLower(t.Words[m.Head].Lemma)] || m.Last != m.Head || in+1 >= len(t.Words) || !strings.EqualFold(t.Words[m.First].Form, "the") {
		return ""
	}
	for i := m.First + 1; i < m.Head; i++ {
		if u := t.Words[i].UPOS; u != "ADJ" && u != "NOUN" {
			return ""
		}
	}
	switch strings.ToLower(t.Words[in].Form) {
	case "at", "of", "in", "on", "near":
	default:
		return ""
	}
	first := in + 1
	if strings.EqualFold(t.Words[first].Form, "the") {
		first++
	}
	for i := mention + 1; i < len(an.Mentions) && an.Mentions[i].Tree == m.Tree; i++ {
		at := &an.Mentions[i]
		if at.Form != syntax.Name || at.First != first && at.First != in+1 || at.Kind != kg.Place && at.Kind != kg.Organization {
			continue
		}
		if _, known := lexicon.Name(at.Name); !known && t.Words[at.Head].Head == m.Head+1 {
			return at.Name + " " + t.Words[m.Head].Lemma
		}
	}
	return ""
}

// happens are the nouns for what befalls a place, and has one name there while it is news.
var happens = map[string]bool{
	"accident": true, "assassination": true, "avalanche": true, "blast": true, "blaze": true, "bombing": true, "collapse": true, "collision": true,
	"crash": true, "derailment": true, "disaster": true, "earthquake": true, "epidemic": true, "eruption": true, "explosion": true, "fire": true,
	"flood": true, "hijacking": true, "hurricane": true, "landslide": true, "massacre": true, "mudslide": true, "murder": true, "mutiny": true,
	"outbreak": true, "pandemic": true, "pileup": true, "quake": true, "riot": true, "robbery": true, "shipwreck": true, "shooting": true, "siege": true,
	"sinking": true, "stabbing": true, "stampede": true, "tornado": true, "tsunami": true, "typhoon": true, "wildfire": true,
}
