package loader_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"

	"github.com/cayleygraph/quad"
)

var curators = flag.Int("curators", 3, "how many random histories of articles and decisions are lived through")

// Whatever people decide and take back while articles come and go, in the end
// the graph is what those decisions and those articles give in any other order;
// and with every decision taken back, what the articles alone give.
func TestRandomDecisions(t *testing.T) {
	outcomes := newsOutcomes(t, 24)
	for seed := range *curators {
		h := &history{T: t, r: rand.New(rand.NewPCG(13, uint64(seed))), s: newStore(t), outcomes: outcomes, there: map[int]bool{}}
		for step := range 40 {
			h.step(step)
		}
		h.compare(fmt.Sprint("seed ", seed), h.decisions)
		for _, i := range h.r.Perm(len(h.decisions)) {
			if _, err := loader.Undo(t.Context(), h.s, h.decisions[i].IRI()); err != nil {
				t.Fatal(err)
			}
		}
		h.compare(fmt.Sprint("seed ", seed, ", all undone"), nil)
	}
}

// history is what happens to one store.
type history struct {
	*testing.T
	r         *rand.Rand
	s         *store
	outcomes  []loader.Outcome
	there     map[int]bool // places in outcomes
	decisions []*kg.Decision
	log       []string
}

// step does one thing at random; what is refused does nothing.
func (h *history) step(n int) {
	h.Helper()
	switch choice := h.r.IntN(10); {
	case n == 0 || choice == 0:
		for range 6 {
			i := h.r.IntN(len(h.outcomes))
			put(h.T, h.s, h.outcomes[i:i+1], 1)
			h.there[i] = true
			h.log = append(h.log, "add "+h.outcomes[i].IRI)
		}
	case choice == 1:
		i := h.r.IntN(len(h.outcomes))
		if !h.there[i] {
			return
		}
		if _, err := loader.Retract(h.Context(), h.s, h.outcomes[i].IRI); err != nil {
			h.Fatal(err)
		}
		delete(h.there, i)
		h.log = append(h.log, "retract "+h.outcomes[i].IRI)
	case choice == 2 && len(h.decisions) > 0:
		i := h.r.IntN(len(h.decisions))
		if _, err := loader.Undo(h.Context(), h.s, h.decisions[i].IRI()); err != nil {
			h.Fatal(err)
		}
		h.log = append(h.log, "undo "+h.decisions[i].Name())
		h.decisions = append(h.decisions[:i:i], h.decisions[i+1:]...)
	default:
		h.decide(n)
	}
}

// decide takes a random decision.
func (h *history) decide(n int) {
	h.Helper()
	if h.r.IntN(3) == 0 {
		h.judge(n)
		return
	}
	entities, of := h.entities()
	if len(entities) < 3 {
		return
	}
	some := h.r.Perm(len(entities))
	d := &kg.Decision{Entity: entities[some[0]], At: noTime.Add(time.Duration(n) * time.Hour)}
	switch h.r.IntN(4) {
	case 0, 1:
		d.Kind, d.From = kg.Merge, []quad.IRI{entities[some[1]]}
		if h.r.IntN(3) == 0 {
			d.From = append(d.From, entities[some[2]])
		}
	case 2:
		d.Kind, d.From = kg.KeepApart, []quad.IRI{entities[some[1]]}
	default:
		for _, i := range some { // one with something to split
			if d.Entity = entities[i]; len(of[d.Entity]) > 1 {
				break
			}
		}
		d.Kind, d.From = kg.Split, of[d.Entity][:1]
	}
	h.take(d)
}

