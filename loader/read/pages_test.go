package read

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"claimgraph/kg"

	"golang.org/x/text/unicode/norm"
)

// Real pages with what their text must and must not hold, by the makers of
// go-trafilatura and of unfluff (both Apache 2.0), and by us of pages of go-htmldate (pages_media_test.go); see eval/README.md for the commands. Half
// of them, by their names, are for development: only of those it is told what is wrong.
var pages = flag.String("pages", "", "`folder` of the module github.com/markusmobius/go-trafilatura or go-htmldate, or of the package unfluff: measures the reader of HTML on its pages")

var pagesLanguage = flag.String("pages-language", "", "only pages that say they are in this `language`, such as en; with \"English\" those whose text is")

func TestPages(t *testing.T) {
	if *pages == "" {
		t.Skip("-pages names no collection of pages")
	}
	var halves [2]pageScore
	list := append(fluffPages(t, filepath.Join(*pages, "fixtures")), mediaPages(t, *pages)...)
	if len(list) == 0 {
		list = labelledPages(t, *pages)
	}
	for _, p := range list {
		b, err := os.ReadFile(p.path)
		if err != nil || *pagesLanguage == "English" && !isEnglish(strings.Join(p.with, " ")) || *pagesLanguage != "English" && !bytes.Contains(b, []byte(langSaid())) {
			continue
		}
		p.seek(utf8Text(b, ""))
		article, err := page(utf8Text(b, ""), nil)
		if p.heldOut() {
			halves[1].see(p, article, err, func(string, ...any) {})
		} else {
			halves[0].see(p, article, err, func(format string, args ...any) { t.Logf(p.file+": "+format, args...) })
		}
	}
	t.Logf("development: %s", halves[0])
	t.Logf("held out: %s", halves[1])
	t.Logf("all: %s", halves[0].and(halves[1]))
}

// langSaid is what a page has that says it is in the language that is asked for.
func langSaid() string {
	if *pagesLanguage == "" {
		return ""
	}
	return `lang="` + *pagesLanguage
}

// pageScore counts. A pair is how many are right, and of how many.
type pageScore struct {
	pages, read, titles int    // titles that are in the gold
	titlesThere         [2]int // right, of those that the file has anywhere
	textsThere          [2]int // pages with all pieces, of those whose file has them anywhere
	titled, sameTitle   int    // to the letter; but for signs and the site's name
	some, all, clean    int    // pages with a piece of their text; with all; with all and nothing else
	has, hasNot         [2]int // pieces
	date, site, authors [2]int // of pages whose gold has one
}

func (s pageScore) String() string {
	return fmt.Sprintf("%d pages: %d read; of %d titles %d, but for signs and site %d (%d of %d that the file has); text (of %d of %d whose file has it all): some %d, all %d, all and nothing else %d; "+
		"pieces of text there %d of %d, of other things not there %d of %d; date %d of %d, publisher %d of %d, byline %d of %d",
		s.pages, s.read, s.titles, s.titled, s.sameTitle, s.titlesThere[0], s.titlesThere[1], s.textsThere[0], s.textsThere[1], s.some, s.all, s.clean,
		s.has[0], s.has[1], s.hasNot[0], s.hasNot[1], s.date[0], s.date[1], s.site[0], s.site[1], s.authors[0], s.authors[1])
}

func (s pageScore) and(t pageScore) pageScore {
	pair := func(a, b [2]int) [2]int { return [2]int{a[0] + b[0], a[1] + b[1]} }
	return pageScore{
		pages: s.pages + t.pages, read: s.read + t.read, titles: s.titles + t.titles, titlesThere: pair(s.titlesThere, t.titlesThere), textsThere: pair(s.textsThere, t.textsThere), titled: s.titled + t.titled, sameTitle: s.sameTitle + t.sameTitle,
		some: s.some + t.some, all: s.all + t.all, clean: s.clean + t.clean, has: pair(s.has, t.has), hasNot: pair(s.hasNot, t.hasNot),
		date: pair(s.date, t.date), site: pair(s.site, t.site), authors: pair(s.authors, t.authors),
	}
}

