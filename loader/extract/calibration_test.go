package extract

import (
	"strings"
	"testing"
)

const smallTable = `family all 9 0.8 0.1 0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1
family link 9 0.5 0.4 0 0 0 0 0 0.5 0.5 0.5 0.5 0.5 0.5
family link/country 9 0.5 0.4 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9
odds loose-kind 9 0.5
odds open/loose-kind 9 2
`

// TestCalibration: lines between knots, parents of families, odds.
func TestCalibration(t *testing.T) {
	table, err := readCalibration(smallTable)
	if err != nil {
		t.Fatal(err)
	}
	loose := grounds{}
	loose.set("loose-kind")
	for _, c := range []struct {
		family      family
		score       int
		factors     uint32
		sure, least int
	}{
		{family{"pattern", "spouse"}, 850, 0, 8500, 1000},
		{family{"pattern", "spouse"}, 1000, 0, 10000, 1000},
		{family{"link", "spouse"}, 450, 0, 2500, 4000},
		{family{"link", "country"}, 0, 0, 9000, 4000},
		{family{"link", "spouse"}, 700, loose.factors, 3333, 4000},
		{family{"open", "open"}, 500, loose.factors, 6666, 1000},
		{family{"open", "open"}, 0, 0, 1, 1000}, // never impossible
	} {
		sure, least := table.confidence(grounds{c.family, c.score, c.factors})
		if sure != c.sure || least != c.least {
			t.Errorf("%+v: confidence %d, least %d", c, sure, least)
		}
	}
}

func TestDamagedCalibration(t *testing.T) {
	for _, bad := range []string{"", "family all 1", "odds nonsense 9 1\n" + smallTable, "odds agent 9 x\n" + smallTable, strings.Replace(smallTable, "0.8 0.9 1\n", "0.9 0.8 1\n", 1)} {
		if _, err := readCalibration(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// TestShippedCalibration: more certain arcs never make a claim less sure, and
// every curve may reach its own threshold.
func TestShippedCalibration(t *testing.T) {
	table, err := readCalibration(calibrationTable)
	if err != nil {
		t.Fatal(err)
	}
	for f, c := range table.curves {
		before := 0
		for score := range 1001 {
			sure := c.of(score)
			if sure < before {
				t.Errorf("%s falls at %d", f, score)
			}
			before = sure
		}
		if before < c.least {
			t.Errorf("%s is never read: %d at most, %d at least", f, before, c.least)
		}
	}
}
