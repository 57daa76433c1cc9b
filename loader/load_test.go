package loader_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/google/go-cmp/cmp"
)

// articles are texts that share names, people and claims.
func articles(t *testing.T) []kg.Article {
	text, err := os.ReadFile("../samples/deepseek.txt")
	if err != nil {
		t.Fatal(err)
	}
	published := time.Date(2025, 1, 28, 0, 0, 0, 0, time.UTC)
	return []kg.Article{
		{Key: "deepseek.txt", Text: string(text)},
		{Key: "chips", URL: "https://news.example/chips#top", Publisher: "Example News", Published: published,
			Text: "DeepSeek, a Chinese company, bought chips from Nvidia. Nvidia did not sell H800 chips in China last month, Jensen Huang said."},
		{Key: "chips-2", URL: "https://news.example/chips2", Publisher: "Example News",
			Text: "NVIDIA makes the H800. The company was founded in 1993 by Jensen Huang. DEEPSEEK may ban it."},
		{Key: "full", Text: "Chancellor Angela Merkel met officials of the European Union (EU) in Brussels. Merkel said that Deutsche Bahn AG buys trains. The Parliament of Germany approved the law."},
		{Key: "short", Text: "Merkel criticised the EU. The Parliament rejected the plan, Angela said."},
		{Key: "other", Text: "Alina Merkel, a swimmer, won the race. Merkel thanked her coach."},
		{Key: "longer", Text: "Angela Dorothea Merkel was born in Hamburg in 1954. Angela Merkel grew up in Templin."},
		{Key: "empty", Text: ""},
		{Key: "strange\n<key>", Text: "\u202eno\u0000 words at all 🙂🙂🙂. Ünïcode’s Ångström Inc. was founded in 1999."},
	}
}

// store is a memory store as main wires it.
type store struct{ *quadstore.DB }

func newStore(t *testing.T) *store {
	db, err := quadstore.Open("store", quadstore.Options{FS: vfs.NewMem(), NamePredicates: kg.NamePredicates()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return &store{DB: db}
}

func (s *store) Snapshot() (kg.Store, error) { return s.DB.Snapshot() }

func (s *store) Update(ctx context.Context, ahead []quad.Quad, decide func(kg.Store) (loader.Change, error)) error {
	return s.DB.Update(ctx, ahead, func(now quadstore.Snapshot) (quadstore.Batch, error) {
		c, err := decide(now)
		return quadstore.Batch(c), err
	})
}

// export is every quad of the store, sorted.
func (s *store) export(t *testing.T) string {
	t.Helper()
	snap, err := s.DB.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var lines [][]byte
	for q, err := range snap.Scan([4]uint64{}, [4]uint64{}) {
		if err != nil {
			t.Fatal(err)
		}
		terms, err := snap.Terms(q[:])
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, rdf.AppendQuad(nil, quad.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Label: terms[3]}))
	}
	slices.SortFunc(lines, bytes.Compare)
	return string(bytes.Join(lines, nil))
}

func load(t *testing.T, l *loader.Loader, s *store, workers int, list ...kg.Article) map[loader.Status]int {
	t.Helper()
	count := map[loader.Status]int{}
	for o, err := range l.Load(t.Context(), s, sequence(list), workers, time.Now) {
		if err != nil {
			t.Fatal(err)
		}
		count[o.Status]++
	}
	return count
}

