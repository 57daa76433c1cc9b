package loader_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// addCatalog loads a catalogue as the command line does.
func addCatalog(t testing.TB, s *store, name byte, entries ...kg.Entry) quad.IRI {
	t.Helper()
	iri := quad.IRI(kg.CatalogIRI([32]byte{name}))
	quads := func(yield func(quad.Quad, error) bool) {
		for i := range entries {
			for _, q := range entries[i].Quads(iri) {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
	load := quadstore.Load{Key: string(iri), Name: fmt.Sprint("catalog-", name)}
	if _, err := s.BulkLoad(t.Context(), load, quads, quadstore.BulkOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := loader.Relink(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return iri
}

var entries = []kg.Entry{
	{IRI: "https://my.example/nvidia", Label: "NVIDIA Corp.", Aliases: []string{"Nvidia"}, Kind: kg.Organization},
	{IRI: "https://my.example/deepseek", Label: "DeepSeek", Kind: kg.Organization, SameAs: []string{"http://www.wikidata.org/entity/Q131577453"}},
	{IRI: "https://my.example/deepseek-song", Label: "Some song", Aliases: []string{"DeepSeek"}, Kind: kg.Work},
	{IRI: "https://my.example/merkel", Label: "Angela Merkel", Kind: kg.Person},
	{IRI: "https://my.example/eu", Label: "EU", Kind: kg.Organization},
	{IRI: "https://my.example/h800", Label: "H800"}, // of any kind
	{IRI: "https://my.example/db1", Label: "Deutsche Bahn AG", Kind: kg.Organization},
	{IRI: "https://my.example/db2", Label: "Deutsche Bahn AG", Kind: kg.Organization},
	{IRI: "https://my.example/bundestag", Label: "Bundestag", Aliases: []string{"Parliament"}, Kind: kg.Organization, Country: "Germany"},
	{IRI: "https://my.example/majlis", Label: "Majlis", Aliases: []string{"Parliament"}, Kind: kg.Organization, Country: "Iran"},
	{IRI: "https://my.example/templin", Label: "Templin", Kind: kg.Organization}, // of another kind than the article's
	{IRI: "https://my.example/nobody", Label: "Nobody Mentioned", Kind: kg.Person},
}

// Which entity names lead to: by a label before an alias, by kind, by country,
// by a short form; where several may be meant, to none.
func TestCatalogLinks(t *testing.T) {
	l, s := newLoader(t), newStore(t)
	load(t, l, s, 2, append(articles(t), kg.Article{Key: "germany", Text: "Germany has a plan. The Parliament rejected the plan for Germany."})...)
	addCatalog(t, s, 1, entries...)
	g := graphOf(t, s)
	for name, want := range map[string]string{
		"Nvidia":         "https://my.example/nvidia",
		"NVIDIA Corp.":   "https://my.example/nvidia", // as no article calls it
		"DeepSeek":       "https://my.example/deepseek",
		"Angela Merkel":  "https://my.example/merkel",
		"European Union": "https://my.example/eu",
		"H800":           "https://my.example/h800",
	} {
		e, err := g.EntityByName(name)
		if err != nil || e == nil || e.IRI != want {
			t.Errorf("%s is %v (%v), want %s", name, e, err, want)
		}
	}
	for _, name := range []string{"Deutsche Bahn AG", "Templin", "Alina Merkel"} {
		if e, err := g.EntityByName(name); err != nil || e == nil || kg.IsEntry(quad.IRI(e.IRI)) {
			t.Errorf("%s is %v (%v), want claimgraph's own", name, e, err)
		}
	}
	for _, iri := range []string{"https://my.example/nobody", "https://my.example/majlis", "https://my.example/deepseek-song"} {
		if e, err := g.EntityByIRI(iri); e != nil || err != nil {
			t.Errorf("%s is an entity though no article mentions it (%v)", iri, err)
		}
	}
	if e, err := g.EntityByIRI("https://my.example/bundestag"); e == nil || err != nil {
		t.Errorf("the Parliament of Germany is not the Bundestag (%v)", err)
	}
	if e, err := g.EntityByName("Nobody Mentioned"); e != nil || err != nil {
		t.Errorf("an entry that no article mentions is found by name (%v)", err)
	}
}

// Entities that a catalogue has are described by it.
func TestCatalogDescribes(t *testing.T) {
	l, s := newLoader(t), newStore(t)
	load(t, l, s, 2, articles(t)...)
	addCatalog(t, s, 1, kg.Entry{IRI: "https://my.example/h800", Label: "Nvidia H800", Aliases: []string{"H800", "H800 GPU"}, Kind: kg.Work, SameAs: []string{"https://other.example/h800"}})
	g := graphOf(t, s)
	e, err := g.EntityByName("H800 GPU")
	if err != nil || e == nil {
		t.Fatal("not found by an alias that the catalogue alone has: ", err)
	}
	same, err := g.SameAs(e)
	got := fmt.Sprint(e.IRI, " ", e.Name, " ", e.Kind, " ", e.Aliases, " ", same, " ", err)
	if want := "https://my.example/h800 Nvidia H800 Work [H800 H800 GPU] [https://other.example/h800] <nil>"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for kind, want := range map[kg.Kind]bool{kg.Product: false, kg.Work: true} {
		page, err := g.Entities(&kg.EntityFilter{Kinds: []kg.Kind{kind}}, kg.Paging{})
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(page.Items, func(e *kg.Entity) bool { return e.Name == "Nvidia H800" }); got != want {
			t.Errorf("among those of kind %s: %v", kind, got)
		}
	}
}

// Whatever the order of articles, catalogues, decisions, replacements and
// retractions, what is left gives one graph.
func TestCatalogsInAnyOrder(t *testing.T) {
	l, list := newLoader(t), articles(t)
	more := []kg.Entry{
		{IRI: "https://my.example/nvidia", Label: "Nvidia Corporation", Kind: kg.Organization},
		{IRI: "https://my.example/huang", Label: "Jensen Huang", Kind: kg.Person},
		{IRI: "https://my.example/db3", Label: "Brussels", Kind: kg.Place},
	}
	merge := kg.Decision{Kind: kg.Merge, Entity: "https://my.example/huang", From: []quad.IRI{"https://my.example/merkel"}}
	without := newStore(t)
	load(t, l, without, 2, list...)
	bare := without.export(t)
	want := ""
	for round := range 12 {
		shuffle := rand.New(rand.NewPCG(3, uint64(round)))
		s := newStore(t)
		var first quad.IRI
		decided := false
		steps := []func(){
			func() { first = addCatalog(t, s, 1, entries...) },
			func() { addCatalog(t, s, 2, more...) },
			func() { // refused while no article names the two
				err := loader.Curate(t.Context(), s, merge)
				if decided = err == nil; !decided && !errors.As(err, new(*kg.Refusal)) {
					t.Fatal(err)
				}
			},
		}
		for i := range list {
			steps = append(steps, func() { load(t, l, s, 1, list[i]) })
		}
		shuffle.Shuffle(len(steps), func(i, j int) { steps[i], steps[j] = steps[j], steps[i] })
		gone := list[shuffle.IntN(len(list))]
		for i, step := range steps {
			if step(); i%4 != 3 {
				continue
			}
			if _, err := loader.Retract(t.Context(), s, gone.Key); err != nil && !errors.Is(err, loader.ErrUnknown) {
				t.Fatal(err)
			}
		}
		load(t, l, s, 2, list...)
		if !decided {
			if err := loader.Curate(t.Context(), s, merge); err != nil {
				t.Fatal(err)
			}
		}
		if got := s.export(t); want == "" {
			want = got
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("round %d: want - got +\n%s", round, diff)
		}
		if _, err := loader.Undo(t.Context(), s, merge.IRI()); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{string(first), "catalog-2"} {
			if _, err := loader.Retract(t.Context(), s, name); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(bare, s.export(t)); diff != "" {
			t.Fatalf("round %d, retracted: want - got +\n%s", round, diff)
		}
	}
}

// Of two entries with one name, the article's own words tell which.
func TestCatalogContext(t *testing.T) {
	l, s := newLoader(t), newStore(t)
	load(t, l, s, 1,
		kg.Article{Key: "na", Text: "Unibrew Holdings is based in Namibia. Unibrew Holdings bought Acme Corporation."},
		kg.Article{Key: "ke", Text: "Unibrew Holdings is based in Kenya. Unibrew Holdings bought Ajax Corporation."},
		kg.Article{Key: "xx", Text: "Unibrew Holdings bought Zenith Corporation."})
	before := s.export(t)
	catalog := addCatalog(t, s, 1,
		kg.Entry{IRI: "https://my.example/na", Label: "Unibrew Holdings", Kind: kg.Organization, Country: "Namibia"},
		kg.Entry{IRI: "https://my.example/ke", Label: "Unibrew Holdings", Kind: kg.Organization, Country: "Kenya"})
	got := map[string]string{}
	for _, key := range []string{"na", "ke", "xx"} {
		got[key] = denotedBy(t, s, "urn:claimgraph:article:"+key, "Unibrew Holdings")
	}
	want := map[string]string{"na": "https://my.example/na", "ke": "https://my.example/ke",
		"xx": string(kg.Name{Class: kg.ClassThing, Key: "unibrew holdings"}.EntityIRI())}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("want - got +\n", diff)
	}
	if _, err := loader.Retract(t.Context(), s, string(catalog)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, s.export(t)); diff != "" {
		t.Error("retracted: want - got +\n", diff)
	}
}

// denotedBy is the entity that an article's entity with a label is.
func denotedBy(t *testing.T, s *store, article, label string) string {
	t.Helper()
	snap, err := s.DB.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	ids, err := snap.Lookup([]quad.Value{kg.Label, quad.String(label), quad.IRI(article), kg.Denotes, kg.Identity})
	if err != nil {
		t.Fatal(err)
	}
	for q, err := range snap.Scan([4]uint64{0, ids[0], ids[1], ids[2]}, [4]uint64{}) {
		if err != nil {
			t.Fatal(err)
		}
		for q, err := range snap.Scan([4]uint64{q[0], ids[3], 0, ids[4]}, [4]uint64{}) {
			if err != nil {
				t.Fatal(err)
			}
			terms, err := snap.Terms(q[2:3])
			if err != nil {
				t.Fatal(err)
			}
			return string(terms[0].(quad.IRI))
		}
	}
	return ""
}

func graphOf(t *testing.T, s *store) *kg.Graph {
	t.Helper()
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { snap.Close() })
	g, err := kg.NewGraph(t.Context(), snap, kg.NewCache(1<<20), kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	return g
}
