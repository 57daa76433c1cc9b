package kg

import "time"

// Article is a published text. Text is valid UTF-8 and never altered after
// reading. Only Key and Text are required.
type Article struct {
	Key       string // the id as given: a path, a URL, any name
	URL       string
	Title     string
	Publisher string
	Byline    string    // who wrote it: names set apart by commas, as printed; "" when unknown
	Published time.Time // zero when unknown
	Language  string    // BCP 47, "" when unknown
	Text      string
}

// Span is the half-open range [Start, End) of an article's text in Unicode
// code points, CR LF counting as two.
type Span struct{ Start, End int }

// Kind says what sort of thing an entity is.
type Kind string

const (
	Person       Kind = "Person"
	Organization Kind = "Organization"
	Place        Kind = "Place"
	Product      Kind = "Product"
	Event        Kind = "Event"
	Work         Kind = "Work"
	Group        Kind = "Group" // peoples, parties' followers, faiths: "Chinese", "Republicans"
	Law          Kind = "Law"
	Concept      Kind = "Concept"
	Other        Kind = "Other"
)

// Kinds lists every kind in the schema's order.
func Kinds() []Kind {
	return []Kind{Person, Organization, Place, Product, Event, Work, Group, Law, Concept, Other}
}

// LocalEntity is a thing as one article mentions it: it depends on that
// article alone. Which entity of the graph it is, is derived.
type LocalEntity struct {
	ID       int // n of A#e<n>, from 1 in order of first mention
	Label    string
	Named    bool // false for things that are only described: "a Chinese startup"
	Kind     Kind
	Aliases  []string // other names, sorted, without Label
	Short    []string // shorter names that mean it in other articles too, sorted
	Distinct string   // the name that tells it from others of its label, "" where the label does: "Parliament, Iran"; what is only described may have one
	Mentions []Mention
}

// Mention is a span that refers to a local entity.
type Mention struct {
	Span
	Form string // name, nominal, pronoun, date, quantity or claim
}
