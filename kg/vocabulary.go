package kg

import (
	"bufio"
	_ "embed"
	"fmt"
	"strings"
)

// The vocabulary file says which relations claimgraph knows. It is meant to be
// read and extended by people. An entry starts at the margin with the
// predicate's name, its Wikidata property where there is one, and its flags;
// the lines below it are indented:
//
//	chief_executive_officer P169
//	    about   the person who leads the organization day to day
//	    kinds   Organization -> Person
//	    inverse ceo_of
//	    reads   …                 patterns, for the extract stage
//
// Flags are functional (one value at a time), once (it comes about once, so
// that two times for it cannot both be right), symmetric and transitive. Kinds
// are lists with '|'; quantity, time, text and boolean stand for values, claim
// for a claim, '*' for anything. '#' starts a comment line. Later entries of a name replace
// earlier ones, so a user's file is read after the built-in one.

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
	Reads      []string // the extract stage's patterns, as written
}

// Vocabulary is the list of known predicates. The zero value knows none.
type Vocabulary struct {
	Predicates []Predicate // in the file's order
	byName     map[string]int
	byIRI      map[string]int
}

//go:embed vocabulary.txt
var builtin string

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

// Extend reads a vocabulary file's text; file names it in errors.
func (v *Vocabulary) Extend(file, text string) error {
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 1<<20)
	var entry *Predicate
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), " \t\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var err error
		if line[0] != ' ' && line[0] != '\t' {
			entry, err = v.enter(line)
		} else if entry == nil {
			err = fmt.Errorf("indented line before the first predicate")
		} else {
			err = entry.set(strings.TrimSpace(line))
		}
		if err != nil {
			return fmt.Errorf("%s: line %d: %w", file, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// enter starts the entry of a line "name [P176] [flags]".
func (v *Vocabulary) enter(line string) (*Predicate, error) {
	fields := strings.Fields(line)
	p := Predicate{Name: fields[0], Domain: []string{"*"}, Range: []string{"*"}}
	property := ""
	for _, f := range fields[1:] {
		switch {
		case f == "functional":
			p.Functional = true
		case f == "once":
			p.Once = true
		case f == "symmetric":
			p.Symmetric = true
		case f == "transitive":
			p.Transitive = true
		case len(f) > 1 && f[0] == 'P' && strings.Trim(f[1:], "0123456789") == "":
			property = f
		default:
			return nil, fmt.Errorf("%q is neither a Wikidata property nor functional, once, symmetric or transitive", f)
		}
	}
	p.IRI = PredicateIRI(p.Name, property)
	if v.byName == nil {
		v.byName, v.byIRI = map[string]int{}, map[string]int{}
	}
	i, known := v.byName[p.Name]
	if !known {
		i = len(v.Predicates)
		v.Predicates = append(v.Predicates, Predicate{})
	} else {
		delete(v.byIRI, v.Predicates[i].IRI)
	}
	v.Predicates[i] = p
	v.byName[p.Name], v.byIRI[p.IRI] = i, i
	return &v.Predicates[i], nil
}

// set reads one indented line of an entry.
func (p *Predicate) set(line string) error {
	key, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch key {
	case "about":
		p.About = rest
	case "inverse":
		p.Inverse = rest
	case "reads":
		p.Reads = append(p.Reads, rest)
	case "kinds":
		from, to, ok := strings.Cut(rest, "->")
		if !ok {
			return fmt.Errorf("kinds %s: want DOMAIN -> RANGE", rest)
		}
		p.Domain, p.Range = kindList(from), kindList(to)
	default:
		return fmt.Errorf("%q is neither about, kinds, inverse nor reads", key)
	}
	return nil
}

func kindList(s string) []string {
	var kinds []string
	for k := range strings.SplitSeq(s, "|") {
		kinds = append(kinds, strings.TrimSpace(k))
	}
	return kinds
}

// Fits says whether a kind (or value kind) is in a list of kinds. Other fits
// every list: not knowing is no contradiction.
func Fits(kinds []string, kind string) bool {
	for _, k := range kinds {
		if k == "*" || k == kind || kind == string(Other) {
			return true
		}
	}
	return false
}
