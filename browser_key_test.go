package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserWithKey shows a server that wants keys to who has one. The browser
// logs the answer 401 that makes the page ask for it.
func TestBrowserWithKey(t *testing.T) {
	browser := findBrowser(t)
	dir := t.TempDir()
	secret, err := program(t, dir, "key", "add", "--role", "read", "--name", "browser").Output()
	if err != nil {
		t.Fatal(err)
	}
	running, address := server(t, dir)
	defer stop(t, running)
	p := openPage(t, browser, address)
	p.expect("401")
	p.do(chromedp.Navigate("http://"+address+"/"), chromedp.WaitVisible(chromedp.CSS("dialog input")))
	p.do(chromedp.SendKeys(chromedp.CSS("dialog input"), strings.TrimSpace(string(secret))), chromedp.Click(chromedp.CSS("dialog button")))
	p.sees("main", "5 articles were read into")
	p.do(chromedp.Navigate("http://"+address+"/#/entities"), chromedp.WaitVisible(chromedp.CSS(".item .entity")))
	p.do(chromedp.Click(chromedp.CSS(`a[href="/playground"]`)), chromedp.WaitVisible(chromedp.CSS(".graphiql-execute-button")))
	p.do(chromedp.Click(chromedp.CSS(".graphiql-execute-button")))
	p.sees(".result-window", "DeepSeek researchers") // with the key of the explorer
}

// TestBrowserPublic shows a public server: there are no links to what is off.
func TestBrowserPublic(t *testing.T) {
	browser := findBrowser(t)
	running, address := server(t, t.TempDir(), "--public")
	defer stop(t, running)
	p := openPage(t, browser, address)
	p.do(chromedp.Navigate("http://"+address+"/"), chromedp.WaitVisible(chromedp.CSS(".hero")))
	p.is(`[...document.querySelectorAll("header nav a")].map((a) => a.textContent).join()`, "Articles,Entities,Claims,Conflicts")
	p.do(chromedp.Click(chromedp.CSS(".behind summary")))
	p.sees(".behind", "Home")
	p.is(`String(document.querySelectorAll('[href^="/playground"]').length)`, "0")
	for view, ready := range viewsOf(p) {
		if view != "#/read" {
			p.do(chromedp.Navigate("http://"+address+"/"+view), chromedp.WaitVisible(chromedp.CSS(ready)))
		}
	}
	p.expect("status of 4")
	p.do(chromedp.Navigate("http://"+address+"/#/read"), chromedp.WaitVisible(chromedp.CSS("textarea")))
	p.do(chromedp.SendKeys(chromedp.CSS("textarea"), "Apple makes phones."), chromedp.Click(chromedp.CSS(".paste button")))
	p.sees("[role=alert]", "this graph is for reading only")
}
