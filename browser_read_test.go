package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// hostile is a text that would be markup, run right to left, and count wrongly
// in UTF-16 units.
const hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> 🚀🚀 SpaceX was founded by Elon Musk in 2002. \"><b>NASA</b> praised 👩‍🚀 SpaceX.\n\n" +
	"قال إيلون ماسك إن الشركة ستطلق صاروخا.\n\nשלום עולם 🚀 Tesla acquired SolarCity in 2016, according to Reuters.\r\n\r\nTesla did not acquire Twitter.\n"

// TestExplorerReads pastes, drops and picks texts, and looks at them.
func TestExplorerReads(t *testing.T) {
	browser := findBrowser(t)
	address := served(t, t.TempDir())
	origin := "http://" + address
	for name, use := range map[string]func(*visit, string){"paste": usePaste, "hostile": useHostile, "files": useFiles, "long": useLong} {
		t.Run(name, func(t *testing.T) {
			p := openPage(t, browser, address)
			p.do(chromedp.Navigate(origin+"/#/read"), chromedp.WaitVisible(chromedp.CSS("textarea")))
			use(p, origin)
		})
	}
}

func usePaste(p *visit, _ string) {
	p.clickOn(".paste button", "Read it")
	p.sees("[role=alert]", "There is no text to read yet")
	p.do(chromedp.SendKeys(chromedp.CSS("textarea"), "Apple was founded by Steve Jobs in 1976. It was an either/or decision."))
	p.sees(".field", "70 characters") // and "/" goes to the search box from elsewhere only
	p.do(chromedp.Click(chromedp.CSS("#dry")))
	p.clickOn(".paste button", "Read it")
	p.sees(".progress", "Nothing was stored")
	p.keep("read")
	p.do(chromedp.Click(chromedp.CSS("#dry")), chromedp.SendKeys(chromedp.CSS("#title"), "Apple <b>begins</b>"), chromedp.SendKeys(chromedp.CSS("#publisher"), "The Times"))
	p.clickOn(".paste button", "Read it")
	p.do(chromedp.WaitVisible(chromedp.CSS(".reader mark.evidence")))
	p.sees("h1", "Apple <b>begins</b>")
	p.sees(".head", "published by The Times")
	p.sees(".margin .claim", "Steve Jobs")
}

// A text is shown as it is, and claims are marked where they stand.
func useHostile(p *visit, _ string) {
	valueOf[any](p, fmt.Sprintf(`document.querySelector("textarea").value = %q, null`, strings.ReplaceAll(hostile, "\r", "")))
	p.clickOn(".paste button", "Read it")
	p.do(chromedp.WaitVisible(chromedp.CSS(".reader mark.evidence")))
	p.is(`document.querySelector(".text").textContent`, strings.ReplaceAll(hostile, "\r", ""))
	p.is(`String(document.querySelectorAll("main script, main img, main b").length)`, "0")
	p.is(`[...document.querySelectorAll(".paragraph")].map((e) => getComputedStyle(e).direction).join(" ")`, "ltr ltr rtl ltr rtl ltr ltr")
	cards := valueOf[int](p, `document.querySelectorAll(".margin .claim").length`)
	if cards < 3 {
		p.Fatalf("%d claims", cards)
	}
	for n := range cards {
		valueOf[any](p, fmt.Sprintf(`document.querySelectorAll(".margin .claim .show")[%d].click(), null`, n))
		p.is(quoteOf, selectedText)
	}
	p.clickOn(".claim", "SolarCity")
	p.is(`document.querySelector(".text mark.object").textContent`, "SolarCity")
	p.is(`document.querySelector(".text mark.agent").textContent`, "Reuters")
	p.keep("hostile")
}

