package kg

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// Reports are Markdown (CommonMark) for people: what is known of an entity, fact by
// fact, or what was read from an article, sentence by sentence, each with the words that say
// so. They are no export: nothing reads them back.

// Markdown is the format of reports, which hold an entity or an article.
const Markdown ExportFormat = "markdown"

// WriteEntityReport writes all facts about an entity with their claims. Facts are grouped
// by predicate, as FactsOf orders them.
func (g *Graph) WriteEntityReport(w io.Writer, e *Entity) error {
	r := report{w: w}
	r.printf("# %s\n\n%s. %s\n", marked(e.Name), e.Kind, code(e.IRI))
	if len(e.Aliases) > 0 {
		r.printf("Also: %s\n", marked(strings.Join(e.Aliases, "; ")))
	}
	most := MaxPage
	paging := Paging{First: &most}
	for {
		page, err := g.FactsOf(e, Both, nil, nil, paging)
		if err != nil {
			return err
		}
		for _, f := range page.Items {
			if err := r.fact(f.Fact); err != nil {
				return err
			}
		}
		if !page.HasNext || len(page.Items) == 0 || r.err != nil {
			return r.err
		}
		last := page.Cursor(len(page.Items) - 1)
		paging.After = &last
	}
}

// WriteArticleReport writes the claims of an article under the sentences that make them, in the
// order of its text.
func (g *Graph) WriteArticleReport(w io.Writer, a *GraphArticle) error {
	r := report{w: w}
	title := a.Title
	if title == "" {
		title = a.Key
	}
	r.printf("# %s\n\n", marked(title))
	if a.Byline != "" {
		r.printf("By %s. ", marked(a.Byline))
	}
	r.printf("%s\n", source(a))
	for i := range a.Claims {
		c := g.claimIn(a, a.Claims[i].ID)
		if i == 0 || c.Claim.Evidence != a.Claims[i-1].Evidence {
			r.printf("\n> %s\n\n", marked(c.Claim.Evidence.Text))
		}
		if err := r.claim(c); err != nil {
			return err
		}
	}
	if len(a.Claims) == 0 {
		r.printf("\nNothing was read from it.\n")
	}
	return r.err
}

// report writes until something fails.
type report struct {
	w         io.Writer
	err       error
	predicate string // whose heading was written last
}

func (r *report) printf(format string, args ...any) {
	if r.err == nil {
		_, r.err = fmt.Fprintf(r.w, format, args...)
	}
}

func (r *report) fact(f *Fact) error {
	if f.Predicate.IRI != r.predicate {
		r.predicate = f.Predicate.IRI
		r.printf("\n## %s\n\n", marked(f.Predicate.Name))
	}
	status, err := f.Status()
	if err != nil {
		return err
	}
	confidence, err := f.Confidence()
	if err != nil {
		return err
	}
	sure := ""
	if confidence != nil {
		sure = fmt.Sprintf(", %.2f", *confidence)
	}
	sources, err := f.SourceCount()
	if err != nil {
		return err
	}
	independent, err := f.OriginCount()
	if err != nil {
		return err
	}
	if independent < sources {
		sure += fmt.Sprintf(", %d sources but %d independent", sources, independent)
	}
	r.printf("- **%s** %s **%s** (%s%s)\n", marked(f.Subject.Label()), marked(f.Predicate.Name), marked(f.Object.Label()), strings.ToLower(string(status)), sure)
	claims, err := f.Claims(nil)
	if err != nil {
		return err
	}
	for _, c := range claims {
		r.printf("  - “%s” (%s%s)\n", marked(c.Claim.Evidence.Text), said(c), source(c.Article))
	}
	return r.err
}

func (r *report) claim(c *GraphClaim) error {
	subject, err := c.argument(&c.Claim.Subject)
	if err != nil {
		return err
	}
	object, err := c.argument(&c.Claim.Object)
	if err != nil || subject == nil || object == nil {
		return err
	}
	r.printf("- **%s** %s **%s** (%s%.2f)\n", marked(subject.Label()), marked(c.Claim.Predicate.Name), marked(object.Label()), said(c), c.Confidence)
	return r.err
}

// said is how a claim is made, where it is not simply asserted, and by whom.
func said(c *GraphClaim) string {
	words := ""
	if c.Polarity == Negated {
		words = "negated, "
	}
	if c.Modality != Asserted {
		words += string(c.Modality) + ", "
	}
	if c.Attribution != nil {
		words += "by " + marked(c.Attribution.Text) + ", "
	}
	return words
}

// source says where and when an article was published.
func source(a *GraphArticle) string {
	var parts []string
	if a.Publisher != "" {
		parts = append(parts, marked(a.Publisher))
	}
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.UTC().Format(time.DateOnly))
	}
	if a.URL != "" {
		return strings.Join(append(parts, code(a.URL)), ", ")
	}
	return strings.Join(append(parts, code(a.Key)), ", ")
}

// marked is a text on one line that Markdown takes as it stands: no mark, link or HTML in it.
func marked(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("\\`*_[]<>#|~&!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// code is a name set as code, which holds no mark but the backquote.
func code(s string) string {
	return "`" + strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "`", "'") + "`"
}
