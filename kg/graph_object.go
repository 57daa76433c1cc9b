package kg

import "github.com/cayleygraph/quad"

// ObjectTerm is what stands as an object: *Entity, *GraphClaim, *TextTerm,
// *QuantityTerm, *TimeTerm or *BooleanTerm.
type ObjectTerm interface {
	Label() string
	NQuads() string
}

// valueTerm is a value with the term that it is written as.
type valueTerm struct {
	*Value
	term quad.Value
}

func (v valueTerm) NQuads() string { return nquads(v.term) }

// Label is the value as people write it: the literal's text, or a quantity
// with its bound and unit.
func (v valueTerm) Label() string {
	if _, named := v.term.(quad.IRI); !named {
		return lexical(v.term)
	}
	label := quantityName(v.Value)
	if v.Unit != "" {
		bare := *v.Value
		bare.Unit = ""
		label = quantityName(&bare) + " " + v.Unit
	}
	return label
}

// TextTerm is a string, with a language where one is known.
type TextTerm struct{ valueTerm }

// QuantityTerm is a number, with a bound and unit where it has one.
type QuantityTerm struct{ valueTerm }

// TimeTerm is an EDTF date.
type TimeTerm struct{ valueTerm }

// BooleanTerm is true or false.
type BooleanTerm struct{ valueTerm }

// Language is the text's language tag, nil where it has none.
func (t *TextTerm) Language() *string { return optional(t.Lang) }

// Bound is how the amount binds: =, <, <=, >, >=, ~ or range.
func (t *QuantityTerm) Bound() string { return string(t.Op) }

// UnitName is the unit, nil for a bare number.
func (t *QuantityTerm) UnitName() *string { return optional(t.Unit) }

// HighEnd is the high end of a range, nil for what is none.
func (t *QuantityTerm) HighEnd() *float64 {
	if t.Op != Range {
		return nil
	}
	return &t.High
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// objectsOf describes terms as objects. ids belong to terms.
func (g *Graph) objectsOf(ids []uint64, terms []quad.Value) ([]ObjectTerm, error) {
	list := make([]ObjectTerm, len(ids))
	var entities, at []uint64
	for i, t := range terms {
		if v, ok := ParseValue(t); ok {
			list[i] = valueObject(v, t)
			continue
		}
		claim, err := g.claimOf(t)
		if err != nil {
			return nil, err
		}
		if claim != nil {
			list[i] = claim
			continue
		}
		entities, at = append(entities, ids[i]), append(at, uint64(i))
	}
	found, err := g.entitiesOf(entities)
	if err != nil {
		return nil, err
	}
	for i, e := range found {
		list[at[i]] = e
	}
	return list, nil
}

// claimOf is the claim that a term names, nil for any other term.
func (g *Graph) claimOf(t quad.Value) (*GraphClaim, error) {
	iri, _ := t.(quad.IRI)
	if _, ok := ClaimArticle(string(iri)); !ok {
		return nil, nil
	}
	return g.ClaimByIRI(string(iri))
}

func valueObject(v *Value, t quad.Value) ObjectTerm {
	term := valueTerm{v, t}
	switch v.Kind {
	case QuantityValue:
		return &QuantityTerm{term}
	case TimeValue:
		return &TimeTerm{term}
	case BooleanValue:
		return &BooleanTerm{term}
	}
	return &TextTerm{term}
}
