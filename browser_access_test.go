package main

import (
	_ "embed"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// audit is a script that looks for what keeps people out: text with too little
// contrast, what has no name, headings and landmarks that are not there, and
// what is wider than the screen.
//
//go:embed testdata/audit.js
var audit string

// TestExplorerAccess audits each view in light and dark, on a desk and on a phone,
// and holds that each can be used within a second of asking for its address.
func TestExplorerAccess(t *testing.T) {
	browser := findBrowser(t)
	address := served(t, t.TempDir())
	p := openPage(t, browser, address)
	p.prefers("prefers-reduced-motion", "reduce")
	for view, ready := range viewsOf(p) {
		quickest := p.quickest("http://"+address+"/"+view, ready)
		for _, width := range []int64{1280, 390} {
			p.do(chromedp.EmulateViewport(width, 844), chromedp.Navigate("http://"+address+"/"+view), chromedp.WaitVisible(chromedp.CSS(ready)))
			for _, theme := range []string{"light", "dark"} {
				valueOf[any](p, `document.documentElement.dataset.theme = "`+theme+`", null`)
				if found := valueOf[[]string](p, audit); len(found) > 0 {
					t.Errorf("%s, %d wide, %s:\n%s", view, width, theme, strings.Join(found, "\n"))
				}
			}
			if width == 390 {
				p.keep("phone-" + strings.Trim(strings.ReplaceAll(ready, " ", "-"), ".#"))
			}
		}
		if t.Logf("%s can be used after %.0f ms", view, quickest); quickest > 1000*crowding() {
			t.Errorf("%s can be used after %.0f ms, want 1000 where %.1f want each processor", view, quickest, crowding())
		}
	}
}

// crowding is how many processes want each processor, at least 1, where the system says so.
func crowding() float64 {
	var minute float64
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		_, _ = fmt.Sscan(string(load), &minute) // none: nobody else is there
	}
	return max(1, minute/float64(runtime.NumCPU()))
}

// viewsOf are the addresses of all sorts of views, each with what it waits for.
func viewsOf(p *visit) map[string]string {
	entity, article := "#/entity/"+p.entity("DeepSeek"), "#/article/"+p.article("deepseek.txt")
	return map[string]string{
		"#/": ".hero", "#/articles": ".item", "#/entities": "#choose-kind", "#/claims": ".claim", "#/conflicts": ".side",
		"#/search/DeepSeek": ".item .entity", "#/read": "textarea", "#/nowhere": "h1", entity: ".fact", entity + "/timeline": ".entry",
		entity + "/neighbours": ".graph[data-drawn]", entity + "/mentions": ".item .meta", article: ".margin .claim",
	}
}

// A keyboard reaches the content past the head, and motion is reduced where that is asked for.
func TestExplorerKeyboard(t *testing.T) {
	browser := findBrowser(t)
	address := served(t, t.TempDir())
	p := openPage(t, browser, address)
	p.do(chromedp.Navigate("http://"+address+"/"), chromedp.WaitVisible(chromedp.CSS(".hero")))
	p.do(chromedp.KeyEvent("\t"))
	p.is(`document.activeElement.textContent`, "Skip to content")
	p.do(chromedp.KeyEvent("\r"))
	p.is(`document.activeElement.id`, "view")
	p.is(`location.hash`+` + "."`, ".")
	p.do(chromedp.KeyEvent("\t"))
	p.is(`document.activeElement.textContent`, "Articles")
	p.do(chromedp.KeyEvent("\r"), chromedp.WaitVisible(chromedp.CSS(`nav a[aria-current=page][href="#/articles"]`)))
	p.is(`document.activeElement.id`, "view")
}
