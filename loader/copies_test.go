package loader_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
)

// copied is a text and a copy of it that is cut, under another headline.
func copied() (story, cut string) {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, "On day %d the council of town%d heard speaker%d on plan%d. ", i, i, i, i)
	}
	return b.String(), "Late news\n\n" + b.String()[:b.Len()/2]
}

func outcomeOf(key, text string) loader.Outcome {
	a := kg.Article{Key: key, Text: text}
	return loader.Outcome{IRI: kg.ArticleIRI(&a), Article: a, Reading: &kg.Reading{IRI: kg.ArticleIRI(&a), Article: a}}
}

// A copy is told when it comes, in one commit and in two, and no more when the
// original has gone or is replaced; nothing is left of what was found.
func TestCopiesAreTold(t *testing.T) {
	story, cut := copied()
	first, second, other := outcomeOf("first", story), outcomeOf("second", cut), outcomeOf("other", "Something else.")
	for _, atOnce := range []bool{true, false} {
		s := newStore(t)
		list := []loader.Outcome{first, other, second}
		if atOnce {
			storeAll(t, s, list)
		} else {
			for i := range list {
				storeAll(t, s, list[i:i+1])
			}
		}
		if list[0].CopyOf != "" || list[1].CopyOf != "" || list[2].CopyOf != first.IRI {
			t.Errorf("at once %v: %q %q %q", atOnce, list[0].CopyOf, list[1].CopyOf, list[2].CopyOf)
		}
		again := []loader.Outcome{outcomeOf("first", "Something new."), second}
		storeAll(t, s, again)
		if again[0].CopyOf != "" || again[1].CopyOf != "" {
			t.Errorf("a copy of what is gone: %q %q", again[0].CopyOf, again[1].CopyOf)
		}
		snap, err := s.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		defer snap.Close()
		if hidden, err := loader.HiddenCopies(snap); len(hidden) > 0 || err != nil {
			t.Errorf("hidden: %v %v", hidden, err)
		}
		found, err := kg.Candidates(snap, kg.NewStory(story), 10)
		if err != nil || len(found) != 1 || found[0] != second.IRI {
			t.Errorf("left: %v %v", found, err)
		}
	}
}

// storeAll is put that tells what became of the outcomes.
func storeAll(t *testing.T, s *store, list []loader.Outcome) {
	t.Helper()
	if err := loader.Put(t.Context(), s, list, "model", time.Time{}); err != nil {
		t.Fatal(err)
	}
}
