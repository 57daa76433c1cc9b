package kg

import "github.com/cayleygraph/quad"

// The vocabularies of the quads: RDF, RDFS, SKOS, PROV-O, schema.org, XSD and
// EDTF, and claimgraph's own for what they do not name.
const (
	rdfSpace    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	xsdSpace    = "http://www.w3.org/2001/XMLSchema#"
	schemaSpace = "http://schema.org/"
	provSpace   = "http://www.w3.org/ns/prov#"

	Type       = quad.IRI(rdfSpace + "type")
	Subject    = quad.IRI(rdfSpace + "subject")
	Pred       = quad.IRI(rdfSpace + "predicate")
	Object     = quad.IRI(rdfSpace + "object")
	Label      = quad.IRI("http://www.w3.org/2000/01/rdf-schema#label")
	AltLabel   = quad.IRI("http://www.w3.org/2004/02/skos/core#altLabel")
	SubClassOf = quad.IRI("http://www.w3.org/2000/01/rdf-schema#subClassOf")
	CloseMatch = quad.IRI("http://www.w3.org/2004/02/skos/core#closeMatch")
	PrefLabel  = quad.IRI("http://www.w3.org/2004/02/skos/core#prefLabel")

	NewsArticle   = quad.IRI(schemaSpace + "NewsArticle")
	Identifier    = quad.IRI(schemaSpace + "identifier")
	URL           = quad.IRI(schemaSpace + "url")
	Headline      = quad.IRI(schemaSpace + "headline")
	Publisher     = quad.IRI(schemaSpace + "publisher")
	DatePublished = quad.IRI(schemaSpace + "datePublished")
	InLanguage    = quad.IRI(schemaSpace + "inLanguage")
	Author        = quad.IRI(schemaSpace + "author")
	ArticleBody   = quad.IRI(schemaSpace + "articleBody")
	SchemaName    = quad.IRI(schemaSpace + "name")
	Description   = quad.IRI(schemaSpace + "description")
	SameAs        = quad.IRI("http://www.w3.org/2002/07/owl#sameAs")

	WasQuotedFrom   = quad.IRI(provSpace + "wasQuotedFrom")
	WasAttributedTo = quad.IRI(provSpace + "wasAttributedTo")

	ClaimClass    = quad.IRI(vocabSpace + "Claim")
	ShortName     = quad.IRI(vocabSpace + "shortName")
	DistinctName  = quad.IRI(vocabSpace + "distinctName")
	Named         = quad.IRI(vocabSpace + "named")
	SubjectSpan   = quad.IRI(vocabSpace + "subjectSpan")
	PredicateSpan = quad.IRI(vocabSpace + "predicateSpan")
	ObjectSpan    = quad.IRI(vocabSpace + "objectSpan")
	PolarityOf    = quad.IRI(vocabSpace + "polarity")
	ModalityOf    = quad.IRI(vocabSpace + "modality")
	Agent         = quad.IRI(vocabSpace + "agent")
	AgentSpan     = quad.IRI(vocabSpace + "agentSpan")
	AgentText     = quad.IRI(vocabSpace + "agentText")
	Cue           = quad.IRI(vocabSpace + "cue")
	Via           = quad.IRI(vocabSpace + "via")
	Qualifies     = quad.IRI(vocabSpace + "qualifier")
	QualifiedBy   = quad.IRI(vocabSpace + "qualifierPredicate")
	QualifierOf   = quad.IRI(vocabSpace + "qualifierObject")
	ValidFrom     = quad.IRI(vocabSpace + "validFrom")
	ValidTo       = quad.IRI(vocabSpace + "validTo")
	ConfidenceOf  = quad.IRI(vocabSpace + "confidence")
	RuleOf        = quad.IRI(vocabSpace + "rule")
	ModelOf       = quad.IRI(vocabSpace + "model")
	QuantityClass = quad.IRI(vocabSpace + "Quantity")
	OpOf          = quad.IRI(vocabSpace + "op")
	AmountOf      = quad.IRI(vocabSpace + "amount")
	HighOf        = quad.IRI(vocabSpace + "high")
	UnitOf        = quad.IRI(vocabSpace + "unit")

	// Denotes leads from a local entity to the entity that it is.
	Denotes = quad.IRI(vocabSpace + "denotes")
	// Called leads from a local entity to its name, AlsoCalled from a name to
	// its short forms.
	Called     = quad.IRI(vocabSpace + "called")
	AlsoCalled = quad.IRI(vocabSpace + "alsoCalled")
	// Sketch leads from an article's text to the keys by which its copies find it.
	Sketch = quad.IRI(vocabSpace + "sketch")
	// CatalogName and CatalogAlias lead from an entry of a catalogue to the
	// names of its label and of its aliases.
	CatalogName     = quad.IRI(vocabSpace + "catalogName")
	CatalogAlias    = quad.IRI(vocabSpace + "catalogAlias")
	CatalogLabel    = quad.IRI(vocabSpace + "catalogLabel")
	CatalogAltLabel = quad.IRI(vocabSpace + "catalogAltLabel")
	CatalogCountry  = quad.IRI(vocabSpace + "catalogCountry")
	// ClaimSubject and ClaimObject lead from a claim that makes no edge to
	// the entities it is about, so that it can be found from them without
	// ever being walked.
	ClaimSubject = quad.IRI(vocabSpace + "claimSubject")
	ClaimObject  = quad.IRI(vocabSpace + "claimObject")

	Into    = quad.IRI(vocabSpace + "into")
	From    = quad.IRI(vocabSpace + "from")
	SplitOf = quad.IRI(vocabSpace + "entity")
	Local   = quad.IRI(vocabSpace + "local")
	Apart   = quad.IRI(vocabSpace + "apart")

	AboutClaim     = quad.IRI(vocabSpace + "aboutClaim")
	AboutSubject   = quad.IRI(vocabSpace + "aboutSubject")
	AboutPredicate = quad.IRI(vocabSpace + "aboutPredicate")
	AboutObject    = quad.IRI(vocabSpace + "aboutObject")

	By     = quad.IRI(vocabSpace + "by")
	At     = quad.IRI(vocabSpace + "at")
	Reason = quad.IRI(vocabSpace + "reason")

	xsdBoolean  = quad.IRI(xsdSpace + "boolean")
	xsdInteger  = quad.IRI(xsdSpace + "integer")
	xsdDecimal  = quad.IRI(xsdSpace + "decimal")
	xsdDateTime = quad.IRI(xsdSpace + "dateTime")
	xsdAnyURI   = quad.IRI(xsdSpace + "anyURI")
	edtf        = quad.IRI("http://id.loc.gov/datatypes/edtf/EDTF")

	mentionSpace = vocabSpace + "mention:" // + form: a mention of that form
)

// KindIRI is the class of a kind.
func KindIRI(k Kind) quad.IRI { return quad.IRI(vocabSpace + string(k)) }

// KindOf is the kind that a class stands for, false for any other IRI.
func KindOf(class quad.Value) (Kind, bool) {
	for _, k := range Kinds() {
		if class == KindIRI(k) {
			return k, true
		}
	}
	return "", false
}

// NamePredicates are those whose literals name their subject.
func NamePredicates() []quad.IRI {
	return []quad.IRI{Label, AltLabel, PrefLabel, SchemaName, Headline}
}
