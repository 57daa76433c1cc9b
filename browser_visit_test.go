package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// What a visit can do and ask beyond chromedp's own steps.

var pictures = flag.Bool("pictures", false, "write the pictures of docs anew")

// valueOf is the value of an expression.
func valueOf[T any](p *visit, expression string) T {
	p.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.Fatalf("%s: %v", expression, err)
	}
	return value
}

// until waits for an expression to be true.
func (p *visit) until(expression string) {
	p.Helper()
	p.untilWithin(20, expression)
}

func (p *visit) untilWithin(seconds time.Duration, expression string) {
	p.Helper()
	for end := time.Now().Add(seconds * time.Second); !valueOf[bool](p, expression); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			p.Fatalf("never: %s", expression)
		}
	}
}

// is waits until an expression is a text, or, after a =, another expression's value.
func (p *visit) is(expression, want string) {
	p.Helper()
	other, expressed := strings.CutPrefix(want, "=")
	var got string
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if expressed {
			want = valueOf[string](p, other)
		}
		if got = valueOf[string](p, expression); got == want && want != "" {
			return
		}
		if time.Now().After(end) {
			p.Fatalf("%s is %q, want %q", expression, got, want)
		}
	}
}

// happen lets an element hear of an event, as when a person has chosen.
func (p *visit) happen(selector, event string) chromedp.Action[chromedp.Void] {
	return do(fmt.Sprintf(`document.querySelector(%q).dispatchEvent(new Event(%q, { bubbles: true }))`, selector, event))
}

// clickOn clicks in the middle of the first element that has a text.
func (p *visit) clickOn(selector, text string) {
	p.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll(%q)].find((e) => e.textContent.includes(%q))`, selector, text)
	p.until(find + ` !== undefined`)
	at := valueOf[[]float64](p, find+`.scrollIntoView({ block: "center", behavior: "instant" }), (({ left, top, width, height }) => [left + width / 2, top + Math.min(height / 2, 40)])(`+find+`.getClientRects()[0])`)
	p.do(chromedp.MouseClickXY(at[0], at[1]))
}

// quickest is how long, in milliseconds, it takes from asking for an address to
// a view that can be used. A machine that is busy with others gets more tries.
func (p *visit) quickest(at, ready string) float64 {
	p.Helper()
	best := 1e9
	for try := 0; try < 4 && best > 1000; try++ {
		p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(at), chromedp.WaitVisible(chromedp.CSS(ready)))
		best = min(best, valueOf[float64](p, `performance.getEntriesByName("shown")[0].startTime`))
	}
	return best
}

// expect lets errors in the log pass that say a text.
func (p *visit) expect(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.expected = text
}

// press presses a key that types something, unless the page takes it for itself.
func (p *visit) press(key string) {
	p.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		if _, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: key, Text: key}); err != nil {
			p.Fatal(err)
		}
	}
}

func do(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](script + ", undefined")
}

// prefers lets the system prefer something.
func (p *visit) prefers(name, value string) {
	p.Helper()
	_, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: name, Value: value}}})
	if err != nil {
		p.Fatal(err)
	}
}

// post asks a server without a browser.
func post(t *testing.T, address, query string, variables map[string]any) []byte {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post("http://"+address+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || bytes.HasPrefix(answer, []byte(`{"errors"`)) {
		t.Fatalf("%s: %v %s", query, err, answer)
	}
	return answer
}
