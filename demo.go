package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/spf13/cobra"
)

func (a *app) demoCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Read the bundled articles and show three questions with their answers",
		Long: `demo reads the bundled articles into memory, asks the graph three questions, and
shows what it answers: the facts, who says so, the sentence each stands in. Nothing
is stored and nothing is fetched.`,
		Example:           "  claimgraph demo\n  claimgraph demo --json",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context()) },
	}
}

// question is a stop of the tour: a query whose "result" has facts, or rows of them.
type question struct {
	Asked string `json:"question"`
	Query string `json:"query"`
	about string
}

const shownFact = `
fragment shown on Fact {
  subject { label } predicate { name } object { label } status
  claims(first: 2) { nodes {
    polarity modality attribution { text cue } article { key } evidence { text start end }
    responses(first: 1) { nodes { evidence { text } } }
  } }
}`

func questions() []question {
	return []question{
		{
			Asked: "Who says on which chips DeepSeek-V3 was trained?",
			about: "A fact is what articles say; each claim has the sentence, and whom the article quotes.",
			Query: `{ result: facts(where: {subject: {refs: [{name: "DeepSeek-V3"}]}, predicates: ["trained_on"]}) { nodes { ...shown } } }` + shownFact,
		},
		{
			Asked: "What did that cost, and does everybody agree?",
			about: "“Under” stays under, and what is doubted says so. Nothing is settled for you.",
			Query: `{ result: facts(where: {predicates: ["training_cost"], status: [CONTESTED]}) { nodes { ...shown } } }` + shownFact,
		},
		{
			Asked: "Which models were trained on something that Nvidia makes?",
			about: "Patterns join facts of several sentences; each row brings the facts that prove it.",
			Query: `{
  result: match(patterns: [
    {s: {var: "model"}, p: {name: "trained_on"}, o: {var: "chip"}}
    {s: {var: "chip"}, p: {name: "manufacturer"}, o: {entity: {name: "Nvidia"}}}
  ]) { nodes { facts { ...shown } } }
}` + shownFact,
		},
	}
}

// toldFact is what the queries ask of a fact.
type toldFact struct {
	Subject   struct{ Label string }
	Predicate struct{ Name string }
	Object    struct{ Label string }
	Status    string
	Claims    struct{ Nodes []toldClaim }
}

type toldClaim struct {
	Polarity, Modality string
	Attribution        *struct{ Text, Cue string }
	Article            struct{ Key string }
	Evidence           struct {
		Text       string
		Start, End int
	}
	Responses struct {
		Nodes []struct{ Evidence struct{ Text string } }
	}
}

// row is a fact, or a row of several.
type row struct {
	toldFact
	Facts []toldFact
}

func (a *app) demo(ctx context.Context) (err error) {
	db, err := quadstore.Open("demo", quadstore.Options{FS: vfs.NewMem(), NamePredicates: kg.NamePredicates(), Logger: a.log})
	if err != nil {
		return err
	}
	defer closing(db, &err)
	known := kg.BuiltinVocabulary()
	reader, err := loader.New(known)
	if err != nil {
		return err
	}
	read := graphLoader{reader, newLoaderStore(db), a.log}
	articles, claims, err := loadSamples(ctx, read, time.Now)
	if err != nil {
		return err
	}
	to := localAsker{graph.Config{Store: graphStore{db}, Loader: read, Vocabulary: known, Log: a.log}}
	if a.asJSON {
		return a.demoJSON(ctx, to)
	}
	p := newPage(a.out)
	p.paragraph("", "", "claimgraph has just read "+count(articles, "bundled article")+" and found "+count(claims, "claim")+". Three questions:")
	for i, q := range questions() {
		rows, err := fieldOf[struct{ Nodes []row }](ctx, to, q.Query, nil)
		if err != nil {
			return err
		}
		p.printf("\n")
		p.paragraph("", bold, strconv.Itoa(i+1)+". "+q.Asked)
		p.paragraph("   ", faint, q.about)
		for _, r := range rows.Nodes {
			r.print(p)
		}
	}
	p.printf("\nNext:\n")
	p.printf("  claimgraph                     the same articles on a page: http://127.0.0.1:8080/\n")
	p.printf("  claimgraph load articles/      your own; then claimgraph again\n")
	p.printf("  claimgraph demo --json         the GraphQL behind these answers\n")
	return p.err
}

func (a *app) demoJSON(ctx context.Context, to asker) error {
	type stop struct {
		question
		Answer any `json:"answer"`
	}
	var tour []stop
	for _, q := range questions() {
		answer, err := fieldOf[any](ctx, to, q.Query, nil)
		if err != nil {
			return err
		}
		tour = append(tour, stop{q, answer})
	}
	return writeJSON(a.out, tour)
}

func (r *row) print(p *page) {
	if len(r.Facts) == 0 {
		r.toldFact.print(p)
	}
	for i := range r.Facts {
		r.Facts[i].print(p)
	}
}

func (f *toldFact) print(p *page) {
	p.printf("\n")
	p.paragraph("   ", cyan, f.Subject.Label+" "+f.Predicate.Name+" "+f.Object.Label)
	for i := range f.Claims.Nodes {
		f.Claims.Nodes[i].print(p)
	}
}

func (c *toldClaim) print(p *page) {
	said := strings.ToLower(c.Modality)
	if c.Polarity == "NEGATED" {
		said += ", negated"
	}
	by := "by the article itself"
	if c.Attribution != nil {
		by = "said by " + c.Attribution.Text + " (“" + c.Attribution.Cue + "”)"
	}
	p.paragraph("     ", "", said+", "+by+", in "+c.Article.Key+" at characters "+strconv.Itoa(c.Evidence.Start)+"–"+strconv.Itoa(c.Evidence.End)+":")
	p.paragraph("     ", bold, "“"+c.Evidence.Text+"”")
	for _, answer := range c.Responses.Nodes {
		p.paragraph("     ", "", "but: “"+answer.Evidence.Text+"”")
	}
}
