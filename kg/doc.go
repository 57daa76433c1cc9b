// Package kg holds the nouns of claimgraph (articles, entities, claims, facts),
// how each is written as quads and read back, and the questions that can be
// asked of the graph. It does no I/O and reads no clock.
package kg
