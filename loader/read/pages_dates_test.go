package read

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Real pages with the day on which they were published, by the makers of go-htmldate (Apache 2.0): pages that
// Media Cloud gathered, in many languages, and those of their own, most of which go-trafilatura has, too.
// Of some the list says that they have no date.
var datedPages = flag.String("pages-dates", "", "`folder` of the module github.com/markusmobius/go-htmldate: measures what is read of dates on its pages")

func TestPageDates(t *testing.T) {
	if *datedPages == "" {
		t.Skip("-pages-dates names no collection of pages")
	}
	for _, from := range [...][2]string{{"data-mediacloud.go", "mediacloud"}, {"data-default.go", "comparison"}} {
		var halves [2]dateScore
		for _, p := range pagesWithDate(t, *datedPages, from[0], from[1]) {
			b, err := os.ReadFile(p.path)
			if err != nil {
				continue // the list names more than there are
			}
			article, _ := page(utf8Text(b, ""), nil)
			if p.heldOut() {
				halves[1].see(p.date, article.Published, func(string, ...any) {})
			} else {
				halves[0].see(p.date, article.Published, func(format string, args ...any) { t.Logf(p.file+": "+format, args...) })
			}
		}
		t.Logf("%s, development: %s", from[1], halves[0])
		t.Logf("%s, held out: %s", from[1], halves[1])
	}
}

// pagesWithDate are those of a list in Go.
func pagesWithDate(t *testing.T, folder, list, pages string) []labelledPage {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, "scripts", "comparison", list), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []labelledPage
	ast.Inspect(file, func(n ast.Node) bool {
		value, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		p := labelledPage{}
		for _, e := range value.Elts {
			if field, ok := e.(*ast.KeyValueExpr); ok {
				p.set(field)
			}
		}
		if p.path = filepath.Join(folder, "test-files", pages, p.file); p.file != "" {
			found = append(found, p)
		}
		return true
	})
	return found
}

// dateScore counts pages by what is read of their dates. A date is right on the same day in UTC; near, where it is that
// day somewhere on Earth, as lists have the day of the place.
type dateScore struct{ dated, right, near, wrong, none, undated, invented int }

func (s dateScore) String() string {
	return fmt.Sprintf("of %d pages with a date right %d, right elsewhere on Earth %d, wrong %d, none %d; of %d without one %d have got one",
		s.dated, s.right, s.near, s.wrong, s.none, s.undated, s.invented)
}

func (s *dateScore) see(want string, got time.Time, tell func(string, ...any)) {
	day, err := time.Parse(time.DateOnly, want)
	if err != nil {
		if s.undated++; !got.IsZero() {
			s.invented++
			tell("date %s, want none", got.Format(time.DateOnly))
		}
		return
	}
	s.dated++
	switch {
	case got.IsZero():
		s.none++
		tell("no date, want %s", want)
	case got.Format(time.DateOnly) == want:
		s.right++
	case got.After(day.Add(-14*time.Hour)) && got.Before(day.Add(36*time.Hour)) && got.Truncate(24*time.Hour) != got:
		s.near++
	default:
		s.wrong++
		tell("date %s, want %s", got.Format(time.DateOnly), want)
	}
}
