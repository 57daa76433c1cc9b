package kg_test

import (
	"context"
	"fmt"
	"log"

	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// A graph is asked over a snapshot of a store.
func ExampleGraph() {
	db, err := quadstore.Open("example.db", quadstore.Options{FS: vfs.NewMem(), NamePredicates: kg.NamePredicates()})
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	const h800, maker, nvidia, from = quad.IRI("urn:x:h800"), quad.IRI("urn:x:manufacturer"), quad.IRI("urn:x:nvidia"), quad.IRI("urn:x:file")
	err = db.Apply(context.Background(), quadstore.Batch{Add: []quad.Quad{
		{Subject: h800, Predicate: kg.Label, Object: quad.String("H800"), Label: from},
		{Subject: nvidia, Predicate: kg.Label, Object: quad.String("Nvidia"), Label: from},
		{Subject: h800, Predicate: maker, Object: nvidia, Label: from},
	}})
	if err != nil {
		log.Fatal(err)
	}
	snap, err := db.Snapshot()
	if err != nil {
		log.Fatal(err)
	}
	defer snap.Close()
	g, err := kg.NewGraph(context.Background(), snap, kg.NewCache(1<<20), kg.BuiltinVocabulary())
	if err != nil {
		log.Fatal(err)
	}
	name := "nvidia"
	e, err := g.Entity(kg.EntityRef{Name: &name})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(e.IRI)
	// Output: urn:x:nvidia
}

// An article is named by its URL, or by the key that it was given.
func ExampleArticleIRI() {
	fmt.Println(kg.ArticleIRI(&kg.Article{Key: "stories/one two.txt"}))
	fmt.Println(kg.ArticleIRI(&kg.Article{Key: "1", URL: "https://news.example/story#top"}))
	// Output:
	// urn:claimgraph:article:stories/one%20two.txt
	// https://news.example/story
}

// A vocabulary tells what a relation is called and how it behaves.
func ExampleVocabulary_ByName() {
	p, ok := kg.BuiltinVocabulary().ByName("manufacturer")
	fmt.Println(ok, p.IRI)
	// Output: true http://www.wikidata.org/prop/direct/P176
}
