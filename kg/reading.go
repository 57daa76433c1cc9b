package kg

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// Reading is the ground state of one article: the article and all that was
// read from it. It depends on that article alone.
type Reading struct {
	IRI string // of the article
	Article
	Entities []LocalEntity // IDs 1, 2, … in order
	Claims   []Claim
}

// A reading as quads. All have the article's IRI A as label.
//
//	A          rdf:type schema:NewsArticle; schema:identifier, url, headline,
//	           datePublished, author (the byline, as text), inLanguage, articleBody; schema:publisher A#e0
//	A#e<n>     rdf:type <kind>; rdfs:label; skos:altLabel; vocab:named;
//	           vocab:shortName; vocab:distinctName; vocab:mention:<form> A#char=b,e
//	A#c<hash>  rdf:subject A#e<n>; rdf:predicate P; rdf:object term or A#c…;
//	           prov:wasQuotedFrom A#char=b,e (the evidence); vocab:polarity …
//	           prov:wasAttributedTo A#c<hash>.a1; vocab:qualifier A#c<hash>.q1
//	P          rdfs:label "manufacturer"
//
// A#e0 is the publisher. Quoted text is never stored twice: a span and the
// article's body give it back.

// Quads writes the reading down, in a deterministic order.
func (r *Reading) Quads() []quad.Quad {
	w := &groundWriter{article: quad.IRI(r.IRI), labelled: map[string]bool{}}
	w.writeArticle(r)
	for i := range r.Entities {
		w.writeEntity(&r.Entities[i])
	}
	for i := range r.Claims {
		w.writeClaim(&r.Claims[i])
	}
	return w.quads
}

// TextHash is the hash of the article's text that claim ids are made with.
func (a *Article) TextHash() [sha256.Size]byte { return sha256.Sum256([]byte(a.Text)) }

// PublisherEntity is the local entity of the publisher, A#e0; nil where the
// publisher is unknown.
func (a *Article) PublisherEntity() *LocalEntity {
	if a.Publisher == "" {
		return nil
	}
	return &LocalEntity{Label: a.Publisher, Named: true, Kind: Organization}
}

type groundWriter struct {
	article  quad.IRI
	quads    []quad.Quad
	labelled map[string]bool // predicates whose name is written
	valued   map[quad.Value]bool
}

func (w *groundWriter) add(s quad.Value, p quad.IRI, o quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: w.article})
}

func (w *groundWriter) addText(s quad.Value, p quad.IRI, text string) {
	if text != "" {
		w.add(s, p, quad.String(text))
	}
}

func (w *groundWriter) addSpan(s quad.Value, p quad.IRI, span Span) {
	if span != (Span{}) {
		w.add(s, p, w.char(span))
	}
}

func (w *groundWriter) char(s Span) quad.IRI { return quad.IRI(CharIRI(string(w.article), s)) }

func (w *groundWriter) local(n int) quad.IRI { return quad.IRI(localIRI(string(w.article), n)) }

func (w *groundWriter) writeArticle(r *Reading) {
	a := w.article
	w.add(a, Type, NewsArticle)
	w.add(a, Identifier, quad.String(r.Key))
	if r.URL != "" {
		w.add(a, URL, quad.TypedString{Value: quad.String(r.URL), Type: xsdAnyURI})
	}
	w.addText(a, Headline, r.Title)
	if p := r.PublisherEntity(); p != nil {
		w.add(a, Publisher, w.local(p.ID))
		w.writeEntity(p)
	}
	if !r.Published.IsZero() {
		instant := r.Published.Format(time.RFC3339Nano)
		w.add(a, DatePublished, quad.TypedString{Value: quad.String(instant), Type: xsdDateTime})
	}
	w.addText(a, Author, r.Byline)
	w.addText(a, InLanguage, r.Language)
	w.add(a, ArticleBody, quad.String(r.Text))
}

func (w *groundWriter) writeEntity(e *LocalEntity) {
	node := w.local(e.ID)
	w.add(node, Type, KindIRI(e.Kind))
	w.add(node, Label, quad.String(e.Label))
	w.add(node, Named, boolean(e.Named))
	for _, alias := range e.Aliases {
		w.add(node, AltLabel, quad.String(alias))
	}
	for _, short := range e.Short {
		w.add(node, ShortName, quad.String(short))
	}
	w.addText(node, DistinctName, e.Distinct)
	for _, m := range e.Mentions {
		w.add(node, mentionSpace+quad.IRI(m.Form), w.char(m.Span))
	}
}

