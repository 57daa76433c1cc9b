package quadstore_test

import (
	"context"
	"fmt"
	"log"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

func Example() {
	db, err := quadstore.Open("example.db", quadstore.Options{FS: vfs.NewMem()})
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	const h800, maker, nvidia = quad.IRI("urn:x:h800"), quad.IRI("urn:x:manufacturer"), quad.IRI("urn:x:nvidia")
	err = db.Apply(context.Background(), quadstore.Batch{Add: []quad.Quad{
		{Subject: h800, Predicate: maker, Object: nvidia, Label: quad.IRI("urn:x:article")},
	}})
	if err != nil {
		log.Fatal(err)
	}
	snap, err := db.Snapshot()
	if err != nil {
		log.Fatal(err)
	}
	defer snap.Close()
	ids, err := snap.Lookup([]quad.Value{h800})
	if err != nil {
		log.Fatal(err)
	}
	for q, err := range snap.Scan([4]uint64{ids[0]}, [4]uint64{}) {
		if err != nil {
			log.Fatal(err)
		}
		terms, err := snap.Terms(q[:])
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(terms)
	}
	// Output: [<urn:x:h800> <urn:x:manufacturer> <urn:x:nvidia> <urn:x:article>]
}
