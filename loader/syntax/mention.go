package syntax

import "claimgraph/kg"

// Mention is a span that refers to something, found in a tree.
type Mention struct {
	Span
	Tree        int // index of its tree in the article
	First, Last int // its words, [First, Last]
	Head        int // its syntactic head, First <= Head <= Last
	Form        Form
	Kind        kg.Kind   // what it refers to as far as the mention itself tells; kg.Other where it does not
	Name        string    // of a name: the text without determiner, title or possessive
	Value       *kg.Value // of a date or a quantity
	Country     string    // that a demonym is of ("China" of "Chinese"), else ""
}

// Form is how a mention refers.
type Form uint8

const (
	Name         Form = iota // DeepSeek, Angela Merkel
	Nominal                  // the company, a Chinese startup
	Pronoun                  // it, they, its
	Date                     // 2023, January 10th, last month
	Quantity                 // under $6 million, 2,048 H800 GPUs
	ClaimMention             // this claim, the allegation
)

var formNames = [...]string{"name", "nominal", "pronoun", "date", "quantity", "claim"}

// String is the form's name in output.
func (f Form) String() string { return formNames[f] }

// Entity is a local entity: a thing that one article mentions, and where.
type Entity struct {
	Label    string // the fullest name, or the fullest nominal where it is never named
	Named    bool
	Kind     kg.Kind
	Aliases  []string // its other names in the article, sorted
	Short    []string // shorter names that mean it in other articles too
	Distinct string   // the name that tells it from others of its label, "" where the label does: "Parliament, Iran"
	Own      bool     // many things are called so, and the article does not tell which this is
	Mentions []int    // indexes into the article's mentions, in text order
}
