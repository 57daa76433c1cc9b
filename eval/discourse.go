package eval

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// GUM cuts each document into elementary units of discourse and says in MISC,
// at the first word of each, how it hangs on another:
//
//	Discourse=attribution-positive:36->37:0:…
//
// unit 36 ("Fillmore had come to acknowledge") says whose words unit 37 is. A
// unit that is torn apart ("The model, / he said, / cost little") has parts that
// hang on its first by same-unit_m.

// Unit is an elementary unit of discourse, a stretch of the text up to where the
// next begins.
type Unit struct {
	kg.Span
	Relation string // attribution-positive, same-unit_m, …; ROOT for the document's main unit
	On       int    // index of the unit that it hangs on, -1 for the root
}

// Units reads a document's units in text order.
func Units(d *syntax.Document) []Unit {
	var units []Unit
	var on []string
	at := map[string]int{}
	for t := range d.Trees {
		for w, misc := range d.Misc[t] {
			relation, id, target, ok := discourse(misc)
			if !ok {
				continue
			}
			start := d.Text.Points(d.Trees[t].Words[w].Span).Start
			if n := len(units); n > 0 {
				units[n-1].End = start
			}
			at[id] = len(units)
			units, on = append(units, Unit{Span: kg.Span{Start: start}, Relation: relation}), append(on, target)
		}
	}
	if n := len(units); n > 0 {
		units[n-1].End = d.Text.Points(syntax.Span{End: len(d.Text.String)}).End
	}
	for i := range units {
		units[i].On = -1
		if target, ok := at[on[i]]; ok && target != i {
			units[i].On = target
		}
	}
	return units
}

// discourse reads "Discourse=relation:36->37:0:…" or "Discourse=ROOT:2:0".
func discourse(misc string) (relation, id, target string, ok bool) {
	for part := range strings.SplitSeq(misc, "|") {
		value, found := strings.CutPrefix(part, "Discourse=")
		if !found {
			continue
		}
		fields := strings.Split(value, ":")
		if len(fields) < 2 {
			return "", "", "", false
		}
		id, target, _ = strings.Cut(fields[1], "->")
		return fields[0], id, target, true
	}
	return "", "", "", false
}

// Attributions gives, for each unit, the unit that says whose words it is, -1
// for none; and whether any unit that it hangs on is somebody's words, which
// leaves open whether it is.
func Attributions(units []Unit) (by []int, open []bool) {
	by, open = make([]int, len(units)), make([]bool, len(units))
	for i := range by {
		by[i] = -1
	}
	for i, u := range units {
		if u.On >= 0 && strings.HasPrefix(u.Relation, "attribution") && by[u.On] < 0 {
			by[u.On] = i
		}
	}
	for i, u := range units {
		if u.On >= 0 && u.Relation == "same-unit_m" && by[i] < 0 {
			by[i] = by[u.On]
		}
	}
	for i := range units {
		below := i
		for u, steps := units[i].On, 0; u >= 0 && steps < len(units); below, u, steps = u, units[u].On, steps+1 {
			open[i] = open[i] || by[u] >= 0 && by[u] != below
		}
	}
	return by, open
}
