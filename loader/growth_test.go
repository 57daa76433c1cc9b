//go:build unix

package loader_test

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
)

// Twice the text, in one line, is twice the work. The parser's grows with the
// square of a sentence, so the texts are far longer than a sentence may be.
// Processor time is compared generously: what is squared would be four times as
// much.
func TestWorkGrowsWithTheText(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))  // another processor, or a collection in between, would
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // have the parser make its memory anew
	l := newLoader(t)
	story := "DeepSeek, a Chinese company founded in 2023, bought chips from Nvidia. “We may sell them,” its CEO Liang Wenfeng told Reuters on Monday, and the bank that Apple owned said it paid $5–6bn. "
	workOn(t, l, story) // what is made once
	for name, part := range map[string]string{
		"prose":                story,
		"sentence without end": strings.Repeat("the bank that bought the firm which ", 6),
		"quotation not closed": "“" + strings.ReplaceAll(story, "”", ""),
		"names":                strings.Repeat("Apple and Ms. Lee of Nvidia, ", 8),
	} {
		bytes, took := workOn(t, l, strings.Repeat(part, 30))
		bytesTwice, tookTwice := workOn(t, l, strings.Repeat(part, 60))
		if bytesTwice > 3*bytes || tookTwice > 4*took+100*time.Millisecond {
			t.Errorf("%s: %d bytes and %v, for twice the text %d bytes and %v", name, bytes, took, bytesTwice, tookTwice)
		}
	}
}

// workOn is what reading a text allocates and takes of the processor.
func workOn(t *testing.T, l *loader.Loader, text string) (bytes uint64, took time.Duration) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	from := processor(t)
	l.Analyse(kg.Article{Key: "long", Text: text, Language: "en"})
	took = processor(t) - from
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, took
}
