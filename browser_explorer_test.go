package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestExplorer uses each view of the explorer over the bundled articles as a
// person does. Pictures of them are kept with -artifacts, and those of the
// README are written anew with -pictures.
func TestExplorer(t *testing.T) {
	browser := findBrowser(t)
	address := served(t, t.TempDir())
	origin := "http://" + address
	for name, use := range map[string]func(*visit, string){
		"home": useHome, "search": useSearch, "entity": useEntity, "article": useArticle, "conflicts": useConflicts,
		"lists": useLists, "key": useKey, "behind": useBehind, "theme": useTheme, "errors": useErrors, "neighbours": useNeighbours,
	} {
		t.Run(name, func(t *testing.T) { use(openPage(t, browser, address), origin) })
	}
}

// served is the address of a server that ends with the test.
func served(t *testing.T, dir string) string {
	t.Helper()
	cmd, address := server(t, dir)
	t.Cleanup(func() { end(cmd) })
	return address
}

func end(cmd *exec.Cmd) {
	_ = cmd.Process.Signal(syscall.SIGTERM)
	_ = cmd.Wait()
}

func useHome(p *visit, origin string) {
	p.do(chromedp.Navigate(origin+"/"), chromedp.WaitVisible(chromedp.CSS(".claim .triple")))
	p.sees("main", "5 articles were read into")
	p.sees(".cloud", "DeepSeek")
	p.is(`String(new Set([...document.querySelectorAll(".claim figcaption")].map((e) => e.textContent)).size)`, "5") // one article does not speak for all
	p.is(`String([...document.querySelectorAll(".cloud a")].filter((a) => /^(the|a|its|this) /i.test(a.textContent)).length)`, "0")
	p.is(`String(document.querySelector("main").textContent.includes("[object"))`, "false") // what is no text is not shown
	p.keep("home")
}

// The keyboard alone finds an entity, and goes back.
func useSearch(p *visit, origin string) {
	p.do(chromedp.Navigate(origin+"/"), chromedp.WaitVisible(chromedp.CSS(".hero")))
	p.press("/")
	p.do(chromedp.KeyEvent("deeps"), chromedp.WaitVisible(chromedp.CSS("#suggestions [role=option]")))
	p.is(`document.activeElement.name + "=" + document.activeElement.value`, "q=deeps")
	p.do(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowUp))
	p.is(`document.querySelector("#search input").getAttribute("aria-activedescendant")`, "found-0")
	p.keep("search")
	p.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".tabs")))
	p.sees("h1", "DeepSeek")
	p.is(`document.title`, "DeepSeek – claimgraph")
	p.is(`document.activeElement.id`, "view")
	p.do(chromedp.NavigateBack(), chromedp.WaitVisible(chromedp.CSS(".hero")))
	p.press("/")
	p.do(chromedp.KeyEvent("xyzzy"), chromedp.WaitVisible(chromedp.CSS("#suggestions .nothing")))
	p.do(chromedp.KeyEvent(kb.Escape), chromedp.WaitNotVisible(chromedp.CSS("#suggestions")))
	p.do(chromedp.KeyEvent(kb.Enter))
	p.sees("main", "Nothing is found by these words")
	p.do(chromedp.Navigate(origin+"/#/search/Facebook"), chromedp.WaitVisible(chromedp.CSS(".item .entity")))
	p.sees("main", "European Court of Justice says Facebook")
	p.do(chromedp.SetValue(chromedp.CSS("#choose-scope"), "CLAIM"), p.happen("#choose-scope", "change"))
	p.until(`document.querySelectorAll(".claim").length > 3 && !document.querySelector(".item")`)
	p.do(chromedp.SetValue(chromedp.CSS("#choose-scope"), "FACT"), p.happen("#choose-scope", "change"))
	p.sees(".item .badge", "supported")
	p.keep("found")
	p.is(`document.querySelector("#search input").value`, "Facebook")
}

