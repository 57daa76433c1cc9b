package detect

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// The kind of a name is decided for the whole article: every place where a
// spelling stands adds its evidence (see evidence.go and context.go), and the
// kind is the one with the highest sum of weights. The weights are learned
// (see train.go): a sure tagger is believed over gazetteers and nouns around,
// which decide where it wavers or contradicts itself. Surnames follow full
// names, acronyms vote with what they stand for.

// spelling is a name as it is written, with what the article shows of it.
type spelling struct {
	evidence evidence
	seen     int     // occurrences
	full     bool    // a first name and a last one
	likely   bool    // likely so
	told     kg.Kind // what its own words or its place say, whatever the weights
	scores   scores
	same     *spelling // has its kind
}

// scores holds the sum of weights for each candidate kind.
type scores [len(candidates)]int32

var candidates = [...]kg.Kind{kg.Other, kg.Person, kg.Organization, kg.Place, kg.Product, kg.Event, kg.Work, kg.Group}

// The indexes of kg.Person, kg.Organization, kg.Place and kg.Product.
const (
	person       = 1
	organization = 2
	place        = 3
	product      = 4
)

// best is the kind with the highest score, the first of equals. What is most
// likely of none of the common kinds is a product, an event or a work where
// much speaks for it.
func (s *scores) best() kg.Kind {
	top := s.top()
	if top > 0 {
		return candidates[top]
	}
	least := s[0] - rareMargin
	for k, kind := range candidates {
		if (kind == kg.Product || kind == kg.Event || kind == kg.Work) && s[k] > least {
			top, least = k, s[k]
		}
	}
	return candidates[top]
}

// rareMargin is by how much "none of the common kinds" may lead and yet lose: e^1.5 to 1.
const rareMargin = 3 * evidenceUnit * weightUnit / 2

func (s *scores) top() int {
	best := 0
	for i, v := range s {
		if v > s[best] {
			best = i
		}
	}
	return best
}

// wellKnown gives a name of the gazetteer its kind where else it would have
// none (a listed organization is no place either), and makes one that is listed
// as a city a place where that is likely.
func (s *scores) wellKnown(key string) {
	k, ok := lexicon.Name(key)
	top := s.top()
	if ok && k.Kind() == kg.Organization && s[top]-s[organization] < wellKnownMargin {
		s[organization] = s[top] + 1 // a listed company is hardly ever a person
		return
	}
	if top != 0 && !(top == place && k.What == 'o') {
		return
	}
	switch {
	case ok && !k.Demonym() && !sites[strings.ToLower(key)]:
		s[slices.Index(candidates[:], k.Kind())] = s[top] + 1
	case lexicon.City(key) && s[0]-s[place] < rareMargin:
		s[place] = s[0] + 1
	}
}

// wellKnownMargin is by how much another kind may lead where a listed
// organization still is one: e^6 to 1.
const wellKnownMargin = 6 * evidenceUnit * weightUnit

// describedBonus is what a noun that says what the name is of adds to the kind it
// tells: e^3 to 1. "Battery maker Northvolt", once in an article, says more
// than a tagger that wavers nine times.
const describedBonus = 3 * evidenceUnit * weightUnit

// described lets nouns beside a name tell bodies, people and things apart.
func (s *scores) described(e *evidence) {
	for _, feature := range [...]int{featureBefore, featureAppos, featureCopula} {
		if e[feature+sortIndex(lexicon.Body)] > 0 {
			s[organization] += describedBonus
			return
		}
		if e[feature+sortIndex(lexicon.Human)] > 0 {
			s[person] += describedBonus
			return
		}
		if e[feature+sortIndex(lexicon.Thing)] > 0 {
			s[product] += describedBonus
			return
		}
	}
}

// fullNamed gives a first name and a last one, which the lists have, to a person:
// "Elon Musk" is no company where the text goes on "'s xAI".
func (s *scores) fullNamed(full, likely bool) {
	switch {
	case full:
		s[person] += describedBonus * 3 / 2
	case likely:
		s[person] += describedBonus
	}
}

// surnameMargin is by how much another kind may lead where the surname of a
// person named in full still is that person's: e^5 to 1.
const surnameMargin = 5 * evidenceUnit * weightUnit