func sequence(list []kg.Article) iter.Seq2[kg.Article, error] {
	return func(yield func(kg.Article, error) bool) {
		for _, a := range list {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func newLoader(t *testing.T) *loader.Loader {
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// The graph is a function of the set of articles, not of the order of loading,
// nor of how many read at once.
func TestOrderAndWorkersDoNotMatter(t *testing.T) {
	l, list := newLoader(t), articles(t)
	first := newStore(t)
	load(t, l, first, 1, list...)
	want := first.export(t)
	shuffle := rand.New(rand.NewPCG(1, 2))
	for round := range 10 {
		shuffle.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		s := newStore(t)
		load(t, l, s, 1+round%4, list[:round%len(list)]...)
		load(t, l, s, 1+round%4, list...)
		if diff := cmp.Diff(want, s.export(t)); diff != "" {
			t.Fatalf("round %d: want - got +\n%s", round, diff)
		}
	}
}

func TestLoadingTwiceIsLoadingOnce(t *testing.T) {
	l, list, s := newLoader(t), articles(t), newStore(t)
	if got, want := load(t, l, s, 2, list...), len(list); got[loader.Added] != want {
		t.Fatalf("first load: %v, want %d added", got, want)
	}
	before := s.export(t)
	if got, want := load(t, l, s, 2, list...), len(list); got[loader.Unchanged] != want {
		t.Fatalf("second load: %v, want %d unchanged", got, want)
	}
	if diff := cmp.Diff(before, s.export(t)); diff != "" {
		t.Fatalf("before - after +\n%s", diff)
	}
}

// What is retracted, or replaced, leaves exactly the graph that never had it.
func TestRetractedAndReplacedArticlesLeaveNothing(t *testing.T) {
	l, list := newLoader(t), articles(t)
	for i := range list {
		rest := slices.Delete(slices.Clone(list), i, i+1)
		without := newStore(t)
		load(t, l, without, 2, rest...)
		want := without.export(t)

		s := newStore(t)
		load(t, l, s, 2, list...)
		if _, err := loader.Retract(t.Context(), s, list[i].Key); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, s.export(t)); diff != "" {
			t.Fatalf("%q retracted: want - got +\n%s", list[i].Key, diff)
		}

		other := list[i]
		other.Text = "Sam Altman leads OpenAI, Jensen Huang leads Nvidia."
		load(t, l, s, 2, list[i])
		if got := load(t, l, s, 2, other); got[loader.Replaced] != 1 {
			t.Fatalf("%q with another text: %v, want 1 replaced", other.Key, got)
		}
		load(t, l, without, 2, other)
		if diff := cmp.Diff(without.export(t), s.export(t)); diff != "" {
			t.Fatalf("%q replaced: want - got +\n%s", list[i].Key, diff)
		}
	}
}

func TestRetractOfTheUnknown(t *testing.T) {
	if _, err := loader.Retract(t.Context(), newStore(t), "nobody.txt"); !errors.Is(err, loader.ErrUnknown) {
		t.Fatalf("got %v, want ErrUnknown", err)
	}
}

// An article that cannot be read is an error in its place; the rest goes on.
func TestErrorsOfTheSourceDoNotStopALoad(t *testing.T) {
	l, s, bad := newLoader(t), newStore(t), errors.New("bad.jsonl: line 2: no text")
	src := func(yield func(kg.Article, error) bool) {
		for i := range 5 {
			if !yield(kg.Article{Key: fmt.Sprint(i), Text: "Apple bought Beats."}, nil) || !yield(kg.Article{}, bad) {
				return
			}
		}
	}
	told := ""
	for o, err := range l.Load(t.Context(), s, src, 2, time.Now) {
		if errors.Is(err, bad) {
			told += "bad "
		} else if err == nil {
			told += o.Article.Key + " "
		}
	}
	if told != "0 bad 1 bad 2 bad 3 bad 4 bad " { // each error in its place
		t.Fatal(told)
	}
}

// An article in another language is kept, and nothing is read into it.
func TestOtherLanguagesAreNotRead(t *testing.T) {
	german := "Die Bundesregierung hat am Montag ein neues Gesetz beschlossen, das den Ausbau der Windenergie in Deutschland beschleunigen soll. Der Minister sagte, die Länder müssten bis 2027 genügend Flächen bereitstellen. Die Opposition kritisierte die Pläne scharf und verlangte eine bessere Beteiligung der Bürger."
	for _, a := range []kg.Article{
		{Key: "said", Text: "Apple bought Beats.", Language: "de-AT"},
		{Key: "shown", Text: german},
	} {
		an := newLoader(t).Analyse(a)
		if an.Foreign == "" || len(an.Claims) != 0 || len(an.Entities) != 0 {
			t.Errorf("%s: language %q, %d claims; want a foreign one and none", a.Key, an.Foreign, len(an.Claims))
		}
	}
	if an := newLoader(t).Analyse(kg.Article{Key: "stated", Text: "Apple bought Beats.", Language: "en-GB"}); an.Foreign != "" {
		t.Errorf("en-GB is taken for %q", an.Foreign)
	}
}

// Every claim stands in its article, to the character, and has evidence.
func TestEveryQuoteIsTheTextAtItsSpan(t *testing.T) {
	l := newLoader(t)
	for _, a := range articles(t) {
		runes := []rune(a.Text)
		check := func(what string, s kg.Span, quote string) {
			if s.Start < 0 || s.End > len(runes) || string(runes[s.Start:s.End]) != quote {
				t.Errorf("%s: %s %v is not %q", a.Key, what, s, quote)
			}
		}
		for _, c := range l.Analyse(a).Claims {
			if c.Evidence.Text == "" {
				t.Errorf("%s: claim %s has no evidence", a.Key, c.ID)
			}
			check("evidence", c.Evidence.Span, c.Evidence.Text)
			check("subject", c.Subject.Span, c.Subject.Text)
			check("predicate", c.Predicate.Span, c.Predicate.Text)
			check("object", c.Object.Span, c.Object.Text)
			for at := c.Attribution; at != nil; at = at.Via {
				if at.Span != (kg.Span{}) {
					check("attribution", at.Span, at.Text)
				}
			}
		}
	}
}
