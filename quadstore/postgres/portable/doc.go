// Package portable holds the statements of quadstore/postgres to the subset of SQL
// that CockroachDB parses too. It is a module of its own, for that parser has many
// dependencies.
package portable
