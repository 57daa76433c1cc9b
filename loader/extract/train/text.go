package main

import "claimgraph/kg"

// annotated is a text with the facts that it tells.
type annotated struct {
	id     string
	text   string
	facts  []fact
	scopes []scope
}

// fact is a relation between two places of a text, in code points.
type fact struct {
	relation        int
	subject, object kg.Span
}

// scope is a stretch of a text in which every fact of the relations is annotated.
type scope struct {
	kg.Span
	known uint32
}
