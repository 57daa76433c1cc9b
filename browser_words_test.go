package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestExplorerWords holds how dates and amounts are written for people.
func TestExplorerWords(t *testing.T) {
	p := openPage(t, findBrowser(t), served(t, t.TempDir()))
	p.do(chromedp.Navigate("http://"+p.address+"/#/conflicts"), chromedp.WaitVisible(chromedp.CSS(".conflict")))
	p.sees("main", "<6,000,000 USD")
	p.do(chromedp.Navigate("http://"+p.address+"/#/entity/x"), chromedp.WaitVisible(chromedp.CSS("[role=alert]")))
	p.is(`document.querySelector("[role=alert]").textContent`, "not an id. Check the address, or what was typed.")
	for edtf, want := range map[string]string{
		"2024-01-10": "2024-01-10", "2024": "2024", "202X": "2020s", "18XX": "1800s", "XXXX-05": "May of an unknown year", "XXXX-01-02": "2 January of an unknown year",
		"2024-21": "spring 2024", "2024-36": "fourth quarter of 2024", "2009~": "about 2009", "2009?": "perhaps 2009", "2024-05/2025": "2024-05 – 2025",
		"../2019-01-06": "2019-01-06 at the latest", "2020/..": "2020 at the earliest", "soon": "soon",
	} {
		p.says(fmt.Sprintf(`when.when(%q)`, edtf), want)
	}
	for time, want := range map[string]string{
		`null`: "", `{ start: "2020", end: "2020" }`: "2020", `{ start: "2020", end: null }`: "since 2020", `{ start: null, end: "../2020" }`: "until 2020 at the latest",
	} {
		p.says(`when.period(`+time+`)`, want)
	}
	for label, want := range map[string]string{"<6000000 USD": "<6,000,000 USD", "2024 employees": "2024 employees", "0.123456 km": "0.123456 km", "25000.5..30000": "25,000.5..30,000"} {
		p.says(fmt.Sprintf(`term.termText({ __typename: "QuantityValue", label: %q })`, label), want)
	}
	p.says(`term.termText({ __typename: "TextValue", label: "room 123456" })`, "room 123456")
}

// says holds what the explorer's modules make of something.
func (p *visit) says(expression, want string) {
	p.Helper()
	load := `Promise.all([import("/static/when.js"), import("/static/term.js")]).then(([when, term]) => ` + expression + `)`
	got, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](load, chromedp.EvalAwaitPromise))
	if err != nil || got != want {
		p.Errorf("%s is %q, want %q (%v)", expression, got, want, err)
	}
}
