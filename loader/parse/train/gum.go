package main

import (
	"strings"

	"claimgraph/loader/lexicon"
	"claimgraph/loader/parse/model"
	"claimgraph/loader/syntax"
)

// gumNames reads names from GUM's entity spans (Entity= in MISC). GUM marks
// every noun phrase; a name is one whose head is a proper noun, cut to the
// proper nouns around that head: "the [Bernoulli] family" stays out,
// "the [University of Basel]" is found. Its adjectives and participles belong
// to it: "[United States]" has a verb for its first word, told from others by
// the tag NNP alone.
func gumNames(s *labelled) []tagSet {
	var spans []span
	for _, e := range gumEntities(s) {
		head := headOf(s, e)
		if s.tags[upos][head] != "PROPN" {
			continue
		}
		k := gumKinds(e.kind, s.tags[xpos][head] == "NNPS")
		if k == 0 {
			continue
		}
		name := properPart(s, e, head, k)
		if common(s.forms[name.from:name.to]) {
			name.kinds |= outside
		}
		spans = append(spans, name)
	}
	sets := tagSets(len(s.forms), outermost(spans), 0)
	for i, form := range s.forms {
		if sets[i] == 1 && s.tags[upos][i] == "ADJ" && s.tags[xpos][i] != "NNP" && demonym(form) {
			sets[i] = 1<<model.Begin(syntax.GroupName) | 1
		}
	}
	return sets
}

// common says that a name is one word that is also a noun. Speeches write
// "Senator", "Party" and "Nation" so, which other sets do not mark.
func common(words []string) bool {
	if len(words) != 1 {
		return false
	}
	_, noun := lexicon.Noun(strings.ToLower(words[0]))
	_, named := lexicon.Name(words[0])
	return noun && !named
}

func gumKinds(entity string, plural bool) kinds {
	switch entity {
	case "person":
		if plural {
			return group
		}
		return person
	case "organization":
		return org
	case "place":
		return place
	case "event":
		return event
	case "object":
		return product | work
	case "abstract":
		return product | work | event | group | outside
	}
	return 0
}

type gumEntity struct {
	from, to int
	kind     string
}

// gumEntities reads the brackets: "(1-person-…" opens entity 1, "1)" closes
// it, "(1-person-…)" does both.
func gumEntities(s *labelled) []gumEntity {
	type open struct {
		id, kind string
		from     int
	}
	var stack []open
	var all []gumEntity
	for i, m := range s.misc {
		at := strings.Index(m, "Entity=")
		if at < 0 || at > 0 && m[at-1] != '|' {
			continue
		}
		value, _, _ := strings.Cut(m[at+len("Entity="):], "|")
		for value != "" {
			if value[0] == '(' {
				end := strings.IndexAny(value[1:], "()") + 1
				if end == 0 {
					end = len(value)
				}
				body := value[1:end]
				if end == len(value) || value[end] == '(' || value[end] == ')' {
					fields := strings.SplitN(body, "-", 3)
					if len(fields) >= 2 {
						stack = append(stack, open{fields[0], fields[1], i})
					}
				}
				value = value[end:]
				if strings.HasPrefix(value, ")") {
					value = value[1:]
					top := stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					all = append(all, gumEntity{top.from, i + 1, top.kind})
				}
				continue
			}
			id, rest, ok := strings.Cut(value, ")")
			if !ok {
				break
			}
			value = rest
			for j := len(stack) - 1; j >= 0; j-- {
				if stack[j].id == id {
					all = append(all, gumEntity{stack[j].from, i + 1, stack[j].kind})
					stack = append(stack[:j], stack[j+1:]...)
					break
				}
			}
		}
	}
	return all
}

// headOf is the span's word whose head lies outside of it.
func headOf(s *labelled, e gumEntity) int {
	for i := e.from; i < e.to; i++ {
		if h := int(s.heads[i]) - 1; h < e.from || h >= e.to {
			return i
		}
	}
	return e.from
}

// properPart is the run of proper nouns around the head; names of other things
// than people also run over "of", "for", "and" and the article after them.
// People's titles stay out, as in the other sets.
func properPart(s *labelled, e gumEntity, head int, k kinds) span {
	proper := func(i int) bool {
		return i >= e.from && i < e.to && (s.tags[upos][i] == "PROPN" || s.tags[xpos][i] == "NNP" || s.rels[i] == "flat") && !titles(s, i, k)
	}
	from, to := head, head+1
	for proper(from - 1) {
		from--
	}
	for {
		for proper(to) {
			to++
		}
		next := to
		for next < e.to && next-to < 2 && bridges(s, next, k) {
			next++
		}
		if next == to || !proper(next) {
			return span{from, to, k}
		}
		to = next
	}
}

// titles says that a word before a person's name describes it: "General" in
// "General George Washington", "Vice" in "Vice President Harris".
func titles(s *labelled, i int, k kinds) bool {
	for range 2 {
		h := int(s.heads[i]) - 1
		if k != person || h <= i {
			return false
		}
		if s.rels[i] == "nmod:desc" {
			return true
		}
		i = h
	}
	return false
}

func bridges(s *labelled, i int, k kinds) bool {
	if s.forms[i] == "-" {
		return true
	}
	if k&person != 0 {
		return false
	}
	switch s.forms[i] {
	case "of", "for", "and", "the", "&", "on":
		return true
	}
	return false
}
