package extract

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Verbs that begin or end a state. "Ann Lee joined Google in 2004" says since when she
// works there, not that she did in 2004 alone; "resigned on Tuesday" says until when.

// states are relations that last.
var states = []string{
	"position_held", "employer", "member_of", "member_of_political_party", "member_of_sports_team", "chief_executive_officer", "chairperson",
	"director_manager", "leader", "head_of_government", "head_of_state", "coach", "board_member", "residence", "spouse", "headquarters_location",
	"military_branch", "stock_exchange", "occupation", "religion", "owned_by", "parent_organization",
}

var (
	beginnings = []string{"join", "become", "appoint", "name", "elect", "re-elect", "reelect", "hire", "recruit", "promote", "install", "crown", "marry", "wed", "move", "relocate", "emigrate", "settle", "sign", "draft", "enlist", "enter", "list", "float", "convert", "choose", "select"}
	endings    = []string{"leave", "quit", "resign", "step_down", "retire", "divorce", "fire", "sack", "dismiss", "oust", "remove", "depart"}
)

// phase is the time of a relation that a frame tells of: from its date on where the
// frame's verb begins a state, until its date where the verb ends one.
func (d *reading) phase(s *sentence, f *frame, relation string) kg.Interval {
	t := d.time(s, f)
	verb, lemma := f.head, f.lemma
	if slices.Contains(f.rules, "office") && s.parent[f.head] >= 0 { // "became director in 2010": the date is the verb's
		verb = s.parent[f.head]
		lemma = s.particled(verb)
		if t.Start == "" && t.End == "" {
			for _, c := range s.children[verb] {
				if s.is(c, "advmod", "obl", "nmod:unmarked") {
					d.dateInto(s, &t, s.preposition(c), c)
				}
			}
		}
	}
	if !slices.Contains(states, relation) || t.Start == "" || t.End == "" || d.bounded(s, verb) {
		return t
	}
	switch {
	case slices.Contains(beginnings, lemma):
		t.End = ""
	case slices.Contains(endings, lemma):
		t.Start = ""
	}
	return t
}

// bounded says whether a verb has a phrase that says from when to when.
func (d *reading) bounded(s *sentence, verb int) bool {
	for _, c := range s.children[verb] {
		if oneOf(s.preposition(c), "from", "since", "until", "till", "to", "between", "through", "by", "before") && d.value(s, c, syntax.Date) >= 0 {
			return true
		}
	}
	return false
}
