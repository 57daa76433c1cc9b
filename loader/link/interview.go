package link

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// An interview that is printed as one has two voices. Either each paragraph
// begins with a label ("((Reporter))", "Daly:"), or questions to "you" and
// answers take turns without any:
//
//	How did you come to this discovery?
//
//	Frank Rack got in touch with me …
//
// "I" is then whoever speaks, and "you" of a question the one who answers.

// turn is whose words a sentence is and to whom it speaks: 0 for the article's
// own and nobody, else the asker, the answerer, or the bearer of a label. several
// says that the one spoken to answers as "we".
type turn struct {
	speaker, addressee int
	several            bool
}

const (
	asker = iota + 1
	answerer
	labelled // the first label
)

// How much it takes to call a text an interview: paragraphs with a label, or
// questions to "you" and answers that say "I" or "we".
const (
	leastLabels    = 3
	leastQuestions = 3
	leastAnswers   = 2
)

// paragraph is what a paragraph shows of who speaks.
type paragraph struct {
	from, to int // sentences
	label    string
	asks     bool // its last sentence is a question
	you      int  // words for who is spoken to, outside quotes
	i, we    int  // words for who speaks
}

func (p *paragraph) myself() bool { return p.i+p.we > 0 }

// readTurns says of each sentence whose words it is.
func (a *article) readTurns() []turn {
	paragraphs := a.paragraphs()
	turns := make([]turn, len(a.trees))
	if bearers := bearersOf(paragraphs); bearers != nil {
		labelTurns(turns, paragraphs, bearers)
	} else if isInterview(paragraphs) {
		takeTurns(turns, paragraphs)
	}
	return turns
}

// paragraphs reads what each paragraph shows.
func (a *article) paragraphs() []paragraph {
	var all []paragraph
	for i := range a.trees {
		t := &a.trees[i]
		if t.NewParagraph || i == 0 {
			all = append(all, paragraph{from: i, label: labelOf(t)})
		}
		p := &all[len(all)-1]
		p.to, p.asks = i+1, asks(t)
		for w := range t.Words {
			if a.quotes[i].inside[w] {
				continue
			}
			switch lower(t, w) {
			case "you", "your", "yourself":
				p.you++
			case "i", "me", "my", "myself":
				p.i++
			case "we", "our", "us", "ourselves":
				p.we++
			}
		}
	}
	return all
}

// asks says whether the sentence ends with a question mark.
func asks(t *syntax.Tree) bool {
	for i := len(t.Words) - 1; i >= 0 && t.Words[i].UPOS == "PUNCT"; i-- {
		if t.Words[i].Form == "?" {
			return true
		}
	}
	return false
}

// labelOf is the label that a paragraph begins with, "" for none.
func labelOf(t *syntax.Tree) string {
	const longest = 5
	first, closing := 0, ":"
	if len(t.Words) > 2 && t.Words[0].Form == "(" && t.Words[1].Form == "(" {
		first, closing = 2, ")"
	}
	var words []string
	for i := first; i < len(t.Words) && i <= first+longest; i++ {
		form := t.Words[i].Form
		if form == closing {
			return strings.Join(words, " ")
		}
		if closing == ":" && t.Words[i].UPOS != "PROPN" && form != strings.ToUpper(form) {
			break
		}
		words = append(words, form)
	}
	return ""
}

// bearersOf numbers the labels of a text that has enough of them, nil for one
// that has not: each speaks more than once.
func bearersOf(paragraphs []paragraph) map[string]int {
	count, bearers, total := map[string]int{}, map[string]int{}, 0
	for _, p := range paragraphs {
		count[p.label]++
	}
	for _, p := range paragraphs {
		if p.label == "" || count[p.label] < 2 {
			continue
		}
		total++
		if _, known := bearers[p.label]; !known {
			bearers[p.label] = labelled + len(bearers)
		}
	}
	if total < leastLabels || len(bearers) < 2 {
		return nil
	}
	return bearers
}

// labelTurns gives each paragraph with a label to its bearer, and those after it
// without one. Who of two asks, asks the other.
func labelTurns(turns []turn, paragraphs []paragraph, bearers map[string]int) {
	now := 0
	for _, p := range paragraphs {
		if k, known := bearers[p.label]; known {
			now = k
		}
		t := turn{speaker: now}
		if len(bearers) == 2 && now > 0 && p.asks {
			t.addressee = labelled + labelled + 1 - now
		}
		p.give(turns, t)
	}
}

func (p *paragraph) give(turns []turn, t turn) {
	for i := p.from; i < p.to; i++ {
		turns[i] = t
	}
}

// isInterview says that questions and answers take turns.
func isInterview(paragraphs []paragraph) bool {
	questions, answers := 0, 0
	for k, p := range paragraphs {
		if p.asks && p.you > 0 {
			questions++
		}
		if k > 0 && paragraphs[k-1].asks && p.myself() && !p.asks {
			answers++
		}
	}
	return questions >= leastQuestions && answers >= leastAnswers
}

// takeTurns gives questions to the asker and the rest to the answerer, from the
// first paragraph on that speaks of "I", "we" or "you". A short paragraph to
// "you" amid answers is the asker's too.
func takeTurns(turns []turn, paragraphs []paragraph) {
	last, i, we := 0, 0, 0
	for _, p := range paragraphs {
		switch {
		case p.asks && (p.you > 0 || last > 0) && !(last == asker && p.myself()):
			last = asker
		case p.you > 0 && !p.myself() && last != asker && p.to-p.from <= 2:
			last = asker
		case last > 0 || p.myself():
			last = answerer
		}
		switch last {
		case asker:
			p.give(turns, turn{speaker: asker, addressee: answerer})
		case answerer:
			p.give(turns, turn{speaker: answerer})
			i, we = i+p.i, we+p.we
		}
	}
	for k := range turns {
		turns[k].several = turns[k].addressee > 0 && we > 2*i
	}
}

// interviewed is the one person who the text before the first question says is
// interviewed, -1 for none or several.
func (a *article) interviewed() int {
	found := none
	for i := range a.refs {
		r := &a.refs[i]
		if a.turns[r.Tree].speaker > 0 {
			break
		}
		if c := a.chain(i); !a.answers(r) || c.number == many || c.kind() != kg.Person {
			continue
		}
		if found >= 0 && a.root(found) != a.root(i) {
			return none
		}
		found = i
	}
	return found
}

// answers reads "interviewed Daly", "an interview with Daly", "spoke with Daly",
// "caught up with her".
func (a *article) answers(r *ref) bool {
	h := headOf(r.tree, r.Head)
	if h < 0 {
		return false
	}
	c := childOf(r.tree, r.Head, "case")
	with := c >= 0 && (lower(r.tree, c) == "with" || lower(r.tree, c) == "to")
	switch what := lemma(r.tree, h); relation(r.tree, r.Head) {
	case "obj":
		return what == "interview"
	case "nsubj":
		return what == "interview" && strings.HasSuffix(r.tree.Words[r.Head].Rel, "pass")
	case "nmod":
		return what == "interview" && with
	case "obl":
		return with && (what == "speak" || what == "talk" || what == "catch" || what == "chat")
	}
	return false
}
