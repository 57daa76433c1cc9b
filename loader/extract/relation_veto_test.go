package extract

import (
	"slices"
	"testing"

	"claimgraph/kg"
)

// TestTakeBack holds that what the weights refute goes, unless it is denied or
// another claim is about it, and that claims are still found by their ids.
func TestTakeBack(t *testing.T) {
	d := &reading{place: map[string]int{}}
	for i, c := range []kg.Claim{
		{ID: "before"},
		{ID: "refuted"},
		{ID: "denied", Polarity: kg.Negated},
		{ID: "disputed"},
		{ID: "dispute", Object: kg.Argument{Claim: "disputed"}},
		{ID: "held"},
		{ID: "learned"},
	} {
		if c.Polarity == "" {
			c.Polarity = kg.Affirmed
		}
		c.Modality = kg.Asserted
		d.claims, d.grounds, d.place[c.ID] = append(d.claims, c), append(d.grounds, grounds{}), i
	}
	d.takeBack(1, []told{{refuted: true}, {refuted: true}, {refuted: true}, {}, {}})
	var left []string
	for i := range d.claims {
		id := d.claims[i].ID
		if left = append(left, id); d.place[id] != i {
			t.Errorf("%s is at %d, found at %d", id, i, d.place[id])
		}
	}
	if want := []string{"before", "denied", "disputed", "dispute", "held", "learned"}; !slices.Equal(left, want) || len(d.place) != len(want) {
		t.Errorf("%q are left, want %q; %d ids", left, want, len(d.place))
	}
}

// TestWeigh holds that a claim is refuted only where each of its pairs is below
// the veto, and never where no pair was seen.
func TestWeigh(t *testing.T) {
	d := &reading{Reader: &Reader{relations: &relations{list: []relation{{name: "parent", veto: -50}}}}}
	list := []told{{subject: 1, object: 2, forward: 1}, {subject: 2, object: 1, back: 1}, {subject: 1, object: 3, forward: 1}}
	p := pair{x: &end{entity: 1}, y: &end{entity: 2}, fits: 1}
	for _, step := range []struct {
		sum     int32
		refuted []bool
	}{
		{-60, []bool{true, true, false}},
		{-40, []bool{false, false, false}},
		{-60, []bool{false, false, false}},
	} {
		d.weigh(list, &p, &[mostRelations]int32{step.sum})
		for i := range list {
			if list[i].refuted != step.refuted[i] {
				t.Errorf("after %d: claim %d refuted %v", step.sum, i, list[i].refuted)
			}
		}
	}
}

// TestReportsAskForMore holds that a longer text asks for a more probable claim.
func TestReportsAskForMore(t *testing.T) {
	r := &Reader{relations: &relations{list: []relation{{threshold: -8}}, sure: []uint16{1000, 2000, 9000}}}
	for _, c := range []struct {
		sentences int
		sum       int32
		want      bool
	}{{shortText, -8, true}, {shortText, -16, false}, {shortText + 1, 0, false}, {shortText + 1, probabilityStep, true}} {
		d := &reading{Reader: r, document: &document{sentences: make([]*sentence, c.sentences)}}
		if got := d.convincing(0, c.sum); got != c.want {
			t.Errorf("%d sentences, sum %d: %v", c.sentences, c.sum, got)
		}
	}
}
