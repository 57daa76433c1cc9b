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

// objectsOf describes what stands as objects.
func (g *Graph) objectsOf(ids []uint64) ([]ObjectTerm, error) {
	list := make([]ObjectTerm, len(ids))
	var others []int // what is not known for an entity
	for i, id := range ids {
		if known := g.cache.entities.get(id, g.state.version); known != nil {
			list[i] = *known
		} else {
			others = append(others, i)
		}
	}
	if len(others) == 0 {
		return list, nil
	}
	unknown := make([]uint64, len(others))
	for n, i := range others {
		unknown[n] = ids[i]
	}
	terms, err := g.terms(unknown)
	if err != nil {
		return nil, err
	}
	var entities []uint64
	var at []int
	for n, i := range others {
		if list[i], err = g.valueOrClaim(terms[n]); err != nil {
			return nil, err
		}
		if list[i] == nil {
			entities, at = append(entities, ids[i]), append(at, i)
		}
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

// valueOrClaim describes a term as an object, nil for an entity.
func (g *Graph) valueOrClaim(t quad.Value) (ObjectTerm, error) {
	if v, ok := ParseValue(t); ok {
		return valueObject(v, t), nil
	}
	claim, err := g.claimOf(t)
	if claim == nil || err != nil {
		return nil, err
	}
	return claim, nil
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
