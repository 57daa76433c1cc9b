package graph_test

import (
	"context"
	"errors"
	"flag"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"
	"claimgraph/quadstore/postgres/servertest"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// The fixture is a small graph written by hand: three articles (the third a
// copy of the second in another place) and a load of plain quads.

type store struct{ quadstore.Engine }

func (s store) Snapshot() (kg.Store, error) { return s.Engine.Snapshot() }

// inDatabase moves the stores of all tests and benchmarks; tests of what is in the
// order of ids have other answers there.
var inDatabase = flag.Bool("database", false, "keep stores in PostgreSQL instead of in memory or folders")

func databaseStore(t testing.TB) store {
	t.Helper()
	url := servertest.Start(t, servertest.Durable, "shared_buffers=256MB").New(t)
	db, err := postgres.Open(context.Background(), url, postgres.Options{NamePredicates: kg.NamePredicates()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return store{database{db, url}}
}

// words is a vocabulary of the fixture's own, so that answers do not change
// with the one that is shipped.
func words() *kg.Vocabulary {
	v := &kg.Vocabulary{}
	err := v.Extend("words", `
inception P571 functional
    about when it was founded
    kinds * -> time
manufacturer P176
    about who makes it
    kinds Product -> Organization
headquarters_location P159
    about where it has its seat
    kinds Organization -> Place
trained_on
    kinds Product -> *
training_cost functional
    kinds Product -> quantity
`)
	if err != nil {
		panic(err)
	}
	return v
}

// over is a graph for reading over a store.
func over(s store) graph.Config { return graph.Config{Store: s, Vocabulary: words()} }

var recorded = time.Date(2025, 2, 1, 12, 0, 0, 0, time.UTC)

// emptyStore is a store in memory.
func emptyStore(t testing.TB) store {
	t.Helper()
	if *inDatabase {
		return databaseStore(t)
	}
	db, err := quadstore.Open("graph", quadstore.Options{FS: vfs.NewMem(), NamePredicates: kg.NamePredicates()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err) // a snapshot was not given back
		}
	})
	return store{db}
}

// fixture is a store with the small graph.
func fixture(t testing.TB) store {
	t.Helper()
	s := emptyStore(t)
	for _, r := range []*kg.Reading{deepseek(), doubts("https://news.example/doubts", "Example News"), doubts("https://copy.example/doubts", "Copy Daily")} {
		put(t, s, r)
	}
	load := kg.LoadIRI([32]byte{1})
	batch := quadstore.Batch{Loads: []quadstore.Load{{Key: load, Time: recorded, Name: "films.nq"}}}
	for _, q := range films {
		batch.Add = append(batch.Add, quad.Quad{Subject: q[0], Predicate: q[1], Object: q[2], Label: quad.IRI(load)})
	}
	if err := s.Apply(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t testing.TB, s store, r *kg.Reading) {
	t.Helper()
	own, shared := r.Derive(kg.EntityIRI)
	err := s.Apply(context.Background(), quadstore.Batch{
		Purge: []string{r.IRI}, Add: slices.Concat(r.Quads(), own, shared),
		Loads: []quadstore.Load{{Key: r.IRI, Time: recorded, Model: "m1", Name: r.Key}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

const (
	casablanca = quad.IRI("http://films.example/casablanca")
	bogart     = quad.IRI("http://films.example/bogart")
	bergman    = quad.IRI("http://films.example/bergman")
	remake     = quad.IRI("http://films.example/casablanca-2")
	starring   = quad.IRI("http://films.example/starring")
)

var films = [][3]quad.Value{
	{casablanca, kg.SchemaName, quad.String("Casablanca")},
	{remake, kg.SchemaName, quad.String("CASABLANCA")},
	{casablanca, starring, bogart},
	{casablanca, starring, bergman},
	{bogart, kg.SchemaName, quad.String("Humphrey Bogart")},
	{bergman, kg.Label, quad.LangString{Value: "Ingrid Bergman", Lang: "sv"}},
	{bergman, kg.SameAs, quad.IRI("http://www.wikidata.org/entity/Q43247")},
}

// draft writes a reading down by quoting its text.
type draft struct {
	*kg.Reading
	names map[string]int
}

func newDraft(a kg.Article) *draft {
	return &draft{&kg.Reading{IRI: kg.ArticleIRI(&a), Article: a}, map[string]int{}}
}

// at is the span of the first place where words stand.
func (d *draft) at(words string) kg.Span {
	i := strings.Index(d.Text, words)
	if i < 0 {
		panic("not in the text: " + words)
	}
	start := utf8.RuneCountInString(d.Text[:i])
	return kg.Span{Start: start, End: start + utf8.RuneCountInString(words)}
}

func (d *draft) entity(label string, kind kg.Kind, aliases ...string) {
	id := len(d.Reading.Entities) + 1
	d.names[label] = id
	var mentions []kg.Mention
	for rest, from := d.Text, 0; ; {
		i := strings.Index(rest, label)
		if i < 0 {
			break
		}
		start := utf8.RuneCountInString(d.Text[:from+i])
		mentions = append(mentions, kg.Mention{Span: kg.Span{Start: start, End: start + utf8.RuneCountInString(label)}, Form: "name"})
		from += i + len(label)
		rest = d.Text[from:]
	}
	d.Reading.Entities = append(d.Reading.Entities, kg.LocalEntity{
		ID: id, Label: label, Named: strings.ToLower(label) != label, Kind: kind, Aliases: aliases, Mentions: mentions,
	})
}

func (d *draft) thing(label string) kg.Argument {
	return kg.Argument{Span: d.at(label), Text: label, Entity: d.names[label]}
}

func (d *draft) value(words string, v kg.Value) kg.Argument {
	return kg.Argument{Span: d.at(words), Text: words, Value: &v}
}

// claim adds one; change may alter it before it gets its id.
func (d *draft) claim(sentence string, subject kg.Argument, predicate string, object kg.Argument, change func(*kg.Claim)) string {
	c := kg.Claim{
		Subject: subject, Predicate: words().Use(predicate), Object: object,
		Polarity: kg.Affirmed, Modality: kg.Asserted, Evidence: kg.Evidence{Span: d.at(sentence), Text: sentence},
		Confidence: 0.9, Rules: []string{"by-hand"}, Model: "m1",
	}
	if change != nil {
		change(&c)
	}
	c.ID = kg.ClaimID(d.IRI, d.TextHash(), &c)
	d.Claims = append(d.Claims, c)
	return c.ID
}

func (d *draft) said(agent, cue string) *kg.Attribution {
	return &kg.Attribution{Span: d.at(agent), Text: agent, Entity: d.names[agent], Cue: cue}
}

func deepseek() *kg.Reading {
	d := newDraft(kg.Article{
		Key: "deepseek.txt", Title: "DeepSeek shakes the industry", Publisher: "Example News", Language: "en",
		Published: time.Date(2025, 1, 27, 9, 0, 0, 0, time.UTC),
		Text: "DeepSeek was founded in 2023 and was Chinese. " +
			"DeepSeek researchers claimed that they trained DeepSeek-V3 on Nvidia’s H800 chips at a cost of under $6 million. " +
			"Some critics doubt it. DeepSeek may move to Berlin in 2026.",
	})
	d.entity("DeepSeek", kg.Organization)
	d.entity("DeepSeek researchers", kg.Group)
	d.entity("DeepSeek-V3", kg.Product, "V3")
	d.entity("Nvidia", kg.Organization)
	d.entity("H800", kg.Product)
	d.entity("critics", kg.Group)
	d.entity("Berlin", kg.Place)
	founded, trained := "DeepSeek was founded in 2023 and was Chinese.", "DeepSeek researchers claimed that they trained DeepSeek-V3 on Nvidia’s H800 chips at a cost of under $6 million."
	reported := func(c *kg.Claim) {
		c.Modality, c.Attribution, c.Confidence = kg.Reported, d.said("DeepSeek researchers", "claimed"), 0.8
	}
	d.claim(founded, d.thing("DeepSeek"), "inception", d.value("2023", kg.Value{Kind: kg.TimeValue, EDTF: "2023"}), nil)
	training := d.claim(trained, d.thing("DeepSeek-V3"), "trained_on", d.thing("H800"), reported)
	d.claim(trained, d.thing("DeepSeek-V3"), "training_cost",
		d.value("under $6 million", kg.Value{Kind: kg.QuantityValue, Op: kg.Less, Amount: 6e6, Unit: "USD"}), reported)
	d.claim(trained, d.thing("H800"), "manufacturer", d.thing("Nvidia"), nil)
	d.claim("Some critics doubt it.", d.thing("critics"), "disputes", kg.Argument{Span: d.at("it"), Text: "it", Claim: training}, nil)
	d.claim("DeepSeek may move to Berlin in 2026.", d.thing("DeepSeek"), "headquarters_location", d.thing("Berlin"), func(c *kg.Claim) {
		c.Modality, c.Time = kg.Possible, kg.Interval{Start: "2026"}
		c.Qualifiers = []kg.Qualifier{{
			Predicate: kg.PredicateUse{Name: "point_in_time", IRI: "http://www.wikidata.org/prop/direct/P585"},
			Object:    d.value("2026", kg.Value{Kind: kg.TimeValue, EDTF: "2026"}),
		}}
	})
	d.Normalize()
	return d.Reading
}

func doubts(url, publisher string) *kg.Reading {
	d := newDraft(kg.Article{
		Key: url, URL: url, Title: "Doubts about DeepSeek-V3", Publisher: publisher, Language: "en",
		Published: time.Date(2025, 1, 29, 9, 0, 0, 0, time.UTC),
		Text:      "DeepSeek-V3 was not trained on H800 chips, Reuters reported, citing Alexandr Wang. Nvidia makes the H800. Nvidia 输 Berlin.",
	})
	d.entity("DeepSeek-V3", kg.Product)
	d.entity("H800", kg.Product)
	d.entity("Reuters", kg.Organization)
	d.entity("Alexandr Wang", kg.Person)
	d.entity("Nvidia", kg.Organization, "NVDA")
	d.entity("Berlin", kg.Place)
	d.claim("DeepSeek-V3 was not trained on H800 chips, Reuters reported, citing Alexandr Wang.", d.thing("DeepSeek-V3"), "trained_on", d.thing("H800"), func(c *kg.Claim) {
		c.Polarity, c.Modality, c.Attribution = kg.Negated, kg.Reported, d.said("Reuters", "reported")
		c.Attribution.Via = d.said("Alexandr Wang", "citing")
	})
	d.claim("Nvidia makes the H800.", d.thing("H800"), "manufacturer", d.thing("Nvidia"), func(c *kg.Claim) { c.Confidence = 0.5 })
	d.claim("Nvidia 输 Berlin.", d.thing("Nvidia"), "headquarters_location", d.thing("Berlin"), func(c *kg.Claim) { c.Polarity = kg.Negated })
	d.Normalize()
	return d.Reading
}

// shelf is a loader that knows what each text reads as.
type shelf struct {
	store
	t    testing.TB
	gate chan struct{} // each article takes something from it first, unless nil
}

func (s shelf) Ingest(ctx context.Context, articles []kg.Article, dryRun bool, committed func([]string)) iter.Seq2[graph.Ingested, error] {
	return func(yield func(graph.Ingested, error) bool) {
		for _, a := range articles {
			if ctx.Err() != nil {
				yield(graph.Ingested{}, ctx.Err())
				return
			}
			if !yield(s.ingest(a, dryRun, committed), nil) {
				return
			}
		}
	}
}

// ingest reads one article: its first line is what there is to claim.
func (s shelf) ingest(a kg.Article, dryRun bool, committed func([]string)) graph.Ingested {
	if s.gate != nil {
		<-s.gate
	}
	if a.Text == "unreadable" {
		return graph.Ingested{Err: errors.New("cannot be read")}
	}
	d := newDraft(a)
	name, _, _ := strings.Cut(a.Text, "\n")
	d.entity(name, kg.Person)
	d.claim(name, d.thing(name), "inception", d.value(name, kg.Value{Kind: kg.TextValue, Text: name}), nil)
	done := graph.Ingested{IRI: d.IRI, Claims: 1}
	if dryRun {
		return done
	}
	now, err := s.store.Snapshot()
	if err != nil {
		s.t.Error(err)
	}
	added, err := kg.AddedClaims(now, d.Reading.Quads())
	if err := errors.Join(err, now.Close()); err != nil {
		s.t.Error(err)
	}
	put(s.t, s.store, d.Reading)
	committed(added)
	done.New = len(added)
	return done
}

func (s shelf) Retract(ctx context.Context, key string) (graph.Retracted, error) {
	iri := kg.ArticleIRI(&kg.Article{Key: key, URL: key})
	snapshot, err := s.store.Snapshot()
	if err != nil {
		return graph.Retracted{}, err
	}
	defer snapshot.Close()
	entry, ok, err := snapshot.Loaded(iri)
	if err != nil || !ok {
		return graph.Retracted{}, errors.Join(graph.ErrUnknown, err)
	}
	err = s.Apply(ctx, quadstore.Batch{Purge: []string{iri}, Unload: []string{iri}})
	return graph.Retracted{IRI: iri, Article: entry.Model != "", Claims: 1}, err
}

// Update is the store as package loader asks for it.
func (s store) Update(ctx context.Context, ahead []quad.Quad, decide func(kg.Store) (loader.Change, error)) error {
	return s.Engine.Update(ctx, ahead, func(now quadstore.Snapshot) (quadstore.Batch, error) {
		c, err := decide(now)
		return quadstore.Batch(c), err
	})
}

func (s shelf) Curate(ctx context.Context, d kg.Decision) error {
	d.At = recorded
	return loader.Curate(ctx, s.store, d)
}

func (s shelf) Undo(ctx context.Context, decision quad.IRI) (*kg.Decision, error) {
	return loader.Undo(ctx, s.store, decision)
}
