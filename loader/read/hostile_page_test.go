package read

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestHostilePages: pages made to take long or much memory are an article or one
// error, within bounds that leave a slow machine room.
func TestHostilePages(t *testing.T) {
	const paragraph = "<p>The dam above Elsby gave way on Monday, the county said, and four villages were cleared.</p>"
	story := strings.Repeat(paragraph, 20)
	for name, content := range map[string]string{
		"a million attributes":  "<html><body><div" + attributes(1_000_000) + ">" + story + "</div></body></html>",
		"a long class":          `<html><body><div class="` + strings.Repeat("a-b ", 1<<20) + `">` + story + "</div></body></html>",
		"elements not closed":   "<html><body>" + strings.Repeat("<b><p>", 100_000) + story,
		"formatting reopened":   "<html><body>" + strings.Repeat("<b>", 400) + strings.Repeat("<p>x", 2000) + story,
		"elements by the mass":  "<html><body>" + story + strings.Repeat("<i></i>", 1_000_000),
		"headings by the mass":  "<html><head><title>Dam</title></head><body>" + strings.Repeat("<h1>Dam fails</h1>", 100_000) + story,
		"marks in a title":      "<html><head><title>" + strings.Repeat("a | ", 200_000) + "</title></head><body><h1>" + strings.Repeat("a | ", 200_000) + "</h1>" + story,
		"bylines by the mass":   "<html><body>" + strings.Repeat(`<div class="byline author">`, 400) + strings.Repeat(`<a class="byline">By `+strings.Repeat("Jane Roe and ", 50)+`</a>`, 2000) + story,
		"clutter within":        "<html><body>" + strings.Repeat(`<div class="share related">`, 400) + strings.Repeat("<p>Related: <a>x</a></p>", 20_000) + story,
		"JSON-LD by the mass":   `<html><head><script type="application/ld+json">{"@graph":[` + strings.Repeat(`{"@type":"WebPage","author":{"@id":"x"}},`, 100_000) + `{}]}</script></head><body>` + story,
		"JSON-LD nests":         `<html><head><script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 9000) + strings.Repeat(`]}`, 9000) + `</script></head><body>` + story,
		"a state by the mass":   `<html><body><script>x = {"a":[` + strings.Repeat(`"The dam above Elsby, which the county had built in the year of the flood, gave way.",`, 50_000) + `0]}</script><p>The dam above Elsby gave way.</p>`,
		"states by the mass":    `<html><body>` + strings.Repeat(`<script>`+strings.Repeat(`x = [{"a":`, 100)+`</script>`, 5000) + story,
		"a state nests":         `<html><body><script type="application/json">` + strings.Repeat(`[{"a":`, 500_000) + `</script><p>The dam above Elsby gave way.</p>`,
		"sections by the mass":  "<html><body>" + strings.Repeat(`<div class="s">`, 400) + strings.Repeat(`<div class="s">`+paragraph+`</div>`, 5000),
		"leads by the mass":     `<html><head><meta name="description" content="` + strings.Repeat("The dam ", 100) + `"></head><body><h1>Dam</h1>` + strings.Repeat("<span>", 400) + strings.Repeat("<h2>The dam above Elsby gave way on Monday</h2>", 3000) + story,
		"the same text":         "<html><body>" + strings.Repeat("<p>x</p>", 150_000) + story,
		"stories by the mass":   "<html><head><title>Dam</title></head><body>" + strings.Repeat("<section>", 300) + "<article><h1>Dam fails</h1>" + strings.Repeat(story, 50) + "</article>" + strings.Repeat("<article><h1>x</h1><p>x</p></article>", 20_000),
		"cards by the mass":     "<html><body>" + story + strings.Repeat(`<div><div><div><a href="/x"><h3>A story about the dam</h3></a></div></div></div>`, 20_000),
		"cards nest":            "<html><body>" + story + strings.Repeat(`<div><a href="/x">A story about the dam</a>`, 450),
		"lines by the mass":     "<html><body>" + story + strings.Repeat("(AP Photo/x) via Getty Images<br>", 100_000),
		"tables nest":           "<html><body>" + strings.Repeat("<table><tr><td>", 100) + story,
		"dates by the mass":     "<html><body>" + strings.Repeat(`<span class="date">`+strings.Repeat("1.", 50)+`</span>`, 20_000) + story,
		"a word without an end": "<html><body><p>" + strings.Repeat("a", 8<<20) + "</p></body></html>",
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			article, err := page([]byte(content), nil)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if err == nil && !strings.Contains(article.Text, "The dam above Elsby") && name != "a word without an end" {
				t.Errorf("its text: %.100q", article.Text)
			}
			if took > time.Minute {
				t.Errorf("%v for %d bytes", took, len(content))
			}
			if got := after.TotalAlloc - before.TotalAlloc; got > 3<<30 {
				t.Errorf("%d MB for %d bytes", got>>20, len(content))
			}
			t.Logf("%v, %d MB allocated, error %v", took, (after.TotalAlloc-before.TotalAlloc)>>20, err)
		})
	}
	big := list(Reader{Stdin: strings.NewReader("<html>" + strings.Repeat(paragraph, 50<<20/len(paragraph)))}, Stdin)
	compare(t, big, []string{"error -: too long: an article has at most 16777216 bytes"})
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d", i)
	}
	return b.String()
}

// BenchmarkPage reads a page of news as sites have them: 20 KB of text among 60 KB
// of menus and scripts.
func BenchmarkPage(b *testing.B) {
	sample, err := os.ReadFile("testdata/formats/courier.html")
	if err != nil {
		b.Fatal(err)
	}
	menu := "<nav><ul>" + strings.Repeat(`<li class="menu-item"><a href="/section/page">A section of the paper</a></li>`, 300) + "</ul></nav>"
	text := strings.Repeat("<p>The earth dam above Elsby gave way on Monday, the county's engineer said in a statement, and four villages were cleared.</p>", 160)
	script := "<script>" + strings.Repeat("window.x = window.x || [];", 1500) + "</script>"
	content := []byte(strings.Replace(string(sample), "</article>", text+"</article>"+menu+script, 1))
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		if _, err := page(content, nil); err != nil {
			b.Fatal(err)
		}
	}
}
