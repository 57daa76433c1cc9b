package read

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// mediaPages are news pages that Media Cloud gathered, as go-htmldate has them (Apache 2.0), with
// what people wrote down of those in English before they saw what the reader makes of them
// (testdata/pages/mediacloud.txt). None where the folder is not that module's.
//
// A page of that file begins with its name, after it come the headline over the article, who wrote it
// (behind the names, in brackets, what may stand in the byline, too), the day, and whose page
// it is; then, after +, pieces of its text in their order, the first and the last paragraph's among them,
// and, after -, pieces of what stands around.
func mediaPages(t *testing.T, folder string) []labelledPage {
	folder = filepath.Join(folder, "test-files", "mediacloud")
	if _, err := os.Stat(folder); err != nil {
		return nil
	}
	b, err := os.ReadFile(filepath.Join("testdata", "pages", "mediacloud.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var list []labelledPage
	for entry := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n\n") {
		var p labelledPage
		for line := range strings.Lines(entry) {
			what, said, _ := strings.Cut(strings.TrimSpace(line), " ")
			if !p.say(what, said) {
				t.Fatalf("%s: %q", p.file, line)
			}
		}
		p.path = filepath.Join(folder, p.file)
		list = append(list, p)
	}
	return list
}

// bracketed is what may stand in a byline, too.
var bracketed = regexp.MustCompile(`\s*\(([^)]*)\)$`)

func (p *labelledPage) say(what, said string) bool {
	switch what {
	case "page":
		p.file = said
	case "title":
		p.title = said
	case "byline":
		if m := bracketed.FindStringSubmatch(said); m != nil {
			p.agencies, said = strings.Split(m[1], ", "), strings.TrimSuffix(said, m[0])
		}
		p.authors = strings.Split(said, ", ")
	case "date":
		p.date = said
	case "publisher":
		p.site = said
	case "+":
		p.with = append(p.with, said)
	case "-":
		p.without = append(p.without, said)
	default:
		return false
	}
	return true
}
