package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestExplorerDownloads takes what each view shows as files, by the keyboard and with the mouse.
func TestExplorerDownloads(t *testing.T) {
	found := findBrowser(t)
	address := served(t, t.TempDir())
	origin := "http://" + address
	for name, use := range map[string]func(*visit, string, string){"neighbours": downloadNeighbours, "article": downloadArticle, "conflicts": downloadConflicts} {
		t.Run(name, func(t *testing.T) {
			p, dir := openPage(t, found, address), t.TempDir()
			_, err := chromedp.Call(p.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir})
			if err != nil {
				t.Fatal(err)
			}
			use(p, origin, dir)
		})
	}
}

// The keyboard opens the menu, takes a file and closes the menu again.
func downloadNeighbours(p *visit, origin, dir string) {
	p.do(chromedp.Navigate(origin+"/#/entity/"+p.entity("DeepSeek")+"/neighbours"), chromedp.WaitVisible(chromedp.CSS(".graph[data-drawn]")))
	p.do(chromedp.Focus(chromedp.CSS(".download summary")), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".download button")))
	p.do(chromedp.KeyEvent(kb.Tab))
	p.is(`document.activeElement.textContent`, "Picture (SVG)")
	p.keep("download")
	p.do(chromedp.KeyEvent(kb.Enter))
	p.sees(".download [role=status]", "DeepSeek.svg, ")
	p.is(`document.activeElement.textContent`, "Picture (SVG)") // where it was
	p.file(dir, "DeepSeek.svg", "<title>Facts around DeepSeek</title>")
	p.do(chromedp.KeyEvent(kb.Escape))
	p.until(`!document.querySelector(".download").open`)
	p.is(`document.activeElement.textContent`, "Download")
	p.do(chromedp.Click(chromedp.CSS(".download summary")))
	for title, want := range map[string][2]string{
		"Table (CSV)": {"DeepSeek.csv", ",DeepSeek-V3,Product,DeepSeek,Organization,"}, "Gephi": {"DeepSeek.graphml", "<y:NodeLabel>DeepSeek-V3<"}, "Graphviz": {"DeepSeek.dot", "digraph claimgraph {"},
		"N-Quads": {"DeepSeek.nq", "<http://www.wikidata.org/prop/direct/P176>"}, "TriG": {"DeepSeek.trig", "GRAPH <"}, "JSON-LD": {"DeepSeek.jsonld", `"@graph":[`},
		"Nanopublications (JSON-LD)": {"DeepSeek.nanopub.jsonld", "nschema#hasAssertion"}, "Nanopublications (TriG)": {"DeepSeek.nanopub.trig", "np:hasAssertion"},
	} {
		p.clickOn(".download button", title)
		p.file(dir, want[0], want[1])
	}
	if csv := p.file(dir, "DeepSeek.csv", "Source,"); strings.Contains(csv, ",H800,") {
		p.Fatalf("more than is seen: %s", csv)
	}
	p.clickOn(".neighbour-list button", "DeepSeek-V3")
	p.clickOn(".neighbour .more", "Expand")
	p.sees(".neighbour", "DeepSeek-V3 trained on H800 contested")
	if err := os.Remove(filepath.Join(dir, "DeepSeek.csv")); err != nil {
		p.Fatal(err)
	}
	p.clickOn(".download button", "Table (CSV)")
	p.file(dir, "DeepSeek.csv", ",H800,Product,")
	p.do(chromedp.Evaluate[chromedp.Void](`window.fetch = () => Promise.reject(new TypeError("gone")), undefined`))
	p.clickOn(".download button", "Table (CSV)")
	p.sees(".download [role=alert]", "The server does not answer")
}

func downloadArticle(p *visit, origin, dir string) {
	p.do(chromedp.Navigate(origin+"/#/article/"+p.article("deepseek.txt")), chromedp.WaitVisible(chromedp.CSS(".margin .claim")))
	p.do(chromedp.Click(chromedp.CSS(".download summary")))
	p.clickOn(".download button", "Table (CSV)")
	p.file(dir, "deepseek-txt.csv", "training_cost,DeepSeek-V3,Product,<6000000 USD,Quantity,")
	p.clickOn(".download button", "Nanopublications (TriG)")
	p.file(dir, "deepseek-txt.nanopub.trig", "cg:agentText \"DeepSeek researchers\"")
}

// The page after the first is part of what is seen.
func downloadConflicts(p *visit, origin, dir string) {
	p.do(chromedp.Navigate(origin+"/#/conflicts"), chromedp.WaitVisible(chromedp.CSS(".side")))
	p.do(chromedp.Click(chromedp.CSS(".download summary")))
	p.clickOn(".download button", "Table (CSV)")
	p.file(dir, "Conflicts.csv", "training_cost")
	p.do(chromedp.Navigate(origin + "/#/conflicts?predicate=training_cost"))
	p.until(`[...document.querySelectorAll("input")].some((e) => e.value === "training_cost")`) // the view before has sides too
	p.do(chromedp.Click(chromedp.CSS(".download summary")))
	p.clickOn(".download button", "Nanopublications (JSON-LD)")
	p.file(dir, "Conflicts.nanopub.jsonld", "DeepSeek-V3 training_cost <6000000 USD (reported)")
}

// file waits for a download that holds a text.
func (p *visit) file(dir, name, want string) string {
	p.Helper()
	var text []byte
	for end := time.Now().Add(15 * time.Second); !strings.Contains(string(text), want); time.Sleep(50 * time.Millisecond) {
		text, _ = os.ReadFile(filepath.Join(dir, name))
		if time.Now().After(end) {
			p.Fatalf("%s: %.300q, want %q", name, text, want)
		}
	}
	return string(text)
}
