package read

import (
	"errors"
	"strings"
	"testing"
)

const oddHead = "<html><head><title>Dam above Elsby fails | The Courier</title></head>"

// oddStory and otherStory are texts of articles.
var (
	oddStory = []string{"The earth dam above Elsby gave way on Monday morning, the county's engineer, Ann Lee, said in a statement.",
		"Four villages were cleared, and nobody was hurt, according to the sheriff's office, which closed the road to Norham.",
		"The dam was built in 1931 and inspected last year, when cracks were found in its western wall, a report says.",
		"Repairs had been put off twice for want of money, the council's chair, Tom Ball, told the Courier on Tuesday."}
	otherStory = []string{"The mayor of Norham resigned on Tuesday after a vote in the council, her office said in a short statement.",
		"Her deputy, Paul Roe, takes over until the election in May, which was not planned before the autumn of next year."}
)

func paragraphs(texts ...string) string { return "<p>" + strings.Join(texts, "</p><p>") + "</p>" }

// TestOddPages: pages that are not one article under one heading.
func TestOddPages(t *testing.T) {
	story, other := paragraphs(oddStory...), paragraphs(otherStory...)
	cards := ""
	for _, headline := range []string{"Mayor of Norham resigns after a vote", "Bridge at Norham costs twice as much", "Rain to go on until Friday, office says"} {
		cards += `<div class="x"><h3><a href="/news/` + headline[:5] + `">` + headline + `</a></h3><span>2 hours ago</span><p>` + otherStory[0] + `</p></div>`
	}
	for name, test := range map[string]struct {
		page, with, without string
		err                 error
	}{
		"no end": {page: oddHead + `<body><main><article><h1 class="head">Dam above Elsby fails</h1>` + story + story + `</article><article><h1 class="head">Mayor of Norham resigns</h1>` + other + `</article></main>`,
			with: oddStory[3], without: otherStory[0]},
		"a live blog": {page: oddHead + `<body><main><h1>Dam above Elsby fails</h1><p>All that is known so far.</p><article><h2>Villages cleared</h2>` + story + `</article><article><h2>Mayor resigns</h2>` + other + `</article></main>`,
			with: otherStory[1]},
		"cards": {page: oddHead + `<body><article><h1>Dam above Elsby fails</h1>` + story + story + story + `<div>More today</div><div>` + cards + `</div></article>`,
			with: oddStory[3], without: "More today"},
		"questions": {page: oddHead + `<body><h1>Dam above Elsby fails</h1><p>The engineer answers.</p><h3>What happened?</h3>` + paragraphs(oddStory[0]) + `<h3>And then?</h3>` + other,
			with: "And then?"},
		"pictures": {page: oddHead + `<body><h1>Dam above Elsby fails</h1><figure><figcaption>` + strings.Join(oddStory, `</figcaption></figure><figure><figcaption>`) + `</figcaption></figure>`,
			with: oddStory[2]},
		"captions": {page: oddHead + `<body><h1>Dam above Elsby fails</h1><div>FILE PHOTO: The dam above Elsby in the spring of 2019, before the cracks. REUTERS/Jane Roe</div>` + story + `<div>The road to Norham on Monday. (Credits: PTI)</div>` + other,
			with: otherStory[1], without: "FILE PHOTO"},
		"for the printer": {page: oddHead + `<body><center><b>The Courier</b></center><h2>Dam above Elsby fails</h2>Published on 24/11/2026<br><br>` + strings.Join(oddStory, "<br><br>") + `<br><br><a href="javascript:print()">Print</a> <a href="/">Close</a>`,
			with: oddStory[0], without: "Close"},
		"text in headings": {page: oddHead + `<body><h1>Dam above Elsby fails</h1><h4>` + strings.Join(oddStory, `</h4><h4>`) + `</h4>`,
			with: oddStory[2]},
		"headings alone": {page: oddHead + `<body><nav>` + strings.Repeat(`<a href="/section">A section of the paper</a>`, 9) + `</nav><h1>Dam above Elsby fails</h1><h3>Today's most popular articles</h3>`,
			err: ErrNoText},
		"no body": {page: "<title>Dam above Elsby fails</title><h1>Dam above Elsby fails</h1>" + story, with: oddStory[0]},
		"AMP": {page: oddHead + `<body><amp-consent><div>We and our partners store cookies on your device.</div></amp-consent><article><h1>Dam above Elsby fails</h1><div>` + story + `<amp-img src=x></amp-img>` + other + `</div></article>`,
			with: otherStory[1], without: "cookies"},
		"consent first": {page: oddHead + `<body><div id="cookie-overlay" role="dialog"><p>` + strings.Repeat("We and our 832 partners store and access information on a device, such as cookies. ", 9) + `</p></div><article><h1>Dam above Elsby fails</h1>` + story + `</article>`,
			with: oddStory[0], without: "partners"},
		"pay to go on": {page: oddHead + `<body><article><h1>Dam above Elsby fails</h1>` + paragraphs(oddStory[:2]...) + `<div><p>To continue reading this article, subscribe to The Courier from £2 a week.</p><p>Already a subscriber? Log in</p></div></article>`,
			with: oddStory[1], without: "subscribe"},
		"frames":         {page: oddHead + `<frameset><frame src="menu.html"><frame src="story.html"></frameset>`, err: ErrNoText},
		"for people":     {page: `<html><head><title>Just a moment...</title></head><body><h2>Checking if the site connection is secure</h2><p>Enable JavaScript and cookies to continue</p>`, err: ErrWall},
		"not there":      {page: `<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested URL was not found on this server.</p>`, err: ErrWall},
		"a short report": {page: oddHead + `<body><h1>Access denied to dam, engineer says</h1>` + story + story, with: oddStory[0]},
	} {
		t.Run(name, func(t *testing.T) {
			article, err := page([]byte(test.page), nil)
			switch {
			case !errors.Is(err, test.err):
				t.Fatalf("error %v, want %v; its text: %q", err, test.err, article.Text)
			case !strings.Contains(article.Text, test.with) || test.without != "" && strings.Contains(article.Text, test.without):
				t.Errorf("its text: %q", article.Text)
			case err == nil && article.Title == "":
				t.Error("no title")
			}
		})
	}
}
