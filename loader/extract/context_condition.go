package extract

import "claimgraph/kg"

// What subordinators, conditions and questions make of a clause.

// subordinator reads "if", "whether", "without" and "so that" before a clause.
func (w *walker) subordinator(i int) {
	for _, c := range w.children[i] {
		if !w.is(c, "mark") && !(w.is(c, "case", "cc") && w.verbal(i)) {
			continue
		}
		class := w.cues.class("mark", w.fixed(c), "conditional", "questioned", "negated")
		switch {
		case class == "conditional" && w.is(i, "ccomp"), class == "questioned":
			w.weaken(kg.Questioned, "whether")
		case class == "conditional" && !w.evenIf(c):
			w.weaken(kg.Conditional, "if")
		case class == "negated" && w.scope == everything:
			w.negate("without")
		case w.lower(c) == "due" && w.Words[i].XPOS == "VB": // "who was due to lead it"
			w.weaken(kg.Planned, "plan")
		case w.fixed(c) == "so_that" && w.Words[i].XPOS != "VBD" && !w.childForm(i, "had", "was", "were", "did"):
			w.weaken(kg.Planned, "purpose")
		case w.lower(c) == "as" && w.childLemma(i, "mark", "if", "though") > c:
			w.weaken(kg.Conditional, "as-if")
		}
	}
}

// inverted reads "had it happened earlier", "were it to close" and, where nothing
// stands before it, "has it closed".
func (w *walker) inverted(i int) {
	subject := w.child(i, "nsubj", "expl")
	for _, c := range w.children[i] {
		if !w.is(c, "aux", "cop") || c > subject {
			continue
		}
		switch {
		case w.lower(c) == "be" && w.is(c, "cop"): // "be it a photograph or a film"
			w.weaken(kg.Conditional, "inverted-condition")
		case oneOf(w.lower(c), "had", "were", "should") && (w.is(i, "advcl") || w.opens(c)):
			w.weaken(kg.Conditional, "inverted-condition")
		case w.opens(c):
			w.weaken(kg.Questioned, "question")
		}
	}
}

// opens says whether a word begins its sentence or a quotation in it.
func (s *sentence) opens(c int) bool {
	for c--; c >= 0 && s.Words[c].UPOS == "PUNCT"; c-- {
		if oneOf(s.Words[c].Form, "“", "\"", "``", "‘", "'") {
			return true
		}
	}
	return c < 0
}

// evenIf keeps "as if" and "once" out where a past tense tells what happened.
func (w *walker) evenIf(mark int) bool {
	clause := w.parent[mark]
	return w.lower(mark) == "once" && w.Words[clause].XPOS == "VBD"
}

// condition reads "if approved, it would …": what hangs on a condition is
// conditional itself.
func (w *walker) condition(i int) {
	if w.ifClause(i) >= 0 {
		w.weaken(kg.Conditional, "conditional")
	}
	for _, c := range w.children[i] {
		if w.is(c, "advcl") && w.present(i) && w.present(c) && w.whenever(c) { // "when the looting starts, the shooting starts"
			w.weaken(kg.Conditional, "whenever")
		}
	}
}

// ifClause is the "if" or "unless" clause below i, -1 for none.
func (w *walker) ifClause(i int) int {
	for _, c := range w.children[i] {
		if w.is(c, "advcl") && w.childLemma(c, "mark", "if", "unless", "lest", "provided") >= 0 {
			return c
		}
	}
	return -1
}

// question reads the sentence's question mark, which spares only what the words
// take for granted.
func (w *walker) question(presupposed bool) {
	if presupposed {
		return
	}
	told := w.scope == sourceOnly && w.is(w.start, "advcl") // "since it closed" is so in a question too
	for j := len(w.Words) - 1; j >= 0 && w.Words[j].UPOS == "PUNCT" && !told; j-- {
		switch w.Words[j].Form {
		case "?":
			w.weaken(kg.Questioned, "question")
			return
		case "'", "’", "\"", "”", "''":
			told = !w.inQuotes(w.start) // `He asked: "Is it so?"`: he did
		}
	}
	if w.scope == sourceOnly {
		return
	}
	for j := w.start; j < len(w.Words); j++ { // "Are they locked in? [...] Roger."
		switch w.Words[j].Form {
		case "?":
			w.weaken(kg.Questioned, "question")
			return
		case ".", "!", ";", "”", "''", "\"", "[...]", "...":
			return
		}
	}
}
