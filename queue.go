package main

import (
	"cmp"
	"container/heap"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"claimgraph/loader"

	"github.com/spf13/cobra"
)

func (a *app) queueCommand() *cobra.Command {
	q := queueing{curating: curating{app: a}, most: 1}
	count := atLeastOne(20)
	cmd := &cobra.Command{
		Use:   "queue",
		Short: "List the claims that were read with the least confidence, to look at",
		Long: `queue lists claims that count, the least surely read first: what was read, the
sentence, what read it and what weakens it, and the commands that say whether the
text says it. Either takes the claim out of the queue, for all who have the store or
restore an export of it. --min-confidence goes on behind those that you have seen.`,
		Example: `  claimgraph queue
  claimgraph queue --count 50 --min-confidence 0.72
  claimgraph queue --article articles/story.txt
  claimgraph queue --json --max-confidence 0.8 > doubtful.jsonl`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, _ []string) error { return q.run(cmd.Context(), int(count)) },
	}
	cmd.Flags().Var(&count, "count", "how many `claims`, at most")
	cmd.Flags().Var(&q.least, "min-confidence", "only claims that were read with at least this")
	cmd.Flags().Var(&q.most, "max-confidence", "only claims that were read with at most this")
	cmd.Flags().StringVar(&q.article, "article", "", "only claims of the article with this `id` (key or IRI)")
	q.server.flag(cmd)
	return cmd
}

// queueing is one run of queue.
type queueing struct {
	curating
	least, most probability
	article     string
}

// queued is a claim to look at; with --json these are the names.
type queued struct {
	IRI        string   `json:"iri"`
	Confidence float64  `json:"confidence"`
	Polarity   string   `json:"polarity"`
	Modality   string   `json:"modality"`
	Rules      []string `json:"rules"`
	Article    struct {
		Key string `json:"key"`
	} `json:"article"`
	Evidence struct {
		Text  string `json:"text"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	} `json:"evidence"`
	Attribution *struct {
		Text string `json:"text"`
	} `json:"attribution"`
	Fact decidedFact `json:"fact"`
}

// counts says whether the claim counts: its fact may have been put aside.
func (q *queued) counts() bool { return q.Fact.Status != "DEPRECATED" }

// before is the order of the queue: a function of what was read alone.
func (q *queued) before(other *queued) int {
	return cmp.Or(cmp.Compare(q.Confidence, other.Confidence), cmp.Compare(q.IRI, other.IRI))
}

func (q *queueing) run(ctx context.Context, count int) error {
	if q.least > q.most {
		return usageError{errors.New("--min-confidence is above --max-confidence: no claim is between them")}
	}
	return q.ask(func(to asker) error {
		where := map[string]any{"deprecated": false, "confirmed": false, "minConfidence": float64(q.least), "maxConfidence": float64(q.most)}
		if q.article != "" {
			id, err := articleID(ctx, to, q.article)
			if err != nil {
				return err
			}
			where["articles"] = []string{id}
		}
		list, err := leastSure(ctx, to, where, count)
		if err != nil {
			return err
		}
		return q.print(list)
	})
}

func articleID(ctx context.Context, to asker, key string) (string, error) {
	const query = `query ($key: String!) { result: article(key: $key) { id } }`
	found, err := fieldOf[*struct{ ID string }](ctx, to, query, map[string]any{"key": key})
	if err == nil && found == nil {
		err = fmt.Errorf("%s: %w", key, loader.ErrUnknown)
	}
	if err != nil {
		return "", err
	}
	return found.ID, nil
}

// leastSure walks all claims that fit and keeps the first of the queue.
func leastSure(ctx context.Context, to asker, where map[string]any, count int) ([]*queued, error) {
	const query = `query ($where: ClaimFilter!, $after: String) {
  result: claims(where: $where, first: 200, after: $after) {
    nodes {
      iri confidence polarity modality rules article { key } evidence { text start end } attribution { text }
      ` + selectFact + `
    }
    pageInfo { hasNextPage endCursor }
  }
}`
	type claims struct {
		Nodes    []*queued
		PageInfo struct {
			HasNextPage bool
			EndCursor   string
		}
	}
	var kept surest
	variables := map[string]any{"where": where}
	for {
		p, err := fieldOf[claims](ctx, to, query, variables)
		if err != nil {
			return nil, err
		}
		for _, c := range p.Nodes {
			if !c.counts() {
				continue
			}
			if heap.Push(&kept, c); len(kept) > count {
				heap.Pop(&kept)
			}
		}
		if !p.PageInfo.HasNextPage {
			break
		}
		variables["after"] = p.PageInfo.EndCursor
	}
	slices.SortFunc(kept, (*queued).before)
	return kept, nil
}

// surest is a heap with the surest claim on top: the first to be let go.
type surest []*queued

func (s surest) Len() int           { return len(s) }
func (s surest) Less(i, j int) bool { return s[i].before(s[j]) > 0 }
func (s surest) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s *surest) Push(c any)        { *s = append(*s, c.(*queued)) }

func (s *surest) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}

func (q *queueing) print(list []*queued) error {
	if q.asJSON {
		for _, c := range list {
			if err := writeJSON(q.out, c); err != nil {
				return err
			}
		}
		return nil
	}
	p := newPage(q.out)
	for _, c := range list {
		c.print(p, q.place())
	}
	if len(list) == 0 {
		p.printf("no claims to look at\n")
	}
	return p.err
}

// place are the flags that name what the queue was asked of.
func (q *queueing) place() string {
	switch {
	case q.server.given():
		return "--server " + quoted(q.server.url) + " "
	case q.data != defaultData:
		return "--data " + quoted(q.data) + " "
	}
	return ""
}

// quoted is a word for a shell.
func quoted(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }

func (c *queued) print(p *page, place string) {
	confidence := strconv.FormatFloat(c.Confidence, 'f', 2, 64)
	p.paragraph("", bold, confidence+" "+c.Fact.String())
	p.paragraph("      ", "", "“"+strings.Join(strings.Fields(c.Evidence.Text), " ")+"”")
	p.paragraph("      ", faint, c.Article.Key+", characters "+strconv.Itoa(c.Evidence.Start)+"–"+strconv.Itoa(c.Evidence.End))
	p.paragraph("      ", faint, c.doubt())
	for _, verb := range [...]string{"confirm ", "deprecate --misread "} {
		p.printf("      %s\n", p.mark(cyan, "claimgraph "+verb+place+quoted(c.IRI)))
	}
	p.printf("\n")
}

// doubt says what made the claim, and its force: where a claim is wrong, it is
// mostly one of these that was.
func (c *queued) doubt() string {
	force := strings.ToLower(c.Modality)
	if c.Polarity == "NEGATED" {
		force += ", negated"
	}
	if c.Attribution != nil {
		force += ", said by " + c.Attribution.Text
	}
	return "taken as " + force + "; read by " + strings.Join(c.Rules, ", ")
}