func (s *pageScore) see(p labelledPage, article kg.Article, err error, tell func(string, ...any)) {
	s.pages++
	if err != nil {
		tell("%v", err)
	} else {
		s.read++
	}
	s.title(p, article.Title, tell)
	s.text(p, article.Text, tell)
	check := func(pair *[2]int, what, got, want string, same bool) {
		if want == "" {
			return
		}
		if pair[1]++; same {
			pair[0]++
		} else {
			tell("%s %q, want %q", what, got, want)
		}
	}
	day := article.Published.Format("2006-01-02")
	check(&s.date, "date", day, p.date, day == p.date)
	check(&s.site, "publisher", article.Publisher, p.site, sameText(article.Publisher, p.site))
	check(&s.authors, "byline", article.Byline, strings.Join(p.authors, ", "), sameNames(article.Byline, p.authors, p.agencies))
}

// countIf counts one more where there is one, and whether it is right.
func countIf(pair [2]int, there, right bool) [2]int {
	if there {
		pair[1]++
		if right {
			pair[0]++
		}
	}
	return pair
}

func (s *pageScore) title(p labelledPage, got string, tell func(string, ...any)) {
	if p.title == "" {
		return
	}
	if s.titles++; sameText(got, p.title) {
		s.titled++
	}
	right := sameHeadline(got, p.title)
	s.titlesThere = countIf(s.titlesThere, p.titleThere, right)
	if right {
		s.sameTitle++
	} else {
		tell("title %q, want %q", got, p.title)
	}
}

func (s *pageScore) text(p labelledPage, text string, tell func(string, ...any)) {
	text = unspaced(text)
	missing, extra := 0, 0
	for _, piece := range p.with {
		if !strings.Contains(text, unspaced(piece)) {
			missing++
			tell("without %q", piece)
		}
	}
	for _, piece := range p.without {
		if strings.Contains(text, unspaced(piece)) {
			extra++
			tell("with %q", piece)
		}
	}
	s.has[0], s.has[1] = s.has[0]+len(p.with)-missing, s.has[1]+len(p.with)
	s.hasNot[0], s.hasNot[1] = s.hasNot[0]+len(p.without)-extra, s.hasNot[1]+len(p.without)
	s.textsThere = countIf(s.textsThere, p.textThere, missing == 0)
	if missing < len(p.with) {
		s.some++
	}
	if missing == 0 {
		s.all++
		if extra == 0 {
			s.clean++
		}
	}
}

// unspaced leaves out white space, which sources of pages have anywhere, and where a
// word may be broken, and composes letters.
func unspaced(s string) string {
	return norm.NFC.String(strings.Join(strings.Fields(unbroken.Replace(strings.ReplaceAll(s, "\u00a0", " "))), ""))
}

// sameText is the same to the letter, but for case and white space.
func sameText(got, want string) bool {
	return strings.EqualFold(unspaced(got), unspaced(want))
}

// goldMarks set the site's name off in titles as the collection has them.
var goldMarks = regexp.MustCompile(`\s[|\-–—·•»:]\s|\s*[|»]\s*`)

// sameHeadline compares as sameText does, with one form of quotation marks,
// apostrophes and dashes; and where one of the two titles goes on, behind a mark,
// with at most four words, which is how a site adds its name.
func sameHeadline(got, want string) bool {
	for _, g := range headlineForms(got) {
		for _, w := range headlineForms(want) {
			if g == w && g != "" {
				return sameSigns(got) == g || sameSigns(want) == w
			}
		}
	}
	return false
}

func headlineForms(s string) []string {
	forms := []string{sameSigns(s)}
	if marks := goldMarks.FindAllStringIndex(s, -1); len(marks) > 0 {
		last := marks[len(marks)-1]
		if len(strings.Fields(s[last[1]:])) <= 4 && len(strings.Fields(s[:last[0]])) > len(strings.Fields(s[last[1]:])) {
			forms = append(forms, sameSigns(s[:last[0]]))
		}
	}
	return forms
}

func sameSigns(s string) string {
	return strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "`", "'", "–", "-", "—", "-", "…", "...").
		Replace(strings.ToLower(unspaced(s)))
}

// sameNames says whether a byline is just these names, in any order, and agencies.
func sameNames(byline string, want, agencies []string) bool {
	var got, names []string
	for name := range strings.SplitSeq(byline, ", ") {
		if slices.ContainsFunc(agencies, func(agency string) bool { return sameText(name, agency) }) {
			continue
		}
		got = append(got, strings.ToLower(unspaced(name)))
	}
	for _, name := range andBetween.Split(strings.Join(want, ", "), -1) {
		names = append(names, strings.ToLower(unspaced(name)))
	}
	slices.Sort(got)
	slices.Sort(names)
	return slices.Equal(got, names)
}

// andBetween sets names apart where the collection has several in one.
var andBetween = regexp.MustCompile(`, | and | und | et | / `)
