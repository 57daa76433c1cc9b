package read

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The date that a page prints: in what microdata mark as it, else in <time>, else in an element whose class says so. Of
// several the one counts that stands nearest to the heading; far from it, and behind the text, stand those of other articles.
// One of a change counts where there is no other. Where nothing is marked, it is the date in a short line near the heading, or
// in one that says what it is ("Published on …").

// How sure a date is, the surest first; of two that are as sure, the nearer one counts.
const (
	datePublished = iota
	dateStamped
	dateCalled
	dateOfChange = 3  // more, where it says so
	dateFar      = 6  // more
	dateBehind   = 12 // more
)

const farLines = 40 // texts between a date and the heading

// datesWalk looks for dates that are marked.
type datesWalk struct {
	language     string
	heading, end *html.Node
	around       map[*html.Node]bool // what the article stands in
	lines        int                 // texts so far
	headingAt    int                 // texts before the heading
	ended        bool
	found        []markedDate
}

type markedDate struct {
	day      time.Time
	rank, at int
}

// printedDate is the date that a page prints, zero where there is none.
func printedDate(root, heading, end *html.Node, language string) time.Time {
	w := datesWalk{language: language, heading: heading, end: end, around: map[*html.Node]bool{}}
	for _, n := range [...]*html.Node{heading, end} {
		for ; n != nil; n = n.Parent {
			w.around[n] = true
		}
	}
	w.walk(root)
	marked, rank := w.best()
	if rank < dateFar {
		return marked
	}
	if near := dateNear(root, heading, end, language); !near.IsZero() {
		return near
	}
	if labelled := labelledDate(root, language); !labelled.IsZero() {
		return labelled
	}
	return marked
}

func (w *datesWalk) walk(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode && strings.TrimSpace(child.Data) != "":
			w.lines++
		case child.Type != html.ElementNode || hiddenElements[child.DataAtom] && child.DataAtom != atom.Head:
			continue
		}
		if child == w.heading {
			w.headingAt = w.lines
		}
		if child.Type == html.ElementNode && (w.around[child] || !isElsewhere(child)) {
			w.look(child)
			w.walk(child)
		}
		w.ended = w.ended || child == w.end
	}
}

// isElsewhere says whether an element holds readers' comments or other articles.
func isElsewhere(n *html.Node) bool {
	words := classWords(n)
	return slices.ContainsFunc(dateElsewhere, func(word string) bool { return slices.Contains(words, word) })
}

var dateElsewhere = []string{"comment", "comments", "commentlist", "related", "teaser", "widget", "slider", "twitter", "instagram"}

func (w *datesWalk) look(n *html.Node) {
	rank, text := dateCalled, ""
	switch {
	case saysPublished(n):
		rank, text = datePublished, firstOf(attribute(n, "datetime"), attribute(n, "content"), visibleText(n))
	case n.DataAtom == atom.Time:
		rank, text = dateStamped, firstOf(attribute(n, "datetime"), visibleText(n))
	case calledDate(n):
		if text = visibleText(n); len(text) > longestDate {
			return
		}
	}
	if text == "" {
		return
	}
	day := dateIn(behindPublished(text), w.language)
	if day.IsZero() || rank != datePublished && day.Year() < firstYear {
		return
	}
	if saysChanged(n) {
		rank += dateOfChange
	}
	if w.ended {
		rank += dateBehind
	}
	w.found = append(w.found, markedDate{day, rank, w.lines})
}

// best is the surest date and how sure it is, zero where there is none.
func (w *datesWalk) best() (time.Time, int) {
	best, distance := markedDate{rank: 2 * dateBehind}, 0
	for _, d := range w.found {
		away := max(d.at-w.headingAt, w.headingAt-d.at)
		if w.heading != nil && away > farLines {
			d.rank += dateFar
		}
		if d.rank < best.rank || d.rank == best.rank && away < distance {
			best, distance = d, away
		}
	}
	return best.day, best.rank
}

// Words before the day of publication and before that of a change.
var (
	publishedWord = regexp.MustCompile(`(?i)\b(?:(?:first |originally )?(?:published|posted|created)|veröffentlicht|erstellt|publié|publicado|pubblicato)\b`)
	changedWord   = regexp.MustCompile(`(?i)^\W*(?:last )?(?:updated?|modified|edited|changed|reviewed|aktualisiert|zuletzt|geändert|stand|mis à jour|modifié|actualizado|atualizado|aggiornato)\b`)
)

// behindPublished is what stands behind a word that says it is the day of publication, all where there is none.
func behindPublished(text string) string {
	if m := publishedWord.FindStringIndex(text); m != nil && dateDigits.MatchString(text[m[1]:]) {
		return text[m[1]:]
	}
	return text
}

var dateDigits = regexp.MustCompile(`\d{4}`)

// saysChanged says whether a date is that of a change, by its class or the word before it.
func saysChanged(n *html.Node) bool {
	words := classWords(n)
	if slices.Contains(words, "updated") && !slices.Contains(words, "published") || slices.Contains(words, "modified") || attribute(n, "itemprop") == "dateModified" {
		return true
	}
	text := visibleText(n)
	if changedWord.MatchString(text) && !publishedWord.MatchString(text) {
		return true
	}
	before := n.PrevSibling
	return before != nil && before.Type == html.TextNode && changedWord.MatchString(before.Data) && !publishedWord.MatchString(before.Data)
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

const longestDate = 120 // bytes of what a date may stand in

var dateClasses = []string{"date", "datum", "fecha", "time", "timestamp", "published", "publish", "pubdate", "posted", "dateline", "byline", "datetime", "meta", "postmetadata", "info", "postdate", "created", "authored"}

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

// dateNear is the first date in one of the short lines after a heading, else the last in those before
// it, zero where there is none. The heading itself may name any day.
func dateNear(root, heading, end *html.Node, language string) time.Time {
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
		if len(line) <= longestDateline && !endsSentence(line) || beginsWithDate.MatchString(line) {
			t = dateIn(line[:min(len(line), longestDateline)], language)
			if t.Year() < firstYear {
				t = time.Time{}
			}
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

// beginsWithDate is a longer line that begins with a date and a sign, or the time.
var beginsWithDate = regexp.MustCompile(`^(?:\d{1,2}\. ?(?:\d{1,2}\.|\p{L}+) ?(?:19|20)\d\d|\p{Lu}\p{L}+ \d{1,2}, (?:19|20)\d\d|\d{1,2} \p{L}+ (?:19|20)\d\d)(?: at \d|,? \d{1,2}[:.]\d\d| ?[|•·–—-] )`)

const (
	mostLines       = 12   // around a heading in which a date is looked for
	longestDateline = 60   // bytes of such a line
	firstYear       = 1990 // of pages; dates before it are birthdays
)

// labelledDate is the date of the first line that says it is that of publication, and little else.
func labelledDate(root *html.Node, language string) time.Time {
	for n := range root.Descendants() {
		if n.Type != html.TextNode || len(n.Data) > 2*longestDate || hiddenElements[n.Parent.DataAtom] {
			continue
		}
		if line := oneLine(n.Data); len(line) <= longestDateline && dateLabel.MatchString(line) {
			if t := dateIn(line, language); !t.IsZero() {
				return t
			}
		}
	}
	return time.Time{}
}

// dateLabel is how such a line begins.
var dateLabel = regexp.MustCompile(`(?i)^(?:(?:first |originally )?(?:published|posted)|publication date|date published|veröffentlicht|erstellt|publié|publicado|pubblicato)(?: on| am| le| el| em| il)?\s*:?\s*(?:\p{L}+,? )?\d`)
