package kg

import (
	"cmp"
	"net/url"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Name is what tells entities of different articles apart: a class of kinds
// and a folded label. Local entities of one name are one thing.
type Name struct {
	Class Class
	Key   string
}

// Class is a group of kinds that readers of one article and of another may
// confuse: a company and its product, a people and its party. A person, a
// place and anything else of one label are never one.
type Class string

const (
	ClassPerson  Class = "person"
	ClassPlace   Class = "place"
	ClassThing   Class = "thing"
	ClassUnknown Class = "unknown" // the article does not tell
)

// Class is the class of a kind.
func (k Kind) Class() Class {
	switch k {
	case Person:
		return ClassPerson
	case Place:
		return ClassPlace
	case Other:
		return ClassUnknown
	}
	return ClassThing
}

// Name is the local entity's name; false where it has none, and so is its
// article's own. What is only described has one where that tells it apart.
func (e *LocalEntity) Name() (Name, bool) {
	n := Name{e.Kind.Class(), Fold(cmp.Or(e.Distinct, e.Label))}
	if n.Class == ClassPerson && e.Distinct == "" && strings.ContainsAny(n.Key, "0123456789") {
		n.Class = ClassUnknown // no person is called COVID-19
	}
	return n, e.Named || e.Distinct != ""
}

// IRI names the name in identity quads.
func (n Name) IRI() quad.IRI {
	return quad.IRI(nameSpace + string(n.Class) + ":" + url.PathEscape(n.Key))
}

// ParseName is the name that an IRI stands for, false for other IRIs.
func ParseName(iri quad.Value) (Name, bool) {
	s, _ := iri.(quad.IRI)
	rest, own := strings.CutPrefix(string(s), nameSpace)
	class, key, ok := strings.Cut(rest, ":")
	key, err := url.PathUnescape(key)
	return Name{Class(class), key}, own && ok && err == nil
}

// EntityIRI is the entity that a root name stands for (Root).
func (n Name) EntityIRI() quad.IRI { return entityHash(string(n.Class), n.Key) }

// Fold brings spellings of one name together: Unicode NFKC, full case folding,
// typographic quotes and dashes made plain, British spellings made American,
// dots after single letters and at the end gone, what cannot be seen gone, white
// space collapsed, a leading "the" and a trailing possessive gone.
func Fold(name string) string {
	s := cases.Fold().String(norm.NFKC.String(name))
	s = plain.Replace(s)
	if strings.Contains(s, ".") {
		s = undotted(s)
	}
	s = strings.Join(strings.Fields(s), " ")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "'")
	return strings.TrimPrefix(s, "the ")
}

// undotted takes the dots after single letters ("u.s. senate") and at the end.
func undotted(s string) string {
	var b strings.Builder
	letters := 0
	for i, r := range s {
		switch {
		case r == '.' && (letters == 1 || i == len(s)-1):
			letters = 0
			continue
		case unicode.IsLetter(r):
			letters++
		default:
			letters = 0
		}
		b.WriteRune(r)
	}
	return b.String()
}

var plain = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "‑", "-", "—", "-",
	"\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "",
	"organisation", "organization", "defence", "defense", "centre", "center")
