package read

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Dates. What a page says of itself is one of the forms of ISO 8601 and RFC 2822
// (instant). Where it says nothing, its date is printed: in <time>, else in an
// element whose class says so, before the end of the text, else in a short line near the
// heading. At last, many an address has the day in it ("/2024/11/05/").

// instantForms are forms of dates with or without times; without a zone it is UTC.
var instantForms = [...]string{
	time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05",
	"2006-01-02 15:04", "2006-01-02", "2006/01/02 15:04:05", "2006/01/02", "20060102T150405Z", "20060102",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon Jan 2 15:04:05 MST 2006", "Mon Jan _2 15:04:05 2006",
	"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM",
}

// instant reads a date, or a date and time; zero where it is neither.
func instant(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, form := range instantForms {
		if t, err := time.Parse(form, s); err == nil && t.Year() > 1000 {
			return t.UTC()
		}
	}
	return time.Time{}
}

// printedDate is the date that a page prints before the end of its text.
func printedDate(root, heading, end *html.Node) time.Time {
	var stamped, marked, called time.Time
	for n := range root.Descendants() {
		if n == end && (!stamped.IsZero() || !marked.IsZero() || !called.IsZero()) {
			break
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case marked.IsZero() && saysPublished(n):
			marked = dateIn(firstOf(attribute(n, "datetime"), attribute(n, "content"), visibleText(n)))
		case n.DataAtom == atom.Time && stamped.IsZero():
			stamped = dateIn(firstOf(attribute(n, "datetime"), visibleText(n)))
		case called.IsZero() && calledDate(n):
			if text := visibleText(n); len(text) <= longestDate {
				called = dateIn(text)
			}
		}
	}
	for _, t := range [...]time.Time{marked, stamped, called} {
		if !t.IsZero() {
			return t
		}
	}
	return dateNear(root, heading, end)
}

// saysPublished says whether an element is marked as the date of its page, in microdata or RDFa.
func saysPublished(n *html.Node) bool {
	for _, said := range [...]string{attribute(n, "itemprop"), strings.TrimPrefix(attribute(n, "property"), "schema:")} {
		if said == "datePublished" || said == "dateCreated" || said == "uploadDate" {
			return true
		}
	}
	return false
}

// dateNear is the first date in one of the short lines after a heading, else the last in those before
// it, zero where there is none. The heading itself may name any day.
func dateNear(root, heading, end *html.Node) time.Time {
	if heading == nil {
		return time.Time{}
	}
	within := map[*html.Node]bool{}
	for n := range heading.Descendants() {
		within[n] = true
	}
	var before time.Time
	seen, lines := false, 0 // since that date, or since the heading
	for n := range root.Descendants() {
		if n == heading {
			seen, lines = true, 0
		}
		if n == end || seen && lines > mostLines {
			break
		}
		line := strings.TrimSpace(n.Data)
		if n.Type != html.TextNode || line == "" || hiddenElements[n.Parent.DataAtom] || within[n] {
			continue
		}
		var t time.Time
		if len(line) <= longestDateline && !endsSentence(line) {
			t = dateIn(line)
		}
		lines++
		switch {
		case seen && !t.IsZero():
			return t
		case !seen && !t.IsZero():
			before, lines = t, 0
		case !seen && lines > mostLines:
			before = time.Time{}
		}
	}
	return before
}

const (
	mostLines       = 12 // around a heading in which a date is looked for
	longestDateline = 60 // bytes of such a line
)

// dayInPath is a day in the path of an address.
var dayInPath = regexp.MustCompile(`/((?:19|20)\d\d)([/-]?)([01]?\d)([/-]?)([0-3]?\d)(?:[/-]|$)`)

// dateOfAddress is the day in an address, zero where there is none.
func dateOfAddress(address *url.URL) time.Time {
	if address == nil {
		return time.Time{}
	}
	m := dayInPath.FindStringSubmatch(address.Path)
	if m == nil || m[2] != m[4] || m[2] == "" && len(m[3])+len(m[5]) != 4 {
		return time.Time{}
	}
	month, _ := strconv.Atoi(m[3])
	return day(m[1], month, m[5])
}

const longestDate = 120 // bytes of what a date may stand in

var dateClasses = []string{"date", "datum", "fecha", "time", "timestamp", "published", "publish", "pubdate", "posted", "dateline", "byline", "datetime", "meta", "postmetadata", "info", "postdate", "created"}

func calledDate(n *html.Node) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return false
	}
	for _, word := range classWords(n) {
		if slices.Contains(dateClasses, word) {
			return true
		}
	}
	return false
}

// Dates in a line of text: ISO's, with the name of a month, and with full stops.
var (
	dateISO   = regexp.MustCompile(`\b(19|20)\d\d-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?`)
	dateDots  = regexp.MustCompile(`\b([0-3]?\d)\. ?([01]?\d)\. ?((?:19|20)\d\d)\b`)
	dateNamed = regexp.MustCompile(`(?i)\b(?:([0-3]?\d)(?:\.|st|nd|rd|th)?(?: de| of)? ([a-zäéûç]{3,10})\.?,?(?: de| del)? ((?:19|20)\d\d)|([a-z]{3,9})\.? ([0-3]?\d)(?:st|nd|rd|th)?,? ((?:19|20)\d\d))\b`)
)

// dateIn is the first date in a line, zero where there is none.
func dateIn(s string) time.Time {
	if t := instant(s); !t.IsZero() {
		return t
	}
	if m := dateISO.FindString(s); m != "" {
		if t := instant(m); !t.IsZero() {
			return t
		}
	}
	if m := dateNamed.FindStringSubmatch(s); m != nil {
		if t := day(m[3]+m[6], months[firstOf(prefix(m[2]), prefix(m[4]))], m[1]+m[5]); !t.IsZero() {
			return t
		}
	}
	if m := dateDots.FindStringSubmatch(s); m != nil {
		month, _ := strconv.Atoi(m[2])
		return day(m[3], month, m[1])
	}
	return time.Time{}
}

// prefix is enough of a month's name to tell it, in small letters.
func prefix(month string) string {
	letters := []rune(strings.ToLower(month))
	most := 3
	if strings.HasPrefix(string(letters), "jui") {
		most = 4 // juin, juillet
	}
	return string(letters[:min(most, len(letters))])
}

// months by the first letters of their names in English, German, French and Spanish.
var months = map[string]int{
	"jan": 1, "ene": 1, "feb": 2, "fév": 2, "fev": 2, "mar": 3, "mär": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5, "mai": 5, "jun": 6, "juin": 6, "jul": 7, "juil": 7,
	"aug": 8, "aoû": 8, "ago": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12, "déc": 12, "dic": 12,
}

func day(year string, month int, ofMonth string) time.Time {
	y, _ := strconv.Atoi(year)
	d, _ := strconv.Atoi(ofMonth)
	t := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || t.Day() != d {
		return time.Time{}
	}
	return t
}
