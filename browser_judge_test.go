package main

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestExplorerJudges says of claims that they were read rightly or not, with the keyboard too, and
// takes it back: in an article's margin and on the page of claims.
func TestExplorerJudges(t *testing.T) {
	browser := findBrowser(t)
	address := served(t, t.TempDir())
	p, origin := openPage(t, browser, address), "http://"+address
	p.do(chromedp.Navigate(origin+"/#/article/"+p.article("deepseek.txt")), chromedp.WaitVisible(chromedp.CSS(".margin .claim")))
	p.clickOn(".claim", "DeepSeek-V3 trained on")
	p.do(chromedp.WaitVisible(chromedp.CSS(".claim.selected .judge button")))
	p.do(chromedp.SendKeys(chromedp.CSS(".claim.selected .judge input"), "ann"))
	p.do(chromedp.Focus(chromedp.CSS(".claim.selected .judge button")), chromedp.KeyEvent(kb.Enter))
	p.sees(".claim.selected .judge", "read rightly · says ann")
	p.is(`document.activeElement.textContent`, "Undo")
	p.keep("judged")
	p.do(chromedp.Navigate(origin+"/#/claims?judged=rightly"), chromedp.WaitVisible(chromedp.CSS(".claim .verdict")))
	p.sees("h1", "Claims 1")
	p.sees(".badges", "read rightly")
	p.clickOn(".judge button", "Undo")
	p.sees(".judge", "Read rightly")
	p.clickOn(".judge button", "Misread")
	p.sees(".judge", "misread · says ann")
	p.do(chromedp.Navigate(origin+"/#/claims?judged=not"), chromedp.WaitVisible(chromedp.CSS(".claim .badge.misread")))
	p.clickOn(".judge button", "Undo")
	p.until(`document.querySelector(".verdict") === null`)
	p.do(chromedp.Navigate(origin+"/#/claims?judged=no&sure=0.6"), chromedp.WaitVisible(chromedp.CSS(".claim .judge")))
	p.is(`document.querySelector("#choose-sure").value + document.querySelector("#choose-judged").value`, "0.6no")
	p.do(do(`window.fetch = () => Promise.reject(new TypeError("gone"))`))
	p.clickOn(".judge button", "Read rightly")
	p.sees(".judge [role=alert]", "The server does not answer")
}