// An entity shows its facts by predicate; a fact its claims; a claim its place in the text.
func useEntity(p *visit, origin string) {
	p.do(chromedp.Navigate(origin+"/#/entity/"+p.entity("DeepSeek")), chromedp.WaitVisible(chromedp.CSS("details.group details.fact")))
	p.sees(".tabs", "Facts 10")
	p.is(`[...document.querySelectorAll(".group")].find((g) => g.textContent.startsWith("instance of")).querySelectorAll(".fact").length.toString()`, "4")
	p.sees(".badge.supported", "supported")
	p.do(chromedp.Click(chromedp.CSS("details.fact summary .badge")), chromedp.WaitVisible(chromedp.CSS("details.fact blockquote")))
	p.keep("entity")
	p.do(chromedp.Click(chromedp.CSS(`.tabs a[href$="/timeline"]`)), chromedp.WaitVisible(chromedp.CSS(".entry time")))
	p.sees(".timeline", "inception")
	p.do(chromedp.Focus(chromedp.CSS("#choose-axis")), chromedp.SetValue(chromedp.CSS("#choose-axis"), "PUBLISHED_AT"), p.happen("#choose-axis", "change"))
	p.sees("main", "Nothing that is said of it has a time of this sort")
	p.is(`document.activeElement.id`, "choose-axis")
	p.do(chromedp.NavigateBack(), chromedp.WaitVisible(chromedp.CSS(".entry time")))
	p.do(chromedp.Click(chromedp.CSS(`.tabs a[href$="/mentions"]`)))
	p.sees("main", "name in deepseek.txt")
	p.do(chromedp.Click(chromedp.CSS(`.tabs a[href$="/conflicts"]`)))
	p.sees("main", "Nothing that is said of it is disputed")
}

// A click in the text shows the claim, a click on the claim its places in the text.
func useArticle(p *visit, origin string) {
	p.do(chromedp.Navigate(origin+"/#/article/"+p.article("deepseek.txt")), chromedp.WaitVisible(chromedp.CSS(".margin .claim")))
	p.clickOn(".claim", "DeepSeek-V3 trained on")
	p.do(chromedp.WaitVisible(chromedp.CSS(".claim.selected .particulars")))
	p.is(quoteOf, selectedText)
	p.is(`document.querySelector(".text mark.agent").textContent`, "DeepSeek")
	p.sees(".claim.selected .particulars", "DeepSeek researchers (“claimed”)")
	p.sees(".claim.selected .particulars", "affirmed, reported")
	p.sees(".claim.selected .responses", "While this claim has been met")
	p.keep("article")
	link := valueOf[string](p, "location.href")
	p.clickOn(".text mark", "Silicon Valley")
	p.sees(".claim.selected blockquote", "shockwaves through Silicon Valley")
	p.sees(".chosen-mention", "Silicon Valley, place")
	p.is(quoteOf, selectedText)
	p.clickOn(".text mark", "they")
	p.do(chromedp.WaitVisible(chromedp.CSS(".chosen-mention a")))
	p.sees(".chosen-mention", "is DeepSeek researchers")
	p.do(chromedp.Focus(chromedp.CSS(".text mark[role=button]")), chromedp.KeyEvent(kb.Enter))
	p.sees(".claim.selected blockquote", "A Chinese startup")
	p.do(chromedp.KeyEvent(kb.ArrowRight))
	p.is(`document.activeElement.textContent`, "Chinese")
	p.do(chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.Enter))
	p.sees(".chosen-mention", "“DeepSeek” (name) is DeepSeek, organization")
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(link), chromedp.WaitVisible(chromedp.CSS(".claim.selected")))
	p.sees(".claim.selected .triple", "H800")
	p.do(chromedp.Navigate(origin+"/#/article/"+p.article("deepseek.txt")+"/x"), chromedp.WaitVisible(chromedp.CSS(".chosen-mention")))
	p.sees(".chosen-mention", "not there any more")
}

const (
	quoteOf      = `document.querySelector(".claim.selected blockquote").textContent`
	selectedText = `=[...document.querySelectorAll("mark.selected")].map((m) => m.textContent).join("")`
)

