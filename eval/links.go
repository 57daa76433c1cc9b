package eval

import (
	"strings"

	"claimgraph/loader/syntax"
)

// Response is what linking found, as clusters to score: entities' mentions by
// head word, those in only alone where it is not nil. Entities mentioned once
// are left out unless singletons is true.
func Response(mentions []syntax.Mention, entities []syntax.Entity, only map[WordMention]bool, singletons bool) [][]WordMention {
	var clusters [][]WordMention
	for _, e := range entities {
		var c []WordMention
		for _, i := range e.Mentions {
			m := WordMention{mentions[i].Tree, mentions[i].Head}
			if only == nil || only[m] {
				c = append(c, m)
			}
		}
		if len(c) > 1 || singletons && len(c) > 0 {
			clusters = append(clusters, c)
		}
	}
	return clusters
}

// Annotated is the set of the head words of mentions.
func Annotated(mentions []GUMMention) map[WordMention]bool {
	set := map[WordMention]bool{}
	for _, m := range mentions {
		set[m.WordMention] = true
	}
	return set
}

// AllPronouns is the form that Links count every pronoun under.
const AllPronouns = "pronouns, all"

// Links tells for each form of mention how many links are right: "name",
// "nominal", "pronoun it" and so on.
type Links map[string]Score

// Add counts a document. A link leads from a mention to the nearest one before
// it in its entity, and is right where both are of one annotated entity.
// Mentions that are not annotated are left out.
func (l Links) Add(text *syntax.Text, mentions []syntax.Mention, entities []syntax.Entity, annotated []GUMMention) {
	of := map[WordMention]int{}
	for i, c := range Clusters(annotated, true) {
		for _, m := range c {
			of[m] = i
		}
	}
	for _, e := range entities {
		last := -1
		for _, i := range e.Mentions {
			m := &mentions[i]
			id, ok := of[WordMention{m.Tree, m.Head}]
			if !ok {
				continue
			}
			if last >= 0 {
				l.count(text, m, id == last)
			}
			last = id
		}
	}
}

func (l Links) count(text *syntax.Text, m *syntax.Mention, right bool) {
	forms := []string{m.Form.String()}
	if m.Form == syntax.Pronoun {
		forms = []string{AllPronouns, "pronoun " + strings.ToLower(text.Quote(m.Span))}
	}
	for _, form := range forms {
		s := l[form]
		s.Found++
		if right {
			s.Right++
		}
		l[form] = s
	}
}