// judge says of a random claim, or of its fact, that it was misread, read rightly, or does not
// hold. There are few claims to choose from, so that verdicts meet each other.
func (h *history) judge(n int) {
	h.Helper()
	facts, claims := edgesOf(h.T, h.s)
	for _, known := range h.decisions {
		if known.Judges() && known.Pred == "" {
			claims = append(claims, known.Entity)
		}
	}
	if len(facts) == 0 {
		return
	}
	d := &kg.Decision{At: noTime.Add(time.Duration(n) * time.Hour)}
	switch h.r.IntN(5) {
	case 0:
		d.Kind, d.Entity = kg.Deprecate, claims[0]
	case 1, 2:
		d.Kind, d.Entity = kg.Misread, claims[len(claims)-1]
	case 3:
		fact := facts[h.r.IntN(len(facts))]
		d.Kind, d.Entity, d.Pred, d.Object = kg.Deprecate, fact.Subject, fact.Predicate, fact.Object
	default:
		d.Kind, d.Entity = kg.Confirm, claims[len(claims)-1]
	}
	h.take(d)
}

// take takes a decision, unless it was taken already.
func (h *history) take(d *kg.Decision) {
	h.Helper()
	before := len(h.decisions)
	for _, known := range h.decisions {
		if known.IRI() == d.IRI() {
			return
		}
	}
	switch err := loader.Curate(h.Context(), h.s, *d); {
	case code(err) != "":
	case err != nil:
		h.Fatal(err)
	default:
		h.decisions = append(h.decisions[:before:before], d)
		h.log = append(h.log, fmt.Sprint(d.Kind, " ", d.Name(), " ", d.Entity, " ", d.From))
	}
}

// entities are those of a dozen short names, so that decisions meet each other,
// and the local entities of each.
func (h *history) entities() (list []quad.IRI, of map[quad.IRI][]quad.IRI) {
	h.Helper()
	of = map[quad.IRI][]quad.IRI{}
	snap, err := h.s.Snapshot()
	if err != nil {
		h.Fatal(err)
	}
	defer snap.Close()
	ids, err := snap.Lookup([]quad.Value{kg.Denotes, kg.Identity})
	if err != nil {
		h.Fatal(err)
	}
	for q, err := range snap.Scan([4]uint64{1: ids[0], 3: ids[1]}, [4]uint64{}) {
		terms, failed := snap.Terms([]uint64{q[0], q[2]})
		if err != nil || failed != nil {
			h.Fatal(err, failed)
		}
		entity := terms[1].(quad.IRI)
		of[entity] = append(of[entity], terms[0].(quad.IRI))
	}
	for entity, locals := range of {
		if len(locals) > 2 {
			list = append(list, entity)
		}
	}
	for entity := range of {
		for _, d := range h.decisions {
			if d.Entity == entity || slices.Contains(d.From, entity) || kg.SplitEntity(d.IRI()) == entity {
				list = append(list, entity)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list), of
}

// compare builds the graph of decisions and articles anew: decisions first, as
// restoring does, then the articles in another order.
func (h *history) compare(when string, decisions []*kg.Decision) {
	h.Helper()
	fresh := newStore(h.T)
	if err := fresh.Update(h.Context(), nil, func(kg.Store) (c loader.Change, err error) {
		for _, d := range decisions {
			c.Add = append(c.Add, d.Quads()...)
		}
		return c, nil
	}); err != nil {
		h.Fatal(err)
	}
	for _, i := range h.r.Perm(len(h.outcomes)) {
		if h.there[i] {
			put(h.T, fresh, h.outcomes[i:i+1], 1)
		}
	}
	if want, got := fresh.export(h.T), h.s.export(h.T); want != got {
		for _, l := range h.log {
			h.Log(l)
		}
		h.Errorf("%s: another graph than in another order:\n%s", when, difference(want, got))
	}
}

// difference shows the lines that only one of two exports has.
func difference(want, got string) string {
	in := func(s string) map[string]bool {
		set := map[string]bool{}
		for line := range strings.Lines(s) {
			set[line] = true
		}
		return set
	}
	var b strings.Builder
	w, g := in(want), in(got)
	for _, side := range []struct {
		mark, lines string
		other       map[string]bool
	}{{"- ", want, g}, {"+ ", got, w}} {
		for line := range strings.Lines(side.lines) {
			if !side.other[line] {
				b.WriteString(side.mark + line)
			}
		}
	}
	return b.String()
}
