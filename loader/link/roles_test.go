package link_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/loader/detect"
	"claimgraph/loader/link"
	"claimgraph/loader/parse"
	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

// TestRoles links whole texts from their characters on: each chain that is
// expected stands there by its mentions, each that must not be is absent.
func TestRoles(t *testing.T) {
	interview := strings.Join([]string{
		"Wikinews interviewed Laura Palmer about the discovery.",
		"How did you find the ice cave?", "I was amazed when we saw it.",
		"Did your team expect it?", "I think my colleagues did.",
		"Will you go back?", "I hope so.",
	}, "\n\n")
	for _, c := range []struct{ what, text, together, apart string }{
		{"a project and what it is called", "The researchers launched a project called FrameNet.", "a project|FrameNet", ""},
		{"an office that was given", "The board appointed Lisa Su chairwoman.", "", "The board|chairwoman"},
		{"a denial keeps apart", "The project was not called FrameNet.", "", "The project|FrameNet"},
		{"you of questions is I of answers", interview, "Laura Palmer|you|I|my", ""},
		{"one question makes no interview", "Laura Palmer spoke on Monday.\n\nDid you see it?\n\nI did.", "", "you|I"},
		{"a name after a title is hers", "Angela Merkel met reporters. Mrs. Merkel said she was tired.", "Angela Merkel|Merkel|she", ""},
		{"we in a quote is the speaker's company", "\"We will build more chips,\" said Jensen Huang, chief executive of Nvidia.", "We|Nvidia", ""},
		{"a coined name alone is the company's", "Iberwind Energy SA grew. \"We did well,\" said Iberwind's chief executive, Ana Reis.", "Iberwind Energy SA|Iberwind|We", ""},
		{"a company and a person of one name", "Ford Foundation gave money. Ford thanked no one.", "", "Ford Foundation|Ford"},
		{"a word that means something alone is no short form", "Apple Records was founded. The apple fell.", "", "Apple Records|The apple"},
		{"two of one surname: who stands before", "Paulo Ferreira arrived. Ferreira sat down. Teresa Ferreira left.", "Paulo Ferreira|Ferreira", "Teresa Ferreira|Paulo Ferreira"},
		{"two of one surname: a title tells", "Paulo Ferreira and Teresa Ferreira arrived. Mrs. Ferreira sat down.", "Teresa Ferreira|Ferreira", "Paulo Ferreira|Teresa Ferreira"},
		{"two of one surname: long ago, whom the article named first", "Paulo Ferreira and Ana Ferreira arrived. " + strings.Repeat("It rained all day. ", 6) + "Ferreira left.", "Paulo Ferreira|Ferreira", "Ana Ferreira|Ferreira"},
		{"one man in two spellings", "Pedro R. Pierluisi won. Pedro Pierluisi spoke. Pierluisi left.", "Pedro R. Pierluisi|Pedro Pierluisi|Pierluisi", ""},
	} {
		chains := chainsOf(t, c.text)
		if c.together != "" && !held(chains, c.together) {
			t.Errorf("%s: no chain holds %s: %q", c.what, c.together, chains)
		}
		if c.apart != "" && held(chains, c.apart) {
			t.Errorf("%s: one chain holds %s: %q", c.what, c.apart, chains)
		}
	}
}

func chainsOf(t *testing.T, text string) (chains [][]string) {
	t.Helper()
	parser, err := parse.Open()
	if err != nil {
		t.Fatal(err)
	}
	tx := syntax.NewText(text)
	trees := parser.Trees(tx, split.Sentences(tx))
	mentions := detect.Mentions(tx, trees, time.Time{})
	for _, e := range link.Entities(tx, trees, mentions) {
		var chain []string
		for _, m := range e.Mentions {
			chain = append(chain, tx.Quote(mentions[m].Span))
		}
		chains = append(chains, chain)
	}
	return chains
}

// held says whether one chain has all those mentions.
func held(chains [][]string, mentions string) bool {
	return slices.ContainsFunc(chains, func(chain []string) bool {
		for m := range strings.SplitSeq(mentions, "|") {
			if !slices.Contains(chain, m) {
				return false
			}
		}
		return true
	})
}
