package detect

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// pronouns makes mentions of personal, possessive, reflexive, relative and
// demonstrative pronouns that stand for a phrase. "where" after an organization
// stands for it as "which" would ("Yale, where she taught"); after a place it is
// an adverb.
func (a *article) pronouns(s *sentence) {
	for i := range s.Words {
		if s.taken[i] != free {
			continue
		}
		kind, ok := s.pronoun(i)
		if ok || a.organization(s, s.where(i)) {
			a.add(s, i, i, i, syntax.Mention{Form: syntax.Pronoun, Kind: kind})
		}
	}
}

func (s *sentence) pronoun(i int) (kg.Kind, bool) {
	w := &s.Words[i]
	if w.UPOS != "PRON" && !(w.UPOS == "DET" && strings.Contains(w.Rel, "poss")) || s.rel(i) == "expl" {
		return kg.Other, false
	}
	switch s.lower(i) {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "i", "me", "my", "mine", "myself", "you", "your", "yours", "yourself":
		return kg.Person, true
	case "we", "us", "our", "ours", "ourselves", "they", "them", "their", "theirs", "themselves", "it", "its", "itself":
		return kg.Other, true
	case "who", "whom":
		return kg.Person, s.relative(i)
	case "which", "that", "whose":
		return kg.Other, s.relative(i) || s.lower(i) == "that" && s.demonstrative(i)
	case "this", "these", "those":
		return kg.Other, s.demonstrative(i)
	}
	return kg.Other, false
}

// where is the noun that a relative clause with "where" describes, -1 where the
// word opens none.
func (s *sentence) where(i int) int {
	if s.Words[i].UPOS != "ADV" || s.lower(i) != "where" || !s.relative(i) {
		return -1
	}
	for at := i; at >= 0; at = s.head(at) {
		if strings.HasPrefix(s.Words[at].Rel, "acl:relcl") {
			return s.head(at)
		}
	}
	return -1
}

// organization says whether a mention of one has the word as its head.
func (a *article) organization(s *sentence, word int) bool {
	return word >= 0 && slices.ContainsFunc(a.mentions, func(m syntax.Mention) bool {
		return m.Tree == s.index && m.Head == word && m.Kind == kg.Organization
	})
}

// relative says whether the pronoun opens a clause that describes a noun: it
// hangs, over a few words, below an acl:relcl of which nothing stands before it.
func (s *sentence) relative(i int) bool {
	for at, n := i, 0; at >= 0 && n < 5; at, n = s.head(at), n+1 {
		if strings.HasPrefix(s.Words[at].Rel, "acl:relcl") {
			return at == i || s.opens(i, at)
		}
	}
	return false
}

func (s *sentence) opens(i, verb int) bool {
	first := true
	s.Children(verb, func(c int) bool {
		if c < i && c != verb && s.rel(c) != "punct" && s.rel(c) != "case" && s.rel(c) != "cc" && !s.within(i, c) {
			first = false
		}
		return first
	})
	return first
}

func (s *sentence) demonstrative(i int) bool {
	switch s.rel(i) {
	case "nsubj", "obj", "obl", "nmod", "iobj", "conj":
		return !strings.Contains(s.Words[i].Feats, "PronType=Rel")
	}
	return false
}
