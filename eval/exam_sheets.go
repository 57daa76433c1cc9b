package eval

import (
	"bufio"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"claimgraph/kg"
)

// The sheets of claims that a reader judged one by one. Below lines of '#', one
// of column names: n, verdict (right or wrong), cause, confidence, sentence,
// claim. A claim stands there as "subject | predicate | object [polarity
// modality <source>]", names for what they refer to.
//
//go:embed sheets/claims-*.tsv
var sheets embed.FS

// judgedClaim is a line of a sheet.
type judgedClaim struct {
	sentence, claim string
	right           bool
}

// SheetExams are the articles that judged sentences stand in; a sentence of no
// article is one by itself. A claim that is still read just so has the verdict
// of the sheet: subject, predicate, object, polarity, modality and attribution.
// Every fifth line is held.
func SheetExams(gold fs.FS, held bool) ([]Exam, error) {
	lines, err := judgedClaims(held)
	if err != nil {
		return nil, err
	}
	articles, err := newsArticles(gold)
	if err != nil {
		return nil, err
	}
	var list []Exam
	for i := range articles {
		text := singleSpaced(articles[i].Text)
		var here, rest []judgedClaim
		for _, l := range lines {
			if strings.Contains(text, l.sentence) {
				here = append(here, l)
			} else {
				rest = append(rest, l)
			}
		}
		if lines = rest; len(here) > 0 {
			list = append(list, Exam{articles[i], func(r *Reading) []Mark { return markJudged(here, r) }})
		}
	}
	for _, l := range lines {
		list = append(list, Exam{kg.Article{Key: l.sentence, Text: l.sentence, Language: "en"}, func(r *Reading) []Mark { return markJudged([]judgedClaim{l}, r) }})
	}
	return list, nil
}

func newsArticles(gold fs.FS) ([]kg.Article, error) {
	f, err := gold.Open("wikinews/articles.jsonl")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []kg.Article
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a struct {
			ID, Text, Language string
			Published          time.Time
		}
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("wikinews/articles.jsonl: article %d: %w", len(list)+1, err)
		}
		list = append(list, kg.Article{Key: a.ID, Text: a.Text, Language: a.Language, Published: a.Published})
	}
	return list, lines.Err()
}

func judgedClaims(held bool) (list []judgedClaim, err error) {
	names, err := fs.Glob(sheets, "sheets/*.tsv")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(sheets, name)
		if err != nil {
			return nil, err
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			columns := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
			if strings.HasPrefix(line, "#") || len(columns) < 6 || columns[1] != "right" && columns[1] != "wrong" {
				continue
			}
			if n++; (n%5 == 0) == held {
				list = append(list, judgedClaim{singleSpaced(columns[4]), columns[5], columns[1] == "right"})
			}
		}
	}
	return list, nil
}

func markJudged(lines []judgedClaim, r *Reading) []Mark {
	var marks []Mark
	for i := range r.Claims {
		c := &r.Claims[i]
		for _, l := range lines {
			if l.says(r, c) {
				marks = append(marks, Mark{i, l.right})
				break
			}
		}
	}
	return marks
}

// says is whether a line is about the claim. A sheet may cut a long sentence
// short.
func (l *judgedClaim) says(r *Reading, c *kg.Claim) bool {
	evidence := singleSpaced(c.Evidence.Text)
	claim, stance, _ := strings.Cut(l.claim, " [")
	parts := strings.Split(claim, " | ")
	if len(parts) != 3 || evidence != l.sentence && !strings.Contains(l.sentence, evidence) && !strings.Contains(evidence, l.sentence) {
		return false
	}
	force := string(c.Polarity) + " " + string(c.Modality)
	return parts[1] == c.Predicate.Name && strings.HasPrefix(stance, force) && called(r, &c.Subject, parts[0]) && called(r, &c.Object, parts[2])
}

// called says whether an argument is what a sheet calls so.
func called(r *Reading, a *kg.Argument, name string) bool {
	name = strings.Trim(singleSpaced(name), `"`)
	if name == strings.Trim(singleSpaced(a.Text), `"`) || a.Entity > 0 && name == r.Entities[a.Entity-1].Label {
		return true
	}
	return a.Value != nil && a.Value.Kind == kg.BooleanValue && name == "true"
}
