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
	p.mu.Lock()
	p.expected = "401"
	p.mu.Unlock()
	p.do(chromedp.Navigate("http://"+address+"/"), chromedp.WaitVisible(chromedp.CSS("dialog input")))
	p.do(chromedp.SendKeys(chromedp.CSS("dialog input"), strings.TrimSpace(string(secret))), chromedp.Click(chromedp.CSS("dialog button")))
	p.sees("main", "5 articles were read into")
	p.do(chromedp.Navigate("http://"+address+"/#/entities"), chromedp.WaitVisible(chromedp.CSS(".item .entity")))
}
