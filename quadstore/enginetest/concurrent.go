package enginetest

import (
	"fmt"
	"sync"
	"testing"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

const generationSize = 20 // quads

func generation(writer, n int) (quads []quad.Quad) {
	for i := range generationSize {
		quads = append(quads, named(fmt.Sprint("s", i), fmt.Sprintf("writer %d generation %d", writer, n), fmt.Sprint("g", writer)))
	}
	return quads
}

// Writers replace all of their quads with every batch, others load in bulk;
// readers always see whole generations.
func testConcurrent(t *testing.T, open Open) {
	const writers, generations = 2, 30
	e := open(t)
	var writing, reading sync.WaitGroup
	done := make(chan struct{})
	for w := range writers {
		mustApply(t, e, quadstore.Batch{Add: generation(w, 0)})
		writing.Go(func() { replaceAgainAndAgain(t, e, w, generations) })
	}
	writing.Go(func() { loadAgainAndAgain(t, e, generations) })
	for range 2 {
		reading.Go(func() { readUntil(t, e, writers, done) })
	}
	writing.Wait()
	close(done)
	reading.Wait()
	mustCheck(t, e)
}

func replaceAgainAndAgain(t *testing.T, e quadstore.Engine, writer, generations int) {
	for n := range generations {
		batch := quadstore.Batch{Purge: []string{fmt.Sprint("urn:x:g", writer)}, Add: generation(writer, n+1)}
		if err := e.Apply(bg(), batch); err != nil {
			t.Errorf("apply: %v", err)
		}
	}
}

// loadAgainAndAgain loads what does not touch the writers' quads, but their terms.
func loadAgainAndAgain(t *testing.T, e quadstore.Engine, generations int) {
	for n := range generations {
		load := quadstore.Load{Key: fmt.Sprint("load", n)}
		quads := []quad.Quad{q("s1", fmt.Sprint("p", n), "s2", fmt.Sprint("load", n))}
		if _, err := e.BulkLoad(bg(), load, source(quads, nil), quadstore.BulkOptions{}); err != nil {
			t.Errorf("bulk load: %v", err)
		}
	}
}

func readUntil(t *testing.T, e quadstore.Engine, writers int, done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		default:
		}
		for w := range writers {
			if err := readGeneration(e, w); err != nil {
				t.Error(err)
				return
			}
		}
	}
}

// readGeneration looks at one writer's quads in one snapshot.
func readGeneration(e quadstore.Engine, writer int) error {
	snap, err := e.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	ids, err := snap.Lookup([]quad.Value{iri(fmt.Sprint("g", writer))})
	if err != nil {
		return err
	}
	objects := map[uint64]bool{}
	n := 0
	for found, err := range snap.Scan([4]uint64{3: ids[0]}, [4]uint64{}) {
		if err != nil {
			return err
		}
		objects[found[2]] = true
		n++
	}
	if count, _, err := snap.Count([4]uint64{3: ids[0]}); err != nil || count != n {
		return fmt.Errorf("writer %d: counted %d, walked over %d, %w", writer, count, n, err)
	}
	if n != generationSize || len(objects) != 1 {
		return fmt.Errorf("writer %d: %d quads of %d generations in one snapshot", writer, n, len(objects))
	}
	return nil
}
