// Package loader reads articles: text in, claims with evidence out, and from
// there into a store. This file is the flow; each stage has a package of its
// own below.
package loader

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/detect"
	"claimgraph/loader/extract"
	"claimgraph/loader/link"
	"claimgraph/loader/parse"
	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

// Loader reads articles with one model and one vocabulary. It may be used by
// many goroutines at once, and the same article gives the same reading
// whatever the number of them.
type Loader struct {
	parser *parse.Parser
	reader *extract.Reader
	least  float64 // confidence of a claim

	unlinked bool // mentions are things of their own, but for equal names
}

// New makes a loader for a vocabulary.
func New(v *kg.Vocabulary) (*Loader, error) {
	parser, err := parse.Open()
	if err != nil {
		return nil, err
	}
	reader, err := extract.New(v)
	if err != nil {
		return nil, err
	}
	return &Loader{parser: parser, reader: reader}, nil
}

// Model is the version of the reader: of its parser and its rules.
func (l *Loader) Model() string {
	model := l.parser.Model() + "+" + l.reader.Version() + l.leastName()
	if l.unlinked {
		model += "+unlinked"
	}
	return model
}

// WithoutCoreference is the loader with each mention as a thing of its own, but
// for equal names: to see what coreference is worth.
func (l *Loader) WithoutCoreference() *Loader {
	unlinked := *l
	unlinked.unlinked = true
	return &unlinked
}

// Analysis is an article with what each stage found in it.
type Analysis struct {
	Article  kg.Article
	IRI      string
	Text     *syntax.Text
	Trees    []syntax.Tree
	Mentions []syntax.Mention
	Entities []syntax.Entity
	Claims   []kg.Claim
	// Foreign is the language of an article that is not English: nothing is
	// read from it. "" for all others.
	Foreign string
}

// Analyse runs the stages over an article.
func (l *Loader) Analyse(a kg.Article) *Analysis {
	an := l.parse(a)
	l.understand(an)
	return an
}

// parse runs the stages up to the trees.
func (l *Loader) parse(a kg.Article) *Analysis {
	an := &Analysis{Article: a, IRI: kg.ArticleIRI(&a), Text: syntax.NewText(a.Text), Foreign: foreign(&a)}
	if an.Foreign == "" {
		an.Trees = l.parser.Trees(an.Text, split.Sentences(an.Text))
	}
	return an
}

// foreign is the language of an article that says, or surely shows, that it is
// not in English.
func foreign(a *kg.Article) string {
	if a.Language != "" {
		if primary, _, _ := strings.Cut(strings.ToLower(a.Language), "-"); primary != "en" {
			return a.Language
		}
		return ""
	}
	if code, sure := split.Language(a.Text); sure && code != "en" {
		return code
	}
	return ""
}

// understand runs the stages that follow the trees.
func (l *Loader) understand(an *Analysis) {
	an.Mentions = detect.Mentions(an.Text, an.Trees, an.Article.Published)
	entities := link.Entities
	if l.unlinked {
		entities = link.Unlinked
	}
	an.Entities = entities(an.Text, an.Trees, an.Mentions)
	an.Claims = l.sureEnough(l.reader.Claims(l.input(an)))
}

func (l *Loader) input(an *Analysis) extract.Input {
	return extract.Input{
		IRI: an.IRI, Model: l.Model(), Text: an.Text, Published: an.Article.Published,
		Trees: an.Trees, Mentions: an.Mentions, Entities: an.Entities,
	}
}

// Reading is what the graph keeps of an analysis.
func (an *Analysis) Reading() *kg.Reading {
	r := &kg.Reading{IRI: an.IRI, Article: an.Article, Claims: an.Claims}
	for i := range an.Entities {
		r.Entities = append(r.Entities, an.local(i))
	}
	r.Normalize()
	return r
}

func (an *Analysis) local(i int) kg.LocalEntity {
	e := &an.Entities[i]
	local := kg.LocalEntity{ID: i + 1, Label: e.Label, Named: e.Named, Kind: e.Kind, Aliases: e.Aliases, Short: e.Short, Distinct: e.Distinct}
	if e.Own {
		local.Distinct = e.Label + ", " + an.IRI
	}
	if e.Kind == kg.Person && !e.Own {
		an.tellByBirth(&local)
	}
	if e.Kind == kg.Event && !e.Named {
		an.tellByMonth(&local, e.Mentions)
	}
	for _, m := range an.Referring(i) {
		mention := &an.Mentions[m]
		local.Mentions = append(local.Mentions, kg.Mention{Span: an.Text.Points(mention.Span), Form: mention.Form.String()})
	}
	return local
}
