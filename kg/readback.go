package kg

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// ReadBack is the inverse of Reading.Quads: it takes the quads of one article
// in any order. The result is normalised.
func ReadBack(article string, quads []quad.Quad) (*Reading, error) {
	b := &groundReader{article: article, of: map[quad.Value][]quad.Quad{}}
	for _, q := range quads {
		b.of[q.Subject] = append(b.of[q.Subject], q)
	}
	r := &Reading{IRI: article}
	if err := b.readArticle(r); err != nil {
		return nil, fmt.Errorf("%s: %w", article, err)
	}
	b.text = newPoints(r.Text)
	for subject := range b.of {
		if err := b.readNode(r, subject); err != nil {
			return nil, fmt.Errorf("%s: %w", subject, err)
		}
	}
	slices.SortFunc(r.Entities, func(a, b LocalEntity) int { return a.ID - b.ID })
	r.Normalize()
	return r, nil
}

type groundReader struct {
	article string
	of      map[quad.Value][]quad.Quad // by subject
	text    points
}

func (b *groundReader) readArticle(r *Reading) error {
	for _, q := range b.of[quad.IRI(b.article)] {
		var err error
		switch q.Predicate {
		case Identifier:
			r.Key = lexical(q.Object)
		case URL:
			r.URL = lexical(q.Object)
		case Headline:
			r.Title = lexical(q.Object)
		case Publisher:
			r.Publisher = b.literal(q.Object, Label)
		case Author:
			r.Byline = lexical(q.Object)
		case DatePublished:
			r.Published, err = time.Parse(time.RFC3339Nano, lexical(q.Object))
		case InLanguage:
			r.Language = lexical(q.Object)
		case ArticleBody:
			r.Text = lexical(q.Object)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readNode reads an entity or a claim; other subjects are read from those.
func (b *groundReader) readNode(r *Reading, subject quad.Value) error {
	iri, _ := subject.(quad.IRI)
	if n, ok := b.localID(subject); ok && n > 0 {
		e, err := b.readEntity(subject, n)
		r.Entities = append(r.Entities, e)
		return err
	}
	if article, ok := ClaimArticle(string(iri)); ok && article == b.article {
		c, err := b.readClaim(iri)
		r.Claims = append(r.Claims, c)
		return err
	}
	return nil
}

// ReadLocalEntity reads one local entity of an article back from its own quads.
func ReadLocalEntity(article string, quads []quad.Quad) (*LocalEntity, error) {
	b := &groundReader{article: article, of: map[quad.Value][]quad.Quad{}}
	for _, q := range quads {
		if q.Label == quad.IRI(article) {
			b.of[q.Subject] = append(b.of[q.Subject], q)
		}
	}
	n, ok := b.localID(quads[0].Subject)
	if !ok {
		return nil, fmt.Errorf("%v is no entity of %s", quads[0].Subject, article)
	}
	e, err := b.readEntity(quads[0].Subject, n)
	return &e, err
}

func (b *groundReader) readEntity(subject quad.Value, n int) (LocalEntity, error) {
	e := LocalEntity{ID: n}
	for _, q := range b.of[subject] {
		switch q.Predicate {
		case Type:
			e.Kind, _ = KindOf(q.Object)
		case Label:
			e.Label = lexical(q.Object)
		case AltLabel:
			e.Aliases = append(e.Aliases, lexical(q.Object))
		case ShortName:
			e.Short = append(e.Short, lexical(q.Object))
		case DistinctName:
			e.Distinct = lexical(q.Object)
		case Named:
			e.Named = lexical(q.Object) == "true"
		default:
			p, _ := q.Predicate.(quad.IRI)
			form, ok := strings.CutPrefix(string(p), mentionSpace)
			if !ok {
				continue
			}
			span, err := b.span(q.Object)
			if err != nil {
				return e, err
			}
			e.Mentions = append(e.Mentions, Mention{Span: span, Form: form})
		}
	}
	return e, nil
}

func (b *groundReader) readClaim(node quad.IRI) (Claim, error) {
	c := Claim{ID: string(node)}
	var qualifiers []quad.Value
	for _, q := range b.of[node] {
		var err error
		switch q.Predicate {
		case Subject:
			err = b.argument(&c.Subject, q.Object)
		case Pred:
			b.predicate(&c.Predicate, q.Object)
		case Object:
			err = b.argument(&c.Object, q.Object)
		case SubjectSpan:
			c.Subject.Span, c.Subject.Text, err = b.quote(q.Object)
		case PredicateSpan:
			c.Predicate.Span, c.Predicate.Text, err = b.quote(q.Object)
		case ObjectSpan:
			c.Object.Span, c.Object.Text, err = b.quote(q.Object)
		case WasQuotedFrom:
			c.Evidence.Span, c.Evidence.Text, err = b.quote(q.Object)
		case PolarityOf:
			c.Polarity = Polarity(ownName(q.Object))
		case ModalityOf:
			c.Modality = Modality(ownName(q.Object))
		case ValidFrom:
			c.Time.Start = lexical(q.Object)
		case ValidTo:
			c.Time.End = lexical(q.Object)
		case ConfidenceOf:
			c.Confidence, err = strconv.ParseFloat(lexical(q.Object), 64)
		case RuleOf:
			c.Rules = append(c.Rules, lexical(q.Object))
		case ModelOf:
			c.Model = lexical(q.Object)
		case Qualifies:
			qualifiers = append(qualifiers, q.Object)
		case WasAttributedTo:
			c.Attribution, err = b.attribution(q.Object)
		}
		if err != nil {
			return c, err
		}
	}
	var err error
	c.Qualifiers, err = b.qualifiers(node, len(qualifiers))
	return c, err
}

// qualifiers reads the n qualifiers of a claim in the order they were written.
func (b *groundReader) qualifiers(claim quad.IRI, n int) ([]Qualifier, error) {
	var list []Qualifier
	for i := 1; i <= n; i++ {
		var one Qualifier
		for _, q := range b.of[claim+quad.IRI(".q"+strconv.Itoa(i))] {
			var err error
			switch q.Predicate {
			case QualifiedBy:
				b.predicate(&one.Predicate, q.Object)
			case PredicateSpan:
				one.Predicate.Span, one.Predicate.Text, err = b.quote(q.Object)
			case QualifierOf:
				err = b.argument(&one.Object, q.Object)
			case ObjectSpan:
				one.Object.Span, one.Object.Text, err = b.quote(q.Object)
			}
			if err != nil {
				return nil, err
			}
		}
		list = append(list, one)
	}
	return list, nil
}

func (b *groundReader) attribution(node quad.Value) (*Attribution, error) {
	a := &Attribution{}
	quads := b.of[node]
	delete(b.of, node) // a chain that ran in a circle would end here
	for _, q := range quads {
		var err error
		switch q.Predicate {
		case Agent:
			a.Entity, _ = b.localID(q.Object)
		case AgentSpan:
			a.Span, a.Text, err = b.quote(q.Object)
		case AgentText:
			a.Text = lexical(q.Object)
		case Cue:
			a.Cue = lexical(q.Object)
		case Via:
			a.Via, err = b.attribution(q.Object)
		}
		if err != nil {
			return nil, err
		}
	}
	return a, nil
}

func (b *groundReader) argument(a *Argument, t quad.Value) error {
	iri, _ := t.(quad.IRI)
	if n, ok := b.localID(t); ok {
		a.Entity = n
	} else if v, ok := ParseValue(t); ok {
		a.Value = v
	} else if _, ok := ClaimArticle(string(iri)); ok {
		a.Claim = string(iri)
	} else {
		return fmt.Errorf("%v is no entity, value or claim", t)
	}
	return nil
}

func (b *groundReader) predicate(p *PredicateUse, t quad.Value) {
	iri, _ := t.(quad.IRI)
	p.IRI = string(iri)
	if p.Name = b.literal(iri, Label); p.Name == "" {
		p.Name = PredicateName(p.IRI)
	}
}

func (b *groundReader) quote(t quad.Value) (Span, string, error) {
	span, err := b.span(t)
	if err != nil {
		return span, "", err
	}
	quote, err := b.text.quote(span)
	return span, quote, err
}

func (b *groundReader) span(t quad.Value) (Span, error) {
	iri, _ := t.(quad.IRI)
	return parseChar(b.article, string(iri))
}

// localID is n where t is this article's A#e<n>.
func (b *groundReader) localID(t quad.Value) (int, bool) {
	iri, _ := t.(quad.IRI)
	digits, ok := strings.CutPrefix(string(iri), b.article+"#e")
	n, err := strconv.Atoi(digits)
	return n, ok && err == nil
}

func (b *groundReader) literal(subject quad.Value, p quad.IRI) string {
	for _, q := range b.of[subject] {
		if q.Predicate == p {
			return lexical(q.Object)
		}
	}
	return ""
}

// lexical is the text of a literal or an IRI.
func lexical(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.IRI:
		return string(v)
	}
	return ""
}

func ownName(v quad.Value) string { return strings.TrimPrefix(lexical(v), vocabSpace) }

// points cuts quotes out of a text by code points.
type points struct {
	text  string
	marks []int // byte offset of every pointStep-th code point; nil for ASCII
	count int
}

const pointStep = 64

func newPoints(text string) points {
	p := points{text: text, count: utf8.RuneCountInString(text)}
	if p.count == len(text) {
		return p
	}
	n := 0
	for at := range text {
		if n%pointStep == 0 {
			p.marks = append(p.marks, at)
		}
		n++
	}
	return p
}

func (p points) quote(s Span) (string, error) {
	if s.Start < 0 || s.End > p.count || s.Start > s.End {
		return "", fmt.Errorf("span %d,%d lies outside the text's %d code points", s.Start, s.End, p.count)
	}
	return p.text[p.offset(s.Start):p.offset(s.End)], nil
}

func (p points) offset(point int) int {
	if p.marks == nil {
		return point
	}
	if point == p.count {
		return len(p.text)
	}
	at := p.marks[point/pointStep]
	for range point % pointStep {
		_, size := utf8.DecodeRuneInString(p.text[at:])
		at += size
	}
	return at
}