func useConflicts(p *visit, origin string) {
	p.do(chromedp.Navigate(origin+"/#/conflicts"), chromedp.WaitVisible(chromedp.CSS(".side")))
	p.sees(".conflict", "disputed, denied or doubted by somebody")
	p.is(`String(new Set([...document.querySelector(".sides").children].map((s) => s.getBoundingClientRect().top)).size)`, "1") // side by side
	p.keep("conflicts")
	p.do(chromedp.SetValue(chromedp.CSS("#word-predicate"), "training cost"), p.happen("#word-predicate", "change"))
	p.sees("h1", "Conflicts 1")
	p.do(chromedp.SetValue(chromedp.CSS("#choose-kind"), "POLARITY"), p.happen("#choose-kind", "change"))
	p.sees("main", "No two sources disagree")
	p.do(chromedp.Reload(), chromedp.WaitVisible(chromedp.CSS("#choose-kind")))
	p.is(`document.querySelector("#word-predicate").value + " " + document.querySelector("#choose-kind").value`, "training cost POLARITY")
}

func useLists(p *visit, origin string) {
	p.do(chromedp.Navigate(origin+"/"), chromedp.WaitVisible(chromedp.CSS(".hero")))
	for _, page := range []string{"articles", "claims", "conflicts", "read", "entities"} {
		p.do(chromedp.Click(chromedp.CSS(`nav a[href="#/`+page+`"]`)), chromedp.WaitVisible(chromedp.CSS(`nav a[aria-current=page][href="#/`+page+`"]`)))
	}
	p.do(chromedp.SetValue(chromedp.CSS("#choose-kind"), "PERSON"), p.happen("#choose-kind", "change"))
	p.sees("main", "Bob Behnken")
	p.do(chromedp.Navigate(origin + "/#/claims?polarity=NEGATED"))
	p.sees(".badge.negated", "negated")
	before := valueOf[int](p, `document.querySelectorAll(".claim").length`)
	p.do(chromedp.Navigate(origin+"/#/claims"), chromedp.WaitVisible(chromedp.CSS(".more")))
	p.do(chromedp.Click(chromedp.CSS(".more")))
	p.until(fmt.Sprintf(`document.querySelectorAll(".claim").length === 60 && %d < 60`, before))
	p.clickOn("main a", "What was read least surely")
	p.until(`location.hash === "#/claims?judged=no&sure=0.7" && document.querySelector("#choose-sure").value === "0.7"`)
}

// The questions of a view open in the playground, with their variables, and run.
func useBehind(p *visit, origin string) {
	p.do(chromedp.Navigate(origin+"/#/entity/"+p.entity("DeepSeek")), chromedp.WaitVisible(chromedp.CSS("details.fact")))
	p.do(chromedp.Click(chromedp.CSS(".behind summary")), chromedp.WaitVisible(chromedp.CSS(".behind a")))
	p.sees(".behind", "Open Entity in the playground")
	p.clickOn(".behind a", "Open Facts")
	p.do(chromedp.WaitVisible(chromedp.CSS(".graphiql-execute-button")))
	p.do(chromedp.Click(chromedp.CSS(".graphiql-execute-button")))
	p.sees(".result-window", `"totalCount"`)
}

// Light or dark is the system's choice, until a button says otherwise and is remembered.
func useTheme(p *visit, origin string) {
	background := `getComputedStyle(document.body).backgroundColor`
	p.do(chromedp.Navigate(origin+"/"), chromedp.WaitVisible(chromedp.CSS(".hero")))
	p.is(background, "rgb(251, 250, 247)")
	p.prefers("prefers-color-scheme", "dark")
	p.is(background, "rgb(20, 25, 26)")
	p.prefers("prefers-color-scheme", "light")
	p.do(chromedp.Click(chromedp.CSS("#theme")))
	p.is(background, "rgb(20, 25, 26)")
	p.do(chromedp.Reload(), chromedp.WaitVisible(chromedp.CSS(".hero")))
	p.is(background, "rgb(20, 25, 26)")
	p.do(chromedp.Navigate(origin+"/#/article/"+p.article("deepseek.txt")), chromedp.WaitVisible(chromedp.CSS(".margin .claim")))
	p.clickOn(".claim", "DeepSeek-V3 trained on")
	p.do(chromedp.WaitVisible(chromedp.CSS(".claim.selected .particulars")))
	p.keep("dark")
}

