package kg

import (
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// A value's term. Dates are EDTF literals, text, booleans and bare numbers XSD
// literals. A quantity with a unit or a bound is a node named by its content,
//
//	urn:claimgraph:quantity:%3C6000000USD
//
// so that equal quantities are equal nodes: the op (nothing for '='), the
// amount in plain decimal, '..' and the high end for a range, then the unit;
// a space keeps a unit apart that could be read as part of the number. The
// name is percent-encoded.

// Term is the value as it stands in object position.
func (v *Value) Term() quad.Value {
	switch v.Kind {
	case TimeValue:
		return quad.TypedString{Value: quad.String(v.EDTF), Type: edtf}
	case BooleanValue:
		return quad.TypedString{Value: quad.String(strconv.FormatBool(v.Bool)), Type: xsdBoolean}
	case TextValue:
		if v.Lang != "" {
			return quad.LangString{Value: quad.String(v.Text), Lang: v.Lang}
		}
		return quad.String(v.Text)
	}
	if v.Op == Equal && v.Unit == "" {
		return number(v.Amount)
	}
	return quad.IRI(quantitySpace + escapeID(quantityName(v)))
}

// ParseValue is the value that a term stands for, false where the term is an
// IRI or blank node that is none.
func ParseValue(t quad.Value) (*Value, bool) {
	switch t := t.(type) {
	case quad.String:
		return &Value{Kind: TextValue, Text: string(t)}, true
	case quad.LangString:
		return &Value{Kind: TextValue, Text: string(t.Value), Lang: t.Lang}, true
	case quad.TypedString:
		return parseTyped(t), true
	case quad.IRI:
		name, ok := strings.CutPrefix(string(t), quantitySpace)
		if !ok {
			return nil, false
		}
		v, err := parseQuantity(name)
		return v, err == nil
	}
	return nil, false
}

// parseTyped reads a typed literal; one of a datatype that is not a value's,
// or whose lexical form is wrong, is text.
func parseTyped(t quad.TypedString) *Value {
	text := string(t.Value)
	switch t.Type {
	case edtf:
		return &Value{Kind: TimeValue, EDTF: text}
	case xsdBoolean:
		if b, err := strconv.ParseBool(text); err == nil {
			return &Value{Kind: BooleanValue, Bool: b}
		}
	case xsdInteger, xsdDecimal:
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			return &Value{Kind: QuantityValue, Op: Equal, Amount: f}
		}
	}
	return &Value{Kind: TextValue, Text: text}
}

func number(f float64) quad.TypedString {
	datatype := xsdDecimal
	if f == math.Trunc(f) {
		datatype = xsdInteger
	}
	return quad.TypedString{Value: quad.String(decimal(f)), Type: datatype}
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func quantityName(v *Value) string {
	var b strings.Builder
	if v.Op != Equal && v.Op != Range {
		b.WriteString(string(v.Op))
	}
	b.WriteString(decimal(v.Amount))
	if v.Op == Range {
		b.WriteString(".." + decimal(v.High))
	}
	if v.Unit != "" && strings.IndexByte(" .0123456789", v.Unit[0]) >= 0 {
		b.WriteByte(' ')
	}
	b.WriteString(v.Unit)
	return b.String()
}

func parseQuantity(escaped string) (*Value, error) {
	name, err := url.PathUnescape(escaped)
	if err != nil {
		return nil, fmt.Errorf("quantity %q: %w", escaped, err)
	}
	v := &Value{Kind: QuantityValue, Op: Equal}
	for _, op := range []Op{LessOrEqual, GreaterOrEqual, Less, Greater, About} {
		if rest, ok := strings.CutPrefix(name, string(op)); ok {
			v.Op, name = op, rest
			break
		}
	}
	if v.Amount, name, err = leadingNumber(name); err != nil {
		return nil, fmt.Errorf("quantity %q: %w", escaped, err)
	}
	if rest, ok := strings.CutPrefix(name, ".."); ok && v.Op == Equal {
		v.Op = Range
		if v.High, name, err = leadingNumber(rest); err != nil {
			return nil, fmt.Errorf("quantity %q: %w", escaped, err)
		}
	}
	v.Unit = strings.TrimPrefix(name, " ")
	return v, nil
}

// leadingNumber splits a plain decimal off the front of s.
func leadingNumber(s string) (float64, string, error) {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || n == 0 && s[n] == '-' || s[n] == '.' && !strings.HasPrefix(s[n:], "..")) {
		n++
	}
	f, err := strconv.ParseFloat(s[:n], 64)
	return f, s[n:], err
}

// quads describe a quantity node for readers that do not know its naming; nil
// for values that are literals.
func (v *Value) quads(label quad.IRI) []quad.Quad {
	node, named := v.Term().(quad.IRI)
	if !named {
		return nil
	}
	quads := []quad.Quad{
		{Subject: node, Predicate: Type, Object: QuantityClass, Label: label},
		{Subject: node, Predicate: OpOf, Object: quad.String(v.Op), Label: label},
		{Subject: node, Predicate: AmountOf, Object: number(v.Amount), Label: label},
	}
	if v.Op == Range {
		quads = append(quads, quad.Quad{Subject: node, Predicate: HighOf, Object: number(v.High), Label: label})
	}
	if v.Unit != "" {
		quads = append(quads, quad.Quad{Subject: node, Predicate: UnitOf, Object: quad.String(v.Unit), Label: label})
	}
	return quads
}
