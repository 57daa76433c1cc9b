package kg

// Value is what a claim may point at when it is no entity.
type Value struct {
	Kind   ValueKind
	Op     Op      // of a quantity
	Amount float64 // of a quantity; the low end of a range
	High   float64 // the high end of a range, else 0
	Unit   string  // ISO 4217 currency, "%", unit or the noun counted ("GPU hour", "people"); "" for a bare number
	EDTF   string  // of a time
	Text   string  // of a text
	Lang   string  // of a text, "" when unknown
	Bool   bool
}

// ValueKind says which fields of a Value count.
type ValueKind string

const (
	QuantityValue ValueKind = "quantity"
	TimeValue     ValueKind = "time"
	TextValue     ValueKind = "text"
	BooleanValue  ValueKind = "boolean"
)

// Op is the bound of a quantity.
type Op string

const (
	Equal          Op = "="
	Less           Op = "<"
	LessOrEqual    Op = "<="
	Greater        Op = ">"
	GreaterOrEqual Op = ">="
	About          Op = "~"
	Range          Op = "range" // Amount to High, both included
)
