package loader_test

import (
	"fmt"
	"testing"
	"time"

	"claimgraph/kg"
)

// What befell a place is one thing in the articles of a month, and only then.
func TestHappenings(t *testing.T) {
	l := newLoader(t)
	type telling struct{ day, text, label string }
	for _, c := range []struct {
		what     string
		tellings [2]telling
		one      bool
	}{
		{"a crash that two papers report", [2]telling{
			{"2025-05-01", "Twelve people died in the Altona train crash.", "the Altona train crash"},
			{"2025-05-03", "The Altona train crash killed 15 people, police said.", "The Altona train crash"}}, true},
		{"a crash of another year", [2]telling{
			{"2025-05-01", "Twelve people died in the Altona train crash.", "the Altona train crash"},
			{"2026-05-03", "The Altona train crash killed 15 people, police said.", "The Altona train crash"}}, false},
		{"crashes that no name tells apart", [2]telling{
			{"2025-05-01", "Twelve people died in the train crash.", "the train crash"},
			{"2025-05-03", "The train crash killed 15 people, police said.", "The train crash"}}, false},
		{"a fire whose place stands before and behind", [2]telling{
			{"2025-05-01", "Twelve people died in the deadly Halden Works fire.", "the deadly Halden Works fire"},
			{"2025-05-03", "The fire at the Halden Works killed 15 people, police said.", "The fire at the Halden Works"}}, true},
		{"two fires in a city", [2]telling{
			{"2025-05-01", "Twelve people died in the fire in Paris.", "the fire in Paris"},
			{"2025-05-03", "The fire in Paris killed 15 people, police said.", "The fire in Paris"}}, false},
		{"one of several", [2]telling{
			{"2025-05-01", "Twelve people died in an Altona train crash.", "an Altona train crash"},
			{"2025-05-03", "The Altona train crash killed 15 people, police said.", "The Altona train crash"}}, false},
		{"what comes again and again", [2]telling{
			{"2025-05-01", "Maria Lopez spoke at the Altona meeting.", "the Altona meeting"},
			{"2025-05-03", "The Altona meeting began late.", "The Altona meeting"}}, false},
	} {
		for _, first := range []int{0, 1} {
			s := newStore(t)
			var articles [2]kg.Article
			for i, told := range c.tellings {
				day, err := time.Parse(time.DateOnly, told.day)
				if err != nil {
					t.Fatal(err)
				}
				articles[i] = kg.Article{Key: fmt.Sprint(i), Text: told.text, Published: day}
			}
			load(t, l, s, 1, articles[first])
			load(t, l, s, 1, articles[1-first])
			export := s.export(t)
			a := comesTo(t, l, export, articles[0], c.tellings[0].label)
			if b := comesTo(t, l, export, articles[1], c.tellings[1].label); (a == b) != c.one {
				t.Errorf("%s: one is %v, want %v", c.what, a == b, c.one)
			}
		}
	}
}