func useErrors(p *visit, origin string) {
	p.expect("status of 400")
	for at, want := range map[string]string{
		"/#/constructor/%": "No such page", "/#/entity/x": "not an id", "/#/article/x": "not an id", "/#/entity/" + p.article("deepseek.txt"): "not an id. Check the address",
		"/#/article/" + p.entity("DeepSeek"): "No such article", "/#/entity/" + p.entity("DeepSeek") + "/nothing": "No such view", "/#/claims?modality=LOUD": "LOUD",
	} {
		p.do(chromedp.Navigate(origin + at))
		p.sees("main", want)
	}
	p.do(chromedp.Navigate(origin+"/"), chromedp.WaitVisible(chromedp.CSS(".hero")))
	valueOf[any](p, `window.fetch = () => Promise.reject(new TypeError("gone")), location.hash = "#/claims", null`)
	p.sees("[role=alert]", "The server does not answer")
	p.keep("error")
	p.clickOn(".more", "Try again")
	p.sees("[role=alert]", "The server does not answer")
}

// Where the server asks for a key, it is asked of the person, and stays in the tab.
func useKey(p *visit, origin string) {
	p.do(chromedp.Navigate(origin+"/"), chromedp.WaitVisible(chromedp.CSS(".hero")))
	valueOf[any](p, `{
		const through = window.fetch;
		window.fetch = (url, options) => (options.headers.Authorization === "Bearer secret" ? through(url, options)
			: Promise.resolve(Response.json({ errors: [{ message: "a key is needed", extensions: { code: "UNAUTHENTICATED" } }] }, { status: 401 })));
		location.hash = "#/claims";
	} null`)
	p.do(chromedp.WaitVisible(chromedp.CSS("dialog input")))
	p.sees("dialog", "a key is needed")
	p.do(chromedp.SendKeys(chromedp.CSS("dialog input"), "wrong\r"), chromedp.WaitVisible(chromedp.CSS("dialog input")))
	p.do(chromedp.SendKeys(chromedp.CSS("dialog input"), "secret\r"), chromedp.WaitVisible(chromedp.CSS(".claim")))
	p.is(`Object.values(sessionStorage).join() + "," + Object.values(localStorage).join()`, "secret,")
	valueOf[any](p, `sessionStorage.clear(), location.hash = "#/articles", null`)
	p.do(chromedp.WaitVisible(chromedp.CSS("dialog input")), chromedp.KeyEvent(kb.Escape))
	p.sees("[role=alert]", "a key is needed")
}

// entity and article give ids as an address has them.
func (p *visit) entity(name string) string {
	return p.id(`query($name: String!) { found: entity(ref: {name: $name}) { id } }`, name)
}
func (p *visit) article(key string) string {
	return p.id(`query($name: String!) { found: article(key: $name) { id } }`, key)
}

func (p *visit) id(query, name string) string {
	p.Helper()
	var answer struct {
		Data struct{ Found struct{ ID string } }
	}
	if err := json.Unmarshal(post(p.T, p.address, query, map[string]any{"name": name}), &answer); err != nil || answer.Data.Found.ID == "" {
		p.Fatalf("%s: %v", name, err)
	}
	return answer.Data.Found.ID
}

// keep keeps a picture of what is seen: as an artefact, and for the README.
func (p *visit) keep(name string) {
	p.Helper()
	p.keepIn(p.ArtifactDir(), name)
	if *pictures && slices.Contains([]string{"article", "neighbours", "conflicts"}, name) {
		p.do(chromedp.EmulateViewport(1120, 700), chromedp.Sleep(500*time.Millisecond)) // until it is laid out anew
		p.keepIn("docs", name)
		p.do(chromedp.EmulateReset())
	}
}

func (p *visit) keepIn(dir, name string) {
	p.Helper()
	picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644)
	}
	if err != nil {
		p.Fatal(err)
	}
}