// vote gathers the evidence and lets spellings that must agree have one kind.
func (a *article) vote() {
	w, tagged := &weights, a.tagged()
	if !tagged {
		w = &untagged
	}
	a.gather(tagged)
	for key, sp := range a.spellings {
		sp.scores = w.of(&sp.evidence)
		sp.scores.described(&sp.evidence)
		sp.scores.fullNamed(sp.full, sp.likely)
		sp.scores.wellKnown(key)
	}
	surnames, storms := map[string]*spelling{}, map[string]*spelling{}
	for i := range a.sentences {
		s := &a.sentences[i]
		for j := range s.found {
			n := &s.found[j]
			if sp := a.spellings[n.key]; n.last > n.first {
				last := s.Words[n.last].Form
				switch {
				case sp.told == kg.Event && s.storm(n.last-1):
					storms[last] = sp
				case sp.told == "" && sp.scores.top() == person && surnames[last] == nil:
					surnames[last] = sp
				}
			}
			a.acronym(s, j)
		}
	}
	for i := range a.sentences {
		s := &a.sentences[i]
		for _, n := range s.found {
			sp, full := a.spellings[n.key], surnames[n.key]
			if one, many := strings.CutSuffix(n.key, "s"); many && full == nil && surnames[one] != nil && s.lower(n.first-1) == "the" {
				sp.told = kg.Group // "the Obamas"
			}
			if storms[n.key] != nil && sp.same == nil {
				sp.same = storms[n.key]
			}
			if full == nil || full == sp || sp.same != nil || n.first < n.last {
				continue
			}
			margin := int32(surnameMargin)
			if _, known := lexicon.Name(n.key); known {
				margin /= 4 // George Washington was there, and Washington is a city
			}
			if top := sp.scores.top(); top == 0 || sp.scores[top]-sp.scores[person] < margin {
				sp.same = full
			}
		}
	}
}

// gather collects the evidence for every spelling of the article, that of the
// tagger where there was one.
func (a *article) gather(tagged bool) {
	graded := a.graded()
	for i := range a.sentences {
		s := &a.sentences[i]
		for j := range s.found {
			n := &s.found[j]
			sp := a.spellings[n.key]
			if sp == nil {
				sp = &spelling{}
				a.spellings[n.key] = sp
				sp.evidence.own(s, n)
				sp.full, sp.likely = s.fullName(n)
			}
			if sp.told == "" {
				sp.told = s.told(n)
			}
			if sp.told == "" {
				sp.told = s.calledSo(n)
			}
			sp.seen++
			if tagged {
				sp.evidence.tags(s, n, graded)
			}
			sp.evidence.context(s, n)
		}
	}
	for _, sp := range a.spellings {
		sp.evidence.average(sp.seen)
	}
}

// tagged is false where no tagger saw the article, as where a treebank is read:
// its silence says nothing then.
func (a *article) tagged() bool {
	return a.anyWord(func(w *syntax.Word) bool { return w.Name.Kind != syntax.NoName || w.NameSure < 1 })
}

// graded is false where tags came without saying how sure they are, as in
// CoNLL-U.
func (a *article) graded() bool {
	return a.anyWord(func(w *syntax.Word) bool { return w.NameSure < 1 })
}

func (a *article) anyWord(is func(*syntax.Word) bool) bool {
	for i := range a.sentences {
		words := a.sentences[i].Words
		for j := range words {
			if is(&words[j]) {
				return true
			}
		}
	}
	return false
}

// acronym joins "European Union" and "EU" of "European Union (EU)".
func (a *article) acronym(s *sentence, j int) {
	if j+1 >= len(s.found) {
		return
	}
	long, short := &s.found[j], &s.found[j+1]
	if short.first != long.last+2 || s.lower(long.last+1) != "(" || short.last > short.first || !lexicon.Acronym(strings.ToUpper(short.key), long.key) {
		return
	}
	l, sh := a.spellings[long.key], a.spellings[short.key]
	if l == sh || l.same != nil || sh.same != nil {
		return
	}
	for i := range l.scores {
		l.scores[i] += sh.scores[i] / 2 // the short form alone shows little
	}
	sh.same = l
}

// kindOf is what the article has agreed on for a spelling.
func (a *article) kindOf(key string) kg.Kind {
	sp := a.spellings[key]
	if sp.same != nil {
		sp = sp.same
	}
	if sp.told != "" {
		return sp.told
	}
	return sp.scores.best()
}
