package read

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The title of a page is its heading. Where that cannot be told, it is what the
// page says of itself, which often carries the site's name: "Dam fails | The
// Courier". A heading of the page that stands in it, set off by such a mark, is the title
// itself; without one, a last or first part that is the site's name, by what
// the page or the address says of it, is taken off.

// titleMarks set a site's name off from a title.
var titleMarks = regexp.MustCompile(`\s+[|\-–—‒·•»«›:/~]{1,2}\s+|\s*[|»›]\s*|:\s+`)

// ownTitle is the title without the site's name.
func ownTitle(title string, root *html.Node, site string, address *url.URL) string {
	title = withoutSite(oneLine(title), root, site, address)
	heading := soleHeading(root)
	if heading == "" || isSite(heading, site, address) || strings.HasSuffix(heading, title) { // behind a section's name
		return title
	}
	return heading
}

func withoutSite(title string, root *html.Node, site string, address *url.URL) string {
	marks := titleMarks.FindAllStringIndex(title, -1)
	if len(marks) == 0 {
		return title
	}
	for heading := range headings(root) {
		if heading != title && setOff(title, heading, marks) {
			return heading
		}
	}
	first, last := marks[0], marks[len(marks)-1]
	switch {
	case isSite(title[last[1]:], site, address):
		return title[:last[0]]
	case isSite(title[:first[0]], site, address):
		return title[first[1]:]
	}
	return title
}

// soleHeading is the page's heading of the first level, where it has but one
// and that is a sentence rather than a name: what readers see over the text,
// while <title> is written for search engines.
func soleHeading(root *html.Node) string {
	sole := ""
	for n := range root.Descendants() {
		if n.DataAtom != atom.H1 {
			continue
		}
		if sole != "" {
			return ""
		}
		sole = oneLine(textOf(n))
	}
	if strings.Count(sole, " ") < 3 {
		return ""
	}
	return sole
}

// headings are the texts of the page's headings of the first two levels.
func headings(root *html.Node) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, level := range [...]atom.Atom{atom.H1, atom.H2} {
			for n := range root.Descendants() {
				if n.DataAtom == level && !yield(oneLine(textOf(n))) {
					return
				}
			}
		}
	}
}

// setOff says whether a title begins or ends with a part, between marks, that
// is longer than what is left: a site's name can be a heading, too.
func setOff(title, part string, marks [][]int) bool {
	if 2*utf8.RuneCountInString(part) < utf8.RuneCountInString(title) && strings.Count(part, " ") < 3 {
		return false
	}
	for _, m := range marks {
		if strings.EqualFold(title[:m[0]], part) || strings.EqualFold(title[m[1]:], part) {
			return true
		}
	}
	return false
}

// isSite says whether a part of a title is the name of the site.
func isSite(part, site string, address *url.URL) bool {
	name := joined(part)
	if name == "" {
		return false
	}
	if name == joined(site) {
		return true
	}
	if address == nil {
		return false
	}
	host := joined(strings.TrimPrefix(address.Hostname(), "www."))
	return len(name) > 3 && strings.Contains(host, name) || name == host
}

// joined is a name as addresses write it.
func joined(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f {
			return r
		}
		return -1
	}, strings.ToLower(s))
}
