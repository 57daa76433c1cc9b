package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"claimgraph/examples"

	"github.com/chromedp/cdproto/cdp"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestBrowser opens the playground as a person does, and holds that no console
// has an error and that nothing is asked of another host. Names of other hosts
// lead nowhere.
func TestBrowser(t *testing.T) {
	browser := findBrowser(t)
	cmd, address := server(t, t.TempDir())
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}()
	origin := "http://" + address

	t.Run("playground", func(t *testing.T) {
		p := openPage(t, browser, address)
		p.do(chromedp.Navigate(origin+"/playground"), chromedp.WaitVisible(chromedp.CSS(".graphiql-execute-button")))
		p.do(chromedp.Click(chromedp.CSS(".graphiql-execute-button")))
		p.sees(".result-window", "H800")
		p.sees(".result-window", "DeepSeek researchers")
		p.counts(".graphiql-tab", 10)
		p.do(chromedp.Navigate(origin+"/playground?query="+url.QueryEscape("{ graph { articleCount } }")), chromedp.WaitVisible(chromedp.CSS(".graphiql-execute-button")))
		p.do(chromedp.Click(chromedp.CSS(".graphiql-execute-button")))
		p.sees(".result-window", `"articleCount"`)
		p.counts(".graphiql-tab", 11)
	})
	t.Run("tour", func(t *testing.T) { takeTour(openPage(t, browser, address), origin) })
	t.Run("subscription", func(t *testing.T) {
		p := openPage(t, browser, address)
		p.do(chromedp.Navigate(origin+"/playground?query="+url.QueryEscape("subscription Added { claimAdded { fact { subject { label } } } }")),
			chromedp.WaitVisible(chromedp.CSS(".graphiql-execute-button")), chromedp.Click(chromedp.CSS(".graphiql-execute-button")),
			chromedp.WaitVisible(chromedp.CSS(`.graphiql-execute-button[aria-label^="Stop"]`)))
		ingest := `{"query":"mutation { ingestArticles(input: {articles: [{key: \"told\", text: \"Iberwind bought Sundhavn in 2019.\"}]}) { userErrors { message } } }"}`
		response, err := http.Post(origin+"/graphql", "application/json", strings.NewReader(ingest))
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		p.sees(".result-window", "Iberwind")
		p.do(chromedp.Click(chromedp.CSS(".graphiql-execute-button")), chromedp.WaitVisible(chromedp.CSS(`.graphiql-execute-button[aria-label^="Execute"]`)))
	})
}

// takeTour follows every link of the tour, has its tab in front, and runs it:
// the answer is there, without errors, and no tab is opened twice.
func takeTour(p *visit, origin string) {
	steps, err := examples.Tour()
	if err != nil || len(steps) != 10 {
		p.Fatal(len(steps), err)
	}
	p.do(chromedp.Navigate(origin + "/playground"))
	for i, step := range steps {
		link := `#tour a[href$="=` + step.Name + `"]`
		p.do(chromedp.WaitVisible(chromedp.CSS(link)), chromedp.Click(chromedp.CSS(link)))
		p.do(chromedp.WaitVisible(chromedp.CSS(link+"[aria-current]")), chromedp.WaitVisible(chromedp.CSS(".graphiql-execute-button")))
		p.sees(fmt.Sprintf(".graphiql-tab:nth-child(%d).graphiql-tab-active", i+1), step.Name+"Query")
		p.do(chromedp.Click(chromedp.CSS(".graphiql-execute-button")))
		p.sees(".result-window", `"data"`)
		answer, err := chromedp.Run(p.ctx, chromedp.Text(chromedp.CSS(".result-window")))
		if err != nil || strings.Contains(answer, `"errors"`) || strings.Contains(answer, `"nodes": []`) {
			p.Errorf("%s: %v %s", step.Name, err, answer)
		}
		p.counts(".graphiql-tab", len(steps))
	}
}

func findBrowser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no chromium on this machine")
	return ""
}

// visit is one browser with what it complained of.
type visit struct {
	*testing.T
	ctx     context.Context
	address string

	mu       sync.Mutex
	problems []string
	expected string // what an error in the log may say; "" for none
}

func openPage(t *testing.T, browser, address string) *visit {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"), chromedp.WindowSize(1280, 900),
		chromedp.UserDataDir(t.TempDir()))
	limited, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	allocated, cancel := chromedp.NewExecAllocator(limited, options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	p := &visit{T: t, ctx: ctx, address: address}
	p.listen(address)
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, problem := range p.problems {
			t.Error(problem)
		}
	})
	return p
}

func (p *visit) listen(address string) {
	p.Helper()
	_, err1 := chromedp.Call(p.ctx, network.Enable, network.EnableParams{})
	_, err2 := chromedp.Call(p.ctx, runtime.Enable, cdp.Empty{})
	_, err3 := chromedp.Call(p.ctx, cdplog.Enable, cdp.Empty{})
	err4 := chromedp.Listen(p.ctx, func(event any) { p.hear(event, address) })
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		p.Fatal(err)
	}
}

func (p *visit) hear(event any, address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(e.Request.URL)
		if err != nil || u.Host != address && u.Scheme != "data" && u.Scheme != "blob" && u.Scheme != "about" {
			p.problems = append(p.problems, "asked another host: "+e.Request.URL)
		}
	case *runtime.EventExceptionThrown:
		p.problems = append(p.problems, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			p.problems = append(p.problems, fmt.Sprintf("console error: %v", e.Args))
		}
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.EntryLevelError && (p.expected == "" || !strings.Contains(e.Entry.Text, p.expected)) {
			p.problems = append(p.problems, "log error: "+e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

func (p *visit) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.Fatal(err)
	}
}

// sees waits until the text is there. What is looked at may be drawn anew
// meanwhile, which the browser calls an error.
func (p *visit) sees(selector, want string) {
	p.Helper()
	var text string
	var err error
	for end := time.Now().Add(15 * time.Second); err != nil || !strings.Contains(text, want); time.Sleep(100 * time.Millisecond) {
		text, err = chromedp.Run(p.ctx, chromedp.Text(chromedp.CSS(selector)))
		if time.Now().After(end) {
			p.Fatalf("%s shows %.500q, want %q (%v)", selector, text, want, err)
		}
	}
}

// counts waits until there are so many.
func (p *visit) counts(selector string, want int) {
	p.Helper()
	got := -1
	for end := time.Now().Add(15 * time.Second); got != want; time.Sleep(100 * time.Millisecond) {
		var err error
		if got, err = chromedp.Run(p.ctx, chromedp.Evaluate[int](fmt.Sprintf("document.querySelectorAll(%q).length", selector))); err != nil {
			p.Fatal(err)
		}
		if time.Now().After(end) {
			p.Fatalf("%d of %s, want %d", got, selector, want)
		}
	}
}
