package link

import (
	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// quotation says of a sentence which of its words stand in quotation marks and
// whose words they are.
type quotation struct {
	inside  []bool
	speaker int // ref of the one who speaks, -1 where nobody is named
}

// voice is who says "I" or "we": a speaker's chain, -1 for the article itself or
// the one whose turn it is in an interview.
type voice struct {
	speaker int
	turn    int
	plural  bool
}

// readQuotes follows quotation marks over sentences. A new paragraph closes
// what is open unless it opens with a mark itself, as quotes over several
// paragraphs do. A quoted sentence without a reporting verb has the speaker of
// the one before it.
func readQuotes(a *article) []quotation {
	quotes := make([]quotation, len(a.trees))
	open := false
	for i := range a.trees {
		t := &a.trees[i]
		if t.NewParagraph {
			open = false
		}
		q := quotation{inside: make([]bool, len(t.Words)), speaker: none}
		carried := open
		for w := range t.Words {
			switch t.Words[w].Form {
			case "\"", "``", "''":
				open = !open
			case "“":
				open = true
			case "”":
				open = false
			default:
				q.inside[w] = open
			}
		}
		q.speaker = a.speakerIn(i, &q)
		if q.speaker < 0 && i > 0 && (carried || !t.NewParagraph) {
			q.speaker = quotes[i-1].speaker
		}
		quotes[i] = q
	}
	return quotes
}

// speakerIn is the subject of the sentence's reporting verb, outside quotes.
func (a *article) speakerIn(tree int, q *quotation) int {
	t := &a.trees[tree]
	for i := range t.Words {
		if q.inside[i] || t.Words[i].UPOS != "VERB" || !reporting[lemma(t, i)] {
			continue
		}
		if s := childOf(t, i, "nsubj"); s >= 0 && !q.inside[s] {
			if r := a.at(tree, s); r >= 0 {
				return r
			}
		}
	}
	return none
}

var reporting = map[string]bool{
	"say": true, "tell": true, "add": true, "claim": true, "announce": true, "argue": true, "write": true, "explain": true,
	"note": true, "state": true, "declare": true, "warn": true, "ask": true, "reply": true, "comment": true, "tweet": true,
	"respond": true, "continue": true, "recall": true, "insist": true, "conclude": true, "remark": true, "report": true, "admit": true,
}

// firstPerson joins "I" and "we" with those of the same speaker: in a quote "I"
// is the speaker, "we" the organization that the speaker's title names, else a
// group of its own. Outside quotes both are the article's own voice.
func (a *article) firstPerson(i int, plural bool) {
	r := &a.refs[i]
	v := voice{none, a.turns[r.Tree].speaker, plural}
	if q := &a.quotes[r.Tree]; q.inside[r.Head] && q.speaker >= 0 {
		v.speaker, v.turn = a.root(q.speaker), 0
		if !plural {
			if s := a.chain(q.speaker); s.number != many && kindsAgree(s.kind(), kg.Person) {
				a.join(i, q.speaker)
			}
			return
		}
		if org := a.employer(v.speaker); org >= 0 {
			a.join(i, org)
			return
		}
	} else if q.inside[r.Head] {
		return
	}
	a.say(i, v)
}

// say joins ref i with what the voice said before.
func (a *article) say(i int, v voice) {
	if first, ok := a.voices[v]; ok {
		a.join(i, first)
		return
	}
	a.voices[v] = i
	if v.turn == answerer && !v.plural {
		if j := a.interviewed(); j >= 0 {
			a.join(i, j)
		}
	}
}

// leads are the posts that speak for the whole: a member of parliament does not.
var leads = map[string]bool{
	"ceo": true, "chief": true, "president": true, "head": true, "founder": true, "co-founder": true, "spokesman": true,
	"spokeswoman": true, "spokesperson": true, "director": true, "executive": true, "chairman": true, "chairwoman": true,
	"owner": true, "manager": true, "secretary": true, "boss": true, "leader": true, "officer": true,
}

// employer is the organization in the title or apposition of a speaker:
// "Nvidia CEO Jensen Huang", "Huang, CEO of Nvidia". An organization speaks
// for itself.
func (a *article) employer(speaker int) int {
	c := a.chain(speaker)
	if c.kind() == kg.Organization {
		return speaker
	}
	for _, i := range c.refs {
		r := &a.refs[i]
		if r.Form == syntax.Nominal && !leads[r.lemma] {
			continue
		}
		found := none
		r.tree.Children(r.Head, func(child int) bool {
			rel := relation(r.tree, child)
			if j := a.at(r.Tree, child); j >= 0 && (rel == "compound" || rel == "nmod") && a.refs[j].Form == syntax.Name && a.chain(j).kind() == kg.Organization {
				found = j
			}
			return found < 0
		})
		if found >= 0 {
			return found
		}
	}
	return none
}
