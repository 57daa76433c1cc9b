package main

import (
	"errors"

	"claimgraph/graph"
	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"
)

// troubles say what an error of the store means to a client; the first that fits.
var troubles = [...]struct {
	err     error
	trouble graph.Trouble
}{
	{postgres.ErrUncertain, graph.Uncertain},
	{quadstore.ErrFull, graph.Full},
	{quadstore.ErrReadOnly, graph.ReadOnly},
	{quadstore.ErrTimeout, graph.TooSlow},
	{quadstore.ErrUnavailable, graph.Unavailable},
	{postgres.ErrAccess, graph.Unavailable}, // it let us in when the server started
}

func trouble(err error) graph.Trouble {
	for _, t := range troubles {
		if errors.Is(err, t.err) {
			return t.trouble
		}
	}
	return ""
}
