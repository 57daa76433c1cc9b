package link

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// acrossArticles fills in what names are worth in other articles.
func (a *article) acrossArticles(entities []syntax.Entity) {
	country := mostSpokenOf(entities)
	for i := range entities {
		e := &entities[i]
		if !e.Named {
			continue
		}
		for _, alias := range e.Aliases {
			switch {
			case sharedAcronyms[alias] && country != "":
				e.Short = append(e.Short, apart(alias, country))
			case !sharedAcronyms[alias] && standsAlone(alias, e.Label, e.Kind):
				e.Short = append(e.Short, alias)
			}
		}
		a.tellApart(e, country)
	}
}

// standsAlone says whether a short form means the named thing in other articles
// too: a surname that few bear, an acronym, several words, or a word that means
// nothing else ("Boeing" of Boeing Company, not "House").
func standsAlone(alias, label string, kind kg.Kind) bool {
	words, full := strings.Fields(alias), strings.Fields(label)
	if len(words) == 0 || len(full) < 2 {
		return false
	}
	if kind == kg.Person {
		last := full[len(full)-1]
		if words[len(words)-1] != last || strings.HasSuffix(last, ".") {
			return false
		}
		_, given := lexicon.GivenName(last)
		return len(words) > 1 || !given && len(last) > 3 && !lexicon.Surname(last)
	}
	if lexicon.Acronym(alias, label) {
		return len(alias) > 1
	}
	if len(words) > 1 {
		return !institution(alias)
	}
	_, common := lexicon.Noun(strings.ToLower(alias))
	_, known := lexicon.Name(alias)
	return kind == kg.Organization && !common && !known && words[0] == full[0]
}

// institution says whether a name is made of common words about a body that many
// countries have: Parliament, Supreme Court, Ministry of Health.
func institution(name string) bool {
	if ministry(strings.ToLower(name)) {
		return true
	}
	head := false
	for word := range strings.FieldsSeq(name) {
		w := strings.ToLower(word)
		switch {
		case bodies[w] || bodies[strings.TrimSuffix(w, "s")]:
			head = true
		case len(w) <= 3:
		default:
			if !commonNoun(w) && !qualities[strings.TrimSuffix(w, "s")] {
				return false
			}
		}
	}
	return head
}

// ministry says whether a name is of a part of a government, whatever it is for.
func ministry(name string) bool {
	name = strings.TrimPrefix(name, "the ")
	return strings.HasSuffix(name, " ministry") || strings.HasPrefix(name, "ministry of ") || strings.HasPrefix(name, "department of ")
}

func commonNoun(word string) bool {
	_, one := lexicon.Noun(word)
	_, many := lexicon.Noun(strings.TrimSuffix(word, "s"))
	return one || many
}

// bodies are institutions that every country has one of.
var bodies = map[string]bool{
	"parliament": true, "senate": true, "house": true, "congress": true, "court": true, "council": true, "government": true, "cabinet": true,
	"ministry": true, "department": true, "police": true, "army": true, "navy": true, "assembly": true, "commission": true, "committee": true,
	"party": true, "bank": true, "republican": true, "democrat": true, "conservative": true, "liberal": true, "state": true, "treasury": true,
	"administration": true, "legislature": true, "constitution": true, "embassy": true, "consulate": true, "board": true, "authority": true, "office": true,
	"agency": true, "bureau": true, "force": true, "guard": true, "opposition": true, "university": true, "union": true, "league": true,
}

// qualities are what such bodies are called besides.
var qualities = map[string]bool{
	"national": true, "federal": true, "supreme": true, "central": true, "high": true, "first": true, "general": true, "legislative": true,
	"constitutional": true, "public": true, "foreign": true, "royal": true, "human": true, "armed": true, "democratic": true, "social": true,
	"military": true, "municipal": true, "civil": true, "criminal": true, "judicial": true, "electoral": true, "republican": true, "liberal": true,
	"conservative": true, "green": true, "united": true, "common": true, "upper": true, "lower": true, "private": true,
}

// mostSpokenOf is the one country that an article speaks of most, itself or its
// states and capital; "" where there is none: whose parliament its Parliament is.
func mostSpokenOf(entities []syntax.Entity) string {
	spoken := map[string]int{}
	for i := range entities {
		e := &entities[i]
		if k, ok := lexicon.Name(e.Label); ok && k.What != 'o' && k.Country != "" {
			spoken[countryWith(k.Country)] += len(e.Mentions)
		} else if _, land, _ := splitCountry(e.Label, institution); land != "" {
			spoken[countryWith(land)] += len(e.Mentions)
		}
	}
	best, most := "", 0
	for country, n := range spoken {
		switch {
		case n > most:
			best, most = country, n
		case n == most:
			best = "" // unless another has more
		}
	}
	return best
}
