package kg

// Claim is ONE article's assertion in one place.
type Claim struct {
	ID          string // IRI: the article's, '#c' and a hash (see ClaimID)
	Subject     Argument
	Predicate   PredicateUse
	Object      Argument
	Qualifiers  []Qualifier
	Polarity    Polarity
	Modality    Modality
	Attribution *Attribution // nil: the article itself says it
	Time        Interval     // when it holds in the world
	Evidence    Evidence
	Confidence  float64 // calibrated probability that it was read rightly, not that it is true
	Rules       []string
	Model       string // version of the reader that made it
}

// Argument is what stands in subject or object position: exactly one of
// Entity, Value and Claim is set. A subject is always an entity.
type Argument struct {
	Span          // of the mention; zero where nothing stands for it
	Text   string // the mention as it stands: it may be "it"
	Entity int    // ID of the local entity, 0 for none
	Value  *Value
	Claim  string // ID of the claim that this one is about
}

// PredicateUse is a relation and the words that expressed it.
type PredicateUse struct {
	Name string // snake_case label: manufacturer, trained_on
	IRI  string // Wikidata property, else urn:claimgraph:predicate:<name>
	Span        // of the words that express it, zero where none do
	Text string // those words
}

// Qualifier narrows a claim: when, where, in what role, how much.
type Qualifier struct {
	Predicate PredicateUse
	Object    Argument
}

// Evidence is the whole sentence, or sentences, where the claim stands.
type Evidence struct {
	Span
	Text string
}

// Attribution names whom the article has say it.
type Attribution struct {
	Span          // of the agent's mention
	Text   string // "DeepSeek researchers"
	Entity int    // local entity, 0 for an agent that is none
	Cue    string // "claimed", "according to"
	Via    *Attribution
}

// Interval is a period of world time in EDTF, open where empty.
type Interval struct{ Start, End string }

// Polarity says whether the claim affirms or negates.
type Polarity string

const (
	Affirmed Polarity = "affirmed"
	Negated  Polarity = "negated"
)

// Modality is the force of a claim; the weakest in the sentence wins.
type Modality string

const (
	Asserted    Modality = "asserted"
	Reported    Modality = "reported"
	Possible    Modality = "possible"
	Planned     Modality = "planned"
	Conditional Modality = "conditional"
	Questioned  Modality = "questioned"
)

// Edge says whether the claim may be walked as a fact edge: only affirmed
// claims that are asserted or reported may, so that no traversal can follow a
// negated or a merely possible one.
func (c *Claim) Edge() bool {
	return c.Polarity == Affirmed && (c.Modality == Asserted || c.Modality == Reported)
}