// Files are picked or dropped; what is no text is said to be none.
func useFiles(p *visit, _ string) {
	dir := p.TempDir()
	files := map[string]string{"one.txt": "Nvidia makes the H800. 🚀", "two.txt": "Boeing was founded by William Boeing in 1916.", "three.bin": "\xff\x00\xfe",
		"four.txt": " \n", "five.html": "<!DOCTYPE html><p>Nvidia makes the H800.", "six.jsonl": `{"id": "a", "text": "Nvidia makes the H800."}`}
	var paths []string
	for name, content := range files {
		paths = append(paths, filepath.Join(dir, name))
		if err := os.WriteFile(paths[len(paths)-1], []byte(content), 0o644); err != nil {
			p.Fatal(err)
		}
	}
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#files"), paths))
	p.sees(".files", "three.bin is not a text in UTF-8")
	p.sees(".files", "four.txt is empty, and is left out")
	p.sees(".files", "five.html is not plain text (claimgraph load reads pages and data), and is left out")
	p.sees(".files", "six.jsonl is not plain text")
	p.sees(".files", "one.txt 24 characters")
	valueOf[any](p, `{
		const transfer = new DataTransfer();
		transfer.items.add(new File(["Toyota acquired Daihatsu in 2016."], "dropped.txt"));
		document.querySelector(".paste").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
	} null`)
	p.sees(".files", "dropped.txt 33 characters")
	p.clickOn(".paste button", "Read it")
	p.sees(".progress", "Done: 3 articles stored of 3")
	p.is(`String(document.querySelector("progress").value)`, "3")
	asked := "Open Read in"
	if bytes.Contains(post(p.T, p.address, `{ __type(name: "Subscription") { name } }`, nil), []byte("Subscription")) {
		asked = "Open Progress in" // the server tells of it as it goes
	}
	p.do(chromedp.Click(chromedp.CSS(".behind summary")))
	p.sees(".behind", asked)
	p.clickOn(".progress a", "dropped")
	p.do(chromedp.WaitVisible(chromedp.CSS(".reader mark.evidence")))
	p.sees(".margin", "Daihatsu")
}

// One text that is too long is named, and does not keep the others from being read.
func useLongAmong(p *visit) {
	valueOf[any](p, `{
		const transfer = new DataTransfer();
		transfer.items.add(new File(["Nobody came. ".repeat(90_000)], "endless.txt"));
		transfer.items.add(new File(["Toyota acquired Daihatsu in 2016."], "short.txt"));
		document.querySelector("textarea").value = "";
		document.querySelector(".paste").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
	} null`)
	p.sees(".files", "short.txt 33 characters")
	p.clickOn(".paste button", "Read it")
	p.sees(".progress", "Done: 1 article stored of 2")
	p.sees(".progress", "endless: the request has more than")
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate("http://"+p.address+"/#/read"), chromedp.WaitVisible(chromedp.CSS("textarea")))
}

// A megabyte is read, shown, and answers to a click at once; more is refused in words.
func useLong(p *visit, _ string) {
	valueOf[any](p, `document.querySelector("textarea").value = "Nobody came. ".repeat(90_000), null`)
	p.expect("status of 413")
	p.clickOn(".paste button", "Read it")
	p.sees("[role=alert]", "Cut the text into parts")
	p.sees(".progress", "Stopped: 0 of 1 tried.")
	useLongAmong(p)
	valueOf[any](p, `document.querySelector("textarea").value = Array.from({ length: 9_000 }, (_, n) => "Company " + n + " was founded by Maria Lopez in 1976 🚀. "
		+ "It was so, as it is said, in those days of old when nobody wrote down a thing.\n").join("").slice(0, 1_000_000), null`)
	p.clickOn(".paste button", "Read it")
	p.untilWithin(120, `document.querySelector(".reader mark.evidence") !== null`)
	p.is(`String(Array.from(document.querySelector(".text").textContent).length > 900_000)`, "true")
	p.clickOn(".margin .show", "in the text")
	p.is(quoteOf, selectedText)
	p.clickOn("button.more", "More claims")
	p.untilWithin(30, `document.querySelectorAll(".margin .claim").length === 400`)
	took := valueOf[float64](p, `{
		const start = performance.now();
		document.querySelectorAll(".margin .claim .show")[399].click();
		document.body.offsetHeight;
		performance.now() - start;
	}`)
	p.Logf("a claim of a megabyte is shown after %.0f ms", took)
	p.is(quoteOf, selectedText)
	p.until(`(({ top, bottom }) => top > 0 && bottom < innerHeight)(document.querySelector("mark.selected").getBoundingClientRect())`)
	if took > 500 {
		p.Errorf("a claim of a megabyte is shown after %.0f ms", took)
	}
	p.keep("long")
}
