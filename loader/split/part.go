package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// What a sentence is to its article. Parts are told by paragraph: a headline,
// a byline and a line of boilerplate each stand alone. A paragraph of running
// text is never taken for one of them because of a word in its midst.

// maxHeadline is the most tokens of a headline.
const maxHeadline = 25

// maxLine is the most tokens of a byline or a line of boilerplate.
const maxLine = 30

// nameParts gives every sentence its part.
func (s *splitter) nameParts() {
	for from := 0; from < len(s.sentences); {
		to := from + 1
		for to < len(s.sentences) && !s.sentences[to].NewParagraph {
			to++
		}
		s.namePart(s.sentences[from:to], from == 0, to == len(s.sentences))
		from = to
	}
}

// namePart decides about one paragraph.
func (s *splitter) namePart(paragraph []syntax.Sentence, first, last bool) {
	tokens := 0
	for i := range paragraph {
		tokens += len(paragraph[i].Tokens)
	}
	if tokens > 2*maxLine || paragraph[0].Part == syntax.Byline {
		return
	}
	line := s.text[paragraph[0].Start:paragraph[len(paragraph)-1].End]
	part := syntax.Body
	switch {
	case tokens <= 2*maxLine && boilerplate(line):
		part = syntax.Boilerplate
	case tokens <= maxLine && byline(line):
		part = syntax.Byline
	case !last && len(paragraph) == 1 && tokens <= maxHeadline && headline(line, first):
		part = syntax.Headline
	}
	for i := range paragraph {
		paragraph[i].Part = part
	}
}

// headline says whether a line that stands alone before other paragraphs is a
// title: it ends without a mark, and either it is the first, or it is short
// and begins with a capital or a digit.
func headline(line string, first bool) bool {
	r, _ := utf8.DecodeLastRuneInString(line)
	if strings.ContainsRune(`.;:,…"”`, r) || item(line) {
		return false
	}
	if (r == '?' || r == '!') && !first {
		return false
	}
	words := strings.Fields(line)
	start, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, `"“'‘`))
	return first || len(words) <= 12 && (unicode.IsUpper(start) || unicode.IsDigit(start)) && letters(line)
}

func letters(line string) bool { return strings.IndexFunc(line, unicode.IsLetter) >= 0 }

// bylineOpenings begin lines that say who wrote, when and for whom; matched in
// lower case at the start of the line, brackets aside.
var bylineOpenings = []string{
	"reporting by ", "additional reporting by ", "writing by ", "editing by ", "compiled by ", "written by ", "words by ",
	"posted by ", "published by ", "edited by ", "story by ", "reviewed by ", "photographs by ", "photography by ",
	"published:", "published on ", "updated:", "updated on ", "last updated", "last modified", "posted on ", "posted:",
	"first published", "staff writer", "staff reporter", "from our correspondent",
}

// byline says whether a line names writer, agency or date of publication.
func byline(line string) bool {
	low := strings.ToLower(strings.TrimLeft(line, "([—–- "))
	for _, opening := range bylineOpenings {
		if strings.HasPrefix(low, opening) {
			return true
		}
	}
	if dateLine(low) {
		return true
	}
	rest, by := strings.CutPrefix(line, "By ")
	if !by {
		rest, by = strings.CutPrefix(line, "BY ")
	}
	return by && names(rest)
}

// dateWords are what a line with a date and nothing else may hold, numbers
// aside.
const dateWords = ` monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
 january february march april may june july august september october november december
 jan feb mar apr jun jul aug sep sept oct nov dec at on am pm a.m p.m gmt utc bst cet et est edt pt pst pdt `

// dateLine says whether a line in lower case is a date, with or without a
// time: "sunday, march 31, 2019".
func dateLine(line string) bool {
	named, numbered := false, false
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return space(r) || strings.ContainsRune(",|()–—-", r) }) {
		w = strings.TrimRight(w, ".:")
		switch digits := strings.TrimLeft(w, "0123456789:./"); {
		case len(digits) < len(w) && strings.Contains(" st nd rd th am pm h ", " "+digits+" ") || digits == "" && w != "":
			numbered = true
		case w != "" && strings.Contains(dateWords, " "+w+" "):
			named = named || len(w) > 2
		default:
			return false
		}
	}
	return named && numbered
}

// names says whether a line is nothing but names: capitalised words, a few
// linking words, no full stop at the end.
func names(line string) bool {
	words := strings.FieldsFunc(line, func(r rune) bool { return space(r) || strings.ContainsRune(",|/•·()", r) })
	if len(words) == 0 || len(words) > 20 || strings.HasSuffix(line, ".") && !abbreviation(wordHash(words[len(words)-1])) {
		return false
	}
	lowers := 0
	for _, w := range words {
		switch r, _ := utf8.DecodeRuneInString(w); {
		case unicode.IsUpper(r) || unicode.IsDigit(r):
		case w == "and" || w == "in" || w == "for" || w == "of" || w == "the" || w == "at" || w == "with" || w == "&" ||
			w == "von" || w == "van" || w == "de" || w == "der" || w == "al" || w == "bin" || w == "–" || w == "-" || w == "—":
		default:
			lowers++
		}
	}
	return lowers == 0 || lowers == 1 && len(words) > 4
}

// boilerplateOpenings begin lines that are about the page, not of the story;
// matched in lower case at the start of the line, brackets aside.
var boilerplateOpenings = []string{
	"read more", "read also", "also read", "read next", "read full", "more on this", "more from", "more:", "related:", "related article",
	"related stories", "related topics", "see also:", "see more", "subscribe", "sign up", "sign in", "log in", "register now", "join our",
	"follow us", "follow @", "like us on", "share this", "share on", "click here", "tap here", "download our", "get our", "get the latest",
	"advertisement", "advertising", "sponsored", "continue reading", "skip to", "back to top", "copyright", "©", "(c) 20", "all rights reserved",
	"photo:", "photo by", "photo credit", "image:", "image credit", "image source", "picture:", "pictures:", "getty images", "video:", "watch:", "watch live",
	"listen:", "cookie", "we use cookies", "terms of use", "terms of service", "privacy policy", "our standards:", "newsletter", "support our journalism",
	"this article was originally published", "this story was originally published", "this article originally appeared", "for more information, visit",
	"view comments", "leave a comment", "comments (", "tags:", "filed under", "editor's note:", "editor’s note:", "correction:", "disclaimer",
}

// boilerplateEndings close such lines.
var boilerplateEndings = []string{"all rights reserved", "all rights reserved.", "/getty images", "via getty images", "/ap photo", "/reuters file photo"}

// boilerplate says whether a line is about the page rather than of the story.
func boilerplate(line string) bool {
	low := strings.ToLower(strings.TrimLeft(line, "([*>»→—–-• "))
	for _, opening := range boilerplateOpenings {
		if rest, ok := strings.CutPrefix(low, opening); ok && wordEnds(opening, rest) {
			return runningOn(opening, line)
		}
	}
	for _, ending := range boilerplateEndings {
		if strings.HasSuffix(low, ending) {
			return true
		}
	}
	return false
}

// wordEnds says whether an opening is not just the first part of a word.
func wordEnds(opening, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(opening)
	next, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLetter(last) || !unicode.IsLetter(next)
}

// runningOn tells "Advertising revenue fell 5%." from "Advertisement": an
// opening of one common word counts only on a line that is no sentence.
func runningOn(opening, line string) bool {
	if strings.ContainsAny(opening, " :©@") {
		return true
	}
	return len(strings.Fields(line)) <= 8 && !strings.HasSuffix(line, ".") || opening == "copyright" || opening == "subscribe"
}
