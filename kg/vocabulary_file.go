package kg

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
)

// The vocabulary file says which relations claimgraph knows. It is meant to be
// read and extended by people (docs/vocabulary.md). An entry starts at the
// margin with the predicate's name, its Wikidata property where there is one,
// and its flags; the lines below it are indented:
//
//	chief_executive_officer P169
//	    about   the person who leads the organization day to day
//	    kinds   Organization -> Person
//	    inverse ceo_of
//	    reads   …                 patterns, for the extract stage
//	    example Acme hired Ann Lee as chief executive. => Acme | Ann Lee
//
// Flags are functional (one value at a time), once (it comes about once, so that
// two times for it cannot both be right), symmetric and transitive. Kinds
// are lists with '|'; quantity, time, text and boolean stand for values, claim
// for a claim, '*' for anything. An example is a sentence with the subject and
// the object that are read from it. '#' starts a comment line. Later entries of
// a name replace earlier ones, so a user's file is read after the built-in one;
// the line "only" before the first entry forgets all that came before.

// Extend reads a vocabulary file's text; file names it in errors.
func (v *Vocabulary) Extend(file, text string) error {
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 1<<20)
	var entry *Predicate
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(strings.TrimPrefix(lines.Text(), "\ufeff"), " \t\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var err error
		switch indented := line[0] == ' ' || line[0] == '\t'; {
		case line == "only" && entry == nil:
			*v = Vocabulary{}
		case !indented:
			entry, err = v.enter(file, line)
		case entry == nil:
			err = fmt.Errorf("indented line before the first predicate: start an entry with the predicate's name at the margin")
		default:
			err = entry.set(strings.TrimSpace(line), Line{File: file, At: n})
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
func (v *Vocabulary) enter(file, line string) (*Predicate, error) {
	fields := strings.Fields(line)
	p := Predicate{Name: fields[0], File: file, Domain: []string{"*"}, Range: []string{"*"}}
	if strings.Trim(p.Name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		return nil, fmt.Errorf("%q: a predicate's name is of small letters, digits and _", p.Name)
	}
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
	if other, taken := v.ByIRI(p.IRI); taken && other.Name != p.Name {
		return nil, fmt.Errorf("%s is %s already: use that name, to replace it, or leave the property out", property, other.Name)
	}
	return v.replace(p), nil
}

// replace puts a predicate in the place of the one of its name, else at the end.
func (v *Vocabulary) replace(p Predicate) *Predicate {
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
	return &v.Predicates[i]
}

// set reads one indented line of an entry.
func (p *Predicate) set(line string, at Line) (err error) {
	key, rest, _ := strings.Cut(line, " ")
	at.Text = strings.TrimSpace(rest)
	switch key {
	case "about":
		p.About = at.Text
	case "inverse":
		p.Inverse = at.Text
	case "reads":
		p.Reads = append(p.Reads, at)
	case "example":
		return p.setExample(at)
	case "kinds":
		from, to, ok := strings.Cut(at.Text, "->")
		if !ok {
			return fmt.Errorf("kinds %s: want DOMAIN -> RANGE", at.Text)
		}
		if p.Domain, err = kindList(from); err == nil {
			p.Range, err = kindList(to)
		}
		return err
	default:
		return fmt.Errorf("%q is neither about, kinds, inverse, reads nor example", key)
	}
	return nil
}

func (p *Predicate) setExample(at Line) error {
	sentence, arguments, ok := strings.Cut(at.Text, "=>")
	subject, object, ok2 := strings.Cut(arguments, "|")
	if !ok || !ok2 {
		return fmt.Errorf("example %s: want SENTENCE => SUBJECT | OBJECT", at.Text)
	}
	p.Examples = append(p.Examples, Example{at, strings.TrimSpace(sentence), strings.TrimSpace(subject), strings.TrimSpace(object)})
	return nil
}

// argumentKinds are what a predicate's arguments may be.
func argumentKinds() []string {
	kinds := []string{"*", string(QuantityValue), string(TimeValue), string(TextValue), string(BooleanValue), "claim"}
	for _, k := range Kinds() {
		kinds = append(kinds, string(k))
	}
	return kinds
}

func kindList(s string) ([]string, error) {
	var kinds []string
	for k := range strings.SplitSeq(s, "|") {
		kind := strings.TrimSpace(k)
		if known := argumentKinds(); !slices.Contains(known, kind) {
			return nil, fmt.Errorf("%q is no kind: want some of %s", kind, strings.Join(known, " "))
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}
