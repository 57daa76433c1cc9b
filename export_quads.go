package main

import (
	"context"
	"iter"

	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// ids is a stream of quads as a store names them.
type ids = iter.Seq2[[4]uint64, error]

func allQuads(ctx context.Context, snap quadstore.Snapshot) ids {
	return interruptible(ctx, snap.Scan([4]uint64{}, [4]uint64{}))
}

func interruptible(ctx context.Context, quads ids) ids {
	return func(yield func([4]uint64, error) bool) {
		for q, err := range quads {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

// groundQuads leaves out the derived state: what is labelled as identity or as
// said by catalogues, and the fact edges, whose label is a claim.
func groundQuads(snap quadstore.Snapshot, quads ids) ids { return onlyDerived(snap, quads, false) }

// derivedQuads leaves out all but the derived state.
func derivedQuads(snap quadstore.Snapshot, quads ids) ids { return onlyDerived(snap, quads, true) }

func onlyDerived(snap quadstore.Snapshot, quads ids, want bool) ids {
	derived := map[uint64]bool{0: false}
	return func(yield func([4]uint64, error) bool) {
		for q, err := range quads {
			is, known := derived[q[3]]
			if !known && err == nil {
				is, err = isDerived(snap, q[3])
				derived[q[3]] = is
			}
			if err == nil && is != want {
				continue
			}
			if !yield(q, err) {
				return
			}
		}
	}
}

func isDerived(snap quadstore.Snapshot, label uint64) (bool, error) {
	terms, err := snap.Terms([]uint64{label})
	if err != nil {
		return false, err
	}
	iri, _ := terms[0].(quad.IRI)
	if iri == kg.Identity || iri == kg.Catalog {
		return true, nil
	}
	article, ok := kg.ClaimArticle(string(iri))
	if !ok {
		return false, nil
	}
	load, ok, err := snap.Loaded(article)
	return ok && load.Model != "", err
}

// articleQuads are those of one article, or load: what it labels, what its
// claims label, what identity says of its entities, and of those they denote.
func articleQuads(ctx context.Context, snap quadstore.Snapshot, iri string) ids {
	return interruptible(ctx, func(yield func([4]uint64, error) bool) {
		own, err := idsOf(snap, quad.IRI(iri), kg.Identity, kg.Denotes, kg.Catalog)
		if err != nil {
			yield([4]uint64{}, err)
			return
		}
		label, identity, denotes, catalog := own[0], own[1], own[2], own[3]
		if !scan(snap, [4]uint64{3: label}, yield) {
			return
		}
		entities := map[uint64]bool{}
		for hit, err := range snap.TermsWithPrefix(iri + "#") {
			if err != nil {
				yield([4]uint64{}, err)
				return
			}
			note := func(q [4]uint64, err error) bool {
				if err == nil && q[1] == denotes && !entities[q[2]] {
					entities[q[2]] = true
					if !scan(snap, [4]uint64{0: q[2], 3: identity}, yield) || !scan(snap, [4]uint64{0: q[2], 3: catalog}, yield) {
						return false
					}
				}
				return yield(q, err)
			}
			if !scan(snap, [4]uint64{3: hit.ID}, yield) || !scan(snap, [4]uint64{0: hit.ID, 3: identity}, note) {
				return
			}
		}
	})
}

// scan passes on what matches and says whether to go on. A pattern with a
// term that is nowhere, marked by unused, matches nothing.
func scan(snap quadstore.Snapshot, pattern [4]uint64, yield func([4]uint64, error) bool) bool {
	for _, id := range pattern {
		if id == unused {
			return true
		}
	}
	for q, err := range snap.Scan(pattern, [4]uint64{}) {
		if !yield(q, err) {
			return false
		}
	}
	return true
}

// unused stands for a term that is in no quad: 0 would mean "any".
const unused = ^uint64(0)

func idsOf(snap quadstore.Snapshot, values ...quad.Value) ([]uint64, error) {
	found, err := snap.Lookup(values)
	for i := range found {
		if found[i] == 0 {
			found[i] = unused
		}
	}
	return found, err
}

const barStep = 1000 // quads between two looks at the bar

// counted tells a bar of the quads that go by.
func counted(quads ids, walked *bar) ids {
	return func(yield func([4]uint64, error) bool) {
		n := 0
		for q, err := range quads {
			if n++; n%barStep == 0 {
				walked.add(barStep)
			}
			if !yield(q, err) {
				return
			}
		}
	}
}
