package read

import (
	"slices"
	"strings"
	"unicode"
)

const (
	edgeLines  = 3   // from the top and from the bottom of a page that may be its edges
	edgeShare  = 0.4 // of the pages: left and right ones may differ
	leastEdges = 3   // pages; on fewer, what is said twice may be meant twice
)

// withoutEdges leaves out running heads and feet: lines at the top or bottom that
// come on many pages, whatever numbers stand in them. A number alone at the head
// or foot is one on any page.
func withoutEdges(pages [][]pdfLine) [][]pdfLine {
	seen := map[string]int{}
	for _, page := range pages {
		for i := range edges(page) {
			seen[anyNumber(page[i].text)]++
		}
	}
	needed := max(leastEdges, int(edgeShare*float64(len(pages))+0.5))
	kept := make([][]pdfLine, len(pages))
	for p, page := range pages {
		edge := edges(page)
		for i, l := range page {
			said := anyNumber(l.text)
			if edge[i] && (seen[said] >= needed || strings.Trim(said, " -–—") == "#" && outermost(page, l)) {
				continue
			}
			kept[p] = append(kept[p], l)
		}
	}
	return kept
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
