package eval_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgraph/kg"
)

// Copies of real articles are made by what newspapers do with an agency's text, each by a
// fixed seed, and every pair of articles that are no copies is tried for a false join.

var (
	copiesFrom = flag.String("copies", "../../shared/data/wikinews/articles.jsonl", "articles of which copies are made")
	copiesSeed = flag.Uint64("copies-seed", 20261126, "by which they are made")
)

// variant makes a copy of a story of several paragraphs.
type variant struct {
	name  string
	least float64 // the share that must be found, by the look-up and the comparison together
	make  func(r *rand.Rand, paragraphs []string, other string) string
}

const agency = "(c) Reuters 2026. All rights reserved. This material may not be published, broadcast, rewritten or redistributed without the permission of the agency in writing. Click here for the terms of use and for what else the agency has to say."

var variants = []variant{
	{"another headline, dateline and imprint", 1, func(_ *rand.Rand, p []string, _ string) string {
		return "What nobody had seen coming\n\nBy Staff Writers\n\nLONDON, Jan 3 (Agency) - " + strings.Join(p, "\n") + "\n\n" + agency
	}},
	{"cut to two thirds", .99, func(_ *rand.Rand, p []string, _ string) string { return firstWords(p, 2./3) }},
	{"cut to a third", .97, func(_ *rand.Rand, p []string, _ string) string { return firstWords(p, 1./3) }},
	{"one word of 40 edited", .99, func(r *rand.Rand, p []string, _ string) string { return edited(r, p, 40) }},
	{"one word of 15 edited", .95, func(r *rand.Rand, p []string, _ string) string { return edited(r, p, 15) }},
	{"a paragraph of four left out", .97, func(r *rand.Rand, p []string, _ string) string {
		kept := slices.DeleteFunc(slices.Clone(p), func(string) bool { return r.IntN(4) == 0 })
		return strings.Join(kept, "\n")
	}},
	{"within a longer piece", .99, func(_ *rand.Rand, p []string, other string) string {
		return other + "\n\n" + strings.Join(p, "\n") + "\n\n" + other
	}},
	{"cut to half, edited, another headline", .9, func(r *rand.Rand, p []string, _ string) string {
		return "All that is known so far\n\n" + edited(r, []string{firstWords(p, .5)}, 25)
	}},
}

func firstWords(paragraphs []string, share float64) string {
	words := strings.Fields(strings.Join(paragraphs, "\n"))
	return strings.Join(words[:int(share*float64(len(words)))], " ")
}

func edited(r *rand.Rand, paragraphs []string, oneOf int) string {
	words := strings.Fields(strings.Join(paragraphs, "\n"))
	for i := range words {
		if r.IntN(oneOf) == 0 {
			words[i] = fmt.Sprint("word", r.IntN(1000))
		}
	}
	return strings.Join(words, " ")
}

func TestCopies(t *testing.T) {
	texts := articleTexts(t)
	for _, v := range variants {
		r := rand.New(rand.NewPCG(*copiesSeed, 1))
		found, same, n := 0, 0, 0
		for i, text := range texts {
			copied := v.make(r, strings.Split(text, "\n"), texts[(i+97)%len(texts)])
			a, b := kg.NewStory(text), kg.NewStory(copied)
			n++
			if a.CopyOf(b) {
				same++
				if meet(a, b) {
					found++
				}
			}
		}
		t.Logf("%-40s of %d: alike %.1f%%, found too %.1f%%", v.name, n, 100*float64(same)/float64(n), 100*float64(found)/float64(n))
		if float64(found) < v.least*float64(n) {
			t.Errorf("%s: %d of %d found, at least %.0f%% must be", v.name, found, n, 100*v.least)
		}
	}
}

// meet says whether a store that looks one up by its keys finds the other.
func meet(a, b *kg.Story) bool {
	return slices.ContainsFunc(a.SketchKeys(), func(k string) bool { return slices.Contains(b.SketchKeys(), k) })
}

// No two articles that are different are one story, nor where all end with the same
// paragraphs, marked as an imprint or not, or quote the same speech.
func TestFalseCopies(t *testing.T) {
	texts := articleTexts(t)
	about := strings.Repeat("The agency was founded in the nineteenth century and delivers news from two hundred places to newspapers, stations and readers on all continents every day. ", 2)
	quote := "“We have worked for many months to make sure that nobody who lives in this valley will ever again have to fear for a home, a school or a place of work,” the minister said on Monday. "
	for name, change := range map[string]func(string) string{
		"as they are":                func(text string) string { return text },
		"an imprint at the end":      func(text string) string { return text + "\n\n" + agency },
		"50 words at the end":        func(text string) string { return text + "\n\n" + about },
		"50 words at the beginning":  func(text string) string { return about + "\n\n" + text },
		"a quotation after 60 words": func(text string) string { return firstOf(text, 60) + " " + quote + text[len(firstOf(text, 60)):] },
	} {
		stories := make([]*kg.Story, len(texts))
		for i, text := range texts {
			stories[i] = kg.NewStory(change(text))
		}
		joined, pairs := 0, 0
		for i, a := range stories {
			for j := range i {
				pairs++
				if a.CopyOf(stories[j]) {
					joined++
					t.Errorf("%s: joined\n%.300s\nand\n%.300s", name, texts[i], texts[j])
				}
			}
		}
		t.Logf("%-28s %d of %d pairs joined", name, joined, pairs)
	}
}

func firstOf(text string, words int) string {
	at := 0
	for range words {
		next := strings.IndexByte(text[at:], ' ')
		if next < 0 {
			return text
		}
		at += next + 1
	}
	return text[:at]
}

func articleTexts(t *testing.T) (texts []string) {
	files, err := filepath.Glob(*copiesFrom)
	if err != nil || len(files) == 0 {
		t.Skipf("%s: no such file; -copies names one (%v)", *copiesFrom, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			var a struct{ Text string }
			if err := json.Unmarshal([]byte(line), &a); err != nil {
				t.Fatal(err)
			}
			texts = append(texts, strings.TrimSpace(a.Text))
		}
	}
	return texts
}
