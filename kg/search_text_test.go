package kg

import (
	"strings"
	"testing"
)

func TestWordsScore(t *testing.T) {
	for _, c := range []struct {
		query, text string
		want        float64 // the tier
	}{
		{"H800 chips", "They trained it on Nvidia’s H800 chips.", scoreInOrder},
		{"chips h800", "They trained it on Nvidia’s H800 chips.", scoreAllWords},
		{"h800 chi", "Nvidia’s chips are called H800", scoreUnended},
		{"h800 zebra", "Nvidia’s H800 chips", 0},
		{"800", "Nvidia’s H800 chips", 0},
		{"ÜBER", "die Über-Sache", scoreInOrder},
		{"us", "The U.S. said so", scoreInOrder},
	} {
		got := wordsOf(c.query).score(wordsOf(c.text))
		if got < c.want || got > c.want+scoreWithin || c.want == 0 && got != 0 {
			t.Errorf("%q in %q: %v, want %v", c.query, c.text, got, c.want)
		}
		if got > 0 && !mayHold(c.text, wordsOf(c.query)) {
			t.Errorf("%q in %q is not looked at", c.query, c.text)
		}
	}
}

func TestExcerptShowsTheWord(t *testing.T) {
	long := strings.Repeat("word Ä ", 60) + "needle " + strings.Repeat("tail ", 60)
	if got := excerpt(long, wordsOf("Needle")); !strings.Contains(got, "needle") || len([]rune(got)) > excerptPoints+2 {
		t.Error(got)
	}
	if got := excerpt("short", wordsOf("x")); got != "short" {
		t.Error(got)
	}
}
