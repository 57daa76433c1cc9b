package detect

import (
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// The name of a place may stand for the team that plays for it: "Spain beat
// Germany", "the Barcelona winger", "lost to Argentina". It does where the article
// is about matches and the name does what only a team can; the country of
// "in Spain" in the same article stays a place, and linking keeps the two apart.

// plays says that a name is the subject or the object of a match, or has players.
func (s *sentence) plays(n *name, top int) bool {
	top = s.firstConjunct(top)
	if next := n.last + 1; next < len(s.Words) && (s.head(top) == next || s.possessive(next) && s.head(top) > next && s.head(top) < next+4) {
		if players[s.lemma(s.head(top))] {
			return true // "Spain coach", "City's striker"
		}
	}
	verb := s.head(top)
	if verb < 0 {
		return false
	}
	switch s.Words[top].Rel {
	case "nsubj", "obj":
		return wins[s.lemma(verb)]
	case "nsubj:pass":
		return s.lemma(verb) == "beat" || s.lemma(verb) == "thrash"
	case "obl", "nmod":
		c := s.child(top, "case")
		if c < 0 {
			return false
		}
		switch s.lower(c) {
		case "against":
			return true
		case "to":
			return s.lemma(verb) == "lose"
		case "from", "for":
			return transfers[s.lemma(verb)]
		}
	}
	return false
}

// firstConjunct is the first of the words that word i is coordinated with.
func (s *sentence) firstConjunct(i int) int {
	for s.rel(i) == "conj" && s.head(i) >= 0 && s.head(i) < i {
		i = s.head(i)
	}
	return i
}

// wins are verbs of matches.
var wins = wordSet("beat thrash outplay outscore trounce draw qualify field bat bowl")

// transfers are verbs of players who come from a team or play for it.
var transfers = wordSet("sign join loan play score")

// players are what teams have.
var players = wordSet(`striker winger midfielder defender goalkeeper keeper coach manager captain skipper batsman batter bowler
	quarterback pitcher forward fan supporter squad teammate player fullback playmaker wicketkeeper`)

// matches are words of articles about matches.
var matches = wordSet(`striker winger midfielder defender goalkeeper coach match goal penalty semi-final semifinal final
	quarter-final quarterfinal league cup tournament wicket innings equaliser equalizer header kickoff halftime half-time
	scorer football soccer rugby cricket basketball hockey teammate squad stadium season championship`)

// sporting says that an article is about matches: it has five words of them, two
// of them different.
func (a *article) sporting() bool {
	seen, first := 0, ""
	several := false
	for i := range a.sentences {
		s := &a.sentences[i]
		for j := range s.Words {
			if word := s.lemma(j); matches[word] {
				seen++
				several = several || first != "" && first != word
				first = word
			}
		}
	}
	return several && seen >= 5
}

// findTeams takes down, in an article about matches, which towns and clubs are
// seen to play: they are teams wherever nothing is said to be in them.
func (a *article) findTeams() {
	if a.sports = a.sporting(); !a.sports {
		return
	}
	a.teams = map[string]bool{}
	for i := range a.sentences {
		s := &a.sentences[i]
		for j := range s.found {
			n := &s.found[j]
			if k, known := lexicon.Name(n.key); s.plays(n, s.topOf(n.first, n.last)) && !(known && k.What == 'c') {
				a.teams[n.key] = true
			}
		}
	}
}

// team says whether the name of a place stands for a team.
func (a *article) team(s *sentence, n *name) bool {
	if !a.sports || n.demonym {
		return false
	}
	top := s.topOf(n.first, n.last)
	return s.plays(n, top) || a.teams[n.key] && !s.located(n, top)
}

// located says that something is said to be in a place, or that the name places
// another: "Barcelona, Spain".
func (s *sentence) located(n *name, top int) bool {
	if s.Part != syntax.Body || s.lower(n.last+1) == "," && s.place(n.last+2) || s.lower(n.first-1) == "," && s.place(n.first-2) {
		return true
	}
	c := s.child(s.firstConjunct(top), "case")
	return c >= 0 && (s.lower(c) == "in" || s.lower(c) == "at" || s.lower(c) == "near" || s.lower(c) == "to" && s.lemma(max(s.head(top), 0)) != "lose")
}
