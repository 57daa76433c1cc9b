// Package eval measures how well claimgraph reads, against gold that others
// annotated. A measure reads a data set, has a Reader read its texts, and
// scores what was found by the data set's own rules; the scorers are functions
// of values and know no files. Figures are printed as the reference scorers
// print them, and agree with those to the last digit.
//
// Only development parts are named here: no test part is read.
package eval