func (w *groundWriter) writeClaim(c *Claim) {
	node := quad.IRI(c.ID)
	w.add(node, Type, ClaimClass)
	w.add(node, Subject, w.argument(&c.Subject))
	w.addSpan(node, SubjectSpan, c.Subject.Span)
	w.add(node, Pred, w.predicate(c.Predicate))
	w.addSpan(node, PredicateSpan, c.Predicate.Span)
	w.add(node, Object, w.argument(&c.Object))
	w.addSpan(node, ObjectSpan, c.Object.Span)
	w.add(node, PolarityOf, quad.IRI(vocabSpace+string(c.Polarity)))
	w.add(node, ModalityOf, quad.IRI(vocabSpace+string(c.Modality)))
	w.add(node, WasQuotedFrom, w.char(c.Evidence.Span))
	w.addEDTF(node, ValidFrom, c.Time.Start)
	w.addEDTF(node, ValidTo, c.Time.End)
	w.add(node, ConfidenceOf, quad.TypedString{Value: quad.String(decimal(c.Confidence)), Type: xsdDecimal})
	for _, rule := range c.Rules {
		w.add(node, RuleOf, quad.String(rule))
	}
	w.addText(node, ModelOf, c.Model)
	for i := range c.Qualifiers {
		w.writeQualifier(node, i+1, &c.Qualifiers[i])
	}
	w.writeAttribution(node, WasAttributedTo, c.ID, 1, c.Attribution)
}

func (w *groundWriter) writeQualifier(claim quad.IRI, n int, q *Qualifier) {
	node := claim + quad.IRI(".q"+strconv.Itoa(n))
	w.add(claim, Qualifies, node)
	w.add(node, QualifiedBy, w.predicate(q.Predicate))
	w.addSpan(node, PredicateSpan, q.Predicate.Span)
	w.add(node, QualifierOf, w.argument(&q.Object))
	w.addSpan(node, ObjectSpan, q.Object.Span)
}

func (w *groundWriter) writeAttribution(from quad.IRI, link quad.IRI, claim string, n int, a *Attribution) {
	if a == nil {
		return
	}
	node := quad.IRI(claim + ".a" + strconv.Itoa(n))
	w.add(from, link, node)
	if a.Entity != 0 {
		w.add(node, Agent, w.local(a.Entity))
	}
	if a.Span != (Span{}) {
		w.add(node, AgentSpan, w.char(a.Span))
	} else {
		w.addText(node, AgentText, a.Text) // an agent that stands nowhere: "reportedly"
	}
	w.addText(node, Cue, a.Cue)
	w.writeAttribution(node, Via, claim, n+1, a.Via)
}

// predicate writes the name of a predicate whose IRI does not tell it.
func (w *groundWriter) predicate(p PredicateUse) quad.IRI {
	iri := quad.IRI(p.IRI)
	if PredicateName(p.IRI) != p.Name && !w.labelled[p.IRI] {
		w.labelled[p.IRI] = true
		w.add(iri, Label, quad.String(p.Name))
	}
	return iri
}

// argument is the term of an argument in the ground state, where entities are
// the article's own.
func (w *groundWriter) argument(a *Argument) quad.Value {
	switch {
	case a.Value != nil:
		w.describe(a.Value)
		return a.Value.Term()
	case a.Claim != "":
		return quad.IRI(a.Claim)
	}
	return w.local(a.Entity)
}

func (w *groundWriter) describe(v *Value) {
	if t := v.Term(); !w.valued[t] {
		if w.valued == nil {
			w.valued = map[quad.Value]bool{}
		}
		w.valued[t] = true
		w.quads = append(w.quads, v.quads(w.article)...)
	}
}

func (w *groundWriter) addEDTF(s quad.Value, p quad.IRI, date string) {
	if date != "" {
		w.add(s, p, quad.TypedString{Value: quad.String(date), Type: edtf})
	}
}

func boolean(b bool) quad.TypedString {
	return quad.TypedString{Value: quad.String(strconv.FormatBool(b)), Type: xsdBoolean}
}

// Normalize brings the parts of a reading whose order carries no meaning into
// one order, so that equal readings are equal quads and back.
func (r *Reading) Normalize() {
	for i := range r.Entities {
		e := &r.Entities[i]
		slices.Sort(e.Aliases)
		e.Aliases = slices.Compact(e.Aliases)
		slices.Sort(e.Short)
		e.Short = slices.Compact(e.Short)
		slices.SortFunc(e.Mentions, compareMentions)
		e.Mentions = slices.Compact(e.Mentions)
	}
	for i := range r.Claims {
		slices.Sort(r.Claims[i].Rules)
		r.Claims[i].Rules = slices.Compact(r.Claims[i].Rules)
	}
	slices.SortFunc(r.Claims, compareClaims)
	r.Claims = slices.CompactFunc(r.Claims, func(a, b Claim) bool { return a.ID == b.ID })
}

func compareMentions(a, b Mention) int {
	if c := compareSpans(a.Span, b.Span); c != 0 {
		return c
	}
	return strings.Compare(a.Form, b.Form)
}

func compareClaims(a, b Claim) int {
	if c := compareSpans(a.Evidence.Span, b.Evidence.Span); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

func compareSpans(a, b Span) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	return a.End - b.End
}
