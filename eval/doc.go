// Package eval measures how well claimgraph reads, against gold that others
// annotated.
package eval
