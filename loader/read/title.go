package read

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The title of a page is the heading that readers see over its text. Which of
// several headings that is, is told by what the page says of itself: the heading that
// is all or a part of that, else the one that is called a headline, else the only one
// of the first level. A kicker within a heading ("After the flood" over "Dam fails") is no
// part of it where the rest is what the page says.
//
// Without such a heading it is what the page says, often with the site's name: "Dam fails | The
// Courier". A last or first part that is the name, by what the page or the address
// says of it, is taken off.

// titleMarks set parts of a title off from each other.
var titleMarks = regexp.MustCompile(`\s+[|│\-–—‒·•»«›:/~]{1,2}\s+|\s*[|│»›]\s*|:\s+`)

// siteMarks set the name of a site off from a title that no heading repeats.
var siteMarks = regexp.MustCompile(`\s+[|│\-–—•»]\s+|\s*[|│»]\s*`)

// sectionMarks set the name of a section off from a title. A colon may be the title's own.
var sectionMarks = regexp.MustCompile(`\s+[|│\-–—•»›/]\s+|\s*[|│»›!]\s+`)

func newTitle(said self, address *url.URL) *title {
	t := title{said: said, address: address}
	for _, s := range said.titles {
		t.stated = append(t.stated, t.statement(s))
	}
	return &t
}

// read is the title, and the heading that it was read from, nil where that is none.
func (t *title) read(root *html.Node) (string, *html.Node) {
	sole := t.sole(root)
	var best *html.Node
	most, seen := 0, 0
	for n := range root.Descendants() {
		if !isHeading(n) {
			continue
		}
		if seen++; seen > mostHeadings {
			break
		}
		score := t.score(n)
		if n == sole {
			score += 2
		}
		if score > most {
			best, most = n, score
		}
	}
	if most >= leastScore {
		return t.withoutKicker(best), best
	}
	if part, n := t.repeated(root); n != nil {
		return part, n
	}
	for _, s := range t.said.titles {
		if title := withoutLastPart(t.withoutSite(s)); title != "" && !t.isSite(title) {
			return title, nil
		}
	}
	return first(t.said.titles), nil
}

// repeated is the longest part of what the page says it is called that stands alone in the page,
// which may call its headings anything, and the element around it, nil where none does.
func (t *title) repeated(root *html.Node) (longest string, around *html.Node) {
	parts := map[string]string{} // by their letters
	for _, said := range t.said.titles {
		from := 0
		for _, m := range append(siteMarks.FindAllStringIndex(said, mostMarks), []int{len(said), len(said)}) {
			if part := strings.TrimSpace(said[from:m[0]]); strings.Count(part, " ") > 1 && !t.isSite(part) {
				parts[joined(part)] = part
			}
			from = m[1]
		}
	}
	body := find(root, atom.Body)
	if body == nil || len(parts) == 0 {
		return "", nil
	}
	for n := range body.Descendants() {
		if n.Type == html.TextNode && len(n.Data) < longestTitle && !hiddenElements[n.Parent.DataAtom] {
			if part := parts[joined(n.Data)]; len(part) > len(longest) {
				longest, around = part, n.Parent
			}
		}
	}
	return longest, around
}

const longestTitle = 1000 // bytes

const (
	mostHeadings = 200 // that are looked at
	leastScore   = 3   // of a heading that is the title
)

type title struct {
	said    self
	address *url.URL
	stated  []statement
}

// statement is a title that the page says it has, without the site's name.
type statement struct {
	said  string
	whole string   // as joined
	ends  []string // what stands before and behind each mark, as joined
	parts []string // what stands between two marks
}

func (t *title) statement(s string) statement {
	s = strings.TrimRight(t.withoutSite(s), " |-–—•»:")
	made := statement{said: s, whole: joined(s)}
	marks := titleMarks.FindAllStringIndex(s, mostMarks)
	for i, m := range marks {
		made.ends = append(made.ends, joined(s[:m[0]]), joined(s[m[1]:]))
		if i > 0 {
			made.parts = append(made.parts, joined(s[marks[i-1][1]:m[0]]))
		}
	}
	return made
}

const mostMarks = 8 // in a title

// withoutSite takes the site's name off a title.
func (t *title) withoutSite(title string) string {
	for {
		marks := titleMarks.FindAllStringIndex(title, -1)
		if len(marks) == 0 {
			return title
		}
		first, last := marks[0], marks[len(marks)-1]
		switch {
		case t.isSite(title[last[1]:]):
			title = title[:last[0]]
		case t.isSite(title[:first[0]]):
			title = title[first[1]:]
		default:
			return title
		}
	}
}

// withoutLastPart takes a few words off the end of a longer title that no heading
// repeats: a site's name, though nothing else says so.
func withoutLastPart(title string) string {
	marks := siteMarks.FindAllStringIndex(title, mostMarks)
	if len(marks) == 0 {
		return title
	}
	last := marks[len(marks)-1]
	if kept := title[:last[0]]; strings.Count(kept, " ") >= 3 && strings.Count(title[last[1]:], " ") <= 3 {
		return kept
	}
	return title
}

// siteInTitle is the name of the site by which a title ends or begins, "" where none of those parts is
// like the address, by its letters or its initials.
func (t *title) siteInTitle() string {
	if t.address == nil {
		return ""
	}
	for _, said := range t.said.titles {
		marks := siteMarks.FindAllStringIndex(said, mostMarks)
		if len(marks) == 0 {
			continue
		}
		for _, part := range [...]string{said[marks[len(marks)-1][1]:], said[:marks[0][0]]} {
			if (t.isSite(part) || t.isInitials(part)) && !isPartOfName(part, t.address) {
				return part
			}
		}
	}
	return ""
}

// isPartOfName says whether a part is a word that only is in the name: "News" of the Courier News.
func isPartOfName(part string, address *url.URL) bool {
	host, word := strings.TrimPrefix(address.Hostname(), "www."), strings.ToLower(part)
	return !strings.Contains(part, " ") && word != host && !slices.Contains(strings.Split(host, "."), word) || sectionHosts[word]
}

// sectionHosts are names of sections that are parts of addresses, too.
var sectionHosts = map[string]bool{"news": true, "sport": true, "sports": true, "blog": true, "blogs": true, "edition": true, "online": true, "politics": true, "opinion": true}

// isInitials says whether the first letters of a part's words are how the address is called.
func (t *title) isInitials(part string) bool {
	words := strings.Fields(part)
	if t.address == nil || len(words) < 3 {
		return false
	}
	var initials strings.Builder
	for _, word := range words {
		r, _ := utf8.DecodeRuneInString(word)
		initials.WriteRune(unicode.ToLower(r))
	}
	own, _, _ := strings.Cut(strings.TrimPrefix(t.address.Hostname(), "www."), ".")
	return strings.HasPrefix(own, initials.String())
}

// isSite says whether a part of a title is the name of the site.
func (t *title) isSite(part string) bool {
	name := joined(part)
	if name == "" {
		return false
	}
	if name == joined(t.said.site) {
		return true
	}
	if t.address == nil {
		return false
	}
	host := strings.TrimPrefix(t.address.Hostname(), "www.")
	own := joined(strings.Split(host, ".")[0])
	return len(name) > 3 && strings.Contains(joined(host), name) || name == joined(host) || strings.TrimPrefix(name, "the") == own ||
		len(own) > 2 && strings.HasPrefix(name, own) && len(name) < 2*len(own) // "Courier Online"
}

// joined is a name as addresses write it.
func joined(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
