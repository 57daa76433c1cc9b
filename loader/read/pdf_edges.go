package read

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

const (
	edgeLines   = 3   // from the top and from the bottom of a page that may be its edges
	edgeShare   = 0.4 // of the pages: left and right ones may differ
	leastEdges  = 3   // pages; on fewer, what is said twice may be meant twice
	leastPlaced = 2   // pages, of lines at one height
)

// withoutEdges leaves out running heads and feet: lines at the top or bottom that
// come on many pages, whatever numbers stand in them, or on two at the same height. A number
// alone at the head or foot is one on any page, and so is which page of how many it is.
func withoutEdges(pages [][]pdfLine) [][]pdfLine {
	seen, placed := map[string]int{}, map[placedLine]int{}
	for _, page := range pages {
		for i := range edges(page) {
			said := anyNumber(page[i].text)
			seen[said]++
			placed[placedLine{said, math.Round(page[i].bottom)}]++
		}
	}
	needed := int(edgeShare*float64(len(pages)) + 0.5)
	kept, anything := make([][]pdfLine, len(pages)), false
	for p, page := range pages {
		edge := edges(page)
		for i, l := range page {
			said := anyNumber(l.text)
			comesBack := seen[said] >= max(leastEdges, needed) || placed[placedLine{said, math.Round(l.bottom)}] >= max(leastPlaced, needed)
			if edge[i] && (comesBack || isPageNumber(l.text, len(pages)) && outermost(page, l)) {
				continue
			}
			kept[p] = append(kept[p], l)
		}
		anything = anything || len(kept[p]) > 0
	}
	if !anything { // the pages are alike
		return pages
	}
	return kept
}

// placedLine is a text at a height.
type placedLine struct {
	said   string
	bottom float64
}

var pageOfPages = regexp.MustCompile(`(?:^|\s)(\d+) ?(?:/|of|von|de|sur) ?(\d+)$`)

// isPageNumber says whether a line is the number of a page, alone or with how many
// there are.
func isPageNumber(s string, pages int) bool {
	if strings.Trim(anyNumber(s), " -–—") == "#" {
		return true
	}
	m := pageOfPages.FindStringSubmatch(s)
	return m != nil && m[2] == strconv.Itoa(pages)
}

// edges are the places of the highest and lowest lines of a page.
func edges(page []pdfLine) map[int]bool {
	places := make([]int, len(page))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int {
		switch {
		case page[a].bottom > page[b].bottom:
			return -1
		case page[a].bottom < page[b].bottom:
			return 1
		}
		return 0
	})
	edge := map[int]bool{}
	for at, i := range places {
		if at < edgeLines || at >= len(places)-edgeLines {
			edge[i] = true
		}
	}
	return edge
}

// outermost says whether no line of a page stands higher, or none lower.
func outermost(page []pdfLine, l pdfLine) bool {
	higher, lower := false, false
	for _, other := range page {
		higher, lower = higher || other.bottom > l.bottom, lower || other.bottom < l.bottom
	}
	return !higher || !lower
}

// anyNumber is a text with its numbers, Arabic or small Roman alone, as "#".
func anyNumber(s string) string {
	if s != "" && strings.Trim(s, "ivxlc") == "" {
		return "#"
	}
	var b strings.Builder
	number := false
	for _, r := range s {
		if digit := unicode.IsDigit(r); !digit || !number {
			if number = digit; digit {
				r = '#'
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}
