package kg

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"slices"
)

// Predicate is one entry of the vocabulary.
type Predicate struct {
	Name       string
	IRI        string
	About      string
	Inverse    string // name of the inverse predicate, "" for none
	Functional bool
	Once       bool
	Symmetric  bool
	Transitive bool
	Domain     []string // kinds, or "*"
	Range      []string // kinds or value kinds, or "*"
	Reads      []Line   // the extract stage's patterns, as written
	Examples   []Example
	File       string // that the entry stands in
}

// Line is a line of a vocabulary file.
type Line struct {
	Text string // without its first word
	File string
	At   int // from 1
}

// Example is a sentence that states the relation.
type Example struct {
	Line
	Sentence, Subject, Object string
}

// Vocabulary is the list of known predicates. The zero value knows none.
type Vocabulary struct {
	Predicates []Predicate // in the file's order
	byName     map[string]int
	byIRI      map[string]int
}

//go:embed vocabulary.txt
var builtin string

// BuiltinVocabularyText is the file of the vocabulary that claimgraph ships.
func BuiltinVocabularyText() string { return builtin }

// BuiltinVocabulary is the vocabulary that claimgraph ships.
func BuiltinVocabulary() *Vocabulary {
	v := &Vocabulary{}
	if err := v.Extend("vocabulary.txt", builtin); err != nil {
		panic(err) // embedded with the program, held by a test
	}
	return v
}

// ByName finds a predicate by its name.
func (v *Vocabulary) ByName(name string) (*Predicate, bool) { return v.at(v.byName, name) }

// ByIRI finds a predicate by its IRI.
func (v *Vocabulary) ByIRI(iri string) (*Predicate, bool) { return v.at(v.byIRI, iri) }

func (v *Vocabulary) at(index map[string]int, key string) (*Predicate, bool) {
	i, ok := index[key]
	if !ok {
		return nil, false
	}
	return &v.Predicates[i], true
}

// Use is the predicate with that name as a claim uses it: from the vocabulary
// where it is known there, else an open one.
func (v *Vocabulary) Use(name string) PredicateUse {
	if p, ok := v.ByName(name); ok {
		return PredicateUse{Name: p.Name, IRI: p.IRI}
	}
	return PredicateUse{Name: name, IRI: PredicateIRI(name, "")}
}

// Version changes whenever the same text may give other claims. What is only
// said about a predicate is no part of it.
func (v *Vocabulary) Version() string {
	sum := sha256.New()
	for i := range v.Predicates {
		p := &v.Predicates[i]
		fmt.Fprintf(sum, "%q %q %t %q %q\n", p.Name, p.IRI, p.Symmetric, p.Domain, p.Range)
		for _, r := range p.Reads {
			fmt.Fprintf(sum, "%q\n", r.Text)
		}
	}
	return fmt.Sprintf("%.4x", sum.Sum(nil))
}

// Fits says whether a kind (or value kind) is in a list of kinds. Other fits
// every list: not knowing is no contradiction.
func Fits(kinds []string, kind string) bool {
	return kind == string(Other) || slices.Contains(kinds, "*") || slices.Contains(kinds, kind)
}
