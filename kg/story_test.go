package kg

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// numbered is a text of so many words that no other text has.
func numbered(name string, words int) string {
	var b strings.Builder
	for i := range words {
		fmt.Fprintf(&b, "%s%d ", name, i)
	}
	return b.String()
}

// storyTexts: b is a copy of a, and d of c, but for the end.
var storyTexts = map[string]string{
	"a": numbered("x", 100), "b": numbered("x", 100) + numbered("z", 30), "c": numbered("y", 90), "d": numbered("y", 100),
}

func TestCopyOf(t *testing.T) {
	story := numbered("x", 200)
	imprint := "\n(c) Reuters 2026, all rights reserved. " + numbered("i", 60)
	for name, c := range map[string]struct {
		a, b string
		want bool
	}{
		"the same":                        {story, story, true},
		"upper case, other punctuation":   {story, strings.ToUpper(strings.ReplaceAll(story, " ", ", ")), true},
		"cut":                             {story, story[:len(story)/2], true},
		"within a longer piece":           {story, numbered("l", 2000) + story + numbered("m", 2000), true},
		"another imprint":                 {story + imprint, story, true},
		"nothing but the imprint":         {numbered("a", 40) + imprint, numbered("b", 40) + imprint, false},
		"a tail in common":                {numbered("a", 80) + numbered("s", 90), numbered("b", 80) + numbered("s", 90), false},
		"a head in common":                {numbered("s", 90) + numbered("a", 80), numbered("s", 90) + numbered("b", 80), false},
		"nothing":                         {"", "", false},
		"white space":                     {" \n", " \n", false},
		"one word":                        {"Fire.", "fire", true},
		"two words":                       {"Fire.", "Fire out", false},
		"shorter than a shingle, longer":  {"a fire", "a fire in the house", false},
		"one short sentence within":       {"Bob was born in Rome in 1950 they say.", "Bob was born in Rome in 1950 they say. " + numbered("l", 50), false},
		"Chinese":                         {strings.Repeat("他们在杭州训练了新的模型。", 1) + han(0, 80), "新闻 " + han(0, 70), true},
		"other Chinese":                   {han(0, 80), han(500, 80), false},
		"one word a million times, twice": {strings.Repeat("na ", 1_000_000), strings.Repeat("na ", 900_000), true},
		"one word and a story":            {strings.Repeat("na ", 1_000_000), story, false},
		"a million letters":               {strings.Repeat("n", 1_000_000), strings.Repeat("n", 1_000_001), false},
		"not UTF-8":                       {"\xff\xfe", "\xff", false},
	} {
		start := time.Now()
		a, b := NewStory(c.a), NewStory(c.b)
		if a.CopyOf(b) != c.want || b.CopyOf(a) != c.want {
			t.Errorf("%s: want %v", name, c.want)
		}
		if c.want {
			shared := false
			for _, k := range a.SketchKeys() {
				for _, l := range b.SketchKeys() {
					shared = shared || k == l
				}
			}
			if !shared {
				t.Errorf("%s: not found by their keys", name)
			}
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// han are so many different letters of a script without spaces.
func han(from, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune(rune(0x4e00 + from + i))
	}
	return b.String()
}

func FuzzStory(f *testing.F) {
	f.Add("a fire in the house. (c) Reuters", "新闻 fire")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := NewStory(a), NewStory(b)
		if x.CopyOf(y) != y.CopyOf(x) {
			t.Error("a copy one way only")
		}
		if !x.CopyOf(NewStory(a)) && len(x.shingles) > 0 {
			t.Error("not a copy of itself")
		}
		if len(x.SketchKeys()) > sketchMost {
			t.Error("a sketch without bound")
		}
	})
}

// Ten thousand copies of a story are one origin, and what that costs grows no
// faster than they do.
func TestManyCopies(t *testing.T) {
	var claims []*GraphClaim
	for i := range 10_000 {
		c := told(fmt.Sprint("a", i), fmt.Sprint("s", i), 0.5)
		c.Article.Text = numbered("x", 100+i%50) + " " + fmt.Sprint("edition", i)
		claims = append(claims, c)
	}
	start := time.Now()
	if n := originsOf(claims).count(); n != 1 {
		t.Errorf("%d origins", n)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

func BenchmarkNewStory(b *testing.B) {
	text := strings.Repeat("The minister said on Monday that nobody who lives there will have to fear for a home.\n", 40)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		NewStory(text)
	}
}

// What is a copy of a copy has the origin of the first, in whatever order they come.
func TestChainsAreOneOrigin(t *testing.T) {
	first, middle, last := told("a", "x", 0.5), told("b", "y", 0.6), told("c", "z", 0.7)
	first.Article.Text = numbered("x", 200)
	middle.Article.Text = numbered("x", 140) + numbered("y", 60)
	last.Article.Text = numbered("y", 60)
	if last.Article.story().CopyOf(first.Article.story()) {
		t.Fatal("the ends of the chain are copies")
	}
	for _, claims := range [][]*GraphClaim{{first, middle, last}, {last, first, middle}, {middle, last, first}} {
		if n := originsOf(claims).count(); n != 1 {
			t.Errorf("%d origins", n)
		}
	}
	if n := originsOf([]*GraphClaim{first, last}).count(); n != 2 {
		t.Errorf("%d origins without the one between", n)
	}
}
